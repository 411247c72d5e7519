/* primaries_test.c: against matrices that the standards print. */
#include "image/primaries.h"

#include "base/testing.h"

static void
expect(enum colour_primaries primaries, bool adapt, const double want[3][3],
    double tolerance)
{
	struct matrix m = primaries_matrix(primaries, adapt);
	int i, j;

	for (i = 0; i < 3; i++)
		for (j = 0; j < 3; j++)
			ck_assert_double_eq_tol(m.at[i][j], want[i][j],
			    tolerance);
}

START_TEST(matrices_are_as_published)
{
	/* SMPTE EG 432-1, 6.4; ST 2065-1, A; ITU-R BT.709 by RP 177. */
	static const double p3[3][3] = {{0.445170, 0.277134, 0.172283},
		{0.209492, 0.721595, 0.068913}, {0, 0.047061, 0.907355}};
	static const double ap0[3][3] = {{0.9525523959, 0, 0.0000936786},
		{0.3439664498, 0.7281660966, -0.0721325464},
		{0, 0, 1.0088251844}};
	static const double rec709[3][3] = {{0.412391, 0.357584, 0.180481},
		{0.212639, 0.715169, 0.072192}, {0.019331, 0.119195, 0.950532}};

	expect(COLOUR_P3_DCI, false, p3, 1e-6);
	expect(COLOUR_P3_DCI, true, p3, 1e-6);
	expect(COLOUR_ACES_AP0, false, ap0, 1e-9);
	expect(COLOUR_REC709, false, rec709, 1e-6);
}
END_TEST

START_TEST(adaptation_brings_white_to_white)
{
	static const enum colour_primaries all[] = {COLOUR_REC709,
		COLOUR_P3_D65, COLOUR_REC2020, COLOUR_ACES_AP0,
		COLOUR_ACES_AP1};
	double sum[3];
	size_t i;
	int k;

	for (i = 0; i < sizeof(all) / sizeof(all[0]); i++) {
		struct matrix m = primaries_matrix(all[i], true);

		for (k = 0; k < 3; k++)
			sum[k] = m.at[k][0] + m.at[k][1] + m.at[k][2];
		ck_assert_double_eq_tol(sum[0], 0.314 / 0.351, 1e-9);
		ck_assert_double_eq_tol(sum[1], 1, 1e-9);
		ck_assert_double_eq_tol(sum[2], 0.335 / 0.351, 1e-9);
	}
}
END_TEST

START_TEST(chromaticities_are_recognised)
{
	static const double rec709[8] = {0.6400, 0.3300, 0.3000, 0.6000,
		0.1500, 0.0600, 0.3127, 0.3290};
	static const double other[8] = {0.6400, 0.3300, 0.2100, 0.7100,
		0.1500, 0.0600, 0.3127, 0.3290};

	ck_assert_int_eq(primaries_known(rec709), COLOUR_REC709);
	ck_assert_int_eq(primaries_known(other), COLOUR_PRIMARIES_UNKNOWN);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("primaries");

	tcase_add_test(t, matrices_are_as_published);
	tcase_add_test(t, adaptation_brings_white_to_white);
	tcase_add_test(t, chromaticities_are_recognised);
	return testing_run("primaries", t);
}
