/* image.h: a picture in memory: three planes of code values or of floats. */
#ifndef IMAGE_IMAGE_H
#define IMAGE_IMAGE_H

#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

#define IMAGE_FLOAT	32	/* `bits` of a picture that holds floats */

/*
 * Start with `struct image image = {0};` and end with image_clear().  Planes
 * are R, G, B or X', Y', Z'; each is `height` rows of `width` samples without
 * gaps, top row first.
 */
struct image {
	uint32_t width, height;	/* pixels */
	unsigned bits;		/* 8 to 16: codes; IMAGE_FLOAT: floats */
	uint16_t *plane[3];	/* codes of `bits` bits, NULL for floats */
	float *real[3];		/* floats, NULL for codes */
	void *memory;		/* what the planes lie in; private */
	size_t capacity;	/* bytes of it; private */
};

/*
 * image_init(image, width, height, bits, err):
 * Make ${image} a picture of this size, with undefined samples; memory that it
 * already has is used again if it is enough.  Sides of 0 or beyond
 * LIMIT_PICTURE_SIDE and more than LIMIT_PICTURE_PIXELS are DCP_REFUSED.
 */
bool image_init(struct image *, uint32_t width, uint32_t height, unsigned bits,
    struct dcp_error *) CHECKED;

/* Free the memory; the picture is empty and may be initialised again. */
void image_clear(struct image *);

/* image_check_size(width, height, err): is it a size that image_init takes? */
bool image_check_size(uint32_t width, uint32_t height, struct dcp_error *)
    CHECKED;

/* Samples of one plane. */
size_t image_samples(const struct image *);

/*
 * image_fill(image, value):
 * Every sample of an image of codes becomes ${value}.
 */
void image_fill(struct image *, uint16_t value);

/*
 * image_code(code, from_bits, to_bits):
 * ${code} of ${from_bits} bits as a code of ${to_bits} bits, black and peak
 * white kept: upwards the high bits repeat below, downwards it is rounded
 * such that up and down again gives the same code.  Both from 8 to 16.
 */
uint16_t image_code(uint16_t code, unsigned from_bits, unsigned to_bits);

/*
 * image_pack_row_16(image, y, to):
 * Row ${y} of an image of codes as R, G, B words of 16 bits, big-endian: as
 * TIFF and PNG store it.  ${to} holds 6 * width bytes.
 */
void image_pack_row_16(const struct image *, uint32_t y, uint8_t *to);

#endif
