/* ident.c: see ident.h. */
#include "audio/ident.h"

#include <math.h>

#define PEAK	838861.0	/* -20 dBFS of 24 bits */
#define PI	3.14159265358979323846

unsigned
ident_frequency(const struct ident *ident)
{
	return ident->lfe ? 72 : 480 + 96 * ident->channel;
}

/* Does the tone sound at sample ${at} of second ${second}? */
static bool
sounds(const struct ident *ident, uint64_t second, uint32_t at)
{
	bool beep = at < ident->rate / 24;
	bool alone = at >= ident->rate / 4 && at < ident->rate / 4 * 3;

	return beep || (alone && second % ident->channels == ident->channel);
}

void
ident_samples(const struct ident *ident, uint64_t first, int32_t *to,
    size_t count, size_t stride)
{
	double step = 2 * PI * ident_frequency(ident) / ident->rate;
	size_t i;

	for (i = 0; i < count; i++) {
		uint64_t second = (first + i) / ident->rate;
		uint32_t at = (uint32_t)((first + i) % ident->rate);

		to[i * stride] = sounds(ident, second, at)
		    ? (int32_t)lround(PEAK * sin(step * at)) : 0;
	}
}
