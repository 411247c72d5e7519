/* rational_test.c: rates are exact, and hostile ones harm nobody. */
#include "base/rational.h"
#include "base/testing.h"

static const struct rational r24 = {24, 1}, r48k = {48000, 1};

static bool
parses(const char *text, int32_t num, int32_t den)
{
	struct dcp_error err = {0};
	struct rational r = {9, 9};

	if (!rational_parse(text, &r, &err)) {
		ck_assert_int_eq(err.status, DCP_BAD_INPUT);
		ck_assert(r.num == 0 && r.den == 0);
		return false;
	}
	ck_assert_int_eq(r.num, num);
	ck_assert_int_eq(r.den, den);
	return true;
}

START_TEST(rates_have_three_forms)
{
	ck_assert(parses("24", 24, 1));
	ck_assert(parses("24 1", 24, 1));
	ck_assert(parses("48/2", 48, 2));
	ck_assert(parses("30000/1001", 30000, 1001));
	ck_assert(parses("2147483647 2147483647", INT32_MAX, INT32_MAX));
	ck_assert(parses("23.976", 2997, 125));
	ck_assert(parses("1.85", 37, 20));
	ck_assert(parses("24.000000", 24, 1));
	ck_assert(parses("0.000001", 1, 1000000));
}
END_TEST

START_TEST(all_else_is_no_rate)
{
	static const char *const bad[] = {"", "0", "24/0", "0/1", "-24", "24/",
	    "/24", "24//1", "24  1", " 24", "24 ", "2147483648", "24/-1",
	    "24.", ".5", "24.0000001", "1.2.3", "24.0/1", "0.0", "24e0",
	    "9223372036854775807.5", "4294967296.5", "nan",
	    "99999999999999999999999999999999999999.5"};
	size_t i;

	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		ck_assert_msg(!parses(bad[i], 0, 0), "'%s'", bad[i]);
}
END_TEST

START_TEST(text_fits)
{
	char text[RATIONAL_SIZE];

	rational_format(text, r24);
	ck_assert_str_eq(text, "24 1");
	rational_print(text, r24);
	ck_assert_str_eq(text, "24");
	rational_print(text, (struct rational){30000, 1001});
	ck_assert_str_eq(text, "30000/1001");
	rational_format(text, (struct rational){INT32_MIN, INT32_MIN});
	ck_assert_str_eq(text, "-2147483648 -2147483648");
}
END_TEST

START_TEST(values_compare)
{
	const struct rational none = {0, 0}, max = {INT32_MAX, INT32_MAX};
	const struct rational min = {INT32_MIN, INT32_MAX};

	ck_assert(rational_equal(r24, (struct rational){48, 2}));
	ck_assert(!rational_equal(r24, (struct rational){24000, 1001}));
	ck_assert(!rational_equal(none, r24));
	ck_assert(!rational_equal(r24, none));
	ck_assert(!rational_equal((struct rational){24, 0}, none));
	ck_assert(rational_equal(none, none));
	ck_assert(rational_equal((struct rational){0, 1},
	    (struct rational){0, 5}));
	ck_assert(rational_equal(max, (struct rational){1, 1}));
	ck_assert_int_lt(rational_compare(min, max), 0);
	ck_assert_int_lt(rational_compare((struct rational){24000, 1001}, r24),
	    0);
	ck_assert_int_eq(rational_compare((struct rational){48, 2}, r24), 0);
	ck_assert_int_gt(rational_compare(r48k, r24), 0);
	ck_assert(rational_is_rate(r24));
	ck_assert(!rational_is_rate(none));
	ck_assert(!rational_is_rate((struct rational){-24, -1}));
}
END_TEST

START_TEST(counts_change_their_unit)
{
	uint64_t n;

	ck_assert(rational_rescale(10, r24, r48k, &n));
	ck_assert_uint_eq(n, 20000);
	ck_assert(rational_rescale(20000, r48k, r24, &n));
	ck_assert_uint_eq(n, 10);
	/* 48000 * 1001 / 30000 = 1601.6 samples a frame */
	ck_assert(!rational_rescale(1, (struct rational){30000, 1001}, r48k,
	    &n));
	ck_assert_uint_eq(n, 1601);
	ck_assert(rational_rescale(5, (struct rational){30000, 1001}, r48k,
	    &n));
	ck_assert_uint_eq(n, 8008);
	/* Twelve hours at 120 a second in samples of 96 kHz, exactly. */
	ck_assert(rational_rescale(5184000, (struct rational){120, 1},
	    (struct rational){96000, 1}, &n));
	ck_assert_uint_eq(n, UINT64_C(4147200000));
	ck_assert(rational_rescale(0, r24, r48k, &n));
	ck_assert_uint_eq(n, 0);
}
END_TEST

START_TEST(what_does_not_fit_is_told)
{
	const struct rational small = {1, INT32_MAX}, large = {INT32_MAX, 1};
	uint64_t n;

	ck_assert(rational_rescale(UINT64_MAX, r24, r24, &n));
	ck_assert_uint_eq(n, UINT64_MAX);
	ck_assert(!rational_rescale(UINT64_MAX, r24, r48k, &n));
	ck_assert_uint_eq(n, UINT64_MAX);
	ck_assert(!rational_rescale(UINT64_MAX, small, large, &n));
	ck_assert_uint_eq(n, UINT64_MAX);
	ck_assert(rational_rescale(1, small, large, &n));
	ck_assert_uint_eq(n, (uint64_t)INT32_MAX * INT32_MAX);
	ck_assert(!rational_rescale(1, large, small, &n));
	ck_assert_uint_eq(n, 0);
	ck_assert(!rational_rescale(1, (struct rational){0, 0}, r24, &n));
	ck_assert_uint_eq(n, UINT64_MAX);
	ck_assert(!rational_rescale(1, r24, (struct rational){-1, 1}, &n));
	ck_assert_uint_eq(n, UINT64_MAX);
}
END_TEST

START_TEST(timecode_counts_frames)
{
	char text[TIMECODE_SIZE];

	rational_timecode(text, 24 * 3661 + 23, r24);
	ck_assert_str_eq(text, "01:01:01:23");
	rational_timecode(text, 119, (struct rational){120, 1});
	ck_assert_str_eq(text, "00:00:00:119");
	rational_timecode(text, 99, (struct rational){100, 1});
	ck_assert_str_eq(text, "00:00:00:99");
	rational_timecode(text, 30, (struct rational){30000, 1001});
	ck_assert_str_eq(text, "00:00:01:00");
	rational_timecode(text, 25, (struct rational){0, 0});
	ck_assert_str_eq(text, "00:00:01:01");
	rational_timecode(text, UINT64_MAX, (struct rational){1, 1});
	ck_assert_str_eq(text, "5124095576030431:00:15:00");
	ck_assert_uint_eq(rational_rounded((struct rational){24000, 1001}), 24);
	ck_assert_uint_eq(rational_rounded((struct rational){INT32_MAX, 1}),
	    UINT16_MAX);
	ck_assert_uint_eq(rational_rounded((struct rational){-24, 1}), 0);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("rational");

	tcase_add_test(t, rates_have_three_forms);
	tcase_add_test(t, all_else_is_no_rate);
	tcase_add_test(t, text_fits);
	tcase_add_test(t, values_compare);
	tcase_add_test(t, counts_change_their_unit);
	tcase_add_test(t, what_does_not_fit_is_told);
	tcase_add_test(t, timecode_counts_frames);
	return testing_run("rational", t);
}
