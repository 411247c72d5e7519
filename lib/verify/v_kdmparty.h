/*
 * v_kdmparty.h: the parties of a key message: who signed it and for how long,
 * for whom it is, and who signed the composition.
 */
#ifndef VERIFY_V_KDMPARTY_H
#define VERIFY_V_KDMPARTY_H

#include "verify/v_kdm.h"

void v_kdmparty_judge(const struct v_kdm *);

#endif
