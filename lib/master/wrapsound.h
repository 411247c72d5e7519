/* wrapsound.h: sound files to a sound track file. */
#ifndef MASTER_WRAPSOUND_H
#define MASTER_WRAPSOUND_H

#include "audio/channelmap.h"
#include "audio/pcm.h"
#include "audio/wav.h"
#include "base/error.h"
#include "base/progress.h"
#include "mxf/mxfwrite.h"

struct wrapsound {
	struct wav *const *source;
	size_t source_count;
	const struct channelmap *map;
	enum pcm_tail tail;		/* when edit units are not filled */
	struct uuid id;			/* of the asset */
	struct rational edit_rate;
	struct timestamp made;
	struct mxfwrite_crypto crypto;
	unsigned threads;		/* that seal; 0: all processors */
};

/*
 * wrapsound_run(wrap, path, progress, result, err):
 * Write the track file ${path}, once, front to back; its digest is in
 * ${result}.  Sound of 48 and 96 kHz is taken (ST 428-2), at edit rates that
 * give each edit unit a whole number of samples.  The channel configuration
 * is what the map's labels amount to.  On failure nothing stays behind.
 */
bool wrapsound_run(const struct wrapsound *, const char *path,
    const struct progress *, struct mxfwrite_result *, struct dcp_error *)
    CHECKED;

#endif
