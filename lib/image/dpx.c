/* dpx.c: see dpx.h.  Fields and tables are those of SMPTE ST 268-1:2014. */
#include "image/dpx.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/span.h"
#include "image/dpxheader.h"
#include "image/dpxrow.h"

#define BLOCK_SIZE	(1u << 20)	/* bytes read at once, about */

struct header {
	struct dpxrow row;	/* how a row of samples is stored */
	bool bottom_up;		/* the last row is stored first */
	uint32_t height;
	unsigned channels;
	uint8_t transfer, colorimetric;
	uint64_t offset;	/* of the first row */
	uint64_t row_size;	/* bytes of one row's samples */
	uint64_t stride;	/* bytes from row to row */
};

struct element {
	uint32_t data_sign, offset, row_padding;
	uint16_t packing, encoding;
	uint8_t descriptor, transfer, colorimetric, bits;
};

static uint16_t
read_u16(const struct header *h, struct span *s)
{
	uint16_t v = span_u16(s);

	if (h->row.little)
		v = (uint16_t)(v >> 8 | v << 8);
	return v;
}

static uint32_t
read_u32(const struct header *h, struct span *s)
{
	uint32_t v = span_u32(s);

	if (!h->row.little)
		return v;
	return v >> 24 | (v >> 8 & 0xff00) | (v << 8 & 0xff0000) | v << 24;
}

static struct element
read_element(const struct header *h, struct span *s)
{
	struct span part = span_take(s, DPXHEADER_ELEMENT_SIZE);
	struct element e;

	e.data_sign = read_u32(h, &part);
	span_take(&part, 16);		/* reference codes and quantities */
	e.descriptor = span_u8(&part);
	e.transfer = span_u8(&part);
	e.colorimetric = span_u8(&part);
	e.bits = span_u8(&part);
	e.packing = read_u16(h, &part);
	e.encoding = read_u16(h, &part);
	e.offset = read_u32(h, &part);
	e.row_padding = read_u32(h, &part);
	return e;
}

static bool
take_descriptor(struct header *h, const struct element *e)
{
	static const struct {
		uint8_t descriptor, channels;
		uint8_t from[3];	/* where R, G and B stand */
	} known[] = {
		{DPXHEADER_LUMA, 1, {0, 0, 0}},
		{DPXHEADER_RGB, 3, {0, 1, 2}},
		{DPXHEADER_RGBA, 4, {0, 1, 2}},
		{DPXHEADER_ABGR, 4, {3, 2, 1}},
	};
	size_t i;

	for (i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
		if (known[i].descriptor != e->descriptor)
			continue;
		h->channels = known[i].channels;
		h->row.samples = (size_t)h->row.width * h->channels;
		h->row.channels = h->channels;
		memcpy(h->row.from, known[i].from, sizeof(known[i].from));
		return true;
	}
	return false;
}

static bool
take_element(struct header *h, const struct element *e, struct dcp_error *err)
{
	h->row.bits = e->bits;
	h->row.packing = e->bits == 8 || e->bits == 16 ? DPXROW_PACKED
	    : e->packing;
	h->transfer = e->transfer;
	h->colorimetric = e->colorimetric;
	if (e->data_sign == 1)
		return error_set(err, DCP_UNSUPPORTED, "has signed samples");
	if (e->encoding == 1)
		return error_set(err, DCP_UNSUPPORTED,
		    "is run-length encoded");
	if (e->bits != 8 && e->bits != 10 && e->bits != 12 && e->bits != 16)
		return error_set(err, DCP_UNSUPPORTED,
		    "has samples of %u bits, want 8, 10, 12 or 16", e->bits);
	if (h->row.packing > DPXROW_FILLED_B)
		return error_set(err, DCP_UNSUPPORTED, "has packing %u, "
		    "want 0, 1 or 2", h->row.packing);
	/* Programs disagree about the order of 10-bit samples of luma. */
	if (h->channels == 1 && e->bits == 10)
		return error_set(err, DCP_UNSUPPORTED, "is luma of 10 bits");
	return true;
}

/* The element that is the picture; others, such as alpha, are passed over. */
static bool
choose_element(struct header *h, struct span *s, uint16_t count,
    uint32_t *padding, struct dcp_error *err)
{
	unsigned first = 0;
	uint16_t i;

	for (i = 0; i < count && i < DPXHEADER_ELEMENTS; i++) {
		struct element e = read_element(h, s);

		if (i == 0)
			first = e.descriptor;
		if (!take_descriptor(h, &e))
			continue;
		if (e.offset != 0 && e.offset != DPXHEADER_UNDEFINED)
			h->offset = e.offset;
		*padding = e.row_padding == DPXHEADER_UNDEFINED ? 0
		    : e.row_padding;
		return take_element(h, &e, err);
	}
	return error_set(err, DCP_UNSUPPORTED, "has image descriptor %u, want "
	    "6 (luma), 50 (RGB), 51 (RGBA) or 52 (ABGR)", first);
}

/*
 * Rows end at a 32-bit word, but some programs leave the padding out; the
 * size of the file shows it.
 */
