/* picture_test.c: the kind is told by content; files are written by suffix. */
#include "image/picture.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/testing.h"

START_TEST(each_suffix_has_its_kind)
{
	static const struct {
		const char *suffix, *format;
		unsigned bits;
	} kinds[] = {{".dpx", "DPX", 10}, {".tif", "TIFF", 16},
		{".TIFF", "TIFF", 16}, {".png", "PNG", 16},
		{".ppm", "PNM", 12}};
	struct picture_info info;
	struct image image = {0}, back = {0};
	struct dcp_error err = {0};
	char path[100];
	size_t i;

	ck_assert(image_init(&image, 20, 10, 12, &err));
	image_fill(&image, 4095);
	for (i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		snprintf(path, sizeof(path), "a%s", kinds[i].suffix);
		ck_assert(picture_write(path, &image, NULL, &err));
		ck_assert_int_eq(rename(path, "unknown"), 0);
		ck_assert(picture_read("unknown", NULL, &back, &info, &err));
		ck_assert_str_eq(info.format, kinds[i].format);
		ck_assert_uint_eq(info.bits, kinds[i].bits);
		ck_assert_uint_eq(back.plane[2][199], (1u << info.bits) - 1);
		ck_assert(picture_probe("unknown", NULL, &info, &err));
		ck_assert_uint_eq(info.width, 20);
	}
	image_clear(&image);
	image_clear(&back);
}
END_TEST

START_TEST(what_is_no_picture_is_named)
{
	struct picture_info info;
	struct image image = {0};
	struct dcp_error err = {0};

	testing_file("a.dpx", "hello, world");
	ck_assert(!picture_probe("a.dpx", NULL, &info, &err));
	ck_assert_int_eq(err.status, DCP_UNSUPPORTED);
	ck_assert_int_eq(strncmp(err.text, "a.dpx: ", 7), 0);
	err = (struct dcp_error){0};
	testing_file("a.dpx", "P6");
	ck_assert(!picture_probe("a.dpx", NULL, &info, &err));
	ck_assert_int_eq(err.status, DCP_BAD_INPUT);
	unlink("a.dpx");
	err = (struct dcp_error){0};
	ck_assert(!picture_read("a.dpx", NULL, &image, NULL, &err));
	ck_assert_int_eq(err.status, DCP_IO);
	err = (struct dcp_error){0};
	ck_assert(!picture_write("a.jpg", &image, NULL, &err));
	ck_assert_int_eq(err.status, DCP_REFUSED);
}
END_TEST

START_TEST(views_are_for_files_that_have_them)
{
	static const char file[] = "P6 1 1 255\n123";
	struct source source = source_of_bytes(file, sizeof(file) - 1);
	struct picture_info info;
	struct dcp_error err = {0};

	ck_assert(picture_load(&source, NULL, NULL, &info, &err));
	ck_assert(!picture_load(&source, "left", NULL, &info, &err));
	ck_assert_str_eq(err.text, "has no views, want \"left\"");
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("picture");

	tcase_add_checked_fixture(t, testing_enter, testing_leave);
	tcase_add_test(t, each_suffix_has_its_kind);
	tcase_add_test(t, what_is_no_picture_is_named);
	tcase_add_test(t, views_are_for_files_that_have_them);
	return testing_run("picture", t);
}
