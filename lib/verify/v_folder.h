/* v_folder.h: what lies in the folder of a package, listed or not. */
#ifndef VERIFY_V_FOLDER_H
#define VERIFY_V_FOLDER_H

#include "verify/subject.h"

void v_folder_judge(const struct subject *);

/*
 * v_folder_other_case(path):
 * The name of a file beside ${path}, which is not there, that differs from it
 * only in the case of letters; NULL if there is none.  The caller frees it.
 */
char *v_folder_other_case(const char *path);

#endif
