/* v_marker.h: the markers of a composition (ST 429-7, RDD 52). */
#ifndef VERIFY_V_MARKER_H
#define VERIFY_V_MARKER_H

#include "verify/subject.h"

/* ${place} is that of the composition playlist. */
void v_marker_judge(const struct subject *, const struct cpl *,
    const struct diag_place *place);

#endif
