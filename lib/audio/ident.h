/*
 * ident.h: tones that tell the channels of a sound system apart, in step with
 * the flash of a test card (image/testcard.h).
 *
 * Every channel has a frequency of its own: channel k, from 0, 480 + 96 * k
 * Hz; LFE 72 Hz.  It sounds at -20 dBFS (peak)
 *   in all channels at once for the first 1/24 of each second, and
 *   in one channel alone from 1/4 to 3/4 of each second: in channel s modulo
 *   the number of channels in second s.
 * Every tone begins and ends at zero, with whole periods.
 */
#ifndef AUDIO_IDENT_H
#define AUDIO_IDENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct ident {
	uint32_t rate;		/* samples a second: a multiple of 24 */
	unsigned channels;	/* in all */
	unsigned channel;	/* this one, from 0 */
	bool lfe;
};

/* Hz */
unsigned ident_frequency(const struct ident *);

/*
 * ident_samples(ident, first, to, count, stride):
 * ${count} samples from number ${first} on, 24-bit integers, each ${stride}
 * behind the last in ${to}.
 */
void ident_samples(const struct ident *, uint64_t first, int32_t *to,
    size_t count, size_t stride);

#endif
