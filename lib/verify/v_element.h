/*
 * v_element.h: one asset of a reel against the packing list and the track
 * file behind it: is it there, is it what the element says, is its key named.
 */
#ifndef VERIFY_V_ELEMENT_H
#define VERIFY_V_ELEMENT_H

#include "verify/subject.h"

/* ${place} is that of the element in the playlist. */
void v_element_judge(const struct subject *, const struct cpl *,
    const struct cpl_asset *, const struct diag_place *place);

#endif
