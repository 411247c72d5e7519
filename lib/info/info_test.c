/* info_test.c: the kind of a file is told by its first bytes. */
#include "info/info.h"

#include <sys/stat.h>

#include "base/testing.h"

static const struct {
	const char *kind;	/* NULL: unknown */
	size_t size;
	const char *bytes;
} files[] = {
	{"XML", 4, "<a/>"},
	{"XML", 9, "\xef\xbb\xbf \r\n<a>"},
	{"XML", 7, "\t\n <a/>"},
	{"XML", 10, "\xff\xfe<\0a\0/\0>\0"},
	{"XML", 10, "\xfe\xff\0<\0a\0/\0>"},
	{"font", 4, "OTTO"},
	{"font", 5, "\0\1\0\0\0"},
	{"picture", 12, "P5 1 1 255 \n"},
	{NULL, 0, ""},
	{NULL, 1, "P"},
	{NULL, 4, "text"},
	{NULL, 4, "\xff\xd8\xff\xe0"},
	{NULL, 3, " \n\t"},
	{NULL, 2, "\xff\xfe"},
	{NULL, 13, "\x06\x0e\x2b\x34\2\5\1\1\x0d\1\2\1\1"},
};

/* The first lines of the text for ${path}; NULL, and ${err}, on failure. */
static const char *
text_of(const char *path, bool json, struct dcp_error *err)
{
	static char text[400];
	const struct info_options options = {0};
	struct outline *o = outline_new(json);
	struct bytes to = {0};
	bool ok = info_describe(path, &options, o, err) &&
	    outline_print(o, &to, err);

	snprintf(text, sizeof(text), "%s", bytes_text(&to));
	bytes_clear(&to);
	outline_free(o);
	return ok ? text : NULL;
}

START_TEST(first_bytes_tell_the_kind)
{
	char want[80];
	size_t i;

	for (i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
		struct dcp_error err = {0};
		const char *got;

		testing_save("f", files[i].bytes, files[i].size);
		got = text_of("f", false, &err);
		if (files[i].kind == NULL) {
			ck_assert_ptr_null(got);
			ck_assert_int_eq(err.status, DCP_UNSUPPORTED);
			continue;
		}
		/* A few of them are cut short, but it is known what they are. */
		if (got == NULL) {
			ck_assert_msg(err.status == DCP_BAD_INPUT, "%zu: %s",
			    i, err.text);
			continue;
		}
		snprintf(want, sizeof(want), "f\n  kind                %s\n",
		    files[i].kind);
		ck_assert_msg(strncmp(got, want, strlen(want)) == 0, "%zu: %s",
		    i, got);
	}
}
END_TEST

START_TEST(broken_files_are_told)
{
	static const struct {
		size_t size;
		const char *bytes;
	} broken[] = {{4, "\xff\x4f\xff\x51"}, {8, "\0\0\0\x0cjP  "},
	    {4, "SDPX"}, {4, "II*\0"}, {8, "\x89PNG\r\n\x1a\n"},
	    {4, "\x76\x2f\x31\x01"}, {4, "RIFF"}, {3, "<a>"},
	    {24, "\x06\x0e\x2b\x34\2\5\1\1\x0d\1\2\1\1\2\4\0\0\0\0\0\0\0\0\0"}};
	size_t i;

	for (i = 0; i < sizeof(broken) / sizeof(broken[0]); i++) {
		struct dcp_error err = {0};

		testing_save("f", broken[i].bytes, broken[i].size);
		ck_assert_msg(text_of("f", false, &err) == NULL, "%zu", i);
		ck_assert_msg(err.status == DCP_BAD_INPUT ||
		    err.status == DCP_UNSUPPORTED, "%zu: %s", i, err.text);
		ck_assert_msg(strncmp(err.text, "f: ", 3) == 0, "%zu: %s", i,
		    err.text);
	}
}
END_TEST

START_TEST(json_has_the_same_facts)
{
	struct dcp_error err = {0};

	testing_file("a.xml", "<a><b/><Id>7</Id></a>");
	ck_assert_str_eq(text_of("a.xml", false, &err), "a.xml\n"
	    "  kind                XML\n"
	    "  root                a\n"
	    "  elements            3\n"
	    "  id                  7\n");
	ck_assert_str_eq(text_of("a.xml", true, &err),
	    "{\"path\":\"a.xml\",\"kind\":\"XML\",\"root\":\"a\","
	    "\"elements\":3,\"id\":\"7\"}\n");
}
END_TEST

START_TEST(folders_are_packages)
{
	struct dcp_error err = {0};
	const char *text;

	ck_assert_int_eq(mkdir("p", 0777), 0);
	ck_assert_ptr_null(text_of("p", false, &err));
	ck_assert_int_eq(err.status, DCP_BAD_INPUT);
	err.status = DCP_OK;
	testing_file("p/ASSETMAP", "<AssetMap xmlns=\"http://www.digicine.com/"
	    "PROTO-ASDCP-AM-20040311#\"><VolumeCount>2</VolumeCount>"
	    "</AssetMap>");
	ck_assert_ptr_nonnull(text = text_of("p", false, &err));
	ck_assert_ptr_nonnull(strstr(text, "kind                package\n"));
	ck_assert_ptr_nonnull(strstr(text, "dialect             Interop\n"));
	ck_assert_ptr_nonnull(strstr(text, "volume count        2\n"));
	ck_assert_ptr_null(text_of("absent", false, &err));
	ck_assert_int_eq(err.status, DCP_IO);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("info");

	tcase_add_checked_fixture(t, testing_enter, testing_leave);
	tcase_add_test(t, first_bytes_tell_the_kind);
	tcase_add_test(t, broken_files_are_told);
	tcase_add_test(t, json_has_the_same_facts);
	tcase_add_test(t, folders_are_packages);
	return testing_run("info", t);
}
