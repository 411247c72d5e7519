/*
 * join.h: several track files of one format as one, essence untouched: for
 * parts that were encoded on several machines.
 */
#ifndef MASTER_JOIN_H
#define MASTER_JOIN_H

#include "base/error.h"
#include "base/progress.h"
#include "mxf/mxfwrite.h"

struct join {
	const char *const *input;	/* paths, in the order of the film */
	size_t input_count;
	struct uuid id;			/* of the new asset */
	struct timestamp made;
	unsigned threads;		/* that read; 0: all processors */
};

/*
 * join_run(join, path, progress, result, err):
 * Write the track file ${path}.  Picture and sound are taken; all inputs must
 * be of one kind, edit rate, size and coding (picture), sampling rate,
 * channels and channel configuration (sound): the first difference is
 * DCP_BAD_INPUT and named; so is a file with a fault, of which edit units may
 * be missing.  Encrypted files are DCP_REFUSED.  On failure nothing stays
 * behind.
 */
bool join_run(const struct join *, const char *path, const struct progress *,
    struct mxfwrite_result *, struct dcp_error *) CHECKED;

#endif
