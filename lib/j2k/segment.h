/*
 * segment.h: the content of one marker segment (ISO/IEC 15444-1, A.5 to A.9).
 * Only for codestream.c, which finds the segments.
 */
#ifndef J2K_SEGMENT_H
#define J2K_SEGMENT_H

#include "j2k/codestream.h"

/*
 * segment_parse(cs, marker, segment, err):
 * Put what the ${segment} of ${marker}, in a main header, says into ${cs}; of
 * markers that codestream.h does not describe, nothing.  The error text does
 * not say where.
 */
bool segment_parse(struct codestream *, uint16_t marker, struct span segment,
    struct dcp_error *) CHECKED;

/* "SIZ"; NULL for a marker that the standard does not name. */
const char *segment_name(uint16_t marker);

#endif
