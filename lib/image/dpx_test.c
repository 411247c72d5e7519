/* dpx_test.c: files of every form, packed here bit by bit. */
#include "image/dpx.h"

#include <stdlib.h>
#include <string.h>

#include "base/testing.h"

#define HEADER	2048
#define WIDTH	7
#define HEIGHT	5
#define ROOM	8192

/* A form of file, and the file of it. */
struct form {
	bool little;
	unsigned descriptor, channels, bits, packing, orientation;
};

static uint8_t file[ROOM];

static void
put(const struct form *f, size_t at, unsigned size, uint64_t value)
{
	unsigned i;

	for (i = 0; i < size; i++)
		file[at + i] = (uint8_t)(value >> (f->little ? 8 * i
		    : 8 * (size - 1 - i)));
}

/* What sample ${c} of a pixel is; any pattern will do. */
static uint16_t
sample(const struct form *f, uint32_t x, uint32_t y, unsigned c)
{
	uint32_t v = (x + 1) * 2654435761u + y * 40503u + c * 97u;

	return (uint16_t)((v >> 7) & ((1u << f->bits) - 1));
}

/* Put sample ${n} of a row that begins at ${row} in its place. */
static void
put_sample(const struct form *f, size_t row, size_t n, uint16_t v)
{
	unsigned bit;

	if (f->bits == 8)
		file[row + n] = (uint8_t)v;
	else if (f->bits == 16)
		put(f, row + 2 * n, 2, v);
	else if (f->bits == 12 && f->packing == 1)
		put(f, row + 2 * n, 2, (uint64_t)v << 4);
	else if (f->bits == 12 && f->packing == 2)
		put(f, row + 2 * n, 2, v);
	else
		for (bit = 0; bit < f->bits; bit++) {
			/* Bit 0 is the lowest of a word. */
			size_t at = f->packing == 0 ? n * f->bits + bit
			    : n / 3 * 32 + 20 - 10 * (n % 3) + bit +
			    (f->packing == 1 ? 2 : 0);
			size_t byte = row + at / 32 * 4 + (f->little
			    ? at % 32 / 8 : 3 - at % 32 / 8);

			if (v >> bit & 1)
				file[byte] |= (uint8_t)(1u << (at % 8));
		}
}

static size_t
row_size(const struct form *f)
{
	size_t n = WIDTH * f->channels;

	if (f->bits == 8)
		return (n + 3) / 4 * 4;
	if (f->bits == 16 || (f->bits == 12 && f->packing > 0))
		return (n * 2 + 3) / 4 * 4;
	if (f->packing > 0)
		return (n + 2) / 3 * 4;
	return (n * f->bits + 31) / 32 * 4;
}

/* Its size. */
static size_t
make(const struct form *f)
{
	uint32_t x, y;
	unsigned c;

	memset(file, 0, sizeof(file));
	put(f, 0, 4, 0x53445058);
	put(f, 4, 4, HEADER);
	put(f, 768, 2, f->orientation);
	put(f, 770, 2, 1);
	put(f, 772, 4, WIDTH);
	put(f, 776, 4, HEIGHT);
	file[800] = (uint8_t)f->descriptor;
	file[801] = 6;
	file[802] = 6;
	file[803] = (uint8_t)f->bits;
	put(f, 804, 2, f->packing);
	put(f, 808, 4, HEADER);
	put(f, 812, 4, 0xffffffff);
	for (y = 0; y < HEIGHT; y++)
		for (x = 0; x < WIDTH; x++)
			for (c = 0; c < f->channels; c++)
				put_sample(f, HEADER + y * row_size(f),
				    x * f->channels + c, sample(f, x, y, c));
	return HEADER + HEIGHT * row_size(f);
}

static void
expect(const struct form *f, size_t size)
{
	static const unsigned place[4][3] = {{0, 0, 0}, {0, 1, 2}, {0, 1, 2},
		{3, 2, 1}};
	const unsigned *from = place[f->descriptor == 6 ? 0
	    : f->descriptor - 49];
	struct source source = source_of_bytes(file, size);
	struct picture_info info = {0};
	struct image image = {0};
	struct dcp_error err = {0};
	uint32_t x, y;
	unsigned c;

	ck_assert_msg(dpx_load(&source, &image, &info, &err), "%u bits, "
	    "packing %u: %s", f->bits, f->packing, err.text);
	ck_assert_uint_eq(info.width, WIDTH);
	ck_assert_uint_eq(info.height, HEIGHT);
	ck_assert_uint_eq(info.bits, f->bits);
	ck_assert_uint_eq(info.channels, f->channels);
	ck_assert_int_eq(info.primaries, COLOUR_REC709);
	ck_assert_int_eq(info.transfer, COLOUR_GAMMA24);
	ck_assert_uint_eq(image.bits, f->bits);
	for (y = 0; y < HEIGHT; y++)
		for (x = 0; x < WIDTH; x++)
			for (c = 0; c < 3; c++)
				ck_assert_uint_eq(image.plane[c][y * WIDTH +
				    x], sample(f, x, f->orientation == 2 ?
				    HEIGHT - 1 - y : y, from[c]));
	image_clear(&image);
}

