/* transfer.c: see transfer.h. */
#include "image/transfer.h"

#include <assert.h>
#include <math.h>

/* SMPTE ST 428-1: the luminance of peak white. */
#define PEAK_NITS	48.0

/* IEC 61966-2-1, 5.2. */
static double
decode_srgb(double v)
{
	return v <= 0.04045 ? v / 12.92 : pow((v + 0.055) / 1.055, 2.4);
}

/* ITU-R BT.709-6, 1.2, and BT.2020-2, table 4 for 10 bits; inverted. */
static double
decode_bt709(double v)
{
	return v < 0.081 ? v / 4.5 : pow((v + 0.099) / 1.099, 1 / 0.45);
}

/* SMPTE ST 2084:2014, 5.1. */
static double
decode_pq(double v)
{
	const double m1 = 2610.0 / 16384, m2 = 2523.0 / 4096 * 128;
	const double c1 = 3424.0 / 4096, c2 = 2413.0 / 4096 * 32;
	const double c3 = 2392.0 / 4096 * 32;
	double n = pow(v, 1 / m2), top = n - c1;

	return pow((top > 0 ? top : 0) / (c2 - c3 * n), 1 / m1) * 10000
	    / PEAK_NITS;
}

double
transfer_decode(enum colour_transfer transfer, double v)
{
	switch (transfer) {
	case COLOUR_GAMMA22:
		return pow(v, 2.2);
	case COLOUR_GAMMA24:
		return pow(v, 2.4);
	case COLOUR_GAMMA26:
		return pow(v, 2.6);
	case COLOUR_SRGB:
		return decode_srgb(v);
	case COLOUR_BT709:
		return decode_bt709(v);
	case COLOUR_LINEAR:
		return v;
	case COLOUR_PQ:
		return decode_pq(v);
	case COLOUR_TRANSFER_UNKNOWN:
	case COLOUR_DCDM:
	case COLOUR_LOG:
		break;
	}
	assert(false);	/* no transfer function of light */
	return 0;
}
