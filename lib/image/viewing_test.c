#include "image/viewing.h"

#include <math.h>

#include "base/testing.h"
#include "image/colour.h"

/* The light of a coarse cube of colours comes back from X'Y'Z'. */
START_TEST(it_undoes_the_way_there)
{
	static const uint16_t steps[] = {0, 16, 64, 128, 192, 235, 255};
	const size_t n = sizeof(steps) / sizeof(steps[0]);
	struct image rgb = {0}, xyz = {0};
	struct dcp_error err = {0};
	struct colour_space space;
	struct colour *colour;
	size_t i, c;
	double have, want;

	ck_assert(colour_named("rec709", &space, &err));
	colour = colour_new(&space, 8, &err);
	ck_assert_ptr_nonnull(colour);
	ck_assert(image_init(&rgb, (uint32_t)(n * n), (uint32_t)n, 8, &err));
	for (i = 0; i < n * n * n; i++) {
		rgb.plane[0][i] = steps[i % n];
		rgb.plane[1][i] = steps[i / n % n];
		rgb.plane[2][i] = steps[i / n / n];
	}
	ck_assert(colour_apply(colour, &rgb, &xyz, &err));
	ck_assert(viewing_rec709(&xyz, &err));
	for (i = 0; i < n * n * n; i++)
		for (c = 0; c < 3; c++) {
			have = pow(xyz.plane[c][i] / 4095.0, 2.4);
			want = pow(rgb.plane[c][i] / 255.0, 2.4);
			ck_assert_double_eq_tol(have, want, 0.004);
		}
	image_clear(&rgb);
	image_clear(&xyz);
	colour_free(colour);
}
END_TEST

START_TEST(out_of_gamut_is_clipped)
{
	struct image image = {0};
	struct dcp_error err = {0};

	ck_assert(image_init(&image, 1, 1, 12, &err));
	image.plane[0][0] = 0;
	image.plane[1][0] = 4095;
	image.plane[2][0] = 0;
	ck_assert(viewing_rec709(&image, &err));
	ck_assert_uint_eq(image.plane[0][0], 0);
	ck_assert_uint_eq(image.plane[1][0], 4095);
	ck_assert_uint_eq(image.plane[2][0], 0);
	image_clear(&image);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("viewing");

	tcase_add_test(t, it_undoes_the_way_there);
	tcase_add_test(t, out_of_gamut_is_clipped);
	return testing_run("viewing", t);
}
