/* exr_test.c: files of many forms, written by the library itself. */
#include "image/exr.h"

#include <openexr.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/input.h"
#include "base/limits.h"
#include "base/testing.h"

#define WIDTH	37
#define HEIGHT	29
#define TILE	16

struct form {
	exr_compression_t compression;
	exr_pixel_type_t type;
	exr_storage_t storage;
	const char *channels;		/* "B G R left.B ...", sorted */
	const char *views[2];		/* attribute multiView, or none */
	int32_t shift;			/* data window against the other */
	bool aces;			/* chromaticities of AP0 */
};

static const char path[] = "a.exr";

/* Halves hold it exactly; channel ${name} is told by all its letters. */
static float
sample(const char *name, int32_t x, int32_t y)
{
	unsigned v = (unsigned)(x * 7 + y * 13);

	for (; *name != '\0'; name++)
		v = v * 5 + (unsigned char)*name;
	return (float)(v % 509) / 512;
}

static void
ok(exr_result_t result)
{
	ck_assert_msg(result == EXR_ERR_SUCCESS, "%s",
	    exr_get_default_error_message(result));
}

static void
add_channels(exr_context_t exr, int part, const char *list,
    exr_pixel_type_t type)
{
	char names[200], *name, *rest;

	snprintf(names, sizeof(names), "%s", list);
	for (name = strtok_r(names, " ", &rest); name != NULL;
	    name = strtok_r(NULL, " ", &rest))
		ok(exr_add_channel(exr, part, name, type,
		    EXR_PERCEPTUALLY_LOGARITHMIC, 1, 1));
}

static void
write_header(exr_context_t exr, const struct form *f)
{
	exr_attr_box2i_t display = {{{{10, 20}}}, {{{10 + WIDTH - 1,
	    20 + HEIGHT - 1}}}};
	exr_attr_box2i_t data = display;
	exr_attr_v2f_t centre = {{{0, 0}}};
	exr_attr_chromaticities_t ap0 = {0.7347f, 0.2653f, 0, 1, 0.0001f,
		-0.077f, 0.32168f, 0.33767f};
	const char *views[2] = {f->views[0], f->views[1]};
	int part;

	data.min.x += f->shift;
	data.max.x += f->shift;
	data.min.y -= f->shift;
	data.max.y -= f->shift;
	ok(exr_add_part(exr, "only", f->storage, &part));
	ok(exr_initialize_required_attr(exr, 0, &display, &data, 1, &centre,
	    1, EXR_LINEORDER_INCREASING_Y, f->compression));
	add_channels(exr, 0, f->channels, f->type);
	if (f->storage == EXR_STORAGE_TILED)
		ok(exr_set_tile_descriptor(exr, 0, TILE, TILE,
		    EXR_TILE_ONE_LEVEL, EXR_TILE_ROUND_DOWN));
	if (views[0] != NULL)
		ok(exr_attr_set_string_vector(exr, 0, "multiView", 2, views));
	if (f->aces)
		ok(exr_attr_set_chromaticities(exr, 0, "chromaticities",
		    &ap0));
	ok(exr_write_header(exr));
}

/* One chunk whose first sample is (x, y). */
static void
write_chunk(exr_context_t exr, int part, const exr_chunk_info_t *chunk,
    int32_t x, int32_t y)
{
	exr_encode_pipeline_t pipe = EXR_ENCODE_PIPELINE_INITIALIZER;
	size_t samples = (size_t)(chunk->width * chunk->height), i;
	float *planes;
	int c;

	ok(exr_encoding_initialize(exr, part, chunk, &pipe));
	planes = calloc((size_t)pipe.channel_count * samples, sizeof(float));
	for (c = 0; c < pipe.channel_count; c++) {
		exr_coding_channel_info_t *to = &pipe.channels[c];
		float *plane = planes + (size_t)c * samples;

		for (i = 0; i < samples; i++)
			plane[i] = sample(to->channel_name, x +
			    (int32_t)i % chunk->width, y +
			    (int32_t)i / chunk->width);
		to->user_bytes_per_element = 4;
		to->user_data_type = EXR_PIXEL_FLOAT;
		to->user_pixel_stride = 4;
		to->user_line_stride = chunk->width * 4;
		to->encode_from_ptr = (const uint8_t *)plane;
	}
	ok(exr_encoding_choose_default_routines(exr, part, &pipe));
	ok(exr_encoding_run(exr, part, &pipe));
	ok(exr_encoding_destroy(exr, &pipe));
	free(planes);
}

