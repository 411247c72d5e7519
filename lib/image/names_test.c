/* names_test.c: see names.h. */
#include "image/names.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/testing.h"

START_TEST(folders_are_listed_in_order)
{
	struct names names = {0};
	struct dcp_error err = {0};

	testing_file("f10", "");
	testing_file("f9", "");
	testing_file(".hidden", "");
	testing_file("f 1", "");
	ck_assert(names_in_folder(&names, ".", &err));
	ck_assert_uint_eq(names.count, 3);
	ck_assert_str_eq(names.at[0], "f 1");
	ck_assert_str_eq(names.at[1], "f9");
	ck_assert_str_eq(names.at[2], "f10");
	names_clear(&names);
	ck_assert_int_eq(mkdir("empty", 0700), 0);
	ck_assert(names_in_folder(&names, "empty", &err));
	ck_assert_uint_eq(names.count, 0);
	ck_assert(!names_in_folder(&names, "nowhere", &err));
	ck_assert_int_eq(err.status, DCP_IO);
	names_clear(&names);
}
END_TEST

START_TEST(lists_are_text)
{
	static const char text[] = "one\r\n# two\n\n\t three \nfour";
	static const char path[] = "list";
	struct names names = {0};
	struct dcp_error err = {0};

	testing_file(path, text);
	ck_assert(names_in_list(&names, path, &err));
	ck_assert_uint_eq(names.count, 3);
	ck_assert_str_eq(names.at[1], "three");
	ck_assert_str_eq(names.at[2], "four");
	names_clear(&names);
	testing_save(path, text, sizeof(text));
	ck_assert(!names_in_list(&names, path, &err));
	ck_assert_int_eq(err.status, DCP_BAD_INPUT);
	names_clear(&names);
}
END_TEST

START_TEST(no_name_is_no_memory)
{
	struct names names = {0};
	struct dcp_error err = {0};
	char text[20];
	int i;

	for (i = 0; i < 1000; i++) {
		snprintf(text, sizeof(text), "%d", i);
		ck_assert(names_add(&names, strdup(text), &err));
	}
	ck_assert_uint_eq(names.count, 1000);
	ck_assert_str_eq(names.at[999], "999");
	ck_assert(!names_add(&names, NULL, &err));
	ck_assert_int_eq(err.status, DCP_NO_MEMORY);
	names_clear(&names);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("names");

	tcase_add_checked_fixture(t, testing_enter, testing_leave);
	tcase_add_test(t, folders_are_listed_in_order);
	tcase_add_test(t, lists_are_text);
	tcase_add_test(t, no_name_is_no_memory);
	return testing_run("names", t);
}
