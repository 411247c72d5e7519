/*
 * triplet.h: the packet that carries one encrypted packet: which key it was,
 * how long, its bytes encrypted, and what proves them whole and in order
 * (SMPTE ST 429-6, "encrypted triplet").
 */
#ifndef MXF_TRIPLET_H
#define MXF_TRIPLET_H

#include <stdint.h>

#include "base/bytes.h"
#include "base/error.h"
#include "base/input.h"
#include "base/span.h"
#include "base/uuid.h"
#include "mxf/tripletkey.h"
#include "mxf/ul.h"

/* The most that stands in front of the encrypted value: four items and the
   value's length, lengths in their longest form. */
#define TRIPLET_HEAD_SIZE_MAX	93u	/* bytes */

/* Initialisation vector and check value, which the encrypted value begins
   with: enough to know whether a key fits. */
#define TRIPLET_CHECK_SIZE	32u	/* bytes */
#define TRIPLET_CHECK_VALUE	"CHUKCHUKCHUKCHUK"

/* What a packet says.  Spans are borrowed: they live as long as its bytes. */
struct triplet {
	struct uuid context_id;		/* "cryptographic context link" */
	uint64_t plaintext_offset;	/* bytes that are not encrypted */
	struct ul source_key;		/* of the plain packet */
	uint64_t source_size;		/* bytes of its value */
	uint64_t value_size;		/* "encrypted source value" */
	struct span value;

	/* These may be absent: that is, of zero length. */
	bool has_track_file_id, has_sequence, has_mic;
	struct uuid track_file_id;
	uint64_t sequence;		/* 1, 2, 3 ... */
	uint8_t mic[HMAC_SIZE];		/* integrity check */
	struct span covered;		/* the bytes that it covers */
};

/* What can be wrong with one, as bits. */
enum triplet_fault {
	TRIPLET_LENGTHS = 1,	/* value and source size do not fit */
	TRIPLET_NO_MIC = 2,	/* there is no integrity check */
	TRIPLET_CHECK = 4,	/* check value: wrong key, or a damaged IV */
	TRIPLET_MIC = 8,	/* the bytes are not those that were sealed */
	TRIPLET_PADDING = 16,	/* not 00, 01, 02 ... up to the block's end */

	/* What only mxf/tripletaudit.h can know: */
	TRIPLET_UNREADABLE = 32,	/* triplet_parse() says why */
	TRIPLET_CONTEXT = 64,		/* of another file's context */
	TRIPLET_TRACK_FILE = 128,	/* of another track file */
	TRIPLET_SOURCE_KEY = 256,	/* not the key that it should have */
	TRIPLET_OFFSET = 512,		/* another plaintext offset */
	TRIPLET_SEQUENCE = 1024		/* not in its place */
};

/*
 * triplet_read_head(in, triplet, err):
 * Read the items in front of the encrypted value from ${in}, and leave ${in}
 * at the value's first byte.  Lengths may be of any BER form.  Fails with
 * DCP_BAD_INPUT if they end early or an item has not its size; ${triplet} is
 * then all zero.
 */
bool triplet_read_head(struct span *in, struct triplet *, struct dcp_error *)
    CHECKED;

/*
 * triplet_read_at(in, offset, size, triplet, err):
 * The same from a file: of the packet whose value is ${size} bytes from
 * ${offset} on.
 */
bool triplet_read_at(const struct input *, uint64_t offset, uint64_t size,
    struct triplet *, struct dcp_error *) CHECKED;

/*
 * triplet_parse(bytes, size, triplet, err):
 * Read the whole value of a packet, which is ${size} bytes.  Fails with
 * DCP_BAD_INPUT if items end early, have not their size, or are followed by
 * other bytes, and with DCP_REFUSED if a size is beyond LIMIT_FRAME_SIZE.
 */
bool triplet_parse(const void *bytes, size_t size, struct triplet *,
    struct dcp_error *) CHECKED;

/*
 * triplet_fits(key, value, fits, err):
 * Say whether the check value says that ${key} is the one.  ${value} is the
 * first TRIPLET_CHECK_SIZE bytes of the encrypted value.
 */
bool triplet_fits(const struct tripletkey *,
    const uint8_t value[TRIPLET_CHECK_SIZE], bool *fits, struct dcp_error *)
    CHECKED;

/* Do value, source size and plaintext offset fit one another? */
bool triplet_sizes_fit(const struct triplet *);

/*
 * triplet_open(triplet, key, to, faults, err):
 * Replace the content of ${to} by the plain bytes, and set ${faults} to what
 * is wrong (enum triplet_fault).  The bytes are there whatever is wrong, but
 * with TRIPLET_LENGTHS, when nobody can say which they are.  ${to} may be NULL
 * for him who only wants to know what is wrong, which takes less time.
 */
bool triplet_open(const struct triplet *, const struct tripletkey *,
    struct bytes *to, unsigned *faults, struct dcp_error *) CHECKED;

/*
 * triplet_fault_text(fault):
 * What one fault is, for people ("the integrity check (MIC) is wrong").
 * triplet_fault_name() is a word for programs: "mic".
 */
const char *triplet_fault_text(enum triplet_fault);
const char *triplet_fault_name(enum triplet_fault);

/*
 * triplet_take_fault(faults):
 * Take the lowest fault out of ${faults}, which are not 0:
 *	while (faults != 0)
 *		tell(triplet_take_fault(&faults));
 */
enum triplet_fault triplet_take_fault(unsigned *faults);

/*
 * triplet_value_size(source_size, plaintext_offset):
 * Bytes of the encrypted value of such a packet: plain bytes, the vector, the
 * check value, and 1 to 16 bytes of padding.
 */
uint64_t triplet_value_size(uint64_t source_size, uint64_t plaintext_offset);

#endif
