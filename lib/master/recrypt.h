/*
 * recrypt.h: a track file of any kind is encrypted, decrypted, or gets another
 * key: its packets are worked on side by side, and written in order.
 */
#ifndef MASTER_RECRYPT_H
#define MASTER_RECRYPT_H

#include <stdint.h>

#include "base/error.h"
#include "base/progress.h"
#include "base/timestamp.h"
#include "base/uuid.h"
#include "crypt/digest.h"
#include "mxf/cryptoset.h"
#include "mxf/mxfread.h"

struct recrypt_options {
	struct uuid id;			/* of the new asset */
	struct timestamp made;		/* dates that are altered */

	/*
	 * Content keys of 16 bytes, borrowed until the call returns: the one
	 * that opens the old file, NULL if it is plain; and the one that seals
	 * the new file, NULL if it shall be plain.
	 */
	const uint8_t *old_key, *new_key;
	struct cryptoset crypto;	/* with new_key: context, key id, MIC */

	unsigned threads;		/* 0: one for each processor */
	const struct progress *progress;	/* bytes written; may be NULL */
};

struct recrypt_result {
	uint64_t size;		/* of the new file */
	uint64_t packets;	/* that were sealed or opened */
	struct digest digest;	/* SHA-1 of the new file */
};

/*
 * recrypt_run(in, path, options, result, err):
 * Make the new file ${path}.  Every triplet of the old one must be in order:
 * its ids and sequence number those that the file wants, its check value that
 * of the key, its integrity check, if it has one, right; otherwise the call
 * fails with DCP_BAD_INPUT and says which edit unit it is.  After a failure
 * nothing stays behind.
 */
bool recrypt_run(const struct mxfread *, const char *path,
    const struct recrypt_options *, struct recrypt_result *,
    struct dcp_error *) CHECKED;

#endif
