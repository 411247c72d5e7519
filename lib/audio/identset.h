/*
 * identset.h: the tones of ident.h as sound files: one for each channel, with
 * its label in its name, or one for all.
 */
#ifndef AUDIO_IDENTSET_H
#define AUDIO_IDENTSET_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"

struct identset {
	unsigned channels;	/* 1 to CHANNELS_MAX */
	uint32_t rate;		/* samples a second: a multiple of 24 */
	uint64_t samples;	/* of each channel */
	bool polyphonic;	/* all in one file */
};

/*
 * identset_write(set, folder, name, err):
 * Write "${folder}/${name}_L.wav" and so on, or "${folder}/${name}.wav".  The
 * labels of 1 channel are C; of 2 L R; of 6 L R C LFE Ls Rs; of 8 L R C LFE
 * Lss Rss Lrs Rrs; of others 01, 02 and so on.
 */
bool identset_write(const struct identset *, const char *folder,
    const char *name, struct dcp_error *) CHECKED;

#endif
