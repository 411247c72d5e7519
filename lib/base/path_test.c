/* path_test.c: no name that a stranger wrote leads out of its package. */
#include "base/path.h"
#include "base/testing.h"

#include <sys/stat.h>
#include <unistd.h>

#include "base/limits.h"

static void
joined(const char *a, const char *b, const char *want)
{
	char *path = path_join(a, b);

	ck_assert_str_eq(path, want);
	free(path);
}

START_TEST(names_join_and_part)
{
	char *above;

	joined("a", "b", "a/b");
	joined("a/", "b", "a/b");
	joined("", "b", "b");
	joined("/", "b", "/b");
	ck_assert_str_eq(path_name("a/b/c.mxf"), "c.mxf");
	ck_assert_str_eq(path_name("c.mxf"), "c.mxf");
	ck_assert_str_eq(path_name("a/"), "");
	ck_assert_str_eq(above = path_folder("a/b/c"), "a/b");
	free(above);
	ck_assert_str_eq(above = path_folder("/c"), "/");
	free(above);
	ck_assert_str_eq(above = path_folder("c"), ".");
	free(above);
	ck_assert(path_has_suffix("A.MXF", ".mxf"));
	ck_assert(path_has_suffix("A.MXF", ""));
	ck_assert(!path_has_suffix("mxf", ".mxf"));
}
END_TEST

START_TEST(uris_become_paths)
{
	static const char *const good[][2] = {{"a.mxf", "a.mxf"},
	    {"a/b.mxf", "a/b.mxf"}, {"./a.mxf", "a.mxf"},
	    {"././a.mxf", "a.mxf"}, {"a/./b//c", "a/b/c"}, {"a/", "a"},
	    {"%2e/a", "a"}, {"file:///a/b.mxf", "a/b.mxf"},
	    {"FILE:///a", "a"}, {"file://localhost/a", "a"}, {"file:/a", "a"},
	    {"a%20b.mxf", "a b.mxf"}, {"a b.mxf", "a b.mxf"},
	    {"100%.mxf", "100%.mxf"}, {"a%2", "a%2"}, {"a%zz", "a%zz"},
	    {"%252e%252e/a", "%2e%2e/a"}, {"...", "..."}, {"..a", "..a"},
	    {"a..", "a.."}, {"a\\..\\b", "a\\..\\b"}, {"..\\b", "..\\b"},
	    {"caf%C3%A9", "caf\xc3\xa9"}, {"a%2Fb", "a/b"},
	    {"1:2.mxf", "1:2.mxf"}, {"a/b:c", "a/b:c"},
	    {"My Film: 2", "My Film: 2"}};
	struct bytes to = {0};
	size_t i;

	for (i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
		struct dcp_error err = {0};

		ck_assert_msg(path_from_uri(good[i][0], &to, &err), "%s: %s",
		    good[i][0], err.text);
		ck_assert_str_eq((const char *)to.at, good[i][1]);
		ck_assert_uint_eq(to.size, strlen(good[i][1]) + 1);
	}
	bytes_clear(&to);
}
END_TEST

START_TEST(ways_out_are_refused)
{
	static const char *const bad[] = {"", ".", "./", "./.", "file:///",
	    "..", "../a", "a/..", "a/../b", "a/../../b", "./../a", "%2e%2e/a",
	    "%2E./a", ".%2e/a", "a/%2e%2e", "..%2fa", "a%2f..%2f..%2fb",
	    "/a", "//a", "%2fa", "%2Fetc/passwd", "file:////etc/passwd",
	    "file:///../a", "file:///%2fetc", "file://host/a", "file:a",
	    "http://host/a", "C:/a", "C:\\a", "urn:uuid:0", "data:,x",
	    "a%00b", "a%0ab", "a\nb", "a%1bb", "a%7fb", "a\tb"};
	size_t i;

	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		struct dcp_error err = {0};
		struct bytes to = {0};

		ck_assert_msg(!path_from_uri(bad[i], &to, &err), "'%s'",
		    bad[i]);
		ck_assert_int_eq(err.status, DCP_REFUSED);
		ck_assert_uint_eq(to.size, 0);
		bytes_clear(&to);
	}
}
END_TEST

START_TEST(long_paths_are_refused)
{
	char uri[3 * LIMIT_PATH + 8];
	struct dcp_error err = {0};
	struct bytes to = {0};
	size_t i;

	for (i = 0; i < LIMIT_PATH; i++)
		memcpy(uri + 3 * i, "%61", 4);
	ck_assert(path_from_uri(uri, &to, &err));
	ck_assert_uint_eq(to.size, LIMIT_PATH + 1);
	memcpy(uri + 3 * i, "b", 2);
	ck_assert(!path_from_uri(uri, &to, &err));
	ck_assert_int_eq(err.status, DCP_REFUSED);
	bytes_clear(&to);
}
END_TEST