static void
make(const struct form *f)
{
	exr_context_initializer_t init = EXR_DEFAULT_CONTEXT_INITIALIZER;
	int32_t left = 10 + f->shift, top = 20 - f->shift, lines, x, y;
	exr_chunk_info_t chunk;
	exr_context_t exr;

	ok(exr_start_write(&exr, path, EXR_WRITE_FILE_DIRECTLY, &init));
	write_header(exr, f);
	if (f->storage == EXR_STORAGE_TILED) {
		for (y = 0; y * TILE < HEIGHT; y++)
			for (x = 0; x * TILE < WIDTH; x++) {
				ok(exr_write_tile_chunk_info(exr, 0, x, y, 0,
				    0, &chunk));
				write_chunk(exr, 0, &chunk, left + x * TILE,
				    top + y * TILE);
			}
	} else {
		ok(exr_get_scanlines_per_chunk(exr, 0, &lines));
		for (y = top; y < top + HEIGHT; y += lines) {
			ok(exr_write_scanline_chunk_info(exr, 0, y, &chunk));
			write_chunk(exr, 0, &chunk, left, y);
		}
	}
	ok(exr_finish(&exr));
}

/* Samples of the view, whose channels are called ${prefix}R and so on. */
static void
expect(const struct form *f, const char *view, const char *prefix)
{
	struct picture_info info;
	struct image image = {0};
	struct dcp_error err = {0};
	char name[32];
	int32_t x, y, dx, dy;
	unsigned c;

	ck_assert_msg(picture_read(path, view, &image, &info, &err), "%s",
	    err.text);
	ck_assert_uint_eq(info.width, WIDTH);
	ck_assert_uint_eq(info.height, HEIGHT);
	ck_assert_uint_eq(info.bits, IMAGE_FLOAT);
	ck_assert_int_eq(info.transfer, COLOUR_LINEAR);
	for (y = 0; y < HEIGHT; y++)
		for (x = 0; x < WIDTH; x++)
			for (c = 0; c < 3; c++) {
				snprintf(name, sizeof(name), "%s%c", prefix,
				    strcmp(f->channels, "Y") == 0 ? 'Y'
				    : "RGB"[c]);
				dx = x - f->shift;
				dy = y + f->shift;
				ck_assert_float_eq(image.real[c][y * WIDTH +
				    x], dx < 0 || dx >= WIDTH || dy < 0 ||
				    dy >= HEIGHT ? 0 : sample(name, x + 10,
				    y + 20));
			}
	image_clear(&image);
}

START_TEST(all_forms_are_read)
{
	static const exr_compression_t compressions[] = {
		EXR_COMPRESSION_NONE, EXR_COMPRESSION_RLE,
		EXR_COMPRESSION_ZIPS, EXR_COMPRESSION_ZIP,
		EXR_COMPRESSION_PIZ};
	unsigned i;

	for (i = 0; i < 5 * 2 * 2 * 3; i++) {
		struct form f = {
			.compression = compressions[i % 5],
			.type = i / 5 % 2 ? EXR_PIXEL_HALF : EXR_PIXEL_FLOAT,
			.storage = i / 10 % 2 ? EXR_STORAGE_TILED
			    : EXR_STORAGE_SCANLINE,
			.channels = "A B G R Z",
			.shift = (int32_t)(i / 20) * 9 - 9,
		};

		make(&f);
		expect(&f, NULL, "");
	}
}
END_TEST

START_TEST(views_are_told_apart)
{
	struct form f = {EXR_COMPRESSION_ZIP, EXR_PIXEL_HALF,
		EXR_STORAGE_SCANLINE, "B G R left.B left.G left.R",
		{"right", "left"}, 0, false};
	struct picture_info info;
	struct dcp_error err = {0};

	make(&f);
	expect(&f, NULL, "");
	expect(&f, "right", "");
	expect(&f, "left", "left.");
	ck_assert(!picture_probe(path, "middle", &info, &err));
	ck_assert_int_eq(err.status, DCP_BAD_INPUT);
	ck_assert_ptr_nonnull(strstr(err.text, "no view \"middle\""));
}
END_TEST

/* Two parts, one for each eye, the right one first. */
static void
make_parts(void)
{
	static const char *const eyes[] = {"right", "left"};
	exr_context_initializer_t init = EXR_DEFAULT_CONTEXT_INITIALIZER;
	exr_attr_box2i_t box = {{{{10, 20}}}, {{{10 + WIDTH - 1,
	    20 + HEIGHT - 1}}}};
	exr_attr_v2f_t centre = {{{0, 0}}};
	exr_context_t exr;
	exr_chunk_info_t chunk;
	int part, y;

	ok(exr_start_write(&exr, path, EXR_WRITE_FILE_DIRECTLY, &init));
	for (part = 0; part < 2; part++) {
		ok(exr_add_part(exr, eyes[part], EXR_STORAGE_SCANLINE, NULL));
		ok(exr_initialize_required_attr(exr, part, &box, &box, 1,
		    &centre, 1, EXR_LINEORDER_INCREASING_Y,
		    EXR_COMPRESSION_NONE));
		add_channels(exr, part, "B G R", EXR_PIXEL_FLOAT);
		ok(exr_attr_set_string(exr, part, "view", eyes[part]));
	}
	ok(exr_write_header(exr));
	for (part = 0; part < 2; part++)
		for (y = 20; y < 20 + HEIGHT; y++) {
			ok(exr_write_scanline_chunk_info(exr, part, y,
			    &chunk));
			write_chunk(exr, part, &chunk, 10 + part, y);
		}
	ok(exr_finish(&exr));
}

