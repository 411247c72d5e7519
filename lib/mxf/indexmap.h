/*
 * indexmap.h: an index table segment (SMPTE ST 377-1, 11) of a file whose
 * edit units have got other sizes: all that it says is kept, but for where
 * they begin, or how long they are.
 */
#ifndef MXF_INDEXMAP_H
#define MXF_INDEXMAP_H

#include <stdint.h>

#include "base/bytes.h"
#include "base/error.h"
#include "base/span.h"
#include "mxf/klv.h"

struct indexmap {
	/* Where in the new essence what began at ${old} begins. */
	bool (*offset)(void *context, uint64_t old, uint64_t *,
	    struct dcp_error *);

	/* The size of an edit unit that was of ${old} bytes, as all others. */
	bool (*unit_size)(void *context, uint32_t old, uint32_t *,
	    struct dcp_error *);
	void *context;
};

/*
 * indexmap_put(map, klv, value, to, err):
 * Append the whole segment, its values mapped.  DCP_BAD_INPUT if it cannot be
 * read, and what the functions of ${map} say.
 */
bool indexmap_put(const struct indexmap *, const struct klv *,
    struct span value, struct bytes *to, struct dcp_error *) CHECKED;

#endif
