/* tiff_test.c: files of many forms, written by libtiff. */
#include "image/tiff.h"

#include <stdlib.h>
#include <string.h>
#include <tiffio.h>

#include "base/input.h"
#include "base/limits.h"
#include "base/testing.h"

#define WIDTH	37
#define HEIGHT	21
#define TILE	16

struct form {
	uint16_t bits, channels, planar, photometric, compression;
	bool tiled;
	const char *mode;	/* of TIFFOpen */
};

static const char path[] = "a.tif";

static uint16_t
sample(const struct form *f, uint32_t x, uint32_t y, unsigned c)
{
	return (uint16_t)((x * 977 + y * 31 + c * 5) & ((1u << f->bits) - 1));
}

static void
put(const struct form *f, void *to, size_t at, uint16_t v)
{
	if (f->bits == 8)
		((uint8_t *)to)[at] = (uint8_t)v;
	else
		((uint16_t *)to)[at] = v;
}

/* Samples of ${width} pixels from ${x}, of one plane or of all channels. */
static void
put_row(const struct form *f, void *to, uint32_t x, uint32_t y,
    uint32_t width, unsigned plane)
{
	uint32_t i;
	unsigned c;

	for (i = 0; i < width; i++)
		if (f->planar == PLANARCONFIG_SEPARATE)
			put(f, to, i, sample(f, x + i, y, plane));
		else
			for (c = 0; c < f->channels; c++)
				put(f, to, (size_t)i * f->channels + c,
				    sample(f, x + i, y, c));
}

static void
write_tiles(TIFF *tiff, const struct form *f, unsigned plane)
{
	tmsize_t row = TIFFTileRowSize(tiff);
	uint8_t *tile = malloc((size_t)TIFFTileSize(tiff));
	uint32_t x, y, i;

	for (y = 0; y < HEIGHT; y += TILE)
		for (x = 0; x < WIDTH; x += TILE) {
			for (i = 0; i < TILE; i++)
				put_row(f, tile + i * row, x, y + i, TILE,
				    plane);
			ck_assert(TIFFWriteTile(tiff, tile, x, y, 0,
			    (uint16_t)plane) > 0);
		}
	free(tile);
}

static void
make(const struct form *f)
{
	TIFF *tiff = TIFFOpen(path, f->mode == NULL ? "w" : f->mode);
	unsigned planes = f->planar == PLANARCONFIG_SEPARATE ? f->channels
	    : 1, p;
	uint16_t extra = EXTRASAMPLE_UNASSALPHA;
	uint16_t row[WIDTH * 4];
	uint32_t y;

	ck_assert_ptr_nonnull(tiff);
	TIFFSetField(tiff, TIFFTAG_IMAGEWIDTH, WIDTH);
	TIFFSetField(tiff, TIFFTAG_IMAGELENGTH, HEIGHT);
	TIFFSetField(tiff, TIFFTAG_BITSPERSAMPLE, f->bits);
	TIFFSetField(tiff, TIFFTAG_SAMPLESPERPIXEL, f->channels);
	TIFFSetField(tiff, TIFFTAG_PLANARCONFIG, f->planar);
	TIFFSetField(tiff, TIFFTAG_PHOTOMETRIC, f->photometric);
	TIFFSetField(tiff, TIFFTAG_COMPRESSION, f->compression);
	if (f->channels == 4)
		TIFFSetField(tiff, TIFFTAG_EXTRASAMPLES, 1, &extra);
	if (f->tiled) {
		TIFFSetField(tiff, TIFFTAG_TILEWIDTH, TILE);
		TIFFSetField(tiff, TIFFTAG_TILELENGTH, TILE);
	} else
		TIFFSetField(tiff, TIFFTAG_ROWSPERSTRIP, 4);
	for (p = 0; p < planes; p++) {
		if (f->tiled) {
			write_tiles(tiff, f, p);
			continue;
		}
		for (y = 0; y < HEIGHT; y++) {
			put_row(f, row, 0, y, WIDTH, p);
			ck_assert_int_eq(TIFFWriteScanline(tiff, row, y,
			    (uint16_t)p), 1);
		}
	}
	TIFFClose(tiff);
}

