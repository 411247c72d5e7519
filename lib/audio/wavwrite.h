/*
 * wavwrite.h: sound files that are written: 24-bit integers as WAV, or as
 * RF64 (EBU Tech 3306) where WAV's 32-bit sizes do not reach.
 */
#ifndef AUDIO_WAVWRITE_H
#define AUDIO_WAVWRITE_H

#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

struct wavwrite;

/*
 * wavwrite_open(path, channels, rate, samples, err):
 * Begin to write what will become the sound file ${path}: ${channels} (1 to
 * LIMIT_CHANNELS) of exactly ${samples} samples each, ${rate} a second.  The
 * file takes its name on wavwrite_commit() (see base/output.h).  The format
 * tag is plain PCM: no loudspeaker positions are claimed.  NULL on failure.
 */
struct wavwrite *wavwrite_open(const char *path, unsigned channels,
    uint32_t rate, uint64_t samples, struct dcp_error *) CHECKED;

/*
 * wavwrite_samples(w, from, samples, err):
 * Append ${samples} samples of each channel, interleaved, values from WAV_MIN
 * to WAV_MAX.
 */
bool wavwrite_samples(struct wavwrite *, const int32_t *from, size_t samples,
    struct dcp_error *) CHECKED;

/*
 * wavwrite_packed(w, from, size, err):
 * The same from ${size} bytes that already are little-endian 24-bit integers,
 * as track files hold them: a whole number of samples of all channels.
 */
bool wavwrite_packed(struct wavwrite *, const void *from, size_t size,
    struct dcp_error *) CHECKED;

/*
 * wavwrite_commit(w, err):
 * Give the file its name and free ${w}.  All samples that wavwrite_open() was
 * told of must have been written.
 */
bool wavwrite_commit(struct wavwrite *, struct dcp_error *) CHECKED;

/* Remove what was written and free ${w}; takes NULL. */
void wavwrite_abandon(struct wavwrite *);

#endif