START_TEST(parts_are_told_apart)
{
	struct picture_info info;
	struct image image = {0};
	struct dcp_error err = {0};

	make_parts();
	ck_assert_msg(picture_read(path, NULL, &image, &info, &err), "%s",
	    err.text);
	ck_assert_float_eq(image.real[0][0], sample("R", 10, 20));
	ck_assert(picture_read(path, "left", &image, &info, &err));
	ck_assert_float_eq(image.real[0][0], sample("R", 11, 20));
	ck_assert(picture_read(path, "right", &image, &info, &err));
	ck_assert_float_eq(image.real[2][WIDTH * HEIGHT - 1], sample("B",
	    10 + WIDTH - 1, 20 + HEIGHT - 1));
	ck_assert(!picture_read(path, "middle", &image, &info, &err));
	image_clear(&image);
}
END_TEST

START_TEST(luminance_alone_is_grey)
{
	struct form f = {EXR_COMPRESSION_ZIP, EXR_PIXEL_FLOAT,
		EXR_STORAGE_SCANLINE, "Y", {NULL, NULL}, 0, false};

	make(&f);
	expect(&f, NULL, "");
}
END_TEST

START_TEST(primaries_are_reported)
{
	struct form f = {EXR_COMPRESSION_ZIP, EXR_PIXEL_HALF,
		EXR_STORAGE_SCANLINE, "B G R", {NULL, NULL}, 0, false};
	struct picture_info info;
	struct dcp_error err = {0};

	make(&f);
	ck_assert(picture_probe(path, NULL, &info, &err));
	ck_assert_int_eq(info.primaries, COLOUR_REC709);
	f.aces = true;
	make(&f);
	ck_assert(picture_probe(path, NULL, &info, &err));
	ck_assert_int_eq(info.primaries, COLOUR_ACES_AP0);
}
END_TEST

START_TEST(other_forms_are_refused)
{
	static const struct form bad[] = {
		{EXR_COMPRESSION_ZIP, EXR_PIXEL_UINT, EXR_STORAGE_SCANLINE,
		    "B G R", {NULL, NULL}, 0, false},
		{EXR_COMPRESSION_ZIP, EXR_PIXEL_HALF, EXR_STORAGE_SCANLINE,
		    "A Z", {NULL, NULL}, 0, false},
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

START_TEST(deep_data_is_refused)
{
	struct form f = {EXR_COMPRESSION_NONE, EXR_PIXEL_HALF,
		EXR_STORAGE_DEEP_SCANLINE, "B G R", {NULL, NULL}, 0, false};
	exr_context_initializer_t init = EXR_DEFAULT_CONTEXT_INITIALIZER;
	struct picture_info info;
	static const int32_t no_samples[WIDTH];
	struct dcp_error err = {0};
	exr_context_t exr;
	int y;

	ok(exr_start_write(&exr, path, EXR_WRITE_FILE_DIRECTLY, &init));
	write_header(exr, &f);
	for (y = 20; y < 20 + HEIGHT; y++)
		ok(exr_write_deep_scanline_chunk(exr, 0, y, no_samples, 0, 0,
		    no_samples, sizeof(no_samples)));
	ok(exr_finish(&exr));
	ck_assert(!picture_probe(path, NULL, &info, &err));
	ck_assert_str_eq(err.text + strlen(path),
	    ": holds deep data, want a flat picture");
}
END_TEST

START_TEST(truncations_fail_politely)
{
	struct form f = {EXR_COMPRESSION_PIZ, EXR_PIXEL_HALF,
		EXR_STORAGE_TILED, "B G R", {NULL, NULL}, 0, false};
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
		ck_assert_msg(!exr_load(&source, NULL, &image, &info, &err),
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
	TCase *t = tcase_create("exr");

	tcase_set_timeout(t, 60);
	tcase_add_checked_fixture(t, testing_enter, testing_leave);
	tcase_add_test(t, all_forms_are_read);
	tcase_add_test(t, views_are_told_apart);
	tcase_add_test(t, parts_are_told_apart);
	tcase_add_test(t, luminance_alone_is_grey);
	tcase_add_test(t, primaries_are_reported);
	tcase_add_test(t, other_forms_are_refused);
	tcase_add_test(t, deep_data_is_refused);
	tcase_add_test(t, truncations_fail_politely);
	return testing_run("exr", t);
}
