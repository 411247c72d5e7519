/*
 * hash_watch.h: proves the encrypted packets of the files that dcp-hash reads
 * for their digests.
 */
#ifndef SRC_HASH_WATCH_H
#define SRC_HASH_WATCH_H

#include "crypt/digests.h"
#include "trust/keyring.h"

/* The watcher with the keys of ${ring}, which is borrowed. */
struct digests_watcher hash_watch(struct keyring *ring);

#endif
