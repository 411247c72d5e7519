/*
 * v_kdmkeys.h: the keys of a key message: which ones it lists, whether they
 * are those of the composition, and what the encrypted blocks say of them.
 */
#ifndef VERIFY_V_KDMKEYS_H
#define VERIFY_V_KDMKEYS_H

#include "verify/v_kdm.h"

/* False if memory runs out. */
bool v_kdmkeys_judge(const struct v_kdm *, struct dcp_error *) CHECKED;

#endif
