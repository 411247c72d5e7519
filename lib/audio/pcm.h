/*
 * pcm.h: channels of several sound files as the edit units of one sound track
 * file: 24-bit little-endian integers, channels interleaved (SMPTE ST 382).
 */
#ifndef AUDIO_PCM_H
#define AUDIO_PCM_H

#include <stddef.h>
#include <stdint.h>

#include "audio/wav.h"
#include "base/error.h"
#include "base/rational.h"

#define PCM_SAMPLE_SIZE	3	/* bytes of one sample of one channel */
#define PCM_SILENCE	SIZE_MAX	/* as a route's source */

/* Where one channel of the track file comes from. */
struct pcm_route {
	size_t source;		/* index of a file, or PCM_SILENCE */
	unsigned channel;	/* of that file, 0 is the first */
};

/* What becomes of samples that do not fill the last edit unit. */
enum pcm_tail {
	PCM_EXACT,		/* they are an error, and so are files that
				 * differ in length */
	PCM_PAD,		/* silence follows the end of each file */
	PCM_TRIM		/* all beyond the shortest file is dropped */
};

struct pcm_plan {
	struct wav *const *source;	/* borrowed while the pcm is open */
	size_t source_count;
	const struct pcm_route *route;	/* one for each channel */
	unsigned channels;		/* 1 to LIMIT_CHANNELS */
	struct rational edit_rate;
	enum pcm_tail tail;
};

struct pcm;

/*
 * pcm_unit_samples(edit_rate, rate, out, err):
 * Samples of one channel in one edit unit, ${rate} samples a second.  Track
 * files need a whole number: anything else is DCP_BAD_INPUT.
 */
bool pcm_unit_samples(struct rational edit_rate, uint32_t rate, uint32_t *out,
    struct dcp_error *) CHECKED;

/*
 * pcm_open(plan, err):
 * Check that the files have one sample rate and end where edit units end
 * (see enum pcm_tail).  NULL on failure; pcm_close() takes NULL.
 */
struct pcm *pcm_open(const struct pcm_plan *, struct dcp_error *) CHECKED;
void pcm_close(struct pcm *);

uint64_t pcm_duration(const struct pcm *);	/* edit units */
uint32_t pcm_rate(const struct pcm *);		/* samples a second */
size_t pcm_unit_size(const struct pcm *);	/* bytes of one edit unit */

/*
 * pcm_read(pcm, to, err):
 * Fill ${to}, pcm_unit_size() bytes, with the next edit unit; to be called
 * pcm_duration() times.
 */
bool pcm_read(struct pcm *, uint8_t *to, struct dcp_error *) CHECKED;

/* ${count} samples of WAV_MIN to WAV_MAX to and from PCM_SAMPLE_SIZE bytes. */
void pcm_pack(uint8_t *to, const int32_t *from, size_t count);
void pcm_unpack(int32_t *to, const uint8_t *from, size_t count);

#endif
