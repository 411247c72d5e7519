/* v_folder.h: what lies in the folder of a package, listed or not. */
#ifndef VERIFY_V_FOLDER_H
#define VERIFY_V_FOLDER_H

#include "verify/subject.h"

void v_folder_judge(const struct subject *);

#endif
