/*
 * klv.h: key-length-value packets, the bricks that every MXF file is made of
 * (SMPTE ST 377-1, "KLV coding"; the BER length itself is SMPTE ST 336).
 */
#ifndef MXF_KLV_H
#define MXF_KLV_H

#include <stdint.h>

#include "base/bytes.h"
#include "base/error.h"
#include "base/input.h"
#include "base/span.h"
#include "mxf/ul.h"

#define KLV_HEAD_SIZE		20u	/* bytes: a key and the usual length */
#define KLV_HEAD_SIZE_MAX	25u	/* bytes: and the longest length */

struct klv {
	struct ul key;
	uint64_t offset;	/* of the key's first byte in the file */
	uint64_t value_size;	/* not yet checked against the file */
	unsigned head_size;	/* of key and length */
};

/*
 * klv_read_length(in, size, err):
 * Read a BER length of any form.  Fails with DCP_BAD_INPUT if it is cut short,
 * indefinite or longer than eight bytes; ${size} is then 0.
 */
bool klv_read_length(struct span *in, uint64_t *size, struct dcp_error *)
    CHECKED;

/*
 * klv_read(in, klv, err):
 * Read one key and its length from ${in}, and leave ${in} at the value's
 * first byte.  Fails with DCP_BAD_INPUT if the bytes end early, if the key is
 * no label, if the length is indefinite or longer than eight bytes, or if the
 * value would end beyond what 64 bits can count; ${klv} is then all zero.
 */
bool klv_read(struct span *in, struct klv *, struct dcp_error *) CHECKED;

/*
 * klv_read_at(in, offset, klv, err):
 * The same from a file, where the value must lie wholly within the file.
 */
bool klv_read_at(const struct input *, uint64_t offset, struct klv *,
    struct dcp_error *) CHECKED;

/* Offset of the value's first byte, and of the byte behind the packet. */
uint64_t klv_value(const struct klv *);
uint64_t klv_end(const struct klv *);

/*
 * klv_load(in, klv, limit, to, err):
 * Replace the content of ${to} by the packet's value.  A value of more than
 * ${limit} bytes is DCP_REFUSED.
 */
bool klv_load(const struct input *, const struct klv *, size_t limit,
    struct bytes *to, struct dcp_error *) CHECKED;

/*
 * klv_head_size(value_size):
 * Bytes of key and length that the writer uses for such a value: a length of
 * four bytes, or of nine for 16 MiB and more.
 */
unsigned klv_head_size(uint64_t value_size);

/* Append a length alone: of four bytes, or of nine for 16 MiB and more. */
void klv_put_length(struct bytes *, uint64_t size);

/* Append a key and length as klv_head_size() counts them. */
void klv_put_head(struct bytes *, const struct ul *, uint64_t value_size);

/*
 * A packet whose length is known only after its value: klv_put_begin()
 * appends key and length of zero and returns where the value begins;
 * klv_put_end() writes the length of all that was put since.
 */
size_t klv_put_begin(struct bytes *, const struct ul *);
void klv_put_end(struct bytes *, size_t begin);

/*
 * klv_put_fill(to, size):
 * Append a fill packet of ${size} bytes in all, at least KLV_HEAD_SIZE.
 */
void klv_put_fill(struct bytes *, size_t size);

#endif