static bool
stays_inside(const char *in, const char *relative, enum dcp_status want)
{
	struct dcp_error err = {0};
	char *path = path_inside(in, relative, &err);
	bool ok = path != NULL;

	ck_assert_int_eq(err.status, ok ? DCP_OK : want);
	free(path);
	return ok;
}

START_TEST(links_are_followed_only_inside)
{
	ck_assert_int_eq(mkdir("pkg", 0777) | mkdir("pkg/sub", 0777) |
	    mkdir("pkg-other", 0777), 0);
	testing_file("pkg/file", "");
	testing_file("pkg-other/file", "");
	ck_assert_int_eq(symlink("/etc", "pkg/out") | symlink("..", "pkg/up") |
	    symlink("sub/../file", "pkg/in") | symlink("loop", "pkg/loop") |
	    symlink("nowhere", "pkg/gone") | symlink("pkg", "link") |
	    symlink("../pkg-other", "pkg/near"), 0);
	ck_assert(stays_inside("pkg", "file", DCP_OK));
	ck_assert(stays_inside("pkg/", "file", DCP_OK));
	ck_assert(stays_inside("link", "file", DCP_OK));
	ck_assert(stays_inside("pkg", "in", DCP_OK));
	ck_assert(stays_inside("/", "etc/passwd", DCP_OK));
	ck_assert(stays_inside("pkg", "absent", DCP_OK));
	ck_assert(stays_inside("pkg", "gone", DCP_OK));
	ck_assert(stays_inside("pkg", "loop", DCP_OK));
	ck_assert(!stays_inside("pkg", "out/passwd", DCP_REFUSED));
	ck_assert(!stays_inside("pkg", "up", DCP_REFUSED));
	ck_assert(!stays_inside("pkg", "up/pkg-other/file", DCP_REFUSED));
	ck_assert(!stays_inside("pkg", "near/file", DCP_REFUSED));
	ck_assert(!stays_inside("absent", "file", DCP_IO));
}
END_TEST

START_TEST(folders_are_made)
{
	struct dcp_error err = {0};
	struct stat st;

	ck_assert(path_make_folder("a/b//c/", &err));
	ck_assert(path_make_folder("a/b/c", &err));
	ck_assert(stat("a/b/c", &st) == 0 && S_ISDIR(st.st_mode));
	ck_assert(path_make_folder("/", &err));
	testing_file("file", "");
	ck_assert(!path_make_folder("file", &err));
	ck_assert_int_eq(err.status, DCP_IO);
	err.status = DCP_OK;
	ck_assert(!path_make_folder("file/a", &err));
	err.status = DCP_OK;
	ck_assert(!path_make_folder("", &err));
}
END_TEST

/* By name, by link, by another name of the same file; not by equal content. */
START_TEST(outputs_are_no_inputs)
{
	static char a[] = "a", b[] = "b", hard[] = "./hard", none[] = "none";
	char *inputs[] = {none, b, a};
	struct dcp_error err = {0};

	testing_file("a", "x");
	testing_file("b", "x");
	ck_assert_int_eq(link("a", "hard"), 0);
	ck_assert_int_eq(symlink("a", "soft"), 0);
	ck_assert(path_check_output("new", inputs, 3, &err));
	ck_assert(path_check_output("a", inputs, 2, &err));
	ck_assert(!path_check_output("soft", inputs, 3, &err));
	ck_assert_int_eq(err.status, DCP_REFUSED);
	ck_assert_str_eq(err.text, "soft: is the input a, want another name "
	    "for the output");
	inputs[2] = hard;
	err.status = DCP_OK;
	ck_assert(!path_check_output("a", inputs, 3, &err));
	err.status = DCP_OK;
	ck_assert(!path_check_input("soft", "hard", &err));
	ck_assert(path_check_input("soft", "b", &err));
}
END_TEST

START_TEST(test_beside)
{
	static const char *const cases[][3] = {
		{"list.csv", "a.pem", "a.pem"},
		{"x/list.csv", "a.pem", "x/a.pem"},
		{"/x/list.csv", "y/a.pem", "/x/y/a.pem"},
		{"/list.csv", "a.pem", "/a.pem"},
		{"x/list.csv", "/a.pem", "/a.pem"},
	};
	char *path;
	size_t i;

	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		path = path_beside(cases[i][0], cases[i][1]);
		ck_assert_str_eq(path, cases[i][2]);
		free(path);
	}
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("path");

	tcase_add_checked_fixture(t, testing_enter, testing_leave);
	tcase_add_test(t, names_join_and_part);
	tcase_add_test(t, uris_become_paths);
	tcase_add_test(t, ways_out_are_refused);
	tcase_add_test(t, long_paths_are_refused);
	tcase_add_test(t, links_are_followed_only_inside);
	tcase_add_test(t, folders_are_made);
	tcase_add_test(t, outputs_are_no_inputs);
	tcase_add_test(t, test_beside);
	return testing_run("path", t);
}
