/*
 * v_kdmwindow.h: the days of a key message: its window, the time now, and the
 * showings that it is for.
 */
#ifndef VERIFY_V_KDMWINDOW_H
#define VERIFY_V_KDMWINDOW_H

#include "verify/v_kdm.h"

void v_kdmwindow_judge(const struct v_kdm *);

#endif
