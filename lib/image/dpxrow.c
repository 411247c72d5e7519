/* dpxrow.c: see dpxrow.h. */
#include "image/dpxrow.h"

size_t
dpxrow_size(const struct dpxrow *row)
{
	if (row->bits == 8)
		return row->samples;
	if (row->bits == 16 ||
	    (row->bits == 12 && row->packing != DPXROW_PACKED))
		return row->samples * 2;
	if (row->bits == 10 && row->packing != DPXROW_PACKED)
		return (row->samples + 2) / 3 * 4;
	return (row->samples * row->bits + 31) / 32 * 4;
}

static uint16_t
get_u16(const uint8_t *p, bool little)
{
	return (uint16_t)(little ? p[1] << 8 | p[0] : p[0] << 8 | p[1]);
}

static uint32_t
get_u32(const uint8_t *p, bool little)
{
	if (little)
		return (uint32_t)p[3] << 24 | (uint32_t)p[2] << 16 |
		    (uint32_t)p[1] << 8 | p[0];
	return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 |
	    (uint32_t)p[2] << 8 | p[3];
}

/* Whole bytes, or whole 16-bit words that a shift brings down to 12 bits. */
static void
unpack_words(const struct dpxrow *row, const uint8_t *bytes, uint16_t *to)
{
	unsigned shift = row->bits == 12 && row->packing == DPXROW_FILLED_A
	    ? 4 : 0;
	uint16_t mask = (uint16_t)((1u << row->bits) - 1);
	size_t i;

	if (row->bits == 8) {
		for (i = 0; i < row->samples; i++)
			to[i] = bytes[i];
		return;
	}
	for (i = 0; i < row->samples; i++)
		to[i] = (uint16_t)(get_u16(bytes + 2 * i, row->little) >>
		    shift) & mask;
}

/* Three samples of 10 bits in a 32-bit word, the first one highest. */
static void
unpack_filled_10(const struct dpxrow *row, const uint8_t *bytes, uint16_t *to)
{
	unsigned pad = row->packing == DPXROW_FILLED_A ? 2 : 0;
	size_t whole = row->samples / 3, i;
	uint32_t word;

	for (i = 0; i < whole; i++) {
		word = get_u32(bytes + 4 * i, row->little) >> pad;
		to[3 * i] = (uint16_t)(word >> 20 & 1023);
		to[3 * i + 1] = (uint16_t)(word >> 10 & 1023);
		to[3 * i + 2] = (uint16_t)(word & 1023);
	}
	for (i = 3 * whole; i < row->samples; i++) {
		word = get_u32(bytes + 4 * whole, row->little) >> pad;
		to[i] = (uint16_t)(word >> (20 - 10 * (i % 3)) & 1023);
	}
}

/* Samples one after the other, from the lowest bit of each 32-bit word up. */
static void
unpack_packed(const struct dpxrow *row, const uint8_t *bytes, uint16_t *to)
{
	uint32_t mask = (1u << row->bits) - 1;
	uint64_t store = 0;
	unsigned held = 0;
	size_t i;

	for (i = 0; i < row->samples; i++) {
		if (held < row->bits) {
			store |= (uint64_t)get_u32(bytes, row->little) << held;
			bytes += 4;
			held += 32;
		}
		to[i] = (uint16_t)(store & mask);
		store >>= row->bits;
		held -= row->bits;
	}
}

/* The form that nearly all files have: RGB, 10 bits, method A. */
static void
unpack_common(const struct dpxrow *row, const uint8_t *bytes,
    uint16_t *const plane[3])
{
	uint32_t x, word;

	for (x = 0; x < row->width; x++) {
		word = get_u32(bytes + 4 * (size_t)x, row->little);
		plane[0][x] = (uint16_t)(word >> 22);
		plane[1][x] = (uint16_t)(word >> 12 & 1023);
		plane[2][x] = (uint16_t)(word >> 2 & 1023);
	}
}

void
dpxrow_unpack(const struct dpxrow *row, const uint8_t *bytes,
    uint16_t *scratch, uint16_t *const plane[3])
{
	uint32_t x;
	unsigned c;

	if (row->bits == 10 && row->packing == DPXROW_FILLED_A &&
	    row->channels == 3) {
		unpack_common(row, bytes, plane);
		return;
	}
	if (row->bits == 10 && row->packing != DPXROW_PACKED)
		unpack_filled_10(row, bytes, scratch);
	else if (row->bits == 8 || row->bits == 16 ||
	    row->packing != DPXROW_PACKED)
		unpack_words(row, bytes, scratch);
	else
		unpack_packed(row, bytes, scratch);
	for (c = 0; c < 3; c++)
		for (x = 0; x < row->width; x++)
			plane[c][x] = scratch[(size_t)x * row->channels +
			    row->from[c]];
}

void
dpxrow_pack(const struct image *image, uint32_t y, uint8_t *bytes)
{
	size_t at = (size_t)y * image->width;
	uint32_t x, word;
	unsigned c;

	for (x = 0; x < image->width; x++) {
		word = 0;
		for (c = 0; c < 3; c++)
			word = word << 10 | (image->bits == 10
			    ? image->plane[c][at + x]
			    : image_code(image->plane[c][at + x],
			    image->bits, 10));
		word <<= 2;
		*bytes++ = (uint8_t)(word >> 24);
		*bytes++ = (uint8_t)(word >> 16);
		*bytes++ = (uint8_t)(word >> 8);
		*bytes++ = (uint8_t)word;
	}
}
