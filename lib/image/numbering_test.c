/* numbering_test.c: see numbering.h. */
#include "image/numbering.h"

#include <string.h>

#include "base/testing.h"

START_TEST(patterns_are_parsed)
{
	struct numbering n;
	struct dcp_error err = {0};
	uint64_t v;

	ck_assert(numbering_parse(&n, "a_%06d.dpx", &err));
	ck_assert_str_eq(n.text, "a_[number].dpx");
	ck_assert(numbering_match(&n, "a_000012.dpx", &v));
	ck_assert_uint_eq(v, 12);
	ck_assert(numbering_match(&n, "a_1234567.dpx", &v));
	ck_assert_uint_eq(v, 1234567);
	ck_assert(!numbering_match(&n, "a_00012.dpx", &v));
	ck_assert(!numbering_match(&n, "a_0000012.dpx", &v));
	ck_assert(!numbering_match(&n, "b_000012.dpx", &v));
	ck_assert(!numbering_match(&n, "a_000012.tif", &v));
	ck_assert(!numbering_match(&n, "a_.dpx", &v));
	ck_assert(numbering_parse(&n, "%d", &err));
	ck_assert(numbering_match(&n, "9999999999999999999", &v));
	ck_assert_uint_eq(v, 9999999999999999999u);
	ck_assert(!numbering_match(&n, "10000000000000000000", &v));
}
END_TEST

START_TEST(bad_patterns_are_refused)
{
	static const char *const bad[] = {"", "a", "%", "%s", "%6d", "%00",
		"%d%d", "%99d", "%0999999999999d", "100%%"};
	struct numbering n;
	size_t i;

	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		struct dcp_error err = {0};

		ck_assert_msg(!numbering_parse(&n, bad[i], &err), "%s",
		    bad[i]);
		ck_assert_int_eq(err.status, DCP_BAD_INPUT);
	}
}
END_TEST

START_TEST(forms_are_guessed)
{
	static const struct {
		const char *names[3];
		size_t count;
		const char *text;
	} tries[] = {
		{{"f_0099.dpx", "f_0100.dpx", "f_0101.dpx"}, 3,
		    "f_[number].dpx"},
		{{"f_1_2k.dpx", "f_2_2k.dpx", NULL}, 2, "f_[number]_2k.dpx"},
		{{"r2_v3.0001.dpx", NULL, NULL}, 1, "r2_v3.[number].dpx"},
		{{"9", "10", "11"}, 3, "[number]"},
		{{"f1.j2c", "f2.j2c", "f10.j2c"}, 3, "f[number].j2c"},
	};
	struct numbering n;
	size_t i;

	for (i = 0; i < sizeof(tries) / sizeof(tries[0]); i++) {
		numbering_guess(&n, tries[i].names, tries[i].count);
		ck_assert_str_eq(n.text, tries[i].text);
	}
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("numbering");

	tcase_add_test(t, patterns_are_parsed);
	tcase_add_test(t, bad_patterns_are_refused);
	tcase_add_test(t, forms_are_guessed);
	return testing_run("numbering", t);
}
