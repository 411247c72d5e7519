/*
 * fit.h: a picture into a container of another size, only ever in the way
 * that the caller chose.
 */
#ifndef IMAGE_FIT_H
#define IMAGE_FIT_H

#include <stdint.h>

#include "base/error.h"
#include "image/image.h"

enum fit_mode {
	FIT_EXACT,	/* sizes are equal, or it fails */
	FIT_CROP,	/* cut evenly from opposite sides, no side is padded */
	FIT_PAD,	/* black evenly on opposite sides, nothing is cut */
	FIT_SCALE,	/* as large as fits inside, shape kept, black around */
	FIT_FILL	/* as small as covers all, shape kept, centre cut out */
};

/* "exact", "crop", "pad", "scale", "fill". */
bool fit_named(const char *name, enum fit_mode *, struct dcp_error *) CHECKED;
const char *fit_name(enum fit_mode);

/*
 * fit_check(mode, width, height, to_width, to_height, err):
 * Can a picture of ${width} x ${height} go into ${to_width} x ${to_height} in
 * this mode?  If not, the text names both sizes and the modes that would do.
 */
bool fit_check(enum fit_mode, uint32_t width, uint32_t height,
    uint32_t to_width, uint32_t to_height, struct dcp_error *) CHECKED;

/*
 * fit_apply(mode, from, to_width, to_height, to, err):
 * Place ${from} in ${to}, another image, which is initialised here and gets
 * the bits of ${from}.  Black is 0.  Where a difference is odd, the right and
 * the lower side get the greater part.  Scaling is Lanczos-3, separable, on
 * the samples as they are: on gamma-encoded codes, or on linear light if the
 * floats are such.  Codes are rounded and clipped, floats are not clipped.
 */
bool fit_apply(enum fit_mode, const struct image *from, uint32_t to_width,
    uint32_t to_height, struct image *to, struct dcp_error *) CHECKED;

#endif
