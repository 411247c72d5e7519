/*
 * setwrite.h: put local sets and their items; see set.h.  Tags come from the
 * primer, which takes up those that it has not.  A failure for want of memory
 * is sticky in the buffer, as in bytes.h.
 */
#ifndef MXF_SETWRITE_H
#define MXF_SETWRITE_H

#include <stdint.h>

#include "base/bytes.h"
#include "base/rational.h"
#include "base/timestamp.h"
#include "base/uuid.h"
#include "mxf/model.h"
#include "mxf/primer.h"
#include "mxf/ul.h"

struct setwrite {
	struct bytes *to;
	struct primer *primer;	/* NULL: items with static tags only */
	size_t begin;		/* of the open set's value */
};

/* A set and its InstanceUID; and the end of it, which patches its length. */
void setwrite_begin(struct setwrite *, enum model_set, const struct uuid *);
void setwrite_end(struct setwrite *);

/* An integer or boolean, of as many bytes as the item's type has. */
void setwrite_number(struct setwrite *, enum model_item, uint64_t value);

void setwrite_rational(struct setwrite *, enum model_item, struct rational);
void setwrite_label(struct setwrite *, enum model_item, const struct ul *);
void setwrite_uuid(struct setwrite *, enum model_item, const struct uuid *);

/* The basic UMID with that material number (ST 330); zeros for NULL. */
void setwrite_umid(struct setwrite *, enum model_item, const struct uuid *);

/* UTF-8 text as UTF-16, or as 7-bit text if the item is such. */
void setwrite_text(struct setwrite *, enum model_item, const char *);

void setwrite_time(struct setwrite *, enum model_item,
    const struct timestamp *);

/* Bytes as they are. */
void setwrite_bytes(struct setwrite *, enum model_item, const void *,
    size_t size);

/* Arrays and batches of ${count} elements of ${size} bytes each. */
void setwrite_array(struct setwrite *, enum model_item, const void *,
    size_t count, size_t size);

#endif
