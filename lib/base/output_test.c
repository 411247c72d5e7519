/* output_test.c: nothing half-written ever carries a final name. */
#include "base/output.h"
#include "base/input.h"
#include "base/testing.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>

static bool
file_is(const char *path, const char *want)
{
	char text[64] = "";
	FILE *f = fopen(path, "r");
	size_t n;

	if (f == NULL)
		return false;
	n = fread(text, 1, sizeof(text) - 1, f);
	fclose(f);
	return n == strlen(want) && strcmp(text, want) == 0;
}

static int
files_here(void)
{
	DIR *dir = opendir(".");
	struct dirent *e;
	int n = 0;

	ck_assert_ptr_nonnull(dir);
	while ((e = readdir(dir)) != NULL)
		n += e->d_name[0] != '.';
	closedir(dir);
	return n;
}

START_TEST(it_appears_whole)
{
	struct dcp_error err = {0};
	struct output *out = output_open("f", &err);
	char back[3] = "";

	ck_assert_ptr_nonnull(out);
	ck_assert_str_eq(output_path(out), "f");
	ck_assert(output_write(out, "hello", 5, &err));
	ck_assert(output_write(out, " world", 6, &err));
	ck_assert(output_patch(out, 6, "W", 1, &err));
	ck_assert(output_read(out, 5, back, 2, &err));
	ck_assert_str_eq(back, " W");
	ck_assert(output_cut(out, 9, &err));
	ck_assert_uint_eq(output_size(out), 9);
	ck_assert_int_eq(access("f", F_OK), -1);
	ck_assert(output_commit(out, &err));
	ck_assert(file_is("f", "hello Wor"));
	ck_assert_int_eq(files_here(), 1);
}
END_TEST

START_TEST(an_older_file_stays_until_then)
{
	struct dcp_error err = {0};
	struct output *out;

	testing_file("f", "old");
	ck_assert_ptr_nonnull(out = output_open("f", &err));
	ck_assert(output_write(out, "new", 3, &err));
	ck_assert(file_is("f", "old"));
	output_abandon(out);
	ck_assert(file_is("f", "old"));
	ck_assert_int_eq(files_here(), 1);
	ck_assert(output_save("f", "newer", 5, &err));
	ck_assert(file_is("f", "newer"));
	ck_assert_int_eq(files_here(), 1);
	output_abandon(NULL);
	output_suspend(NULL);
}
END_TEST

START_TEST(two_writers_do_not_meet)
{
	struct dcp_error err = {0};
	struct output *a = output_open("f", &err);
	struct output *b = output_open("f", &err);

	ck_assert(a != NULL && b != NULL);
	ck_assert(output_write(a, "aaa", 3, &err));
	ck_assert(output_write(b, "b", 1, &err));
	ck_assert(output_commit(a, &err));
	ck_assert(file_is("f", "aaa"));
	ck_assert(output_commit(b, &err));
	ck_assert(file_is("f", "b"));
	ck_assert_int_eq(files_here(), 1);
}
END_TEST

static void
does_not_open(const char *path, const char *want)
{
	struct dcp_error err = {0};

	ck_assert_ptr_null(output_open(path, &err));
	ck_assert_int_eq(err.status, DCP_IO);
	ck_assert_str_eq(err.text, want);
	err = (struct dcp_error){0};
	ck_assert_ptr_null(output_resume(path, "part", &err));
	ck_assert_int_eq(access("part", F_OK), -1);
}

START_TEST(only_files_are_replaced)
{
	ck_assert_int_eq(mkdir("folder", 0777), 0);
	does_not_open("folder", "folder: is a folder, want the name of a file");
	does_not_open("/dev/null", "/dev/null: is not a regular file");
}
END_TEST

START_TEST(a_missing_folder_is_told_at_once)
{
	struct dcp_error err = {0};

	ck_assert_ptr_null(output_open("absent/f", &err));
	ck_assert_str_eq(err.text, "absent/f: No such file or directory");
}
END_TEST

START_TEST(a_name_that_is_taken_leaves_nothing)
{
	struct dcp_error err = {0};
	struct output *out = output_open("f", &err);

	ck_assert_ptr_nonnull(out);
	ck_assert_int_eq(mkdir("f", 0777), 0);
	ck_assert(!output_commit(out, &err));
	ck_assert_int_eq(err.status, DCP_IO);
	ck_assert_int_eq(files_here(), 1);
}
END_TEST

