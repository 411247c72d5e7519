#include "base/range.h"

#include "base/testing.h"

static void
expect(const char *text, uint64_t first, uint64_t count)
{
	struct dcp_error err = {0};
	struct range range;

	ck_assert_msg(range_parse(text, 100, &range, &err), "%s: %s", text,
	    err.text);
	ck_assert_uint_eq(range.first, first);
	ck_assert_uint_eq(range.count, count);
}

START_TEST(both_ends_are_included)
{
	expect("0-0", 0, 1);
	expect("0-99", 0, 100);
	expect("10-19", 10, 10);
	expect("7", 7, 1);
	expect("98-", 98, 2);
}
END_TEST

START_TEST(what_is_none_is_refused)
{
	static const char *const wrong[] = {"", "-", "-5", "a", "1-b", "5-4",
		"100", "0-100", "1-2-3", "1 - 2", "0x1", "1,2",
		"00000000000000000000000000000000000000001"};
	struct range range;
	size_t i;

	for (i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		struct dcp_error err = {0};

		ck_assert_msg(!range_parse(wrong[i], 100, &range, &err),
		    "%s", wrong[i]);
		ck_assert_int_eq(err.status, DCP_BAD_INPUT);
		ck_assert_uint_eq(range.count, 0);
	}
}
END_TEST

START_TEST(nothing_has_no_frames)
{
	struct dcp_error err = {0};
	struct range range;

	ck_assert(!range_parse("-1", 100, &range, &err));
	ck_assert_str_eq(err.text, "have '-1', want frames such as 100-199");
	err = (struct dcp_error){0};
	ck_assert(!range_parse("0", 0, &range, &err));
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("range");

	tcase_add_test(t, both_ends_are_included);
	tcase_add_test(t, what_is_none_is_refused);
	tcase_add_test(t, nothing_has_no_frames);
	return testing_run("range", t);
}