static bool
lay_out(struct header *h, uint64_t size, uint32_t padding,
    struct dcp_error *err)
{
	uint64_t bare = dpxrow_size(&h->row);
	uint64_t padded = (bare + 3) / 4 * 4 + padding, want;

	h->row_size = bare;
	h->stride = padded;
	want = h->offset + padded * (h->height - 1) + bare;
	if (want > size && h->offset + bare * h->height <= size)
		h->stride = bare;
	else if (want > size)
		return error_set(err, DCP_BAD_INPUT, "ends at byte %" PRIu64
		    ", want %" PRIu64, size, want);
	return true;
}

static bool
parse_header(const uint8_t *bytes, uint64_t size, struct header *h,
    struct dcp_error *err)
{
	struct span s = span_of(bytes, DPXHEADER_SIZE, 0);
	uint32_t magic = span_u32(&s), image_offset, padding = 0;
	uint16_t orientation, count;

	h->row.little = magic == 0x58504453;	/* "XPDS" */
	if (!h->row.little && magic != 0x53445058)
		return error_set(err, DCP_BAD_INPUT, "is no DPX file");
	image_offset = read_u32(h, &s);
	s = span_of(bytes + DPXHEADER_IMAGE, DPXHEADER_SIZE - DPXHEADER_IMAGE,
	    DPXHEADER_IMAGE);
	orientation = read_u16(h, &s);
	count = read_u16(h, &s);
	h->row.width = read_u32(h, &s);
	h->height = read_u32(h, &s);
	h->offset = image_offset;
	if (orientation != 0 && orientation != 2 && orientation != 0xffff)
		return error_set(err, DCP_UNSUPPORTED, "is turned or mirrored "
		    "(orientation %u)", orientation);
	h->bottom_up = orientation == 2;
	return image_check_size(h->row.width, h->height, err) &&
	    choose_element(h, &s, count, &padding, err) &&
	    lay_out(h, size, padding, err);
}

static bool
read_header(const struct source *source, struct header *h,
    struct dcp_error *err)
{
	uint8_t bytes[DPXHEADER_SIZE];

	return source_read(source, 0, bytes, sizeof(bytes), err) &&
	    parse_header(bytes, source->size, h, err);
}

static void
describe(const struct header *h, struct picture_info *info)
{
	info->format = "DPX";
	info->width = h->row.width;
	info->height = h->height;
	info->bits = h->row.bits;
	info->channels = h->channels;
	if (h->colorimetric == DPXHEADER_274M ||
	    h->colorimetric == DPXHEADER_709)
		info->primaries = COLOUR_REC709;
	if (h->transfer == DPXHEADER_274M || h->transfer == DPXHEADER_709)
		info->transfer = COLOUR_GAMMA24;
	else if (h->transfer == DPXHEADER_LINEAR)
		info->transfer = COLOUR_LINEAR;
	else if (h->transfer == DPXHEADER_DENSITY ||
	    h->transfer == DPXHEADER_LOG)
		info->transfer = COLOUR_LOG;
}

/* Rows ${y} to ${y} + ${rows} - 1, as they are stored, lie at ${bytes}. */
static void
unpack_rows(const struct header *h, const uint8_t *bytes, uint32_t y,
    uint32_t rows, uint16_t *scratch, struct image *image)
{
	uint32_t i, to;
	size_t at;
	unsigned c;

	for (i = 0; i < rows; i++) {
		uint16_t *plane[3];

		to = h->bottom_up ? h->height - 1 - (y + i) : y + i;
		at = (size_t)to * h->row.width;
		for (c = 0; c < 3; c++)
			plane[c] = image->plane[c] + at;
		dpxrow_unpack(&h->row, bytes + i * h->stride, scratch, plane);
	}
}

static bool
read_samples(const struct source *source, const struct header *h,
    struct image *image, struct dcp_error *err)
{
	uint32_t block = h->stride > BLOCK_SIZE ? 1
	    : (uint32_t)(BLOCK_SIZE / h->stride);
	uint8_t *bytes = malloc((block - 1) * h->stride + h->row_size);
	uint16_t *scratch = malloc(h->row.samples * sizeof(*scratch));
	bool ok = false;
	uint32_t y, rows;

	if (bytes == NULL || scratch == NULL) {
		error_memory(err);
		goto out;
	}
	for (y = 0; y < h->height; y += rows) {
		rows = h->height - y < block ? h->height - y : block;
		if (!source_read(source, h->offset + y * h->stride, bytes,
		    (size_t)((rows - 1) * h->stride + h->row_size), err))
			goto out;
		unpack_rows(h, bytes, y, rows, scratch, image);
	}
	ok = true;
out:
	free(scratch);
	free(bytes);
	return ok;
}

bool
dpx_load(const struct source *source, struct image *image,
    struct picture_info *info, struct dcp_error *err)
{
	struct header h = {0};

	if (!read_header(source, &h, err))
		return false;
	describe(&h, info);
	if (image == NULL)
		return true;
	return image_init(image, h.row.width, h.height, h.row.bits, err) &&
	    read_samples(source, &h, image, err);
}
