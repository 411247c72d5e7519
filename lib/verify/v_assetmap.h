/* v_assetmap.h: ASSETMAP and VOLINDEX (ST 429-9) against the folder. */
#ifndef VERIFY_V_ASSETMAP_H
#define VERIFY_V_ASSETMAP_H

#include "verify/subject.h"

void v_assetmap_judge(const struct subject *);

#endif
