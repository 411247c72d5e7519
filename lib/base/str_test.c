/* str_test.c: strangers' text is checked, shown safely and put in order. */
#include "base/str.h"
#include "base/testing.h"

static bool
is_utf8(const char *text)
{
	return str_is_utf8(text, strlen(text));
}

START_TEST(utf8_is_told_from_all_else)
{
	static const char *const good[] = {"", "a", "\xc2\x80", "\xdf\xbf",
	    "\xe0\xa0\x80", "\xed\x9f\xbf", "\xee\x80\x80", "\xef\xbf\xbf",
	    "\xf0\x90\x80\x80", "\xf4\x8f\xbf\xbf", "na\xc3\xafve"};
	static const char *const bad[] = {"\x80", "\xbf", "\xc0\x80",
	    "\xc1\xbf", "\xc2", "\xc2g", "\xe0\x9f\xbf", "\xe0\xa0",
	    "\xed\xa0\x80", "\xed\xbf\xbf", "\xf0\x8f\xbf\xbf", "\xf0\x90\x80",
	    "\xf4\x90\x80\x80", "\xf5\x80\x80\x80", "\xff", "a\xe2\x82"};
	size_t i;

	for (i = 0; i < sizeof(good) / sizeof(good[0]); i++)
		ck_assert_msg(is_utf8(good[i]), "good %zu", i);
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		ck_assert_msg(!is_utf8(bad[i]), "bad %zu", i);
	ck_assert(!str_is_utf8("a\0b", 3));
	ck_assert(str_is_utf8(NULL, 0));
}
END_TEST

START_TEST(white_space_is_cut)
{
	char both[] = " \t\r\na b\n ", all[] = " \n ", none[] = "ab",
	    empty[] = "";

	ck_assert_str_eq(str_trim(both), "a b");
	ck_assert_str_eq(str_trim(all), "");
	ck_assert_str_eq(str_trim(none), "ab");
	ck_assert_str_eq(str_trim(empty), "");
}
END_TEST

static void
prints(const char *text, size_t size, const char *want)
{
	struct bytes to = {0};

	str_print(&to, text, size);
	ck_assert_str_eq(bytes_text(&to), want);
	bytes_clear(&to);
}

START_TEST(no_terminal_obeys_what_is_shown)
{
	prints("plain na\xc3\xafve \xe2\x82\xac", 16,
	    "plain na\xc3\xafve \xe2\x82\xac");
	prints("\033[2J", 4, "\\x1b[2J");
	prints("a\nb\tc\x7f", 6, "a\\x0ab\\x09c\\x7f");
	prints("a\0b", 3, "a\\x00b");
	prints("\xc2\x9b" "1m", 4, "\\xc2\\x9b1m");
	prints("\xff\xe2\x82", 3, "\\xff\\xe2\\x82");
	/* U+202E turns what follows round; U+2028 breaks a line. */
	prints("\xe2\x80\xae", 3, "\\xe2\\x80\\xae");
	prints("\xe2\x80\xa8", 3, "\\xe2\\x80\\xa8");
	prints("\xe2\x81\xa6", 3, "\\xe2\\x81\\xa6");
	prints("\xe2\x80\x94", 3, "\xe2\x80\x94");
	prints(NULL, 0, "");
}
END_TEST

START_TEST(numbers_in_names_have_an_order)
{
	/* Equal numbers, however long, are in the order of their text. */
	static const char *const sorted[] = {"", "01", "1", "2", "10", "a",
	    "f", "f0", "f00", "f001", "f1", "f2", "f9", "f10", "f10a",
	    "f10a9", "f10a10", "f11", "f99999999999999999999",
	    "f100000000000000000000", "g", "\xc3\xa9"};
	size_t n = sizeof(sorted) / sizeof(sorted[0]), i, k;
	int order;

	for (i = 0; i < n; i++)
		for (k = 0; k < n; k++) {
			order = str_natural_compare(sorted[i], sorted[k]);
			ck_assert_msg((order > 0) - (order < 0) ==
			    (i > k) - (i < k), "'%s' '%s'", sorted[i],
			    sorted[k]);
		}
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("str");

	tcase_add_test(t, utf8_is_told_from_all_else);
	tcase_add_test(t, white_space_is_cut);
	tcase_add_test(t, no_terminal_obeys_what_is_shown);
	tcase_add_test(t, numbers_in_names_have_an_order);
	return testing_run("str", t);
}