START_TEST(all_forms_are_read)
{
	static const struct {
		unsigned descriptor, channels;
	} kinds[] = {{6, 1}, {50, 3}, {51, 4}, {52, 4}};
	static const unsigned depths[] = {8, 10, 12, 16};
	unsigned i, k, packing;

	for (i = 0; i < 4 * 4 * 2 * 2; i++)
		for (packing = 0; packing < 3; packing++) {
			struct form f = {
				.little = i & 1,
				.orientation = i & 2,
				.bits = depths[i >> 2 & 3],
				.packing = packing,
			};

			k = i >> 4 & 3;
			f.descriptor = kinds[k].descriptor;
			f.channels = kinds[k].channels;
			if (f.channels == 1 && f.bits == 10)
				continue;
			expect(&f, make(&f));
		}
}
END_TEST

START_TEST(rows_without_padding_are_read)
{
	struct form f = {.descriptor = 50, .channels = 3, .bits = 8};
	struct source source;
	struct picture_info info = {0};
	struct image image = {0};
	struct dcp_error err = {0};
	size_t y;

	make(&f);
	for (y = 1; y < HEIGHT; y++)
		memmove(file + HEADER + y * WIDTH * 3, file + HEADER +
		    y * row_size(&f), WIDTH * 3);
	source = source_of_bytes(file, HEADER + HEIGHT * WIDTH * 3);
	ck_assert(dpx_load(&source, &image, &info, &err));
	for (y = 0; y < HEIGHT; y++)
		ck_assert_uint_eq(image.plane[1][y * WIDTH + 2],
		    sample(&f, 2, (uint32_t)y, 1));
	image_clear(&image);
}
END_TEST

START_TEST(truncations_fail_politely)
{
	struct form f = {.descriptor = 50, .channels = 3, .bits = 10,
		.packing = 1};
	size_t size = make(&f), i;
	struct image image = {0};

	for (i = 0; i < size; i++) {
		uint8_t *copy = malloc(i + 1);
		struct source source = source_of_bytes(copy, i);
		struct picture_info info = {0};
		struct dcp_error err = {0};

		memcpy(copy, file, i);
		ck_assert(!dpx_load(&source, &image, &info, &err));
		ck_assert_int_eq(err.status, DCP_BAD_INPUT);
		free(copy);
	}
	image_clear(&image);
}
END_TEST

START_TEST(other_forms_are_refused)
{
	static const struct {
		size_t at;
		uint8_t value;
		enum dcp_status status;
	} faults[] = {
		{0, 'X', DCP_BAD_INPUT},
		{769, 4, DCP_UNSUPPORTED},	/* turned */
		{771, 0, DCP_UNSUPPORTED},	/* no element */
		{772, 0x7f, DCP_REFUSED},	/* too wide */
		{775, 0, DCP_BAD_INPUT},	/* no width */
		{783, 1, DCP_UNSUPPORTED},	/* signed */
		{800, 100, DCP_UNSUPPORTED},	/* 4:2:2 */
		{803, 32, DCP_UNSUPPORTED},	/* floats */
		{805, 3, DCP_UNSUPPORTED},	/* packing */
		{807, 1, DCP_UNSUPPORTED},	/* run lengths */
		{809, 0xff, DCP_BAD_INPUT},	/* beyond the end */
	};
	struct form f = {.descriptor = 50, .channels = 3, .bits = 10,
		.packing = 1};
	size_t i, size;

	for (i = 0; i < sizeof(faults) / sizeof(faults[0]); i++) {
		struct picture_info info = {0};
		struct dcp_error err = {0};
		struct source source;

		size = make(&f);
		file[faults[i].at] = faults[i].value;
		source = source_of_bytes(file, size);
		ck_assert_msg(!dpx_load(&source, NULL, &info, &err),
		    "byte %zu", faults[i].at);
		ck_assert_msg(err.status == faults[i].status, "byte %zu: %s",
		    faults[i].at, err.text);
	}
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("dpx");

	tcase_add_test(t, all_forms_are_read);
	tcase_add_test(t, rows_without_padding_are_read);
	tcase_add_test(t, truncations_fail_politely);
	tcase_add_test(t, other_forms_are_refused);
	return testing_run("dpx", t);
}
