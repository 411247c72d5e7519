/* png_test.c: files of every kind, written by libpng. */
#include "image/png.h"

#include <png.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/input.h"
#include "base/limits.h"
#include "base/testing.h"

#define WIDTH	19
#define HEIGHT	11

static const char path[] = "a.png";

static unsigned
channels_of(int type)
{
	return type == PNG_COLOR_TYPE_RGBA ? 4 : type == PNG_COLOR_TYPE_RGB ? 3
	    : type == PNG_COLOR_TYPE_GRAY_ALPHA ? 2 : 1;
}

static unsigned
sample(int depth, uint32_t x, uint32_t y, unsigned c)
{
	return (x * 9941 + y * 313 + c * 77) & ((1u << depth) - 1);
}

static void
put_row(uint8_t *row, int type, int depth, uint32_t y)
{
	unsigned channels = channels_of(type), c, v;
	size_t at;
	uint32_t x;

	memset(row, 0, WIDTH * 8);
	for (x = 0; x < WIDTH; x++)
		for (c = 0; c < channels; c++) {
			v = sample(depth, x, y, c);
			at = ((size_t)x * channels + c) * (size_t)depth;
			if (depth == 16) {
				row[at / 8] = (uint8_t)(v >> 8);
				row[at / 8 + 1] = (uint8_t)v;
			} else
				row[at / 8] |= (uint8_t)(v << (8 - depth -
				    (int)(at % 8)));
		}
}

static void
make(int type, int depth, int interlace, double gamma)
{
	FILE *file = fopen(path, "wb");
	png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL,
	    NULL, NULL);
	png_infop info = png_create_info_struct(png);
	png_color palette[256];
	uint8_t row[WIDTH * 8];
	uint32_t y;
	int i, passes;

	ck_assert_ptr_nonnull(file);
	png_init_io(png, file);
	png_set_IHDR(png, info, WIDTH, HEIGHT, depth, type, interlace,
	    PNG_COMPRESSION_TYPE_BASE, PNG_FILTER_TYPE_BASE);
	for (i = 0; i < 256; i++) {
		palette[i].red = (png_byte)(255 - i);
		palette[i].green = (png_byte)(i * 3);
		palette[i].blue = (png_byte)i;
	}
	if (type == PNG_COLOR_TYPE_PALETTE)
		png_set_PLTE(png, info, palette, 1 << depth);
	if (gamma > 0)
		png_set_gAMA(png, info, gamma);
	else if (gamma < 0)
		png_set_sRGB(png, info, PNG_sRGB_INTENT_RELATIVE);
	png_write_info(png, info);
	passes = png_set_interlace_handling(png);
	for (i = 0; i < passes; i++)
		for (y = 0; y < HEIGHT; y++) {
			put_row(row, type, depth, y);
			png_write_row(png, row);
		}
	png_write_end(png, NULL);
	png_destroy_write_struct(&png, &info);
	fclose(file);
}

/* The code that sample ${c} should come out as. */
static unsigned
wanted(int type, int depth, uint32_t x, uint32_t y, unsigned c)
{
	unsigned v = sample(depth, x, y, type == PNG_COLOR_TYPE_RGB ||
	    type == PNG_COLOR_TYPE_RGBA ? c : 0);

	if (type == PNG_COLOR_TYPE_PALETTE)
		return c == 0 ? 255 - v : (c == 1 ? v * 3 : v) & 255;
	return depth < 8 ? v * 255 / ((1u << depth) - 1) : v;
}

static void
expect(int type, int depth)
{
	struct picture_info info;
	struct image image = {0};
	struct dcp_error err = {0};
	uint32_t x, y;
	unsigned c;

	ck_assert_msg(picture_read(path, NULL, &image, &info, &err), "%s",
	    err.text);
	ck_assert_uint_eq(info.width, WIDTH);
	ck_assert_uint_eq(info.height, HEIGHT);
	ck_assert_uint_eq(info.bits, depth == 16 ? 16 : 8);
	for (y = 0; y < HEIGHT; y++)
		for (x = 0; x < WIDTH; x++)
			for (c = 0; c < 3; c++)
				ck_assert_uint_eq(image.plane[c][y * WIDTH +
				    x], wanted(type, depth, x, y, c));
	image_clear(&image);
}