/* As a full disk would, the limit on file size cuts a write short. */
START_TEST(a_full_disk_leaves_nothing)
{
	struct rlimit limit = {1000, 1000};
	struct dcp_error err = {0};
	struct output *out;
	char block[600] = "";

	testing_file("f", "old");
	ck_assert(signal(SIGXFSZ, SIG_IGN) != SIG_ERR);
	ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &limit), 0);
	ck_assert_ptr_nonnull(out = output_open("f", &err));
	ck_assert(output_write(out, block, sizeof(block), &err));
	ck_assert(!output_write(out, block, sizeof(block), &err));
	ck_assert_int_eq(err.status, DCP_IO);
	ck_assert_int_eq(strncmp(err.text, "f: ", 3), 0);
	ck_assert_uint_eq(output_size(out), 600);
	output_abandon(out);
	err.status = DCP_OK;
	ck_assert(!output_save("f", err.text, sizeof(err.text), &err));
	ck_assert(file_is("f", "old"));
	ck_assert_int_eq(files_here(), 1);
}
END_TEST

START_TEST(a_kill_leaves_no_final_name)
{
	pid_t child = fork();
	int status;

	if (child == 0) {
		struct dcp_error err = {0};
		struct output *out = output_open("f", &err);

		if (out == NULL || !output_write(out, "half", 4, &err))
			_exit(1);
		raise(SIGKILL);
	}
	ck_assert_int_eq(waitpid(child, &status, 0), child);
	ck_assert(WIFSIGNALED(status));
	ck_assert_int_eq(access("f", F_OK), -1);
	ck_assert_int_eq(files_here(), 1);
}
END_TEST

START_TEST(work_is_resumed)
{
	struct dcp_error err = {0};
	struct output *out = output_resume("f", "f.work", &err);
	char back[5] = "";

	ck_assert_ptr_nonnull(out);
	ck_assert_uint_eq(output_size(out), 0);
	ck_assert(output_write(out, "half of it", 10, &err));
	output_suspend(out);
	ck_assert(file_is("f.work", "half of it"));
	ck_assert_ptr_nonnull(out = output_resume("f", "f.work", &err));
	ck_assert_uint_eq(output_size(out), 10);
	ck_assert(output_read(out, 0, back, 4, &err));
	ck_assert_str_eq(back, "half");
	ck_assert(output_cut(out, 5, &err));
	ck_assert(output_write(out, "done", 4, &err));
	ck_assert(output_commit(out, &err));
	ck_assert(file_is("f", "half done"));
	ck_assert_int_eq(files_here(), 1);
}
END_TEST

START_TEST(a_secret_is_its_owners_alone)
{
	struct dcp_error err = {0};
	struct output *out;
	char part[40];
	struct stat st;
	mode_t mask = umask(0);

	out = output_secret("key", &err);
	ck_assert_ptr_nonnull(out);
	snprintf(part, sizeof(part), "key.part-%ld-0", (long)getpid());
	ck_assert_int_eq(stat(part, &st), 0);
	ck_assert_uint_eq(st.st_mode & 07777, 0600);
	ck_assert(output_write(out, "x", 1, &err));
	ck_assert(output_commit(out, &err));
	ck_assert_int_eq(stat("key", &st), 0);
	ck_assert_uint_eq(st.st_mode & 07777, 0600);
	ck_assert_uint_eq(st.st_nlink, 1);
	ck_assert_int_eq(access(part, F_OK), -1);
	ck_assert(output_save_secret("saved", "y", 1, &err));
	ck_assert_int_eq(stat("saved", &st), 0);
	ck_assert_uint_eq(st.st_mode & 07777, 0600);
	umask(mask);
}
END_TEST

