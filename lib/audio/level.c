/* level.c: see level.h. */
#include "audio/level.h"

#include <math.h>

#include "audio/wav.h"

#define FULL_SCALE	8388608.0	/* 2^23 */

void
level_add(struct level *level, const int32_t *from, size_t count,
    size_t stride)
{
	uint32_t magnitude;
	double v;
	size_t i;

	for (i = 0; i < count; i++, from += stride) {
		magnitude = (uint32_t)(*from < 0 ? -*from : *from);
		if (magnitude > level->peak)
			level->peak = magnitude;
		if (*from == WAV_MAX || *from == WAV_MIN)
			level->full++;
		v = *from / FULL_SCALE;
		level->power += v * v;
	}
	level->count += count;
}

double
level_peak_db(const struct level *level)
{
	return level->peak == 0 ? LEVEL_SILENCE :
	    20 * log10(level->peak / FULL_SCALE);
}

double
level_rms_db(const struct level *level)
{
	return level->peak == 0 ? LEVEL_SILENCE :
	    10 * log10(level->power / (double)level->count);
}
