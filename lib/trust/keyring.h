/*
 * keyring.h: content keys by their ids, as they come out of key files, KDMs
 * and DKDMs.  The keys lie in secret memory (crypt/secret.h) all their life.
 */
#ifndef TRUST_KEYRING_H
#define TRUST_KEYRING_H

#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "base/uuid.h"

#define KEYRING_KEY_SIZE	16	/* bytes: AES-128 (ST 429-6, 8.1) */
#define KEYRING_TYPE_SIZE	5	/* "MDIK" and a NUL */

struct keyring;

/* What is known of one key. */
struct keyring_key {
	struct uuid id;			/* KeyId of the CPL and of the MXF */
	char type[KEYRING_TYPE_SIZE];	/* ST 430-1, 6.1.2; "" is not said */
	struct uuid cpl;		/* composition; zero if not said */
	char *note;			/* what it is for; NULL if not said */
	uint8_t *key;			/* KEYRING_KEY_SIZE secret bytes */
};

/*
 * keyring_new(err):
 * An empty ring; NULL if memory ran out.  keyring_free() cleanses the keys,
 * and takes NULL.
 */
struct keyring *keyring_new(struct dcp_error *) CHECKED;
void keyring_free(struct keyring *);

/*
 * keyring_add(ring, id, type, cpl, key, err):
 * Copy the KEYRING_KEY_SIZE bytes at ${key} into the ring.  ${type} is four
 * capital letters, or NULL or "" if not known, as in an Interop KDM; ${cpl} is
 * NULL if not known.  A key that is there already under ${id} gains what was
 * not known of it; if it is not the same key, or is said to be of another type,
 * that is DCP_REFUSED and the ring stays as it was.
 */
bool keyring_add(struct keyring *, const struct uuid *id, const char *type,
    const struct uuid *cpl, const uint8_t *key, struct dcp_error *) CHECKED;

/*
 * keyring_note(ring, id, text, err):
 * Say what the key ${id}, which must be in the ring, is for: a line of UTF-8,
 * up to the first control character and to what a key file can hold; "" is
 * nothing.
 */
bool keyring_note(struct keyring *, const struct uuid *id, const char *text,
    struct dcp_error *) CHECKED;

/*
 * keyring_find(ring, id):
 * The KEYRING_KEY_SIZE bytes of key ${id}, or NULL.  They are the ring's.
 * keyring_entry() is the same with all that is known of the key.
 */
const uint8_t *keyring_find(const struct keyring *, const struct uuid *id);
const struct keyring_key *keyring_entry(const struct keyring *,
    const struct uuid *id);

/* The keys in the order they were added. */
size_t keyring_count(const struct keyring *);
const struct keyring_key *keyring_at(const struct keyring *, size_t);

/* ${type} is four capital letters: "MDIK". */
bool keyring_is_type(const char *type);

#endif
