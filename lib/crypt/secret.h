/*
 * secret.h: memory for keys and what they are made from: kept out of swap and
 * of core files where the system allows, and overwritten before it is given
 * back.  What is not a key, as decrypted essence is not, needs none of this.
 */
#ifndef CRYPT_SECRET_H
#define CRYPT_SECRET_H

#include <stddef.h>

#include "base/error.h"

/*
 * secret_new(size, err):
 * ${size} zero bytes in pages of their own, locked in memory (where the
 * system's limit on that is used up they still work, and may be swapped) and
 * left out of core files.  NULL if memory ran out.  Takes at least a page: it
 * is for a few keys at a time, not for a buffer per frame.
 */
void *secret_new(size_t size, struct dcp_error *) CHECKED;

/* Overwrite with zeros, and give back.  Takes NULL. */
void secret_free(void *);

/* Overwrite with zeros, as no compiler may leave out.  Takes NULL and 0. */
void secret_wipe(void *, size_t size);

/*
 * secret_equal(a, b, size):
 * The bytes are equal; takes as long whether they are or not, so that nobody
 * learns from the time where they differ.
 */
bool secret_equal(const void *, const void *, size_t size);

/*
 * secret_guard():
 * From now on this process leaves no core file, and no other process of the
 * same user may read its memory (a debugger must be the superuser's).  As a
 * consequence paths in /proc/self and /dev/fd cannot be opened any more, by
 * anybody but the superuser: open what the user named before, or take
 * the number of a descriptor.  Cannot fail in a way that anybody could mend:
 * what the system does not know is left.
 */
void secret_guard(void);

#endif
