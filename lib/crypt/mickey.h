/*
 * mickey.h: the key of the integrity check, made from the content key, so that
 * one key serves for both (ST 429-6, "MIC key derivation").
 */
#ifndef CRYPT_MICKEY_H
#define CRYPT_MICKEY_H

#include <stdint.h>

#define MICKEY_SIZE	16u	/* bytes */

enum mickey_kind {
	MICKEY_SMPTE,	/* the generator of FIPS 186-2, 3.1, second number */
	MICKEY_INTEROP	/* SHA-1 of the key and a constant */
};

/*
 * mickey_derive(kind, key, out):
 * The key of the integrity check that belongs to a content key of 16 bytes.
 * ${out} is a secret as ${key} is: the caller wipes it.
 */
void mickey_derive(enum mickey_kind, const uint8_t key[16],
    uint8_t out[MICKEY_SIZE]);

#endif
