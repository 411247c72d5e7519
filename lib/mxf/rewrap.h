/*
 * rewrap.h: the plan of a track file that is made from another one: the same
 * essence, each packet sealed, opened, or sealed anew (SMPTE ST 429-6), and
 * all else carried over.  The plan knows every byte count beforehand, so that
 * the file is written once, front to back, and its digest comes with it.
 */
#ifndef MXF_REWRAP_H
#define MXF_REWRAP_H

#include <stddef.h>
#include <stdint.h>

#include "base/bytes.h"
#include "base/error.h"
#include "base/timestamp.h"
#include "base/uuid.h"
#include "mxf/cryptoset.h"
#include "mxf/mxfread.h"

/* What one part of the new file is made of. */
enum rewrap_action {
	REWRAP_PUT,	/* bytes of the plan: packs, metadata, index */
	REWRAP_COPY,	/* a packet as it is */
	REWRAP_SEAL,	/* the triplet of a plain packet */
	REWRAP_OPEN,	/* the plain packet of a triplet */
	REWRAP_RESEAL	/* the triplet of a triplet's plain packet */
};

struct rewrap_part {
	uint64_t from;		/* in the old file: key of the packet */
	uint64_t from_size;	/* bytes, key and length included */
	size_t own;		/* PUT: in plan->own, from_size bytes */
	uint64_t to;		/* in the new file */
	uint64_t plain_size;	/* bytes of plain value; SEAL and so on */
	uint64_t sequence;	/* of the triplet, 1 the first of the file */
	uint32_t number;	/* of the packet, 0 the first, in the essence;
				   or among fonts and images */
	uint8_t action;		/* enum rewrap_action */
	bool resource;		/* a font or image of timed text */
};

struct rewrap_options {
	struct uuid id;			/* of the new asset */
	struct timestamp made;

	/* How the new file is encrypted; NULL: it is not. */
	const struct cryptoset *crypto;
};

/* Start with `struct rewrap r = {0};` and end with rewrap_clear(). */
struct rewrap {
	struct rewrap_part *part;	/* front to back */
	size_t count, capacity;
	uint64_t size;			/* of the new file */
	struct bytes own;		/* what REWRAP_PUT puts */
};

void rewrap_clear(struct rewrap *);

/*
 * rewrap_plan(plan, in, options, err):
 * Look at every packet of ${in} and plan the new file.  DCP_UNSUPPORTED for a
 * file of another dialect than those of digital cinema, and for sound in one
 * clip; DCP_REFUSED for one that is encrypted already, or is not, contrary to
 * what is wanted; DCP_BAD_INPUT for one that is unfinished, cut off, or has an
 * index that does not fit it.
 */
bool rewrap_plan(struct rewrap *, const struct mxfread *,
    const struct rewrap_options *, struct dcp_error *) CHECKED;

/*
 * rewrap_check(in, err):
 * The reasons of rewrap_plan() to refuse a file that are known without a look
 * at its packets.
 */
bool rewrap_check(const struct mxfread *, struct dcp_error *) CHECKED;

/* Bytes of part ${i} in the new file. */
uint64_t rewrap_size(const struct rewrap *, size_t i);

#endif
