/*
 * unwrapframes.h: the edit units of a track file as files of their own, one
 * each, as they are or decoded to pictures.
 */
#ifndef MASTER_UNWRAPFRAMES_H
#define MASTER_UNWRAPFRAMES_H

#include "base/error.h"
#include "base/progress.h"
#include "base/range.h"
#include "mxf/mxfread.h"

enum unwrapframes_eyes {
	UNWRAPFRAMES_ALL,	/* of a stereo file both */
	UNWRAPFRAMES_LEFT,
	UNWRAPFRAMES_RIGHT
};

struct unwrapframes {
	const struct mxfread *read;
	struct range units;		/* edit units */
	enum unwrapframes_eyes eyes;

	/*
	 * Made if need be.  Both eyes of a stereo file go into its folders
	 * "left" and "right".  Files are named by edit unit: 000000.j2c ...
	 */
	const char *folder;
	const char *suffix;		/* ".j2c" */

	/*
	 * Codestreams are decoded, and written as the suffix says (see
	 * picture_write() in image/picture.h): X'Y'Z' as it is, or for
	 * viewing in Rec. 709.
	 */
	bool decode, rec709;
	unsigned reduce;		/* halve both sides so many times */
	unsigned threads;		/* 0: one for each processor */
};

/*
 * unwrapframes_run(unwrap, progress, err):
 * Write the files; ${progress} counts them.  Each takes its name only when it
 * is complete; after a failure those that are complete stay.
 */
bool unwrapframes_run(const struct unwrapframes *, const struct progress *,
    struct dcp_error *) CHECKED;

#endif
