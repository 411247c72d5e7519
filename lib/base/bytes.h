/*
 * bytes.h: a growing buffer of bytes that this program writes.
 *
 * When memory runs out the buffer is emptied and marked bad, and every later
 * call does nothing; so a writer puts a whole structure and asks bytes_ok()
 * once, before the bytes are used.
 */
#ifndef BASE_BYTES_H
#define BASE_BYTES_H

#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

/* Start with `struct bytes b = {0};` and end with bytes_clear(). */
struct bytes {
	uint8_t *at;		/* NULL while nothing was put */
	size_t size;		/* bytes in use */
	size_t capacity;	/* bytes allocated */
	bool bad;		/* memory ran out */
};

/* Free the memory; the buffer is empty and usable again. */
void bytes_clear(struct bytes *);

/* Forget the content and keep the memory, for the next round of a loop. */
void bytes_reset(struct bytes *);

/* bytes_ok(b, err): false, and DCP_NO_MEMORY in ${err}, if anything failed. */
bool bytes_ok(const struct bytes *, struct dcp_error *) CHECKED;

/*
 * bytes_extend(b, size):
 * Add ${size} zero bytes and return their address, or NULL if memory ran out.
 * The address is valid until the next call that adds bytes.
 */
uint8_t *bytes_extend(struct bytes *, size_t size);

/*
 * bytes_room(b, size):
 * The same, but that the bytes are not zero: the caller writes all of them.
 */
uint8_t *bytes_room(struct bytes *, size_t size);

/* Append ${size} bytes, which must not be the buffer's own. */
void bytes_put(struct bytes *, const void *, size_t size);
void bytes_fill(struct bytes *, uint8_t value, size_t count);

/* Big-endian unsigned integers of 8, 16, 32 and 64 bits. */
void bytes_u8(struct bytes *, uint8_t);
void bytes_u16(struct bytes *, uint16_t);
void bytes_u32(struct bytes *, uint32_t);
void bytes_u64(struct bytes *, uint64_t);

/*
 * bytes_patch(b, at, value, size):
 * Overwrite the ${size} bytes (1 to 8) at index ${at}, which must exist, with
 * ${value}, big-endian: lengths that are known only after their content.
 */
void bytes_patch(struct bytes *, size_t at, uint64_t value, size_t size);

/* Text, without its NUL.  bytes_text() gives all of it back as a C string. */
void bytes_printf(struct bytes *, const char *, ...) PRINTF(2, 3);

/*
 * bytes_text(b):
 * The content as a NUL-terminated string, valid until the next call that adds
 * bytes; "" for a buffer that is empty or bad.
 */
const char *bytes_text(struct bytes *);

/* bytes_big_endian(to, value, size): the lowest ${size} bytes (1 to 8). */
void bytes_big_endian(uint8_t *to, uint64_t value, size_t size);

#endif
