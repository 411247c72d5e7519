/*
 * tripletaudit.h: are the encrypted packets of a track file those that were
 * put into it, whole and in their order?  Follows them from the first to the
 * last, both eyes and the resources of timed text included (ST 429-6: they
 * are counted together).
 */
#ifndef MXF_TRIPLETAUDIT_H
#define MXF_TRIPLETAUDIT_H

#include "base/bytes.h"
#include "base/error.h"
#include "mxf/trackfile.h"
#include "mxf/triplet.h"

/* Start with zeros, trackfile and key set. */
struct tripletaudit {
	const struct trackfile *trackfile;
	const struct tripletkey *key;	/* NULL: only what needs none */

	/* For tripletaudit_place(), only. */
	uint64_t count;			/* packets so far */
	uint64_t shift;			/* of sequence numbers, against it */
	uint64_t shift_seen;		/* of the packet before */
	struct ul source_key, source_key_seen;
	uint64_t offset, offset_seen;	/* plaintext offset */
};

/* What is known of one packet. */
struct tripletaudit_result {
	unsigned faults;		/* enum triplet_fault; 0 is in order */
	struct triplet triplet;		/* zero if unreadable */
	struct dcp_error why;		/* if unreadable */

	/* From tripletaudit_place(): */
	uint64_t index;			/* 0 is the first packet */
	uint64_t want_sequence;
	struct ul want_key;
	uint64_t want_offset;
};

/*
 * tripletaudit_look(audit, value, size, plain, result, err):
 * Look into one packet by itself: all of its value is ${size} bytes at
 * ${value}, which the result refers to.  ${plain}, if it is not NULL and there
 * is a key, gets the plain bytes, as of triplet_open(), and is else empty.
 * May be called for several packets at once, in any order.  Fails only if
 * memory runs out or OpenSSL does.
 */
bool tripletaudit_look(const struct tripletaudit *, const void *value,
    size_t size, struct bytes *plain, struct tripletaudit_result *,
    struct dcp_error *) CHECKED;

/*
 * tripletaudit_place(audit, result):
 * Now put the packets in their order, the first of the file first: adds what
 * is wrong with its place to the faults of ${result}.  Where packets are
 * missing only the first one behind the gap is out of order.
 */
void tripletaudit_place(struct tripletaudit *, struct tripletaudit_result *);

/*
 * tripletaudit_where(audit, result, to):
 * Append to ${to} which packet that is, after tripletaudit_place(): "edit unit
 * 5", "edit unit 5, right eye", "document", "resource 2".
 */
void tripletaudit_where(const struct tripletaudit *,
    const struct tripletaudit_result *, struct bytes *to);

/* How many packets the file has, by its header and index. */
uint64_t tripletaudit_want(const struct tripletaudit *);

/*
 * tripletaudit_explain(audit, result, fault, to):
 * Append to ${to} what one fault of ${result} is, with what is there and what
 * should be ("the sequence number is out of order: have 7, want 6").
 */
void tripletaudit_explain(const struct tripletaudit *,
    const struct tripletaudit_result *, enum triplet_fault, struct bytes *to);

#endif
