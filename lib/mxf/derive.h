/*
 * derive.h: the ids within a track file, each made from the asset's own and
 * from what it names (RFC 4122, 4.3, with SHA-1): the same asset gives the
 * same ids, two assets give different ones.
 */
#ifndef MXF_DERIVE_H
#define MXF_DERIVE_H

#include <stdint.h>

#include "base/error.h"
#include "base/uuid.h"

/* Start with `struct derive d = {.asset = id};`. */
struct derive {
	struct uuid asset;
	struct dcp_error err;	/* the first failure; ids are then zero */
};

/* The id of thing ${n} (from 0) of those called ${name}. */
struct uuid derive_id(struct derive *, const char *name, uint64_t n);

#endif
