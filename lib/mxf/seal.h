/*
 * seal.h: the encryption of one track file: its edit units as triplets (SMPTE
 * ST 429-6).  One seal serves several threads at once.
 */
#ifndef MXF_SEAL_H
#define MXF_SEAL_H

#include <stddef.h>
#include <stdint.h>

#include "base/bytes.h"
#include "base/error.h"
#include "base/uuid.h"
#include "mxf/ul.h"

struct seal_options {
	const uint8_t *key;	/* 16 bytes; borrowed until seal_new() ends */
	struct uuid context_id;	/* as the cryptographic context has it */
	struct uuid file_id;	/* of the asset */
	struct ul source;	/* key of the packets when they are plain */
	bool mic;		/* with integrity check */
};

struct seal;

/* seal_new(options, err): NULL on failure.  seal_free() takes NULL. */
struct seal *seal_new(const struct seal_options *, struct dcp_error *) CHECKED;
void seal_free(struct seal *);

struct seal_unit {
	const void *plain;
	size_t size;		/* bytes */
	uint64_t sequence;	/* 1 for the first packet of the file */
	struct bytes *to;	/* replaced by the packet's value */
};

/*
 * seal_units(seal, unit, count, err):
 * Seal ${count} units, at most SEAL_BATCH, each with a fresh initialisation
 * vector.  Side by side they take a fraction of the time of one after another
 * (see crypt/aes.h): SEAL_BATCH is a good number.
 */
#define SEAL_BATCH	16u
bool seal_units(const struct seal *, const struct seal_unit *, size_t count,
    struct dcp_error *) CHECKED;

/*
 * seal_open(seal, triplet, to, err):
 * Replace the content of ${to} by the unit that is in a triplet of this track
 * file.  DCP_BAD_INPUT if check value or integrity check is wrong: another key,
 * or a file that was altered.
 */
bool seal_open(const struct seal *, const struct bytes *triplet,
    struct bytes *to, struct dcp_error *) CHECKED;

/* Bytes of the triplet of a unit of ${size} bytes. */
uint64_t seal_size(uint64_t size, bool mic);

#endif
