/* frame_test.c: a still picture to a codestream and back. */
#include "master/frame.h"

#include "j2k/j2kdec.h"
#include "master/fixture.h"


static struct frame
make_frame(const char *colour, enum fit_mode fit, uint32_t width,
    uint32_t height)
{
	struct dciprofile p = {.rsiz = 3, .guard_bits = 1, .levels = 2,
	    .tile_parts = 3};
	struct dciprofile_limits limits = {12000, 12000};
	struct frame f = {.bits = 12, .fit = fit};
	struct colour_space space;
	struct dcp_error err = {0};

	ck_assert(colour_named(colour, &space, &err));
	ck_assert_ptr_nonnull(f.colour = colour_new(&space, 12, &err));
	ck_assert(j2kenc_init(&f.encoder, &p, limits, width, height, &err));
	return f;
}

/* Encode the picture at ${path} and decode it again. */
static struct image
there_and_back(const struct frame *f, const char *path)
{
	struct dcp_error err = {0};
	struct image image = {0};
	struct bytes b = {0};

	ck_assert_msg(frame_encode(f, path, NULL, &b, &err), "%s", err.text);
	ck_assert(j2kdec_decode(span_of(b.at, b.size, 0), 0, &image, &err));
	ck_assert_uint_eq(image.width, f->encoder.width);
	ck_assert_uint_eq(image.height, f->encoder.height);
	bytes_clear(&b);
	return image;
}

static void
clear(struct frame *f, struct image *image)
{
	colour_free((struct colour *)(uintptr_t)f->colour);
	image_clear(image);
}

START_TEST(passes_xyz_through)
{
	const char *path = "a.ppm";
	struct frame f = make_frame("xyz", FIT_EXACT, 64, 36);
	struct image image;
	uint32_t i;

	fixture_picture(path, 64, 36, 500);
	image = there_and_back(&f, path);
	for (i = 0; i < 64 * 36; i++)
		ck_assert_int_le(abs(image.plane[1][i] -
		    (int)(500 + i % 64 * 8 + i / 64 * 8)), 3);
	clear(&f, &image);
}
END_TEST

START_TEST(converts_colour)
{
	const char *path = "a.ppm";
	struct frame f = make_frame("rec709", FIT_EXACT, 64, 36);
	struct image image;
	int want = 2088;	/* 4095 * (48/52.37 * 0.5^2.4)^(1/2.6) */

	fixture_picture(path, 64, 36, 2047);
	image = there_and_back(&f, path);
	ck_assert_int_le(abs(image.plane[1][0] - want), 6);
	clear(&f, &image);
}
END_TEST

START_TEST(fits_into_the_container)
{
	const char *path = "a.ppm";
	struct frame f = make_frame("xyz", FIT_PAD, 96, 64);
	struct image image;

	fixture_picture(path, 64, 36, 3000);
	image = there_and_back(&f, path);
	ck_assert_int_le(image.plane[1][0], 60);
	ck_assert_int_le(abs(image.plane[1][32 * 96 + 48] - 3400), 40);
	clear(&f, &image);
}
END_TEST

START_TEST(names_the_picture_that_fails)
{
	const char *path = "odd.ppm";
	struct frame f = make_frame("xyz", FIT_EXACT, 64, 36);
	struct dcp_error err = {0};
	struct image none = {0};
	struct bytes b = {0};

	ck_assert(!frame_encode(&f, path, NULL, &b, &err));
	ck_assert_ptr_nonnull(strstr(err.text, "odd.ppm: "));
	err = (struct dcp_error){0};
	fixture_picture(path, 32, 36, 0);
	ck_assert(!frame_encode(&f, path, NULL, &b, &err));
	ck_assert_ptr_nonnull(strstr(err.text, "odd.ppm: "));
	err = (struct dcp_error){0};
	f.bits = 10;
	fixture_picture(path, 64, 36, 0);
	ck_assert(!frame_encode(&f, path, NULL, &b, &err));
	ck_assert_ptr_nonnull(strstr(err.text,
	    "odd.ppm: have 12 bits, want 10 as in the first frame"));
	ck_assert_uint_eq(b.size, 0);
	bytes_clear(&b);
	clear(&f, &none);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("frame");

	tcase_add_checked_fixture(t, fixture_enter, testing_leave);
	tcase_add_test(t, passes_xyz_through);
	tcase_add_test(t, converts_colour);
	tcase_add_test(t, fits_into_the_container);
	tcase_add_test(t, names_the_picture_that_fails);
	return testing_run("frame", t);
}
