/* pnm.c: see pnm.h. */
#include "image/pnm.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/span.h"
#include "image/rowwrite.h"

#define HEADER_SIZE	4096	/* bytes that the header, with comments, has */

struct header {
	uint32_t width, height, largest;
	unsigned channels, bits;
	uint64_t offset;	/* of the first sample */
};

/* White space, and comments from '#' to the end of the line. */
static void
skip_space(struct span *s)
{
	bool comment = false;

	while (span_left(s) > 0) {
		uint8_t c = *s->at;

		if (c == '#')
			comment = true;
		else if (c == '\n')
			comment = false;
		else if (!comment && c != ' ' && c != '\t' && c != '\r')
			return;
		span_u8(s);
	}
}

static bool
read_number(struct span *s, uint32_t *to, struct dcp_error *err)
{
	uint64_t v = 0;
	bool digits = false;

	skip_space(s);
	while (span_left(s) > 0 && *s->at >= '0' && *s->at <= '9') {
		v = v * 10 + (uint64_t)(span_u8(s) - '0');
		digits = true;
		if (v > UINT32_MAX)
			break;
	}
	if (!digits || v > UINT32_MAX || span_left(s) == 0)
		return error_set(err, DCP_BAD_INPUT,
		    "the header lacks a number at byte %" PRIu64, s->offset);
	*to = (uint32_t)v;
	return true;
}

static bool
read_header(const struct source *source, struct header *h,
    struct dcp_error *err)
{
	uint8_t head[HEADER_SIZE];
	size_t size = source->size < sizeof(head) ? (size_t)source->size
	    : sizeof(head);
	struct span s;

	if (!source_read(source, 0, head, size, err))
		return false;
	s = span_of(head, size, 0);
	if (span_u8(&s) != 'P')
		return error_set(err, DCP_BAD_INPUT, "is no PNM file");
	switch (span_u8(&s)) {
	case '5':
		h->channels = 1;
		break;
	case '6':
		h->channels = 3;
		break;
	default:
		return error_set(err, DCP_UNSUPPORTED,
		    "a PNM file of another kind than P5 or P6");
	}
	if (!read_number(&s, &h->width, err) ||
	    !read_number(&s, &h->height, err) ||
	    !read_number(&s, &h->largest, err))
		return false;
	span_u8(&s);
	h->offset = s.offset;
	if (h->largest == 0 || h->largest > UINT16_MAX)
		return error_set(err, DCP_BAD_INPUT, "the largest value is "
		    "%" PRIu32 ", want 1 to 65535", h->largest);
	for (h->bits = 8; h->largest > (1u << h->bits) - 1; h->bits++)
		;
	return image_check_size(h->width, h->height, err);
}

/* One row of samples from its bytes; false if one is beyond the largest. */
static bool
unpack_row(const struct header *h, const uint8_t *row, struct image *image,
    size_t at)
{
	uint32_t full = (1u << h->bits) - 1, v, worst = 0;
	unsigned bytes = h->largest > 255 ? 2 : 1, c;
	uint32_t x;

	for (x = 0; x < h->width; x++) {
		for (c = 0; c < h->channels; c++, row += bytes) {
			v = bytes == 2 ? (uint32_t)row[0] << 8 | row[1]
			    : row[0];
			worst = v > worst ? v : worst;
			if (h->largest != full)
				v = (v * full + h->largest / 2) / h->largest;
			image->plane[c][at + x] = (uint16_t)v;
		}
		for (; c < 3; c++)
			image->plane[c][at + x] = image->plane[0][at + x];
	}
	return worst <= h->largest;
}

static bool
read_samples(const struct source *source, const struct header *h,
    struct image *image, struct dcp_error *err)
{
	size_t size = (size_t)h->width * h->channels *
	    (h->largest > 255 ? 2 : 1);
	uint8_t *row = malloc(size);
	bool ok = false;
	uint32_t y;

	if (row == NULL)
		return error_memory(err);
	for (y = 0; y < h->height; y++) {
		if (!source_read(source, h->offset + (uint64_t)y * size, row,
		    size, err))
			goto out;
		if (!unpack_row(h, row, image, (size_t)y * h->width)) {
			error_set(err, DCP_BAD_INPUT, "row %" PRIu32 " has a "
			    "sample above %" PRIu32, y, h->largest);
			goto out;
		}
	}
	ok = true;
out:
	free(row);
	return ok;
}

bool
pnm_load(const struct source *source, struct image *image,
    struct picture_info *info, struct dcp_error *err)
{
	struct header h;

	if (!read_header(source, &h, err))
		return false;
	info->format = "PNM";
	info->width = h.width;
	info->height = h.height;
	info->bits = h.bits;
	info->channels = h.channels;
	if (image == NULL)
		return true;
	return image_init(image, h.width, h.height, h.bits, err) &&
	    read_samples(source, &h, image, err);
}

/* Codes as they are, high byte first where one byte does not hold them. */
static void
pack_row(const struct image *image, uint32_t y, uint8_t *to)
{
	size_t at = (size_t)y * image->width;
	uint32_t x;
	unsigned c;

	for (x = 0; x < image->width; x++)
		for (c = 0; c < 3; c++) {
			uint16_t v = image->plane[c][at + x];

			if (image->bits > 8)
				*to++ = (uint8_t)(v >> 8);
			*to++ = (uint8_t)v;
		}
}

bool
pnm_write(const char *path, const struct image *image, struct dcp_error *err)
{
	size_t row_size = (size_t)image->width * (image->bits > 8 ? 6 : 3);
	struct bytes header = {0};
	bool ok;

	bytes_printf(&header, "P6\n%" PRIu32 " %" PRIu32 "\n%u\n",
	    image->width, image->height, (1u << image->bits) - 1);
	ok = rowwrite_file(path, &header, image, row_size, pack_row, err);
	bytes_clear(&header);
	return ok;
}
