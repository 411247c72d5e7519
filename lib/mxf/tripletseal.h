/*
 * tripletseal.h: make the packets of an encrypted track file, see triplet.h.
 */
#ifndef MXF_TRIPLETSEAL_H
#define MXF_TRIPLETSEAL_H

#include <stdint.h>

#include "base/bytes.h"
#include "base/error.h"
#include "base/uuid.h"
#include "mxf/tripletkey.h"
#include "mxf/ul.h"

/* A packet to be. */
struct tripletseal_packet {
	struct ul source_key;
	const uint8_t *at;		/* the plain value */
	size_t size;			/* bytes, at most LIMIT_FRAME_SIZE */
	uint64_t plaintext_offset;	/* bytes left plain, at most ${size} */
	uint64_t sequence;		/* 1 is the first of a file */

	/* The value of the encrypted packet is appended here; each packet
	   has a buffer of its own.  Or it is there, tripletseal_place(). */
	struct bytes *to;
	bool placed;
};

/* What all packets of a file have. */
struct tripletseal_file {
	struct uuid context_id, track_file_id;
	bool no_mic;		/* items 6 to 8 are left empty */
};

/*
 * tripletseal_size(source_size, plaintext_offset, no_mic):
 * Bytes of the value of such a packet, without its own key and length.
 */
uint64_t tripletseal_size(uint64_t source_size, uint64_t plaintext_offset,
    bool no_mic);

/*
 * tripletseal_place(file, packet, err):
 * For him who reads plain values from a file: append to packet->to all that
 * tripletseal_run() would, set packet->at to where in it the ${size} plain
 * bytes are to be put before that is called, and return that place.  It is
 * valid until more is appended.  NULL if memory ran out.  The plaintext offset
 * must be 0.
 */
uint8_t *tripletseal_place(const struct tripletseal_file *,
    struct tripletseal_packet *, struct dcp_error *) CHECKED;

/*
 * tripletseal_run(key, file, packets, count, err):
 * Encrypt ${count} packets, each with an initialisation vector from
 * crypt/random.  They are worked on side by side (see crypt/aes.h): best are
 * 8 to 16 of about the same size.  On failure what was appended is undefined.
 */
bool tripletseal_run(const struct tripletkey *,
    const struct tripletseal_file *, const struct tripletseal_packet *,
    size_t count, struct dcp_error *) CHECKED;

#endif
