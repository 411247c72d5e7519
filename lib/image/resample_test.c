/* resample_test.c: against the sum of Lanczos's kernel, sample by sample. */
#include "image/resample.h"

#include <math.h>

#include "base/testing.h"

#define PI	3.14159265358979323846

static double
lanczos3(double x)
{
	if (x == 0)
		return 1;
	if (fabs(x) >= 3)
		return 0;
	return sin(PI * x) / (PI * x) * sin(PI * x / 3) / (PI * x / 3);
}

/* One sample of a line of ${count} that becomes ${to} samples. */
static double
line(const double *v, int count, int to, int index)
{
	double step = (double)count / to, width = fmax(step, 1);
	double centre = (index + 0.5) * step - 0.5, sum = 0, weights = 0, w;
	int i, at;

	for (i = -200; i < count + 200; i++) {
		at = i < 0 ? 0 : i >= count ? count - 1 : i;
		w = lanczos3((i - centre) / width);
		sum += w * v[at];
		weights += w;
	}
	return sum / weights;
}

static void
compare(uint32_t width, uint32_t height, uint32_t to_width,
    uint32_t to_height)
{
	struct image from = {0}, to = {0};
	struct dcp_error err = {0};
	double column[64], row[64];
	uint32_t x, y, k;

	ck_assert(image_init(&from, width, height, IMAGE_FLOAT, &err));
	ck_assert(image_init(&to, to_width, to_height, IMAGE_FLOAT, &err));
	for (k = 0; k < 3; k++)
		for (x = 0; x < width * height; x++)
			from.real[k][x] = (float)((x * 7919 + k) % 101) / 100;
	ck_assert(resample_lanczos(&from, &to, &err));
	for (x = 0; x < to_width; x++) {
		for (k = 0; k < height; k++) {
			for (y = 0; y < width; y++)
				row[y] = (double)from.real[1][k * width + y];
			column[k] = line(row, (int)width, (int)to_width,
			    (int)x);
		}
		for (y = 0; y < to_height; y++)
			ck_assert_double_eq_tol((double)to.real[1][y *
			    to_width + x], line(column, (int)height,
			    (int)to_height, (int)y), 1e-5);
	}
	image_clear(&from);
	image_clear(&to);
}

START_TEST(samples_are_those_of_the_formula)
{
	compare(40, 30, 20, 15);
	compare(40, 30, 61, 33);
	compare(40, 30, 40, 7);
	compare(5, 3, 50, 60);
	compare(1, 1, 9, 9);
	compare(60, 50, 1, 1);
}
END_TEST

START_TEST(codes_are_clipped_and_flat_stays_flat)
{
	struct image from = {0}, to = {0};
	struct dcp_error err = {0};
	uint32_t i;

	ck_assert(image_init(&from, 50, 40, 10, &err));
	ck_assert(image_init(&to, 33, 77, 10, &err));
	image_fill(&from, 1023);
	ck_assert(resample_lanczos(&from, &to, &err));
	for (i = 0; i < 33 * 77; i++)
		ck_assert_uint_eq(to.plane[2][i], 1023);
	for (i = 0; i < 50 * 40; i++)
		from.plane[0][i] = i % 50 < 25 ? 0 : 1023;
	ck_assert(resample_lanczos(&from, &to, &err));
	for (i = 0; i < 33 * 77; i++)
		ck_assert_uint_le(to.plane[0][i], 1023);
	image_clear(&from);
	image_clear(&to);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("resample");

	tcase_add_test(t, samples_are_those_of_the_formula);
	tcase_add_test(t, codes_are_clipped_and_flat_stays_flat);
	return testing_run("resample", t);
}
