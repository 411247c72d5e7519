/* number_test.c: digits within a range, and nothing else, are a number. */
#include "base/number.h"
#include "base/testing.h"

static bool
parses(const char *text, uint64_t min, uint64_t max, uint64_t want)
{
	struct dcp_error err = {0};
	uint64_t v = 99;

	if (!number_parse(text, min, max, &v, &err)) {
		ck_assert_int_eq(err.status, DCP_BAD_INPUT);
		ck_assert_uint_eq(v, 0);
		return false;
	}
	ck_assert_uint_eq(v, want);
	return true;
}

START_TEST(digits_are_a_number)
{
	ck_assert(parses("0", 0, UINT64_MAX, 0));
	ck_assert(parses("007", 0, 9, 7));
	ck_assert(parses("18446744073709551615", 0, UINT64_MAX, UINT64_MAX));
	ck_assert(!parses("18446744073709551616", 0, UINT64_MAX, 0));
	ck_assert(!parses("99999999999999999999999", 0, UINT64_MAX, 0));
}
END_TEST

START_TEST(anything_else_is_none)
{
	static const char *const bad[] = {"", " 1", "1 ", "+1", "-1", "0x10",
	    "1e3", "1.0", "1,000", "\xd9\xa1", "one"};
	size_t i;

	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		ck_assert_msg(!parses(bad[i], 0, UINT64_MAX, 0), "%s", bad[i]);
}
END_TEST

START_TEST(the_range_holds_and_is_told)
{
	struct dcp_error err = {0};
	uint64_t v;

	ck_assert(parses("2", 2, 5, 2));
	ck_assert(parses("5", 2, 5, 5));
	ck_assert(!parses("1", 2, 5, 0));
	ck_assert(!number_parse("6", 2, 5, &v, &err));
	ck_assert_str_eq(err.text,
	    "have '6', want a whole number from 2 to 5");
}
END_TEST

static bool
parses_signed(const char *text, int64_t want)
{
	struct dcp_error err = {0};
	int64_t v = 99;

	if (!number_parse_signed(text, INT64_MIN, INT64_MAX, &v, &err)) {
		ck_assert_int_eq(v, 0);
		return false;
	}
	ck_assert_int_eq(v, want);
	return true;
}

START_TEST(signs_go_in_front)
{
	struct dcp_error err = {0};
	int64_t v;

	ck_assert(parses_signed("-12", -12));
	ck_assert(parses_signed("+12", 12));
	ck_assert(parses_signed("-0", 0));
	ck_assert(parses_signed("9223372036854775807", INT64_MAX));
	ck_assert(parses_signed("-9223372036854775808", INT64_MIN));
	ck_assert(!parses_signed("9223372036854775808", 0));
	ck_assert(!parses_signed("-9223372036854775809", 0));
	ck_assert(!parses_signed("-18446744073709551615", 0));
	ck_assert(!parses_signed("-", 0));
	ck_assert(!parses_signed("+-1", 0));
	ck_assert(!parses_signed("", 0));
	ck_assert(!number_parse_signed("-4", -3, 3, &v, &err));
	ck_assert_str_eq(err.text,
	    "have '-4', want a whole number from -3 to 3");
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("number");

	tcase_add_test(t, digits_are_a_number);
	tcase_add_test(t, anything_else_is_none);
	tcase_add_test(t, the_range_holds_and_is_told);
	tcase_add_test(t, signs_go_in_front);
	return testing_run("number", t);
}
