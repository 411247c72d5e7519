/* fit_test.c: see fit.h. */
#include "image/fit.h"

#include <math.h>
#include <string.h>

#include "base/testing.h"

/* A picture whose samples say where they stand: 1000 + y * 64 + x. */
static void
draw(struct image *image, uint32_t width, uint32_t height)
{
	struct dcp_error err = {0};
	uint32_t x, y;
	unsigned c;

	ck_assert(image_init(image, width, height, 12, &err));
	for (c = 0; c < 3; c++)
		for (y = 0; y < height; y++)
			for (x = 0; x < width; x++)
				image->plane[c][y * width + x] =
				    (uint16_t)(1000 + y * 64 + x);
}

START_TEST(names_are_known)
{
	static const char *const names[] = {"exact", "crop", "pad", "scale",
		"fill"};
	struct dcp_error err = {0};
	enum fit_mode mode;
	size_t i;

	for (i = 0; i < 5; i++) {
		ck_assert(fit_named(names[i], &mode, &err));
		ck_assert_str_eq(fit_name(mode), names[i]);
	}
	ck_assert(!fit_named("stretch", &mode, &err));
	ck_assert_int_eq(err.status, DCP_REFUSED);
}
END_TEST

START_TEST(nothing_is_done_silently)
{
	static const struct {
		enum fit_mode mode;
		uint32_t width, height;
		bool ok;
	} tries[] = {
		{FIT_EXACT, 2048, 1080, true},
		{FIT_EXACT, 2048, 1081, false},
		{FIT_EXACT, 1998, 1080, false},
		{FIT_CROP, 2048, 1080, true},
		{FIT_CROP, 2050, 1152, true},
		{FIT_CROP, 2047, 1152, false},
		{FIT_PAD, 1998, 858, true},
		{FIT_PAD, 2050, 858, false},
		{FIT_SCALE, 7680, 4320, true},
		{FIT_FILL, 640, 480, true},
	};
	size_t i;

	for (i = 0; i < sizeof(tries) / sizeof(tries[0]); i++) {
		struct dcp_error err = {0};

		ck_assert_msg(fit_check(tries[i].mode, tries[i].width,
		    tries[i].height, 2048, 1080, &err) == tries[i].ok, "%zu",
		    i);
		if (!tries[i].ok)
			ck_assert_ptr_nonnull(strstr(err.text, "2048x1080"));
	}
}
END_TEST

START_TEST(crop_takes_the_middle)
{
	struct image from = {0}, to = {0};
	struct dcp_error err = {0};

	draw(&from, 21, 13);
	ck_assert(fit_apply(FIT_CROP, &from, 16, 10, &to, &err));
	ck_assert_uint_eq(to.width, 16);
	ck_assert_uint_eq(to.height, 10);
	/* 5 columns too many: 2 go left, 3 right; 3 rows: 1 and 2. */
	ck_assert_uint_eq(to.plane[0][0], 1000 + 1 * 64 + 2);
	ck_assert_uint_eq(to.plane[2][16 * 10 - 1], 1000 + 10 * 64 + 17);
	image_clear(&from);
	image_clear(&to);
}
END_TEST

START_TEST(pad_is_black_around)
{
	struct image from = {0}, to = {0};
	struct dcp_error err = {0};
	uint32_t x, y;
	bool inside;

	draw(&from, 10, 6);
	ck_assert(fit_apply(FIT_PAD, &from, 15, 8, &to, &err));
	for (y = 0; y < 8; y++)
		for (x = 0; x < 15; x++) {
			inside = x >= 2 && x < 12 && y >= 1 && y < 7;
			ck_assert_uint_eq(to.plane[1][y * 15 + x], inside
			    ? 1000 + (y - 1) * 64 + (x - 2) : 0);
		}
	image_clear(&from);
	image_clear(&to);
}
END_TEST

START_TEST(scale_keeps_the_shape)
{
	struct image from = {0}, to = {0};
	struct dcp_error err = {0};

	ck_assert(image_init(&from, 192, 108, 10, &err));
	image_fill(&from, 700);
	/* 16:9 into 1.85: black on the left and the right, 3 columns each. */
	ck_assert(fit_apply(FIT_SCALE, &from, 198, 108, &to, &err));
	ck_assert_uint_eq(to.plane[0][198 * 50 + 2], 0);
	ck_assert_uint_eq(to.plane[0][198 * 50 + 3], 700);
	ck_assert_uint_eq(to.plane[0][198 * 50 + 194], 700);
	ck_assert_uint_eq(to.plane[0][198 * 50 + 195], 0);
	ck_assert(fit_apply(FIT_FILL, &from, 198, 108, &to, &err));
	ck_assert_uint_eq(to.plane[0][0], 700);
	ck_assert_uint_eq(to.plane[0][198 * 108 - 1], 700);
	image_clear(&from);
	image_clear(&to);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("fit");

	tcase_add_test(t, names_are_known);
	tcase_add_test(t, nothing_is_done_silently);
	tcase_add_test(t, crop_takes_the_middle);
	tcase_add_test(t, pad_is_black_around);
	tcase_add_test(t, scale_keeps_the_shape);
	return testing_run("fit", t);
}
