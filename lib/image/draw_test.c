/* draw_test.c: see draw.h. */
#include "image/draw.h"

#include <stdlib.h>

#include "base/testing.h"

static const struct draw_colour red = {{900, 10, 20}};
static struct image image;

static void
setup(void)
{
	struct dcp_error err = {0};

	ck_assert(image_init(&image, 60, 40, 10, &err));
	image_fill(&image, 0);
}

static void
teardown(void)
{
	image_clear(&image);
}

static unsigned
lit(void)
{
	unsigned n = 0;
	size_t i;

	for (i = 0; i < image_samples(&image); i++)
		n += image.plane[0][i] == 900;
	return n;
}

START_TEST(boxes_are_clipped)
{
	draw_box(&image, 10, 10, 5, 4, red);
	ck_assert_uint_eq(lit(), 20);
	ck_assert_uint_eq(image.plane[2][13 * 60 + 14], 20);
	draw_box(&image, -5, -5, 7, 6, red);
	ck_assert_uint_eq(lit(), 22);
	draw_box(&image, 58, 39, INT32_MAX, INT32_MAX, red);
	ck_assert_uint_eq(lit(), 24);
	draw_box(&image, 100, 100, 5, 5, red);
	draw_box(&image, 30, 30, -5, 5, red);
	ck_assert_uint_eq(lit(), 24);
}
END_TEST

START_TEST(frames_are_hollow)
{
	draw_frame(&image, 5, 5, 20, 10, 2, red);
	ck_assert_uint_eq(lit(), 20 * 10 - 16 * 6);
}
END_TEST

START_TEST(rings_are_round)
{
	unsigned n = 0;
	int x, y, d;

	draw_ring(&image, 30, 20, 7, 15, red);
	for (y = 0; y < 40; y++)
		for (x = 0; x < 60; x++) {
			d = (x - 30) * (x - 30) + (y - 20) * (y - 20);
			n += d <= 15 * 15 && d >= 7 * 7;
			ck_assert_int_eq(image.plane[0][y * 60 + x] == 900,
			    d <= 15 * 15 && d >= 7 * 7);
		}
	ck_assert_uint_eq(lit(), n);
}
END_TEST

START_TEST(text_is_as_wide_as_told)
{
	ck_assert_int_eq(draw_text_width(3, "L1"), 33);
	ck_assert_int_eq(draw_text_width(3, ""), 0);
	draw_text(&image, 2, 2, 1, "L ?", red);
	ck_assert_uint_eq(lit(), 7 + 4);
	draw_text(&image, 20, 2, 2, "I", red);
	ck_assert_uint_eq(lit(), 11 + 4 * 11);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("draw");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, boxes_are_clipped);
	tcase_add_test(t, frames_are_hollow);
	tcase_add_test(t, rings_are_round);
	tcase_add_test(t, text_is_as_wide_as_told);
	return testing_run("draw", t);
}
