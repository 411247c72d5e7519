/*
 * cryptcheck.h: is an encrypted track file whole: every triplet the one that
 * was put there, in its order, none missing and none that is not encrypted?
 * Packets are looked at side by side, and told of in the order of the file.
 */
#ifndef MASTER_CRYPTCHECK_H
#define MASTER_CRYPTCHECK_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "base/progress.h"
#include "mxf/mxfread.h"

/*
 * What is wrong, and where: a fault of a triplet by triplet_fault_name(), or
 *	key		no check value fits the key, which is used no further
 *	plain		a packet is not encrypted
 *	broken		the file cannot be read on
 *	missing		fewer packets than the header says
 *	surplus		more packets
 */
struct cryptcheck_finding {
	const char *name;	/* a word for programs: "mic", "sequence" ... */
	const char *text;	/* for people; borrowed for the call */
	bool resource;		/* of a font or image, not of an edit unit */
	bool stereo;		/* of one eye */
	enum trackfile_eye eye;
	uint64_t unit;		/* edit unit, or resource, from 0 */
};

struct cryptcheck_options {
	const uint8_t *key;	/* 16 bytes, or NULL: what needs no key */
	unsigned threads;	/* 0: one for each processor */
	const struct progress *progress;	/* bytes; may be NULL */

	/* Take a finding, in the order of the file.  False stops. */
	bool (*found)(void *context, const struct cryptcheck_finding *,
	    struct dcp_error *);
	void *context;
};

struct cryptcheck_result {
	uint64_t packets;	/* of edit units, one an eye */
	uint64_t resources;	/* fonts and images */
	uint64_t findings;
	uint64_t without_mic;	/* packets that have no integrity check */
	bool other_key;		/* the key is not that of the file */
};

/*
 * cryptcheck_run(in, options, result, err):
 * Check a file that says that it is encrypted.  What is wrong with it is a
 * finding, also where it cannot be read on; false only if it could not be
 * checked (DCP_IO and the like, DCP_REFUSED if it is not encrypted).
 */
bool cryptcheck_run(const struct mxfread *, const struct cryptcheck_options *,
    struct cryptcheck_result *, struct dcp_error *) CHECKED;

#endif
