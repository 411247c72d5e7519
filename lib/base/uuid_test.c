/* uuid_test.c: names with and without their prefix. */
#include "base/testing.h"
#include "base/uuid.h"

#include <string.h>

#define TEXT	"01234567-89ab-4cde-8f01-23456789abcd"

START_TEST(both_forms_are_read)
{
	static const char *const good[] = {TEXT, "urn:uuid:" TEXT,
	    "URN:UUID:01234567-89AB-4CDE-8F01-23456789ABCD"};
	char text[UUID_SIZE], urn[UUID_URN_SIZE];
	struct uuid u;
	size_t i;

	for (i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
		struct dcp_error err = {0};

		ck_assert(uuid_parse(good[i], &u, &err));
		uuid_format(text, &u);
		ck_assert_str_eq(text, TEXT);
		uuid_format_urn(urn, &u);
		ck_assert_str_eq(urn, "urn:uuid:" TEXT);
	}
}
END_TEST

START_TEST(all_else_is_none)
{
	static const char *const bad[] = {"", "urn:uuid:", "uuid:" TEXT,
	    "{" TEXT "}", TEXT " ", " " TEXT, TEXT "0",
	    "0123456789ab-4cde-8f01-23456789abcd",
	    "01234567089ab-4cde-8f01-23456789abc",
	    "0123456g-89ab-4cde-8f01-23456789abcd",
	    "01234567_89ab-4cde-8f01-23456789abcd",
	    "urn:uuid:urn:uuid:" TEXT};
	size_t i;

	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		struct dcp_error err = {0};
		struct uuid u = {{1}};

		ck_assert_msg(!uuid_parse(bad[i], &u, &err), "%s", bad[i]);
		ck_assert(uuid_is_zero(&u));
		ck_assert_int_eq(err.status, DCP_BAD_INPUT);
	}
}
END_TEST

START_TEST(every_truncation_fails)
{
	static const char good[] = "urn:uuid:" TEXT;
	char text[sizeof(good)];
	size_t n;

	for (n = 0; n < sizeof(good) - 1; n++) {
		struct dcp_error err = {0};
		struct uuid u;

		memcpy(text, good, n);
		text[n] = '\0';
		ck_assert(!uuid_parse(text, &u, &err));
	}
}
END_TEST

START_TEST(they_have_an_order)
{
	struct uuid a = {{1, 2}}, b = {{1, 3}}, zero = {{0}};

	ck_assert_int_lt(uuid_compare(&a, &b), 0);
	ck_assert_int_gt(uuid_compare(&b, &a), 0);
	ck_assert(!uuid_equal(&a, &b) && uuid_equal(&a, &a));
	ck_assert(uuid_is_zero(&zero) && !uuid_is_zero(&a));
}
END_TEST

START_TEST(random_ones_are_marked)
{
	struct uuid u;
	char text[UUID_SIZE];

	memset(u.bytes, 0xff, sizeof(u.bytes));
	uuid_mark_random(&u);
	uuid_format(text, &u);
	ck_assert_str_eq(text, "ffffffff-ffff-4fff-bfff-ffffffffffff");
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("uuid");

	tcase_add_test(t, both_forms_are_read);
	tcase_add_test(t, all_else_is_none);
	tcase_add_test(t, every_truncation_fails);
	tcase_add_test(t, they_have_an_order);
	tcase_add_test(t, random_ones_are_marked);
	return testing_run("uuid", t);
}
