/* kdmname_test.c: names after patterns, and what never becomes one. */
#include "master/kdmname.h"
#include "base/testing.h"

static const struct kdmname_values usual = {
	.cinema = "Lumi\xc3\xa8re", .screen = "A/1", .title = "Film_FTR",
	.recipient = "SM.server-1",
	.cpl_id = {{1}}, .message_id = {{2}},
	.not_before = {1767258000, 600, true},	/* 2026-01-01T19:00+10:00 */
	.not_after = {1767312000, 600, true},	/* 2026-01-02T10:00+10:00 */
};

static void
check(const char *pattern, const struct kdmname_values *v, const char *want)
{
	struct dcp_error err = {0};
	struct bytes name = {0};

	ck_assert_msg(kdmname_check(pattern, KDMNAME_SCREEN, &err), "%s",
	    err.text);
	ck_assert_msg(kdmname_format(pattern, v, ".xml", &name, &err), "%s",
	    err.text);
	ck_assert_str_eq(bytes_text(&name), want);
	bytes_clear(&name);
}

START_TEST(test_words)
{
	check("x", &usual, "x.xml");
	check("x.XML", &usual, "x.XML");
	check("%{cinema}_%{screen}", &usual, "Lumi\xc3\xa8re_A_1.xml");
	check("%{cinema}/%{screen}/k", &usual, "Lumi\xc3\xa8re/A_1/k.xml");
	check("%{title}%{recipient}", &usual, "Film_FTRSM.server-1.xml");
	check("%{from}-%{until}", &usual, "20260101-20260102.xml");
	check("%{composition}", &usual,
	    "01000000-0000-0000-0000-000000000000.xml");
	check("%{id}", &usual, "02000000-0000-0000-0000-000000000000.xml");
}
END_TEST

/* What strangers write does not lead anywhere. */
START_TEST(test_values)
{
	static const char *const cases[][2] = {
		{"..", "_."}, {"../../etc", "_._.._etc"}, {"/etc", "_etc"},
		{".hidden", "_hidden"}, {"a b\tc\n", "a_b_c_"},
		{"a\\b:c*d?e\"f<g>h|i", "a_b_c_d_e_f_g_h_i"},
		{"%{id}", "__id_"}, {"\xe5\xbd\xb1\xe9\x99\xa2",
		"\xe5\xbd\xb1\xe9\x99\xa2"}, {"\xff\xfe", "__"},
		{"a\xe2\x80\xae" "b", "a___b"}, {"-rf", "-rf"},
	};
	struct kdmname_values v = usual;
	char want[64];
	size_t i;

	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		v.cinema = cases[i][0];
		snprintf(want, sizeof(want), "%s.xml", cases[i][1]);
		check("%{cinema}", &v, want);
	}
}
END_TEST

START_TEST(test_patterns)
{
	static const char *const bad[] = {"", "/x", "x/", "a//b", ".", "..",
	    "../x", "x/../y", "%", "%{", "%{}", "%{town}", "%cinema",
	    "%{cinema", "100%", "\xff"};
	size_t i;

	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		struct dcp_error err = {0};

		ck_assert_msg(!kdmname_check(bad[i], KDMNAME_SCREEN, &err),
		    "%s", bad[i]);
		ck_assert_int_eq(err.status, DCP_BAD_INPUT);
	}
}
END_TEST

START_TEST(test_uses)
{
	struct dcp_error err = {0};

	ck_assert(kdmname_check("%{cinema}%{title}", KDMNAME_CINEMA, &err));
	ck_assert(kdmname_check("%{id}%{title}", KDMNAME_MESSAGE, &err));
	ck_assert(!kdmname_check("%{cinema}", KDMNAME_MESSAGE, &err));
	ck_assert(!kdmname_check("%{id}", KDMNAME_CINEMA, &err));
	ck_assert_ptr_nonnull(strstr(err.text, "%{cinema}"));
}
END_TEST

/* Up to 255 bytes, with what is put behind. */
START_TEST(test_long)
{
	struct dcp_error err = {0};
	struct kdmname_values v = usual;
	struct bytes name = {0};
	char title[300];

	memset(title, 'x', sizeof(title));
	title[251] = '\0';
	v.title = title;
	ck_assert(kdmname_format("a/%{title}", &v, ".xml", &name, &err));
	ck_assert_uint_eq(strlen(bytes_text(&name)), 2 + 255);
	title[251] = 'x';
	title[252] = '\0';
	ck_assert(!kdmname_format("a/%{title}", &v, ".xml", &name, &err));
	ck_assert_int_eq(err.status, DCP_REFUSED);
	bytes_clear(&name);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("kdmname");

	tcase_add_test(t, test_words);
	tcase_add_test(t, test_values);
	tcase_add_test(t, test_patterns);
	tcase_add_test(t, test_uses);
	tcase_add_test(t, test_long);
	return testing_run("kdmname", t);
}
