/* zipwrite_test.c: ZIP files, listed and unpacked by libzip itself. */
#include "archive/zipwrite.h"

#include <zip.h>

#include "base/testing.h"

/* 2026-01-31T13:14:16+02:00 */
static const struct timestamp date = {1769858056, 120, true};

static const struct zipwrite_file files[] = {
	{"Kino M\xc3\xbcller/1.xml", "<one/>", 6},
	{"Kino M\xc3\xbcller/2.xml", "<two/>", 6},
	{"empty", "", 0},
};

static struct bytes
make(size_t count)
{
	struct dcp_error err = {0};
	struct bytes zip = {0};

	ck_assert_msg(zipwrite_format(files, count, &date, &zip, &err), "%s",
	    err.text);
	return zip;
}

START_TEST(test_content)
{
	struct bytes bytes = make(3);
	zip_error_t why;
	zip_source_t *source;
	zip_t *zip;
	char text[16];
	zip_file_t *f;
	zip_uint64_t i;

	zip_error_init(&why);
	source = zip_source_buffer_create(bytes.at, bytes.size, 0, &why);
	ck_assert_ptr_nonnull(source);
	zip = zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &why);
	ck_assert_ptr_nonnull(zip);
	ck_assert_int_eq(zip_get_num_entries(zip, 0), 3);
	for (i = 0; i < 3; i++) {
		ck_assert_str_eq(zip_get_name(zip, i, 0), files[i].name);
		f = zip_fopen_index(zip, i, 0);
		ck_assert_ptr_nonnull(f);
		ck_assert_int_eq(zip_fread(f, text, sizeof(text)),
		    (zip_int64_t)files[i].size);
		ck_assert_mem_eq(text, files[i].bytes, files[i].size);
		zip_fclose(f);
	}
	zip_discard(zip);
	bytes_clear(&bytes);
}
END_TEST

/* The clock of the date's own zone, wherever this runs, at a known place. */
START_TEST(test_same_bytes)
{
	struct bytes here, there;

	here = make(2);
	setenv("TZ", "Asia/Tokyo", 1);
	there = make(2);
	ck_assert_uint_eq(here.size, there.size);
	ck_assert_mem_eq(here.at, there.at, here.size);
	/* Local file header: 13:14:16 on 2026-01-31, low bytes first. */
	ck_assert_mem_eq(here.at + 10, "\xc8\x69\x3f\x5c", 4);
	bytes_clear(&here);
	bytes_clear(&there);
}
END_TEST

START_TEST(test_twice)
{
	static const struct zipwrite_file twice[] = {
		{"a", "1", 1}, {"a", "2", 1}
	};
	struct dcp_error err = {0};
	struct bytes zip = {0};

	ck_assert(!zipwrite_format(twice, 2, &date, &zip, &err));
	ck_assert_int_eq(err.status, DCP_REFUSED);
	bytes_clear(&zip);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("zipwrite");

	tcase_add_test(t, test_content);
	tcase_add_test(t, test_same_bytes);
	tcase_add_test(t, test_twice);
	return testing_run("zipwrite", t);
}
