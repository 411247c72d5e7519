/* ident_test.c: see ident.h. */
#include "audio/ident.h"

#include <math.h>
#include <stdlib.h>

#include "base/testing.h"

#define RATE	48000

/* Amplitude of ${frequency} in ${count} samples. */
static double
strength(const int32_t *v, size_t count, double frequency)
{
	double re = 0, im = 0, angle;
	size_t i;

	for (i = 0; i < count; i++) {
		angle = 2 * 3.14159265358979 * frequency * (double)i / RATE;
		re += v[i] * cos(angle);
		im += v[i] * sin(angle);
	}
	return 2 * sqrt(re * re + im * im) / (double)count;
}

START_TEST(each_channel_is_told_by_its_tone)
{
	static int32_t v[6][RATE];
	unsigned k, j, frequency;

	for (k = 0; k < 6; k++) {
		struct ident ident = {RATE, 6, k, k == 3};

		ident_samples(&ident, RATE, v[k], RATE, 1);
		frequency = ident_frequency(&ident);
		ck_assert_double_eq_tol(strength(v[k], RATE / 24, frequency),
		    838861, 100);
		/* Second 1 is that of channel 1 alone. */
		ck_assert_double_eq_tol(strength(v[k] + RATE / 4, RATE / 2,
		    frequency), k == 1 ? 838861 : 0, 100);
		for (j = 0; j < k; j++) {
			struct ident other = {RATE, 6, j, j == 3};

			ck_assert_uint_ne(frequency, ident_frequency(&other));
		}
	}
}
END_TEST

START_TEST(tones_end_softly_and_blocks_join)
{
	static int32_t whole[2 * RATE], parts[4 * RATE];
	struct ident ident = {RATE, 2, 1, false};
	size_t at, i;

	ident_samples(&ident, 0, whole, RATE * 2, 1);
	for (at = 0; at < RATE * 2; at += 1000)
		ident_samples(&ident, at, parts + at * 2, 1000, 2);
	for (i = 0; i < RATE * 2; i++)
		ck_assert_int_eq(parts[2 * i], whole[i]);
	ck_assert_int_eq(whole[0], 0);
	ck_assert_int_lt(abs(whole[RATE / 24 - 1]), 838861 / 8);
	ck_assert_int_eq(whole[RATE / 24], 0);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("ident");

	tcase_add_test(t, each_channel_is_told_by_its_tone);
	tcase_add_test(t, tones_end_softly_and_blocks_join);
	return testing_run("ident", t);
}
