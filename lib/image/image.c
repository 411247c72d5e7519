/* image.c: see image.h. */
#include "image/image.h"

#include <assert.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"

bool
image_check_size(uint32_t width, uint32_t height, struct dcp_error *err)
{
	if (width == 0 || height == 0)
		return error_set(err, DCP_BAD_INPUT, "the picture is empty: "
		    "%" PRIu32 "x%" PRIu32, width, height);
	if (width > LIMIT_PICTURE_SIDE || height > LIMIT_PICTURE_SIDE ||
	    (uint64_t)width * height > LIMIT_PICTURE_PIXELS)
		return error_set(err, DCP_REFUSED, "the picture is too large: "
		    "%" PRIu32 "x%" PRIu32, width, height);
	return true;
}

static bool
reserve(struct image *image, size_t size, struct dcp_error *err)
{
	if (size <= image->capacity)
		return true;
	image_clear(image);
	if ((image->memory = malloc(size)) == NULL)
		return error_memory(err);
	image->capacity = size;
	return true;
}

bool
image_init(struct image *image, uint32_t width, uint32_t height, unsigned bits,
    struct dcp_error *err)
{
	size_t samples = (size_t)width * height;
	unsigned i;

	assert((bits >= 8 && bits <= 16) || bits == IMAGE_FLOAT);
	if (!image_check_size(width, height, err))
		return false;
	if (!reserve(image, 3 * samples * (bits == IMAGE_FLOAT ?
	    sizeof(float) : sizeof(uint16_t)), err))
		return false;
	image->width = width;
	image->height = height;
	image->bits = bits;
	for (i = 0; i < 3; i++) {
		image->plane[i] = NULL;
		image->real[i] = NULL;
		if (bits == IMAGE_FLOAT)
			image->real[i] = (float *)image->memory + i * samples;
		else
			image->plane[i] = (uint16_t *)image->memory +
			    i * samples;
	}
	return true;
}

void
image_clear(struct image *image)
{
	free(image->memory);
	memset(image, 0, sizeof(*image));
}

size_t
image_samples(const struct image *image)
{
	return (size_t)image->width * image->height;
}

void
image_fill(struct image *image, uint16_t value)
{
	size_t samples = image_samples(image), i;
	unsigned c;

	assert(image->bits != IMAGE_FLOAT);
	for (c = 0; c < 3; c++)
		for (i = 0; i < samples; i++)
			image->plane[c][i] = value;
}

uint16_t
image_code(uint16_t code, unsigned from_bits, unsigned to_bits)
{
	uint32_t from = (1u << from_bits) - 1, to = (1u << to_bits) - 1;

	if (from_bits < to_bits)
		return (uint16_t)((uint32_t)code << (to_bits - from_bits) |
		    (uint32_t)code >> (2 * from_bits - to_bits));
	return (uint16_t)((code * to + from / 2) / from);
}

void
image_pack_row_16(const struct image *image, uint32_t y, uint8_t *to)
{
	size_t at = (size_t)y * image->width;
	uint32_t x;
	unsigned c;

	assert(image->bits != IMAGE_FLOAT);
	for (x = 0; x < image->width; x++)
		for (c = 0; c < 3; c++) {
			uint16_t v = image_code(image->plane[c][at + x],
			    image->bits, 16);

			*to++ = (uint8_t)(v >> 8);
			*to++ = (uint8_t)v;
		}
}
