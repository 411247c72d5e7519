/*
 * hash_watch.h: proves the encrypted packets of the files that dcp-hash reads
 * for their digests, and counts what was proven.
 */
#ifndef SRC_HASH_WATCH_H
#define SRC_HASH_WATCH_H

#include <stdatomic.h>

#include "crypt/digests.h"
#include "trust/keyring.h"

/* Start with {.ring = ...}; NULL: without keys files are but counted. */
struct hash_watch {
	const struct keyring *ring;		/* borrowed */
	atomic_size_t proven, faulty, unproven;	/* encrypted files */
};

/* The watcher that counts in ${watch}, which has to outlive it. */
struct digests_watcher hash_watch_watcher(struct hash_watch *);

/*
 * hash_watch_tell(watch, to):
 * Append "; integrity of encrypted files: 2 proven, 1 not checked"; nothing if
 * there was no such file.
 */
void hash_watch_tell(struct hash_watch *, struct bytes *to);

#endif
