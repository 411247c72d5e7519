/*
 * sha1lanes.h: SHA-1 (FIPS 180-4) of many messages side by side, one in each
 * element of the processor's vectors: for the integrity checks of many frames
 * at once this takes a third of the time of one after another, for which
 * OpenSSL has nothing.  For one message OpenSSL is the one to ask.
 */
#ifndef CRYPT_SHA1LANES_H
#define CRYPT_SHA1LANES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SHA1LANES_COUNT	16u	/* messages */
#define SHA1LANES_BLOCK	64u	/* bytes */
#define SHA1LANES_SIZE	20u	/* bytes of a digest */

/* Messages so far, between two blocks: h[k][l] is word k of message l. */
struct sha1lanes {
	uint32_t h[5][SHA1LANES_COUNT];
};

/* This processor has vectors of 16 words, which make it worth while. */
bool sha1lanes_is_there(void);

/* Every message begins. */
void sha1lanes_start(struct sha1lanes *);

/*
 * sha1lanes_run(s, at, blocks):
 * Add ${blocks} blocks at ${at}[l] to message l, but for those whose place is
 * NULL.  Takes as long for one message as for all.
 */
void sha1lanes_run(struct sha1lanes *,
    const uint8_t *const at[SHA1LANES_COUNT], size_t blocks);

/* The words of message ${l}, as bytes: its digest, if it was padded. */
void sha1lanes_bytes(const struct sha1lanes *, size_t l,
    uint8_t to[SHA1LANES_SIZE]);

/* The kernel by itself: of any processor, and with AVX-512; for tests. */
typedef void sha1lanes_kernel(struct sha1lanes *,
    const uint8_t *const at[SHA1LANES_COUNT], size_t blocks);
sha1lanes_kernel sha1lanes_plain;
#if defined(__x86_64__)
sha1lanes_kernel sha1lanes_avx512;
#endif

#endif
