/*
 * mickey.c: see mickey.h.  The generator's function G is SHA-1 without its
 * padding: the bare step from one chaining value to the next, which OpenSSL
 * offers only by functions that it advises against for digests.
 */
#define OPENSSL_API_COMPAT 0x10101000L	/* SHA1_Transform() */
#include "crypt/mickey.h"

#include <string.h>

#include <openssl/sha.h>

#include "crypt/secret.h"

#define NUMBER_SIZE	20u	/* bytes: b is 160 bits, FIPS 186-2, 3.1 */

static void
put_word(uint8_t *to, SHA_LONG word)
{
	to[0] = (uint8_t)(word >> 24);
	to[1] = (uint8_t)(word >> 16);
	to[2] = (uint8_t)(word >> 8);
	to[3] = (uint8_t)word;
}

/* x = G(t, XKEY) with the usual t; ${xkey} is filled up with zeros. */
static void
next_number(const uint8_t xkey[NUMBER_SIZE], uint8_t x[NUMBER_SIZE])
{
	uint8_t block[SHA_CBLOCK] = {0};
	SHA_CTX ctx;

	memcpy(block, xkey, NUMBER_SIZE);
	SHA1_Init(&ctx);
	SHA1_Transform(&ctx, block);
	put_word(x, ctx.h0);
	put_word(x + 4, ctx.h1);
	put_word(x + 8, ctx.h2);
	put_word(x + 12, ctx.h3);
	put_word(x + 16, ctx.h4);
	secret_wipe(block, sizeof(block));
	secret_wipe(&ctx, sizeof(ctx));
}

/* XKEY = (1 + XKEY + x) mod 2^160; big-endian numbers. */
static void
advance(uint8_t xkey[NUMBER_SIZE], const uint8_t x[NUMBER_SIZE])
{
	unsigned carry = 1;
	size_t i = NUMBER_SIZE;

	while (i-- > 0) {
		carry += (unsigned)xkey[i] + x[i];
		xkey[i] = (uint8_t)carry;
		carry >>= 8;
	}
}

static void
derive_smpte(const uint8_t key[16], uint8_t out[MICKEY_SIZE])
{
	uint8_t xkey[NUMBER_SIZE] = {0}, x[NUMBER_SIZE];

	memcpy(xkey, key, 16);
	next_number(xkey, x);
	advance(xkey, x);
	next_number(xkey, x);
	memcpy(out, x, MICKEY_SIZE);
	secret_wipe(xkey, sizeof(xkey));
	secret_wipe(x, sizeof(x));
}

static void
derive_interop(const uint8_t key[16], uint8_t out[MICKEY_SIZE])
{
	static const uint8_t constant[16] = {
		0x00, 0x11, 0x22, 0x33, 0x44, 0x55, 0x66, 0x77,
		0x88, 0x99, 0xaa, 0xbb, 0xcc, 0xdd, 0xee, 0xff,
	};
	uint8_t digest[SHA_DIGEST_LENGTH];
	SHA_CTX ctx;

	SHA1_Init(&ctx);
	SHA1_Update(&ctx, key, 16);
	SHA1_Update(&ctx, constant, sizeof(constant));
	SHA1_Final(digest, &ctx);
	memcpy(out, digest, MICKEY_SIZE);
	secret_wipe(digest, sizeof(digest));
	secret_wipe(&ctx, sizeof(ctx));
}

void
mickey_derive(enum mickey_kind kind, const uint8_t key[16],
    uint8_t out[MICKEY_SIZE])
{
	if (kind == MICKEY_SMPTE)
		derive_smpte(key, out);
	else
		derive_interop(key, out);
}
