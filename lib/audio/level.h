/* level.h: how loud a channel is: peak and mean power of its samples. */
#ifndef AUDIO_LEVEL_H
#define AUDIO_LEVEL_H

#include <stddef.h>
#include <stdint.h>

/* What level_db() says of silence; 24 bits reach down to -138.5. */
#define LEVEL_SILENCE	(-200.0)

/* Start with `struct level level = {0};`. */
struct level {
	uint64_t count;		/* samples */
	uint32_t peak;		/* largest magnitude, 0 to 2^23 */
	uint64_t full;		/* samples at WAV_MAX or WAV_MIN */
	double power;		/* sum of squares, full scale is 1 */
};

/*
 * level_add(level, from, count, stride):
 * Take ${count} samples, WAV_MIN to WAV_MAX, of one channel; the next lies
 * ${stride} values behind the last.
 */
void level_add(struct level *, const int32_t *from, size_t count,
    size_t stride);

/*
 * Decibels relative to full scale: of the peak, and of the root mean square
 * of which a full-scale square wave has 0; LEVEL_SILENCE if there is nothing.
 */
double level_peak_db(const struct level *);
double level_rms_db(const struct level *);

#endif