START_TEST(all_kinds_are_read)
{
	static const int types[] = {PNG_COLOR_TYPE_GRAY,
		PNG_COLOR_TYPE_GRAY_ALPHA, PNG_COLOR_TYPE_RGB,
		PNG_COLOR_TYPE_RGBA, PNG_COLOR_TYPE_PALETTE};
	int i, depth;

	for (i = 0; i < 10; i++)
		for (depth = 1; depth <= 16; depth *= 2) {
			int type = types[i / 2];

			if (type == PNG_COLOR_TYPE_PALETTE ? depth > 8
			    : type != PNG_COLOR_TYPE_GRAY && depth < 8)
				continue;
			make(type, depth, i % 2 == 0 ? PNG_INTERLACE_NONE
			    : PNG_INTERLACE_ADAM7, 0);
			expect(type, depth);
		}
}
END_TEST

START_TEST(colours_are_reported)
{
	static const struct {
		double gamma;
		enum colour_primaries primaries;
		enum colour_transfer transfer;
	} facts[] = {
		{0, COLOUR_PRIMARIES_UNKNOWN, COLOUR_TRANSFER_UNKNOWN},
		{-1, COLOUR_REC709, COLOUR_SRGB},
		{1, COLOUR_PRIMARIES_UNKNOWN, COLOUR_LINEAR},
		{0.45455, COLOUR_PRIMARIES_UNKNOWN, COLOUR_GAMMA22},
		{0.7, COLOUR_PRIMARIES_UNKNOWN, COLOUR_TRANSFER_UNKNOWN},
	};
	size_t i;

	for (i = 0; i < sizeof(facts) / sizeof(facts[0]); i++) {
		struct picture_info info;
		struct dcp_error err = {0};

		make(PNG_COLOR_TYPE_RGB, 8, PNG_INTERLACE_NONE,
		    facts[i].gamma);
		ck_assert(picture_probe(path, NULL, &info, &err));
		ck_assert_int_eq(info.primaries, facts[i].primaries);
		ck_assert_int_eq(info.transfer, facts[i].transfer);
	}
}
END_TEST

START_TEST(truncations_fail_politely)
{
	struct bytes file = {0};
	struct image image = {0};
	struct dcp_error err = {0};
	size_t i;

	make(PNG_COLOR_TYPE_RGB, 16, PNG_INTERLACE_NONE, -1);
	ck_assert(input_load(path, LIMIT_FRAME_SIZE, &file, &err));
	/* The last chunk, IEND of 12 bytes, adds nothing to the picture. */
	for (i = 0; i + 16 < file.size; i++) {
		uint8_t *copy = malloc(i + 1);
		struct source source = source_of_bytes(copy, i);
		struct picture_info info = {0};

		err = (struct dcp_error){0};
		memcpy(copy, file.at, i);
		ck_assert_msg(!png_load(&source, &image, &info, &err),
		    "%zu of %zu bytes were enough", i, file.size);
		ck_assert_int_ne(err.status, DCP_OK);
		free(copy);
	}
	bytes_clear(&file);
	image_clear(&image);
}
END_TEST

START_TEST(what_is_written_is_read)
{
	const struct picture_info about = {.primaries = COLOUR_REC709,
		.transfer = COLOUR_SRGB};
	struct picture_info info;
	struct image image = {0}, back = {0};
	struct dcp_error err = {0};
	size_t i;
	unsigned c;

	ck_assert(image_init(&image, 33, 9, 10, &err));
	for (c = 0; c < 3; c++)
		for (i = 0; i < image_samples(&image); i++)
			image.plane[c][i] = (uint16_t)((i * 131 + c) & 1023);
	ck_assert(png_write(path, &image, &about, &err));
	ck_assert(picture_read(path, NULL, &back, &info, &err));
	ck_assert_uint_eq(info.bits, 16);
	ck_assert_int_eq(info.transfer, COLOUR_SRGB);
	for (c = 0; c < 3; c++)
		for (i = 0; i < image_samples(&image); i++)
			ck_assert_uint_eq(image_code(back.plane[c][i], 16, 10),
			    image.plane[c][i]);
	image_clear(&image);
	image_clear(&back);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("png");

	tcase_add_checked_fixture(t, testing_enter, testing_leave);
	tcase_add_test(t, all_kinds_are_read);
	tcase_add_test(t, colours_are_reported);
	tcase_add_test(t, truncations_fail_politely);
	tcase_add_test(t, what_is_written_is_read);
	return testing_run("png", t);
}
