/*
 * v_reel.h: the reels of a composition: what stands beside what and for how
 * long (ST 429-7, ST 429-2).  v_element judges each asset against its file.
 */
#ifndef VERIFY_V_REEL_H
#define VERIFY_V_REEL_H

#include "verify/subject.h"

/* ${place} is that of the composition playlist. */
void v_reel_judge(const struct subject *, const struct cpl *,
    const struct diag_place *place);

#endif
