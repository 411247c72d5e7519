/* cells.c: see cells.h. */
#include "image/cells.h"

#include <assert.h>
#include <string.h>

#include "image/draw.h"

#define CELLS		64
#define MARKER		0xacu	/* 10101100 */
#define VERSION		1u
#define RATE_MAX	1023u

/* CRC-16/CCITT-FALSE of the lowest 40 bits. */
static uint16_t
check_sum(uint64_t bits)
{
	uint16_t crc = 0xffff;
	int i;

	for (i = 39; i >= 0; i--) {
		bool top = (crc >> 15 & 1) != (bits >> i & 1);

		crc = (uint16_t)(crc << 1);
		if (top)
			crc ^= 0x1021;
	}
	return crc;
}

static uint64_t
compose(const struct testcard_mark *mark)
{
	uint64_t rate = mark->rate > RATE_MAX ? RATE_MAX : mark->rate;
	uint64_t bits = (uint64_t)mark->frame << 16 |
	    (uint64_t)mark->eye << 14 | rate << 4 | VERSION;

	return (uint64_t)MARKER << 56 | bits << 16 | check_sum(bits);
}

/* Where cell ${i} begins, and cell ${i} - 1 ends. */
static uint32_t
edge(const struct image *image, unsigned i)
{
	return (uint32_t)((uint64_t)image->width * i / CELLS);
}

void
cells_draw(struct image *image, const struct testcard_mark *mark)
{
	uint64_t bits = compose(mark);
	uint16_t full = (uint16_t)((1u << image->bits) - 1);
	int32_t unit = (int32_t)image->height / 54;
	unsigned i;

	assert(image->bits != IMAGE_FLOAT);
	for (i = 0; i < CELLS; i++) {
		uint16_t v = bits >> (CELLS - 1 - i) & 1 ? full : 0;

		draw_box(image, (int32_t)edge(image, i), 50 * unit,
		    (int32_t)(edge(image, i + 1) - edge(image, i)), 3 * unit,
		    (struct draw_colour){{v, v, v}});
	}
}

/* Mean of the middle of a cell, in green or Y': what is white in all. */
static uint32_t
measure(const struct image *image, unsigned i)
{
	uint32_t left = edge(image, i), width = edge(image, i + 1) - left;
	uint32_t unit = image->height / 54, x, y;
	uint32_t top = 50 * unit + unit, bottom = top + unit;
	uint64_t sum = 0, count = 0;

	for (y = top; y < bottom; y++)
		for (x = left + width / 4; x < left + width - width / 4; x++) {
			sum += image->plane[1][(size_t)y * image->width + x];
			count++;
		}
	return count == 0 ? 0 : (uint32_t)(sum / count);
}

/* The middle between the marker's black and white; false if there is none. */
static bool
find_threshold(const struct image *image, uint32_t *threshold)
{
	uint32_t darkest_white = UINT32_MAX, brightest_black = 0, v;
	unsigned i;

	for (i = 0; i < 8; i++) {
		v = measure(image, i);
		if ((MARKER >> (7 - i) & 1) != 0)
			darkest_white = v < darkest_white ? v : darkest_white;
		else
			brightest_black = v > brightest_black ? v
			    : brightest_black;
	}
	*threshold = (darkest_white + brightest_black) / 2;
	return darkest_white > brightest_black &&
	    darkest_white - brightest_black > (1u << image->bits) / 4;
}

bool
cells_read(const struct image *image, struct testcard_mark *mark,
    struct dcp_error *err)
{
	uint32_t threshold;
	uint64_t bits = 0;
	unsigned i;

	memset(mark, 0, sizeof(*mark));
	if (image->bits == IMAGE_FLOAT || image->width < TESTCARD_WIDTH_MIN ||
	    image->height < TESTCARD_HEIGHT_MIN ||
	    !find_threshold(image, &threshold))
		return error_set(err, DCP_BAD_INPUT, "is no test card");
	for (i = 0; i < CELLS; i++)
		bits = bits << 1 | (measure(image, i) > threshold);
	if ((bits & 0xffff) != check_sum(bits >> 16 & 0xffffffffff) ||
	    (bits >> 30 & 3) > TESTCARD_RIGHT)
		return error_set(err, DCP_BAD_INPUT,
		    "the cells of the test card are damaged");
	if ((bits >> 16 & 15) != VERSION)
		return error_set(err, DCP_UNSUPPORTED, "a test card of "
		    "version %u, want %u", (unsigned)(bits >> 16 & 15),
		    VERSION);
	mark->frame = (uint32_t)(bits >> 32 & 0xffffff);
	mark->eye = (enum testcard_eye)(bits >> 30 & 3);
	mark->rate = (unsigned)(bits >> 20 & RATE_MAX);
	return true;
}
