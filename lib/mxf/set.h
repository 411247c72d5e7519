/*
 * set.h: one local set of header metadata (SMPTE ST 377-1, 9.3; local sets:
 * ST 336): items of two-byte tag, two-byte length and value, in any order.
 */
#ifndef MXF_SET_H
#define MXF_SET_H

#include <stdint.h>

#include "base/bytes.h"
#include "base/error.h"
#include "base/rational.h"
#include "base/span.h"
#include "base/uuid.h"
#include "mxf/klv.h"
#include "mxf/model.h"
#include "mxf/primer.h"

/* Borrows the bytes and the primer of its header. */
struct set {
	enum model_set kind;		/* MODEL_SET_None if not known */
	struct ul key;			/* as written */
	uint64_t offset;		/* of the key in the file */
	struct span items;
	const struct primer *primer;	/* NULL: static tags only */
};

struct set_item {
	uint16_t tag;
	enum model_item item;		/* MODEL_None if it is not known */
	struct ul label;		/* zero if no primer row has it */
	struct span value;
};

/*
 * set_begin(klv, value, primer, set, err):
 * Take a set and walk it once, so that everything below may trust its
 * lengths.  An item that ends beyond the set is DCP_BAD_INPUT, and more than
 * LIMIT_MXF_ITEMS of them DCP_REFUSED.
 */
bool set_begin(const struct klv *, struct span value, const struct primer *,
    struct set *, struct dcp_error *) CHECKED;

/*
 * set_next(set, rest, item):
 * The next item of ${rest}, which starts as set->items; false at the end.
 */
bool set_next(const struct set *, struct span *rest, struct set_item *);

/* The value of an item; false if the set has it not. */
bool set_find(const struct set *, enum model_item, struct span *value);

/*
 * Values.  An item that is absent, or has not the size of its type, gives
 * ${otherwise}, zeros or NULL.
 */
uint64_t set_unsigned(const struct set *, enum model_item, uint64_t otherwise);
int64_t set_signed(const struct set *, enum model_item, int64_t otherwise);
struct rational set_rational(const struct set *, enum model_item);
struct uuid set_uuid(const struct set *, enum model_item);
struct ul set_label(const struct set *, enum model_item);

/* The last 16 bytes of a UMID: the material number, as a UUID. */
struct uuid set_umid(const struct set *, enum model_item);

/* A time stamp in seconds since 1970, 0 if it is absent or no date. */
int64_t set_time(const struct set *, enum model_item);

/*
 * set_text(set, item, err):
 * UTF-16 or ISO 7-bit text as UTF-8, which the caller frees; no more than its
 * first 2048 bytes.  NULL if it is absent; and if memory ran out, which ${err}
 * then says.
 */
char *set_text(const struct set *, enum model_item, struct dcp_error *);

/*
 * set_array(set, item, size, count):
 * The elements of an array or batch, ${count} of ${size} bytes each; none if
 * it is absent, or has elements of another size, or ends too early.
 */
struct span set_array(const struct set *, enum model_item, size_t size,
    size_t *count);

#endif
