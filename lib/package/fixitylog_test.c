/* fixitylog_test.c: what was read is remembered, and nothing else believed. */
#include "base/testing.h"
#include "package/fixitylog.h"

static const struct digest some = {{1, 2, 3}, 20};

static struct fixitylog_mark
mark_of(const char *path)
{
	struct fixitylog_mark mark;

	ck_assert(fixitylog_mark(path, &mark));
	return mark;
}

START_TEST(it_remembers)
{
	struct dcp_error err = {0};
	struct fixitylog *log = fixitylog_open("log", &err);
	struct fixitylog_mark mark, other;
	struct digest found;

	testing_file("f", "abc");
	mark = mark_of("f");
	ck_assert_ptr_nonnull(log);
	ck_assert(!fixitylog_find(log, &mark, &found));
	ck_assert(fixitylog_add(log, &mark, &some, "f", &err));
	fixitylog_close(log, false);

	ck_assert_ptr_nonnull(log = fixitylog_open("log", &err));
	ck_assert(fixitylog_find(log, &mark, &found));
	ck_assert(digest_equal(&found, &some));
	other = mark;
	other.changed++;
	ck_assert(!fixitylog_find(log, &other, &found));
	ck_assert_uint_eq(found.size, 0);
	other = mark;
	other.inode++;
	ck_assert(!fixitylog_find(log, &other, &found));
	fixitylog_close(log, true);
	ck_assert_int_eq(access("log", F_OK), -1);
	fixitylog_close(NULL, true);
}
END_TEST

START_TEST(a_file_is_its_mark)
{
	struct fixitylog_mark a, b;

	testing_file("f", "abc");
	a = mark_of("f");
	b = mark_of("f");
	ck_assert_uint_eq(a.size, 3);
	ck_assert(fixitylog_mark_equal(&a, &b));
	testing_file("g", "abc");
	b = mark_of("g");
	ck_assert(!fixitylog_mark_equal(&a, &b));
	ck_assert(!fixitylog_mark("absent", &a));
	ck_assert_uint_eq(a.size, 0);
}
END_TEST

START_TEST(a_cut_line_is_ignored)
{
	struct dcp_error err = {0};
	struct fixitylog *log = fixitylog_open("log", &err);
	struct fixitylog_mark first, second;
	struct digest found;
	long size, cut;
	FILE *f;

	testing_file("f", "abc");
	testing_file("g", "abcd");
	first = mark_of("f");
	second = mark_of("g");
	ck_assert_ptr_nonnull(log);
	ck_assert(fixitylog_add(log, &first, &some, "f", &err));
	fixitylog_close(log, false);
	f = fopen("log", "r+");
	ck_assert_int_eq(fseek(f, 0, SEEK_END), 0);
	size = ftell(f);
	fclose(f);

	for (cut = size - 1; cut >= 18; cut--) {
		ck_assert_int_eq(truncate("log", cut), 0);
		ck_assert_ptr_nonnull(log = fixitylog_open("log", &err));
		ck_assert(!fixitylog_find(log, &first, &found));
		ck_assert(fixitylog_add(log, &second, &some, "g", &err));
		fixitylog_close(log, false);
		ck_assert_ptr_nonnull(log = fixitylog_open("log", &err));
		ck_assert(fixitylog_find(log, &second, &found));
		fixitylog_close(log, false);
	}
}
END_TEST

START_TEST(other_files_are_left_alone)
{
	static const char *const others[] = {"precious", "dcp-hash resume 2\n",
	    "dcp-hash resume 1"};
	size_t i;

	for (i = 0; i < sizeof(others) / sizeof(others[0]); i++) {
		struct dcp_error err = {0};
		char back[32] = "";
		FILE *f;

		testing_file("f", others[i]);
		ck_assert_ptr_null(fixitylog_open("f", &err));
		ck_assert_int_eq(err.status, DCP_REFUSED);
		ck_assert_ptr_nonnull(f = fopen("f", "r"));
		ck_assert_uint_gt(fread(back, 1, sizeof(back) - 1, f), 0);
		fclose(f);
		ck_assert_str_eq(back, others[i]);
	}
}
END_TEST

START_TEST(hostile_lines_are_ignored)
{
	struct dcp_error err = {0};
	struct fixitylog_mark zero = {0};
	struct fixitylog *log;
	struct digest found;

	testing_file("log", "dcp-hash resume 1\n\n\t\t\t\t\t\t\n"
	    "0\t0\t0\t0\t0\tAAAA\tshort digest\n"
	    "0\t0\t0\t0\t0\tAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n"
	    "-1\t0\t0\t0\t0\tAAAAAAAAAAAAAAAAAAAAAAAAAAA=\tf\n"
	    "0\t0\t0\t99999999999999999999\t0\tAAAAAAAAAAAAAAAAAAAAAAAAAAA=\t"
	    "f\n");
	ck_assert_ptr_nonnull(log = fixitylog_open("log", &err));
	ck_assert(!fixitylog_find(log, &zero, &found));
	/* No line is broken by a name. */
	ck_assert(fixitylog_add(log, &zero, &some, "a\nb", &err));
	fixitylog_close(log, false);
	ck_assert_ptr_nonnull(log = fixitylog_open("log", &err));
	ck_assert(!fixitylog_find(log, &zero, &found));
	fixitylog_close(log, true);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("fixitylog");

	tcase_add_checked_fixture(t, testing_enter, testing_leave);
	tcase_add_test(t, it_remembers);
	tcase_add_test(t, a_file_is_its_mark);
	tcase_add_test(t, a_cut_line_is_ignored);
	tcase_add_test(t, other_files_are_left_alone);
	tcase_add_test(t, hostile_lines_are_ignored);
	return testing_run("fixitylog", t);
}
