/*
 * v_kdmdevice.h: the devices that a key message trusts, the formulation that
 * follows from them (ISDCF Doc 5), and its forensic mark flags.
 */
#ifndef VERIFY_V_KDMDEVICE_H
#define VERIFY_V_KDMDEVICE_H

#include "verify/v_kdm.h"

void v_kdmdevice_judge(const struct v_kdm *);

#endif
