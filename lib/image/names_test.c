/* names_test.c: see names.h. */
#include "image/names.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/output.h"
#include "base/testing.h"

START_TEST(folders_are_listed_in_order)
{
	static const char *const files[] = {"f10", "f9", ".hidden", "f 1"};
	char folder[] = "/tmp/names_test-XXXXXX", path[100];
	struct names names = {0};
	struct dcp_error err = {0};
	size_t i;

	ck_assert_ptr_nonnull(mkdtemp(folder));
	for (i = 0; i < 4; i++) {
		snprintf(path, sizeof(path), "%s/%s", folder, files[i]);
		ck_assert(output_save(path, "", 0, &err));
	}
	ck_assert(names_in_folder(&names, folder, &err));
	ck_assert_uint_eq(names.count, 3);
	ck_assert_str_eq(names.at[0], "f 1");
	ck_assert_str_eq(names.at[1], "f9");
	ck_assert_str_eq(names.at[2], "f10");
	names_clear(&names);
	for (i = 0; i < 4; i++) {
		snprintf(path, sizeof(path), "%s/%s", folder, files[i]);
		unlink(path);
	}
	ck_assert(names_in_folder(&names, folder, &err));
	ck_assert_uint_eq(names.count, 0);
	rmdir(folder);
	ck_assert(!names_in_folder(&names, folder, &err));
	ck_assert_int_eq(err.status, DCP_IO);
	names_clear(&names);
}
END_TEST

START_TEST(lists_are_text)
{
	static const char text[] = "one\r\n# two\n\n\t three \nfour";
	char path[] = "/tmp/names_test-XXXXXX";
	struct names names = {0};
	struct dcp_error err = {0};
	int fd = mkstemp(path);

	ck_assert_int_ne(fd, -1);
	close(fd);
	ck_assert(output_save(path, text, sizeof(text) - 1, &err));
	ck_assert(names_in_list(&names, path, &err));
	ck_assert_uint_eq(names.count, 3);
	ck_assert_str_eq(names.at[1], "three");
	ck_assert_str_eq(names.at[2], "four");
	names_clear(&names);
	ck_assert(output_save(path, text, sizeof(text), &err));
	ck_assert(!names_in_list(&names, path, &err));
	ck_assert_int_eq(err.status, DCP_BAD_INPUT);
	names_clear(&names);
	unlink(path);
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

	tcase_add_test(t, folders_are_listed_in_order);
	tcase_add_test(t, lists_are_text);
	tcase_add_test(t, no_name_is_no_memory);
	return testing_run("names", t);
}