static void
expect(const struct form *f)
{
	struct picture_info info;
	struct image image = {0};
	struct dcp_error err = {0};
	uint32_t x, y;
	unsigned c;

	make(f);
	ck_assert_msg(picture_read(path, NULL, &image, &info, &err), "%s",
	    err.text);
	ck_assert_str_eq(info.format, "TIFF");
	ck_assert_uint_eq(info.width, WIDTH);
	ck_assert_uint_eq(info.height, HEIGHT);
	ck_assert_uint_eq(info.bits, f->bits);
	ck_assert_uint_eq(info.channels, f->channels);
	for (y = 0; y < HEIGHT; y++)
		for (x = 0; x < WIDTH; x++)
			for (c = 0; c < 3; c++)
				ck_assert_uint_eq(image.plane[c][y * WIDTH +
				    x], sample(f, x, y, f->channels == 1 ? 0
				    : c));
	image_clear(&image);
}

START_TEST(all_forms_are_read)
{
	static const uint16_t channels[] = {1, 3, 4, 3};
	static const uint16_t compressions[] = {COMPRESSION_NONE,
		COMPRESSION_LZW, COMPRESSION_ADOBE_DEFLATE};
	static const char *const modes[] = {"wl", "wb", "w8"};
	unsigned i;

	for (i = 0; i < 2 * 4 * 2 * 2 * 3; i++) {
		struct form f = {
			.bits = i & 1 ? 16 : 8,
			.channels = channels[i >> 1 & 3],
			.planar = i & 8 ? PLANARCONFIG_SEPARATE
			    : PLANARCONFIG_CONTIG,
			.tiled = i & 16,
			.compression = compressions[i / 32],
			.mode = modes[i % 3],
		};

		f.photometric = f.channels == 1 ? PHOTOMETRIC_MINISBLACK
		    : PHOTOMETRIC_RGB;
		expect(&f);
	}
}
END_TEST

START_TEST(other_forms_are_refused)
{
	static const struct form bad[] = {
		{8, 3, PLANARCONFIG_CONTIG, PHOTOMETRIC_YCBCR,
		    COMPRESSION_NONE, false, NULL},
		{8, 4, PLANARCONFIG_CONTIG, PHOTOMETRIC_SEPARATED,
		    COMPRESSION_NONE, false, NULL},
		{8, 1, PLANARCONFIG_CONTIG, PHOTOMETRIC_MINISWHITE,
		    COMPRESSION_NONE, false, NULL},
	};
	size_t i;

	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		struct picture_info info;
		struct dcp_error err = {0};

		make(&bad[i]);
		ck_assert(!picture_probe(path, NULL, &info, &err));
		ck_assert_int_eq(err.status, DCP_UNSUPPORTED);
	}
}
END_TEST

START_TEST(truncations_fail_politely)
{
	struct form f = {16, 3, PLANARCONFIG_CONTIG, PHOTOMETRIC_RGB,
		COMPRESSION_LZW, false, NULL};
	struct bytes file = {0};
	struct image image = {0};
	struct dcp_error err = {0};
	size_t i;

	make(&f);
	ck_assert(input_load(path, LIMIT_FRAME_SIZE, &file, &err));
	for (i = 0; i < file.size; i++) {
		uint8_t *copy = malloc(i + 1);
		struct source source = source_of_bytes(copy, i);
		struct picture_info info = {0};

		err = (struct dcp_error){0};
		memcpy(copy, file.at, i);
		ck_assert_msg(!tiff_load(&source, &image, &info, &err),
		    "%zu of %zu bytes were enough", i, file.size);
		ck_assert_int_ne(err.status, DCP_OK);
		free(copy);
	}
	bytes_clear(&file);
	image_clear(&image);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("tiff");

	tcase_add_checked_fixture(t, testing_enter, testing_leave);
	tcase_add_test(t, all_forms_are_read);
	tcase_add_test(t, other_forms_are_refused);
	tcase_add_test(t, truncations_fail_politely);
	return testing_run("tiff", t);
}
