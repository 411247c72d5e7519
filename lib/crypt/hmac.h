/*
 * hmac.h: HMAC-SHA1 (RFC 2104): the integrity check of encrypted track files
 * (ST 429-6).
 */
#ifndef CRYPT_HMAC_H
#define CRYPT_HMAC_H

#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

#define HMAC_SIZE	20u	/* bytes */

/* A key, made ready.  One may be used by several threads at once. */
struct hmac;

/*
 * hmac_new(key, size, err):
 * Make a key of ${size} bytes ready; the caller may wipe his copy.  NULL on
 * failure (DCP_NO_MEMORY, DCP_REFUSED).  hmac_free() cleanses and takes NULL.
 */
struct hmac *hmac_new(const void *key, size_t size, struct dcp_error *)
    CHECKED;
void hmac_free(struct hmac *);

/* A check in the making: belongs to one thread. */
struct hmac_stream;

/*
 * hmac_begin(hmac, err): NULL on failure.  hmac_end() gives the check of all
 * that was added since hmac_begin() or the last hmac_end(), so that one stream
 * serves any number of messages; hmac_drop() takes NULL and must follow in any
 * case.  ${hmac} must live as long.
 */
struct hmac_stream *hmac_begin(const struct hmac *, struct dcp_error *)
    CHECKED;
bool hmac_add(struct hmac_stream *, const void *, size_t size,
    struct dcp_error *) CHECKED;
bool hmac_end(struct hmac_stream *, uint8_t out[HMAC_SIZE],
    struct dcp_error *) CHECKED;
void hmac_drop(struct hmac_stream *);

/* A message whose check is to be made: all of its bytes. */
struct hmac_message {
	const uint8_t *at;
	size_t size;
	uint8_t *to;		/* HMAC_SIZE bytes of check */
};

/*
 * hmac_many(hmac, messages, count, err):
 * The checks of ${count} messages.  Side by side (see crypt/sha1lanes.h) they
 * take less than half the time of one after another, if the processor can do
 * it, and if they are many, 16 at best, and of about the same size.
 */
bool hmac_many(const struct hmac *, const struct hmac_message *, size_t count,
    struct dcp_error *) CHECKED;

/* Takes as long whether they are equal or not. */
bool hmac_equal(const uint8_t[HMAC_SIZE], const uint8_t[HMAC_SIZE]);

#endif