START_TEST(a_secret_replaces_nothing)
{
	struct dcp_error err = {0};
	struct output *out;
	char part[40];

	testing_file("key", "old");
	ck_assert_ptr_null(output_secret("key", &err));
	ck_assert_int_eq(err.status, DCP_REFUSED);
	ck_assert_str_eq(err.text,
	    "key: exists already, and is never replaced");
	ck_assert_int_eq(symlink("nowhere", "link"), 0);
	err = (struct dcp_error){0};
	ck_assert_ptr_null(output_secret("link", &err));
	/* Nor what came to be in the meantime. */
	err = (struct dcp_error){0};
	out = output_secret("late", &err);
	ck_assert_ptr_nonnull(out);
	testing_file("late", "old");
	ck_assert(!output_commit(out, &err));
	ck_assert_str_eq(err.text,
	    "late: exists already, and is never replaced");
	ck_assert(file_is("late", "old"));
	snprintf(part, sizeof(part), "late.part-%ld-0", (long)getpid());
	ck_assert_int_eq(access(part, F_OK), -1);
}
END_TEST

START_TEST(a_part_that_was_cut_is_told)
{
	struct dcp_error err = {0};
	struct output *out = output_resume("f", "f.work", &err);
	char back[4];

	ck_assert_ptr_nonnull(out);
	ck_assert(output_write(out, "half", 4, &err));
	ck_assert_int_eq(truncate("f.work", 0), 0);
	errno = 0;
	ck_assert(!output_read(out, 0, back, 4, &err));
	ck_assert_int_eq(err.status, DCP_IO);
	output_abandon(out);
}
END_TEST

START_TEST(a_part_has_one_writer)
{
	struct dcp_error err = {0};
	struct output *out = output_resume("f", "f.work", &err);
	pid_t child;
	int status;

	ck_assert_ptr_nonnull(out);
	if ((child = fork()) == 0)
		_exit(output_resume("f", "f.work", &err) == NULL &&
		    err.status == DCP_REFUSED ? 0 : 1);
	ck_assert_int_eq(waitpid(child, &status, 0), child);
	ck_assert_int_eq(status, 0);
	output_suspend(out);
}
END_TEST

START_TEST(a_part_is_no_link_or_pipe)
{
	struct dcp_error err = {0};

	testing_file("other", "precious");
	ck_assert_int_eq(symlink("other", "f.work"), 0);
	ck_assert_ptr_null(output_resume("f", "f.work", &err));
	ck_assert(file_is("other", "precious"));
	ck_assert_int_eq(mkfifo("pipe", 0600), 0);
	err.status = DCP_OK;
	ck_assert_ptr_null(output_resume("f", "pipe", &err));
	ck_assert_str_eq(err.text, "pipe: is not a regular file");
}
END_TEST

/* The end before the beginning; the file is whole when all is there. */
START_TEST(places_bytes_in_any_order)
{
	struct dcp_error err = {0};
	struct output *out = output_open("out", &err);
	struct bytes b = {0};

	ck_assert_ptr_nonnull(out);
	ck_assert(output_place(out, 5, "world", 5, &err));
	ck_assert(output_place(out, 0, "hello", 5, &err));
	ck_assert_uint_eq(output_size(out), 0);
	ck_assert(output_commit(out, &err));
	ck_assert(input_load("out", 100, &b, &err));
	ck_assert_str_eq(bytes_text(&b), "helloworld");
	bytes_clear(&b);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("output");

	tcase_add_checked_fixture(t, testing_enter, testing_leave);
	tcase_add_test(t, it_appears_whole);
	tcase_add_test(t, an_older_file_stays_until_then);
	tcase_add_test(t, two_writers_do_not_meet);
	tcase_add_test(t, only_files_are_replaced);
	tcase_add_test(t, a_missing_folder_is_told_at_once);
	tcase_add_test(t, a_name_that_is_taken_leaves_nothing);
	tcase_add_test(t, a_full_disk_leaves_nothing);
	tcase_add_test(t, a_kill_leaves_no_final_name);
	tcase_add_test(t, work_is_resumed);
	tcase_add_test(t, a_secret_is_its_owners_alone);
	tcase_add_test(t, a_secret_replaces_nothing);
	tcase_add_test(t, a_part_that_was_cut_is_told);
	tcase_add_test(t, a_part_has_one_writer);
	tcase_add_test(t, a_part_is_no_link_or_pipe);
	tcase_add_test(t, places_bytes_in_any_order);
	return testing_run("output", t);
}
