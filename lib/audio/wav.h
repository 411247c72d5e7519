/*
 * wav.h: sound files that are read: WAV, BWF, RF64, BW64 and W64 with integers
 * of 8 to 32 bits or floating point, always as 24-bit integers.
 */
#ifndef AUDIO_WAV_H
#define AUDIO_WAV_H

#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

/* A sample of full scale: 24 bits, two's complement. */
#define WAV_MAX		8388607
#define WAV_MIN		(-8388608)

struct wav;

struct wav_info {
	unsigned channels;	/* 1 to LIMIT_CHANNELS */
	uint32_t rate;		/* samples a second */
	uint64_t samples;	/* of each channel; all are in the file */
	unsigned bits;		/* of one sample as stored: 8 to 64 */
	bool is_float;
};

/*
 * wav_open(path, err):
 * Open a sound file.  A file that is cut short, or whose header does not say
 * how long it is, is refused here (see riff.h).  NULL on failure.
 * wav_close() frees it and takes NULL.
 */
struct wav *wav_open(const char *path, struct dcp_error *) CHECKED;
void wav_close(struct wav *);

/* Both live as long as ${wav}. */
const struct wav_info *wav_info(const struct wav *);
const char *wav_path(const struct wav *);

/*
 * wav_speaker(wav, channel):
 * The loudspeaker that the file's header claims for ${channel}, 0 is the
 * first, by the names of WAVE_FORMAT_EXTENSIBLE: "FL", "FR", "FC", "LFE",
 * "BL", "BR", "FLC", "FRC", "SL", "SR".  NULL if it claims none or another.
 */
const char *wav_speaker(const struct wav *, unsigned channel);

/*
 * wav_read(wav, to, samples, err):
 * Read the next ${samples} samples of each channel, interleaved: ${to} holds
 * samples times channels values of WAV_MIN to WAV_MAX.
 * Integers of up to 24 bits are kept exactly (16 bits: times 256); 32 bits are
 * rounded to the nearest, halves upwards, and what would exceed WAV_MAX is
 * WAV_MAX.  Floating point is scaled by 2^23, rounded to the nearest, halves
 * to even, and clipped; see wav_clipped().  A value that is no number is
 * DCP_BAD_INPUT, and so is an end that comes too early.
 */
bool wav_read(struct wav *, int32_t *to, size_t samples, struct dcp_error *)
    CHECKED;

/* Go to sample ${sample}, 0 to info->samples: where wav_read() goes on. */
bool wav_seek(struct wav *, uint64_t sample, struct dcp_error *) CHECKED;

/* Values beyond full scale (below -1.0, above 1.0) that were read so far. */
uint64_t wav_clipped(const struct wav *);

#endif
