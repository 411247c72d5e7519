#include "audio/level.h"

#include "audio/wav.h"
#include "base/testing.h"

START_TEST(silence_has_a_floor)
{
	static const int32_t zeros[4];
	struct level level = {0};

	ck_assert_double_eq(level_peak_db(&level), LEVEL_SILENCE);
	level_add(&level, zeros, 4, 1);
	ck_assert_double_eq(level_peak_db(&level), LEVEL_SILENCE);
	ck_assert_double_eq(level_rms_db(&level), LEVEL_SILENCE);
}
END_TEST

START_TEST(only_the_channel_counts)
{
	static const int32_t two[] = {0x400000, WAV_MIN, -0x400000, WAV_MAX,
		0x400000, 0};
	struct level left = {0}, right = {0};

	level_add(&left, two, 3, 2);
	ck_assert_uint_eq(left.peak, 0x400000);
	ck_assert_uint_eq(left.full, 0);
	ck_assert_double_eq_tol(level_peak_db(&left), -6.0206, 1e-4);
	ck_assert_double_eq_tol(level_rms_db(&left), -6.0206, 1e-4);
	level_add(&right, two + 1, 2, 2);
	ck_assert_uint_eq(right.full, 2);
	ck_assert_double_eq(level_peak_db(&right), 0.0);
	ck_assert_double_eq_tol(level_rms_db(&right), 0.0, 1e-6);
	level_add(&right, two + 5, 1, 2);
	ck_assert_uint_eq(right.count, 3);
	ck_assert_double_eq_tol(level_rms_db(&right), -1.7609, 1e-4);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("level");

	tcase_add_test(t, silence_has_a_floor);
	tcase_add_test(t, only_the_channel_counts);
	return testing_run("level", t);
}
