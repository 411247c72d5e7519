/* unwrapsound.h: a sound track file back to sound files. */
#ifndef MASTER_UNWRAPSOUND_H
#define MASTER_UNWRAPSOUND_H

#include "base/error.h"
#include "base/progress.h"
#include "base/range.h"
#include "mxf/mxfread.h"

struct unwrapsound {
	const struct mxfread *read;	/* of kind TRACKFILE_SOUND */
	struct range units;		/* edit units */
	const char *path;		/* of the sound file */

	/*
	 * One file for each channel instead, in the folder `path`, which is
	 * made: "01_L.wav" where the track file says what the channel is,
	 * else "01.wav".
	 */
	bool mono;
};

/*
 * unwrapsound_run(unwrap, progress, err):
 * Write the samples as they are, 24 bits, as WAV, or RF64 from 4 GB on.
 * DCP_UNSUPPORTED for samples of another size.  On failure no file stays
 * behind that is not complete.
 */
bool unwrapsound_run(const struct unwrapsound *, const struct progress *,
    struct dcp_error *) CHECKED;

#endif
