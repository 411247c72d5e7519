/* frame.c: see frame.h. */
#include "master/frame.h"

#include "image/picture.h"

/* The picture as it was becomes the picture as it is. */
static void
replace(struct image *image, struct image *by)
{
	image_clear(image);
	*image = *by;
	*by = (struct image){0};
}

static bool
convert(const struct frame *f, struct image *image, struct dcp_error *err)
{
	struct image to = {0};

	if (!colour_apply(f->colour, image, &to, err)) {
		image_clear(&to);
		return false;
	}
	replace(image, &to);
	return true;
}

static bool
fit(const struct frame *f, struct image *image, struct dcp_error *err)
{
	struct image to = {0};

	if (image->width == f->encoder.width &&
	    image->height == f->encoder.height)
		return true;
	if (!fit_apply(f->fit, image, f->encoder.width, f->encoder.height, &to,
	    err)) {
		image_clear(&to);
		return false;
	}
	replace(image, &to);
	return true;
}

/*
 * Floats are fitted first, in linear light; codes of few bits afterwards,
 * where they have twelve.
 */
static bool
prepare(const struct frame *f, struct image *image, struct dcp_error *err)
{
	if (image->bits != f->bits)
		return error_set(err, DCP_BAD_INPUT, "have %u bits, want %u as"
		    " in the first frame", image->bits, f->bits);
	if (image->bits == IMAGE_FLOAT)
		return fit(f, image, err) && convert(f, image, err);
	return convert(f, image, err) && fit(f, image, err);
}

bool
frame_encode(const struct frame *f, const char *path, const char *view,
    struct bytes *to, struct dcp_error *err)
{
	struct image image = {0};
	bool ok;

	bytes_reset(to);
	ok = picture_read(path, view, &image, NULL, err);
	if (ok && !(prepare(f, &image, err) &&
	    j2kenc_encode(&f->encoder, &image, to, err)))
		ok = error_in(err, "%s", path);
	image_clear(&image);
	return ok;
}
