/* testcard_test.c: what is drawn can be read, also after hard treatment. */
#include "image/testcard.h"

#include <stdio.h>
#include <string.h>

#include "base/testing.h"
#include "image/colour.h"
#include "image/fit.h"

static const struct rational rate_24 = {24, 1}, rate_120 = {120, 1};

static void
draw(struct image *image, uint32_t width, uint32_t height, uint32_t frame,
    enum testcard_eye eye, uint32_t disparity)
{
	struct testcard card = {0};
	struct dcp_error err = {0};

	ck_assert_msg(testcard_init(&card, width, height, rate_120, eye,
	    disparity, &err), "%s", err.text);
	ck_assert(testcard_draw(&card, frame, image, &err));
	testcard_clear(&card);
}

static void
expect(const struct image *image, uint32_t frame, enum testcard_eye eye)
{
	struct testcard_mark mark;
	struct dcp_error err = {0};

	ck_assert_msg(testcard_read(image, &mark, &err), "%ux%u: %s",
	    image->width, image->height, err.text);
	ck_assert_uint_eq(mark.frame, frame);
	ck_assert_int_eq(mark.eye, eye);
	ck_assert_uint_eq(mark.rate, 120);
}

START_TEST(numbers_are_read_at_any_size)
{
	static const uint32_t sizes[][2] = {{2048, 1080}, {1998, 1080},
		{2048, 858}, {4096, 2160}, {3996, 2160}, {4096, 1716},
		{256, 108}, {257, 109}, {511, 300}, {1024, 2048}};
	static const uint32_t frames[] = {0, 1, 863999,
		TESTCARD_FRAMES_MAX - 1};
	struct image image = {0};
	size_t i;

	for (i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		uint32_t frame = frames[i % 4];
		enum testcard_eye eye = (enum testcard_eye)(i % 3);

		draw(&image, sizes[i][0], sizes[i][1], frame, eye, 0);
		expect(&image, frame, eye);
	}
	image_clear(&image);
}
END_TEST

START_TEST(numbers_survive_colour_and_scaling)
{
	static const char *const spaces[] = {"rec709", "p3-dci", "rec2020:pq",
		"srgb"};
	struct image image = {0}, xyz = {0}, small = {0};
	struct dcp_error err = {0};
	size_t i;

	draw(&image, 1998, 1080, 123456, TESTCARD_RIGHT, 0);
	for (i = 0; i < 4; i++) {
		struct colour_space space;
		struct colour *colour;

		ck_assert(colour_named(spaces[i], &space, &err));
		colour = colour_new(&space, 10, &err);
		ck_assert(colour_apply(colour, &image, &xyz, &err));
		expect(&xyz, 123456, TESTCARD_RIGHT);
		colour_free(colour);
	}
	ck_assert(fit_apply(FIT_SCALE, &xyz, 999, 540, &small, &err));
	expect(&small, 123456, TESTCARD_RIGHT);
	image_clear(&image);
	image_clear(&xyz);
	image_clear(&small);
}
END_TEST

START_TEST(noise_is_borne_and_damage_is_seen)
{
	struct image image = {0};
	struct testcard_mark mark;
	struct dcp_error err = {0};
	uint32_t state = 1, x, y;
	size_t i;

	draw(&image, 1024, 540, 77, TESTCARD_LEFT, 0);
	for (i = 0; i < image_samples(&image); i++) {
		uint32_t v = image.plane[1][i];

		state = state * 1664525 + 1013904223;
		v = (v * 3 + (state >> 22)) / 4;
		image.plane[1][i] = (uint16_t)v;
	}
	expect(&image, 77, TESTCARD_LEFT);
	for (y = 500; y < 530; y++)
		for (x = 0; x < 16; x++)
			image.plane[1][y * 1024 + 16 * 12 + x] = 1023;
	ck_assert(!testcard_read(&image, &mark, &err));
	ck_assert_int_eq(err.status, DCP_BAD_INPUT);
	err = (struct dcp_error){0};
	image_fill(&image, 500);
	ck_assert(!testcard_read(&image, &mark, &err));
	ck_assert_str_eq(err.text, "is no test card");
	image_clear(&image);
}
END_TEST

/* Mean place of the ball's colour in its row. */
static double
ball_at(const struct image *image)
{
	size_t row = (size_t)(38 * (image->height / 54)) * image->width;
	double sum = 0, count = 0;
	uint32_t x;

	for (x = 0; x < image->width; x++)
		if (image->plane[0][row + x] == 940 &&
		    image->plane[2][row + x] == 64) {
			sum += x;
			count++;
		}
	ck_assert_double_gt(count, 0);
	return sum / count;
}

START_TEST(disparity_is_as_told)
{
	static const uint32_t disparities[] = {0, 1, 16, 33};
	struct image left = {0}, right = {0}, both = {0};
	uint32_t i;

	for (i = 0; i < 4; i++) {
		draw(&left, 2048, 1080, 90, TESTCARD_LEFT, disparities[i]);
		draw(&right, 2048, 1080, 90, TESTCARD_RIGHT, disparities[i]);
		draw(&both, 2048, 1080, 90, TESTCARD_MONO, disparities[i]);
		ck_assert_double_eq_tol(ball_at(&left) - ball_at(&right),
		    disparities[i], 1e-9);
		/* 90/120 s of 2 s: 3/8 of the width. */
		ck_assert_double_eq_tol(ball_at(&both), 768, 1e-9);
	}
	image_clear(&left);
	image_clear(&right);
	image_clear(&both);
}
END_TEST

START_TEST(flashes_last_a_24th_of_each_second)
{
	static const struct rational rates[] = {{24, 1}, {25, 1}, {30, 1},
		{48, 1}, {60, 1}, {120, 1}, {24000, 1001}};
	static const unsigned lit[] = {1, 2, 2, 2, 3, 5, 1};
	unsigned i, n;
	uint64_t f;

	for (i = 0; i < 6; i++) {
		for (f = 0, n = 0; f < (uint64_t)rates[i].num; f++)
			n += testcard_is_flash(rates[i], 7200 *
			    (uint64_t)rates[i].num + f);
		ck_assert_uint_eq(n, lit[i]);
	}
	ck_assert(testcard_is_flash(rate_24, 24));
	ck_assert(!testcard_is_flash(rate_24, 25));
}
END_TEST

START_TEST(small_cards_are_refused)
{
	struct testcard card = {0};
	struct dcp_error err = {0};

	ck_assert(!testcard_init(&card, 255, 200, rate_24, TESTCARD_MONO, 0,
	    &err));
	ck_assert_int_eq(err.status, DCP_REFUSED);
	testcard_clear(&card);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("testcard");

	tcase_set_timeout(t, 60);
	tcase_add_test(t, numbers_are_read_at_any_size);
	tcase_add_test(t, numbers_survive_colour_and_scaling);
	tcase_add_test(t, noise_is_borne_and_damage_is_seen);
	tcase_add_test(t, disparity_is_as_told);
	tcase_add_test(t, flashes_last_a_24th_of_each_second);
	tcase_add_test(t, small_cards_are_refused);
	return testing_run("testcard", t);
}
