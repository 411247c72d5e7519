/* input_test.c: exact reads of regular files, and of nothing else. */
#include "base/input.h"
#include "base/testing.h"

#include <sys/stat.h>

START_TEST(it_reads_exactly)
{
	struct dcp_error err = {0};
	struct input *in;
	char to[8] = "";

	testing_file("f", "0123456789");
	ck_assert_ptr_nonnull(in = input_open("f", &err));
	ck_assert_str_eq(input_path(in), "f");
	ck_assert_uint_eq(input_size(in), 10);
	input_sequential(in);
	input_forget(in);
	ck_assert(input_read(in, 3, to, 4, &err));
	ck_assert_str_eq(to, "3456");
	ck_assert(input_read(in, 10, to, 0, &err));
	input_close(in);
}
END_TEST

START_TEST(past_the_end_is_zero_and_told)
{
	struct dcp_error err = {0};
	struct input *in;
	char to[4] = {1, 1, 1, 1};

	testing_file("f", "0123456789");
	ck_assert_ptr_nonnull(in = input_open("f", &err));
	ck_assert(!input_read(in, 8, to, 4, &err));
	ck_assert_int_eq(err.status, DCP_BAD_INPUT);
	ck_assert_str_eq(err.text,
	    "f: ends at byte 10, want 4 bytes at byte 8");
	ck_assert_int_eq(memcmp(to, "\0\0\0\0", 4), 0);
	err.status = DCP_OK;
	ck_assert(!input_read(in, UINT64_MAX, to, 4, &err));
	err.status = DCP_OK;
	ck_assert(!input_read(in, UINT64_MAX, to, 0, &err));
	input_close(in);
}
END_TEST

START_TEST(a_file_that_shrinks_is_noticed)
{
	struct dcp_error err = {0};
	struct input *in;
	char to[4] = {1, 1, 1, 1};

	testing_file("f", "0123456789");
	ck_assert_ptr_nonnull(in = input_open("f", &err));
	ck_assert_int_eq(truncate("f", 2), 0);
	ck_assert(!input_read(in, 0, to, 4, &err));
	ck_assert_str_eq(err.text, "f: became shorter while it was read");
	ck_assert_int_eq(memcmp(to, "\0\0\0\0", 4), 0);
	input_close(in);
}
END_TEST

static void
does_not_open(const char *path, const char *want)
{
	struct dcp_error err = {0};

	ck_assert_ptr_null(input_open(path, &err));
	ck_assert_int_eq(err.status, DCP_IO);
	ck_assert_str_eq(err.text, want);
}

START_TEST(only_files_are_opened)
{
	ck_assert_int_eq(mkfifo("pipe", 0600), 0);
	does_not_open("pipe", "pipe: is not a regular file");
	does_not_open("/dev/zero", "/dev/zero: is not a regular file");
	does_not_open(".", ".: is a folder, want a file");
	does_not_open("absent", "absent: No such file or directory");
	input_close(NULL);
}
END_TEST

START_TEST(a_whole_file_is_loaded_if_small)
{
	struct dcp_error err = {0};
	struct bytes to = {0};

	testing_file("f", "0123456789");
	testing_file("empty", "");
	bytes_put(&to, "x", 1);
	ck_assert(input_load("f", 10, &to, &err));
	ck_assert(input_load("empty", 0, &to, &err));
	ck_assert_str_eq(bytes_text(&to), "x0123456789");
	ck_assert(!input_load("f", 9, &to, &err));
	ck_assert_int_eq(err.status, DCP_REFUSED);
	ck_assert_str_eq(err.text, "f: 10 bytes, want at most 9");
	ck_assert_uint_eq(to.size, 11);
	err.status = DCP_OK;
	ck_assert(!input_load("absent", 9, &to, &err));
	bytes_clear(&to);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("input");

	tcase_add_checked_fixture(t, testing_enter, testing_leave);
	tcase_add_test(t, it_reads_exactly);
	tcase_add_test(t, past_the_end_is_zero_and_told);
	tcase_add_test(t, a_file_that_shrinks_is_noticed);
	tcase_add_test(t, only_files_are_opened);
	tcase_add_test(t, a_whole_file_is_loaded_if_small);
	return testing_run("input", t);
}
