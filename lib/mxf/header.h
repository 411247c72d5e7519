/*
 * header.h: header metadata (SMPTE ST 377-1, 9): the primer and the sets that
 * it explains, found by what they are and by who refers to them.
 */
#ifndef MXF_HEADER_H
#define MXF_HEADER_H

#include <stddef.h>
#include <stdint.h>

#include "base/bytes.h"
#include "base/error.h"
#include "base/input.h"
#include "base/span.h"
#include "mxf/primer.h"
#include "mxf/set.h"

/* Start with `struct header h = {0};` and end with header_clear(). */
struct header {
	struct bytes bytes;	/* what the sets borrow, of header_load() */
	struct primer primer;
	struct set *set;	/* in the order of the file */
	size_t set_count;
	struct header_name *name;	/* for header_find() */
};

void header_clear(struct header *);

/*
 * header_parse(header, bytes, err):
 * Take primer and sets out of ${bytes}, which are borrowed as long as
 * ${header} lives.  Fill packets and what is unknown are passed over.  A
 * packet or set that cannot be read, or a primer that is missing or does not
 * stand first, is DCP_BAD_INPUT.
 */
bool header_parse(struct header *, struct span, struct dcp_error *) CHECKED;

/*
 * header_load(header, in, offset, size, err):
 * The same for ${size} bytes of a file, which ${header} keeps.
 */
bool header_load(struct header *, const struct input *, uint64_t offset,
    uint64_t size, struct dcp_error *) CHECKED;

/* The set with that InstanceUID; NULL if there is none. */
const struct set *header_find(const struct header *, const struct uuid *);

/*
 * header_next(header, kind, after):
 * The first set behind ${after} (NULL: of all) that is of ${kind} or descends
 * from it; NULL if there is none.
 */
const struct set *header_next(const struct header *, enum model_set kind,
    const struct set *after);

/* The set to which an item refers; NULL if item or set is not there. */
const struct set *header_follow(const struct header *, const struct set *,
    enum model_item);

/*
 * header_each(header, set, item, n):
 * The set to which element ${n} of an array of references refers; NULL behind
 * the last element, and for a reference to nothing.  header_count() says how
 * many elements there are.
 */
const struct set *header_each(const struct header *, const struct set *,
    enum model_item, size_t n);
size_t header_count(const struct set *, enum model_item);

#endif
