/* dcdm_test.c: the kernels against pow(), and against each other. */
#include "image/dcdm.h"

#include <math.h>
#include <string.h>

#include "base/testing.h"

static const float identity[3] = {1, 0, 0};

/* Light from 2^-40 up to 2, in 2^20 steps of equal ratio. */
START_TEST(kernels_are_right_and_equal)
{
	static float rgb[3][DCDM_BLOCK];
	uint16_t plain[DCDM_BLOCK], wide[DCDM_BLOCK];
	double want, worst = 0;
	unsigned unequal = 0;
	int i, k;

	for (k = 0; k < 4096; k++) {
		for (i = 0; i < DCDM_BLOCK; i++)
			rgb[0][i] = exp2f((float)(k * DCDM_BLOCK + i) /
			    (1 << 20) * 41 - 40);
		dcdm_encode_plain(identity, rgb, plain);
		dcdm_encode()(identity, rgb, wide);
		ck_assert_mem_eq(plain, wide, sizeof(plain));
		for (i = 0; i < DCDM_BLOCK; i++) {
			want = 4095 * pow(fmin((double)rgb[0][i], 1),
			    1 / 2.6);
			worst = fmax(worst, fabs(plain[i] - want));
			unequal += plain[i] != (unsigned)(want + 0.5);
		}
	}
	ck_assert_double_le(worst, 0.502);
	ck_assert_uint_lt(unequal, 4096 * DCDM_BLOCK / 1000);
}
END_TEST

START_TEST(the_row_is_a_sum)
{
	static const float row[3] = {0.25f, 0.5f, 2};
	static float rgb[3][DCDM_BLOCK];
	uint16_t code[DCDM_BLOCK];

	rgb[0][1] = 0.5f;
	rgb[1][1] = 0.25f;
	rgb[2][1] = -0.0625f;
	rgb[2][2] = -1;
	rgb[2][3] = 1;
	dcdm_encode()(row, rgb, code);
	ck_assert_uint_eq(code[0], 0);
	ck_assert_uint_eq(code[1], (unsigned)(4095 * pow(0.125, 1 / 2.6) +
	    0.5));
	ck_assert_uint_eq(code[2], 0);
	ck_assert_uint_eq(code[3], 4095);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("dcdm");

	tcase_add_test(t, kernels_are_right_and_equal);
	tcase_add_test(t, the_row_is_a_sum);
	return testing_run("dcdm", t);
}
