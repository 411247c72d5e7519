/* range.h: "100-199": some frames of all, as options and reports name them. */
#ifndef BASE_RANGE_H
#define BASE_RANGE_H

#include <stdint.h>

#include "base/error.h"

struct range {
	uint64_t first;		/* 0 is the first of all */
	uint64_t count;
};

/*
 * range_parse(text, total, out, err):
 * Of ${total} frames, numbered from 0: "A-B" from A to B, both included; "A-"
 * from A to the end; "A" only A.  Beyond the end is DCP_BAD_INPUT.
 */
bool range_parse(const char *text, uint64_t total, struct range *,
    struct dcp_error *) CHECKED;

#endif
