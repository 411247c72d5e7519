/* folder_test.c: what folder.h promises. */
#include "base/folder.h"

#include <sys/stat.h>

#include "base/limits.h"
#include "base/testing.h"

START_TEST(names_all_files_in_order)
{
	static const char *const want[] = {"B", "a", "b/c/d", "b/e", "link",
	    "nowhere"};
	struct folder_names names = {0};
	struct dcp_error err = {0};
	size_t i;

	ck_assert_int_eq(mkdir("f", 0700) | mkdir("f/b", 0700) |
	    mkdir("f/b/c", 0700) | mkdir("f/empty", 0700), 0);
	testing_file("f/a", "");
	testing_file("f/B", "");
	testing_file("f/b/e", "");
	testing_file("f/b/c/d", "");
	ck_assert_int_eq(symlink("b", "f/link"), 0);
	ck_assert_int_eq(symlink("/no/such", "f/nowhere"), 0);
	ck_assert(folder_files("f", &names, &err));
	ck_assert_uint_eq(names.count, sizeof(want) / sizeof(want[0]));
	for (i = 0; i < names.count; i++)
		ck_assert_str_eq(names.at[i], want[i]);
	folder_clear(&names);
	ck_assert_uint_eq(names.count, 0);
}
END_TEST

START_TEST(is_had_by_one_at_a_time)
{
	struct dcp_error err = {0};
	int first, second;

	ck_assert_int_eq(mkdir("f", 0700), 0);
	ck_assert(folder_lock("f", &first, &err));
	ck_assert(!folder_lock("f", &second, &err));
	ck_assert_int_eq(err.status, DCP_REFUSED);
	ck_assert_int_eq(second, -1);
	folder_unlock(second);
	folder_unlock(first);
	err = (struct dcp_error){0};
	ck_assert(folder_lock("f", &first, &err));
	folder_unlock(first);
	ck_assert(!folder_lock("no", &first, &err));
}
END_TEST

START_TEST(refuses_endless_folders)
{
	struct folder_names names = {0};
	struct dcp_error err = {0};
	char path[100] = "f";
	int i;

	for (i = 0; i <= LIMIT_FOLDER_DEPTH; i++) {
		ck_assert_int_eq(mkdir(path, 0700), 0);
		snprintf(path + strlen(path), 3, "/f");
	}
	ck_assert(!folder_files("f", &names, &err));
	ck_assert_int_eq(err.status, DCP_REFUSED);
	ck_assert_uint_eq(names.count, 0);

	testing_file("f/f/a", "");
	testing_file("f/z", "");
	err = (struct dcp_error){0};
	ck_assert(!folder_files("f", &names, &err));
	ck_assert_uint_eq(names.count, 2);
	ck_assert_str_eq(names.at[0], "f/a");
	ck_assert_str_eq(names.at[1], "z");
	folder_clear(&names);
}
END_TEST

START_TEST(tells_what_is_no_folder)
{
	struct folder_names names = {0};
	struct dcp_error err = {0};

	ck_assert(!folder_files("nowhere", &names, &err));
	ck_assert_str_eq(err.text, "nowhere: No such file or directory");
	ck_assert_int_eq(err.status, DCP_IO);
	folder_clear(&names);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("folder");

	tcase_add_checked_fixture(t, testing_enter, testing_leave);
	tcase_add_test(t, names_all_files_in_order);
	tcase_add_test(t, is_had_by_one_at_a_time);
	tcase_add_test(t, refuses_endless_folders);
	tcase_add_test(t, tells_what_is_no_folder);
	return testing_run("folder", t);
}
