/*
 * aes.h: AES-128 in cipher block chaining (FIPS 197, SP 800-38A), the cipher
 * of encrypted track files (ST 429-6).  There is no padding here: sizes are
 * whole blocks.
 */
#ifndef CRYPT_AES_H
#define CRYPT_AES_H

#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

#define AES_BLOCK_SIZE	16u	/* bytes */
#define AES_KEY_SIZE	16u	/* bytes */

/* A key, made ready.  One may be used by several threads at once. */
struct aes;

/*
 * aes_new(key, err):
 * Make ${key} ready; the caller may wipe his copy.  NULL on failure
 * (DCP_NO_MEMORY, DCP_REFUSED).  aes_free() cleanses and takes NULL.
 */
struct aes *aes_new(const uint8_t key[AES_KEY_SIZE], struct dcp_error *)
    CHECKED;
void aes_free(struct aes *);

/* A chain of blocks to encrypt. */
struct aes_lane {
	const uint8_t *from;	/* plain */
	uint8_t *to;		/* encrypted; may be ${from} itself */
	size_t size;		/* bytes, whole blocks; may be 0 */

	/* What the first block is chained to; then the last one made, so
	 * that the next call may go on with the chain. */
	uint8_t iv[AES_BLOCK_SIZE];
};

/*
 * aes_cbc_encrypt(aes, lanes, count, err):
 * Encrypt ${count} chains that have nothing to do with one another.  A chain
 * alone has the processor wait for each block before it begins with the next;
 * many side by side keep its AES unit busy: eight take little more than twice
 * the time of one.  They may be of different sizes; best are 8 or more of about
 * the same.
 */
bool aes_cbc_encrypt(const struct aes *, struct aes_lane *, size_t count,
    struct dcp_error *) CHECKED;

/*
 * aes_cbc_decrypt(aes, iv, from, to, size, err):
 * Decrypt ${size} bytes, whole blocks, from ${from} to ${to}, which may be the
 * same place.
 */
bool aes_cbc_decrypt(const struct aes *, const uint8_t iv[AES_BLOCK_SIZE],
    const uint8_t *from, uint8_t *to, size_t size, struct dcp_error *)
    CHECKED;

#endif
