/*
 * primer.h: the primer pack (SMPTE ST 377-1, 9.2): which two-byte tag stands
 * for which item in the sets of one header.
 */
#ifndef MXF_PRIMER_H
#define MXF_PRIMER_H

#include <stdint.h>

#include "base/bytes.h"
#include "base/error.h"
#include "base/span.h"
#include "mxf/model.h"
#include "mxf/ul.h"

struct primer_row {
	uint16_t tag;
	struct ul label;		/* as written */
	enum model_item item;		/* MODEL_None if it is not known */
};

/* Start with `struct primer p = {0};` and end with primer_clear(). */
struct primer {
	struct primer_row *row;		/* ordered by tag, none twice */
	size_t count;
};

void primer_clear(struct primer *);

/*
 * primer_read(value, primer, err):
 * Read the value of a primer pack.  Of a tag that stands there twice the
 * first row counts.  ${primer} is empty on failure.
 */
bool primer_read(struct span value, struct primer *, struct dcp_error *)
    CHECKED;

/* The row of ${tag}, NULL if there is none. */
const struct primer_row *primer_find(const struct primer *, uint16_t tag);

/*
 * primer_tag(primer, item, err):
 * For the writer: the tag of ${item}, put into ${primer} if it is not there:
 * its static tag, or the highest free dynamic one from 0xffff down.  0 if
 * memory ran out.
 */
uint16_t primer_tag(struct primer *, enum model_item, struct dcp_error *)
    CHECKED;

/* Append the whole packet, key and length too. */
void primer_put(const struct primer *, struct bytes *);

#endif
