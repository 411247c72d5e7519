/* primaries.h: matrices from linear RGB to CIE XYZ, in double precision. */
#ifndef IMAGE_PRIMARIES_H
#define IMAGE_PRIMARIES_H

#include "image/colour.h"

struct matrix {
	double at[3][3];	/* row, column */
};

/*
 * primaries_matrix(primaries, adapt):
 * m * (R, G, B) = (X, Y, Z) with Y = 1 for white (SMPTE RP 177); ${adapt} adds
 * the Bradford adaptation from their white to that of RP 431-2.  ${primaries}
 * must be known.
 */
struct matrix primaries_matrix(enum colour_primaries, bool adapt);

/*
 * primaries_known(xy):
 * Those that a file means by the chromaticities of red, green, blue and
 * white, x before y; UNKNOWN if they are none of ours within 0.002.
 */
enum colour_primaries primaries_known(const double xy[8]);

#endif
