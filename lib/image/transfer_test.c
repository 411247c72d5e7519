/* transfer_test.c: against values that the standards print. */
#include "image/transfer.h"

#include <math.h>

#include "base/testing.h"

START_TEST(values_are_as_published)
{
	static const struct {
		enum colour_transfer transfer;
		double signal, light, tolerance;
	} values[] = {
		{COLOUR_GAMMA22, 0.5, 0.217638, 1e-6},
		{COLOUR_GAMMA24, 0.5, 0.189465, 1e-6},
		{COLOUR_GAMMA26, 0.5, 0.164939, 1e-6},
		{COLOUR_SRGB, 0.5, 0.214041, 1e-6},
		{COLOUR_SRGB, 0.04045, 0.0031308, 1e-7},
		{COLOUR_BT709, 0.0405, 0.009, 1e-9},
		{COLOUR_BT709, 0.5, 0.259589, 1e-6},
		{COLOUR_LINEAR, 0.25, 0.25, 1e-12},
		/* ST 2084: 100 cd/m2 is 0.508078, 1000 cd/m2 0.751827. */
		{COLOUR_PQ, 0.5080784, 100.0 / 48, 1e-4},
		{COLOUR_PQ, 0.7518271, 1000.0 / 48, 1e-3},
		{COLOUR_PQ, 1, 10000.0 / 48, 1e-6},
	};
	size_t i;

	for (i = 0; i < sizeof(values) / sizeof(values[0]); i++)
		ck_assert_double_eq_tol(transfer_decode(values[i].transfer,
		    values[i].signal), values[i].light, values[i].tolerance);
}
END_TEST

START_TEST(black_is_black_and_light_grows)
{
	int t, i;

	for (t = COLOUR_GAMMA22; t <= COLOUR_PQ; t++) {
		double last = -1, v;

		ck_assert_double_eq(transfer_decode((enum colour_transfer)t,
		    0), 0);
		for (i = 0; i <= 1000; i++) {
			v = transfer_decode((enum colour_transfer)t,
			    i / 1000.0);
			ck_assert_double_gt(v, last);
			last = v;
		}
	}
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("transfer");

	tcase_add_test(t, values_are_as_published);
	tcase_add_test(t, black_is_black_and_light_grows);
	return testing_run("transfer", t);
}
