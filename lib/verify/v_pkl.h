/* v_pkl.h: packing lists (ST 429-8) against the asset map and each other. */
#ifndef VERIFY_V_PKL_H
#define VERIFY_V_PKL_H

#include "verify/subject.h"

void v_pkl_judge(const struct subject *);

#endif
