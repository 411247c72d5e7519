/*
 * join.h: several track files of one format as one, essence untouched: for
 * parts that were encoded on several machines.
 */
#ifndef MASTER_JOIN_H
#define MASTER_JOIN_H

#include "base/error.h"
#include "base/progress.h"
#include "mxf/mxfwrite.h"
#include "trust/keyring.h"

struct join {
	const char *const *input;	/* paths, in the order of the film */
	size_t input_count;
	struct uuid id;			/* of the new asset */
	struct timestamp made;
	struct mxfwrite_crypto crypto;	/* of the new track file */
	const struct keyring *keys;	/* of encrypted inputs; may be NULL */
	unsigned threads;		/* that read and seal; 0: all */
};

/*
 * join_run(join, path, progress, result, err):
 * Write the track file ${path}.  Picture and sound are taken; all inputs must
 * be of one kind, edit rate, size and coding (picture), sampling rate,
 * channels and channel configuration (sound): the first difference is
 * DCP_BAD_INPUT and named; so is a file with a fault, of which edit units may
 * be missing.  Encrypted inputs are opened with ${keys} and encrypted anew; if
 * there is no key, or the result would be plain, they are DCP_REFUSED.  On
 * failure nothing stays behind.
 */
bool join_run(const struct join *, const char *path, const struct progress *,
    struct mxfwrite_result *, struct dcp_error *) CHECKED;

#endif
