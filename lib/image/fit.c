/* fit.c: see fit.h. */
#include "image/fit.h"

#include <assert.h>
#include <inttypes.h>
#include <string.h>

#include "image/resample.h"

static const char *const names[] = {
	[FIT_EXACT] = "exact",
	[FIT_CROP] = "crop",
	[FIT_PAD] = "pad",
	[FIT_SCALE] = "scale",
	[FIT_FILL] = "fill",
};

bool
fit_named(const char *name, enum fit_mode *mode, struct dcp_error *err)
{
	size_t i;

	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (strcmp(name, names[i]) == 0) {
			*mode = (enum fit_mode)i;
			return true;
		}
	*mode = FIT_EXACT;
	return error_set(err, DCP_REFUSED, "unknown way to fit \"%s\", want "
	    "exact, crop, pad, scale or fill", name);
}

const char *
fit_name(enum fit_mode mode)
{
	return names[mode];
}

bool
fit_check(enum fit_mode mode, uint32_t width, uint32_t height,
    uint32_t to_width, uint32_t to_height, struct dcp_error *err)
{
	bool covers = width >= to_width && height >= to_height;
	bool inside = width <= to_width && height <= to_height;
	bool fits = mode == FIT_SCALE || mode == FIT_FILL ||
	    (mode == FIT_CROP && covers) || (mode == FIT_PAD && inside) ||
	    (covers && inside);

	if (!image_check_size(width, height, err) ||
	    !image_check_size(to_width, to_height, err))
		return false;
	if (fits)
		return true;
	return error_set(err, DCP_REFUSED, "the picture is %" PRIu32 "x%"
	    PRIu32 ", want %" PRIu32 "x%" PRIu32 ": choose %sscale or fill, "
	    "not %s", width, height, to_width, to_height, covers ? "crop, " :
	    inside ? "pad, " : "", names[mode]);
}

/* The middle of ${from} to the middle of ${to}, whichever is larger. */
static void
place(const struct image *from, struct image *to)
{
	uint32_t width = from->width < to->width ? from->width : to->width;
	uint32_t height = from->height < to->height ? from->height
	    : to->height;
	uint32_t from_x = (from->width - width) / 2, y;
	uint32_t from_y = (from->height - height) / 2;
	uint32_t to_x = (to->width - width) / 2;
	uint32_t to_y = (to->height - height) / 2;
	size_t source, target;
	unsigned c;

	for (c = 0; c < 3; c++)
		for (y = 0; y < height; y++) {
			source = (size_t)(from_y + y) * from->width + from_x;
			target = (size_t)(to_y + y) * to->width + to_x;
			if (from->bits == IMAGE_FLOAT)
				memcpy(to->real[c] + target, from->real[c] +
				    source, width * sizeof(float));
			else
				memcpy(to->plane[c] + target, from->plane[c] +
				    source, width * sizeof(uint16_t));
		}
}

static void
make_black(struct image *image)
{
	size_t samples = image_samples(image);
	unsigned c;

	for (c = 0; c < 3; c++)
		if (image->bits == IMAGE_FLOAT)
			memset(image->real[c], 0, samples * sizeof(float));
		else
			memset(image->plane[c], 0, samples *
			    sizeof(uint16_t));
}

/* ${side} * ${numerator} / ${denominator}, rounded, at least 1. */
static uint32_t
in_proportion(uint32_t side, uint32_t numerator, uint32_t denominator)
{
	uint64_t v = ((uint64_t)side * numerator + denominator / 2) /
	    denominator;

	return v == 0 ? 1 : (uint32_t)v;
}

/* The size that keeps the shape and is just inside or just covers. */
static void
scaled_size(const struct image *from, bool cover, uint32_t *width,
    uint32_t *height)
{
	bool wider = (uint64_t)from->width * *height >
	    (uint64_t)from->height * *width;

	if (wider != cover)
		*height = in_proportion(from->height, *width, from->width);
	else
		*width = in_proportion(from->width, *height, from->height);
}

static bool
scale(const struct image *from, bool cover, struct image *to,
    struct dcp_error *err)
{
	uint32_t width = to->width, height = to->height;
	struct image scaled = {0};
	bool ok;

	scaled_size(from, cover, &width, &height);
	if (width == to->width && height == to->height)
		return resample_lanczos(from, to, err);
	ok = image_init(&scaled, width, height, from->bits, err) &&
	    resample_lanczos(from, &scaled, err);
	if (ok)
		place(&scaled, to);
	image_clear(&scaled);
	return ok;
}

bool
fit_apply(enum fit_mode mode, const struct image *from, uint32_t to_width,
    uint32_t to_height, struct image *to, struct dcp_error *err)
{
	assert(from != to);
	if (!fit_check(mode, from->width, from->height, to_width, to_height,
	    err) ||
	    !image_init(to, to_width, to_height, from->bits, err))
		return false;
	make_black(to);
	if (mode == FIT_SCALE || mode == FIT_FILL)
		return scale(from, mode == FIT_FILL, to, err);
	place(from, to);
	return true;
}
