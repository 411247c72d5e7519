/* pnm_test.c: see pnm.h. */
#include "image/pnm.h"

#include <stdlib.h>
#include <string.h>

#include "base/testing.h"

static bool
load(const char *bytes, size_t size, struct image *image,
    struct picture_info *info, struct dcp_error *err)
{
	struct source source = source_of_bytes(bytes, size);

	*info = (struct picture_info){0};
	*err = (struct dcp_error){0};
	return pnm_load(&source, image, info, err);
}

START_TEST(good_files_are_read)
{
	static const char colour[] = "P6\n# by hand\n2 1 255\n\1\2\3\xff\0\x10";
	static const char grey[] = "P5 1 2\t1023\n\0\1\3\xff";
	static const char odd[] = "P5 1 1 100\n\x32";
	struct picture_info info;
	struct image image = {0};
	struct dcp_error err;

	ck_assert(load(colour, sizeof(colour) - 1, &image, &info, &err));
	ck_assert_uint_eq(info.width, 2);
	ck_assert_uint_eq(info.height, 1);
	ck_assert_uint_eq(info.bits, 8);
	ck_assert_uint_eq(info.channels, 3);
	ck_assert_uint_eq(image.plane[0][1], 255);
	ck_assert_uint_eq(image.plane[2][0], 3);
	ck_assert(load(grey, sizeof(grey) - 1, &image, &info, &err));
	ck_assert_uint_eq(info.bits, 10);
	ck_assert_uint_eq(image.plane[0][0], 1);
	ck_assert_uint_eq(image.plane[2][1], 1023);
	ck_assert(load(odd, sizeof(odd) - 1, &image, &info, &err));
	ck_assert_uint_eq(image.plane[0][0], 128);
	image_clear(&image);
}
END_TEST

START_TEST(truncations_fail_politely)
{
	static const char file[] = "P6 2 1 65535\n123456abcdef";
	struct picture_info info;
	struct image image = {0};
	struct dcp_error err;
	size_t i;

	for (i = 0; i < sizeof(file) - 1; i++) {
		char *copy = malloc(i + 1);

		memcpy(copy, file, i);
		ck_assert(!load(copy, i, &image, &info, &err));
		ck_assert_int_ne(err.status, DCP_OK);
		free(copy);
	}
	ck_assert(load(file, i, &image, &info, &err));
	image_clear(&image);
}
END_TEST

START_TEST(bad_files_are_refused)
{
	static const char *const bad[] = {"P3 1 1 1\n1", "P6 0 1 255\n",
		"P6 99999 1 255\n", "P6 1 1 0\n123", "P6 1 1 65536\n123456",
		"P6 1 1 99999999999\n123", "P6 x", "P5 1 1 100\n\x65",
		"P6 16384 16384 255\n"};
	struct picture_info info;
	struct image image = {0};
	struct dcp_error err;
	size_t i;

	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		ck_assert_msg(!load(bad[i], strlen(bad[i]), &image, &info,
		    &err), "%s", bad[i]);
		ck_assert_int_ne(err.status, DCP_OK);
	}
	image_clear(&image);
}
END_TEST

START_TEST(what_is_written_is_read)
{
	static const unsigned depths[] = {8, 10, 12, 16};
	static const char path[] = "a.ppm";
	struct image image = {0}, back = {0};
	struct picture_info info;
	struct dcp_error err = {0};
	size_t i, k;
	unsigned c;

	for (k = 0; k < 4; k++) {
		ck_assert(image_init(&image, 31, 17, depths[k], &err));
		for (c = 0; c < 3; c++)
			for (i = 0; i < image_samples(&image); i++)
				image.plane[c][i] = (uint16_t)((i * 7919 + c) &
				    ((1u << depths[k]) - 1));
		ck_assert(pnm_write(path, &image, &err));
		ck_assert(picture_read(path, NULL, &back, &info, &err));
		ck_assert_uint_eq(info.bits, depths[k]);
		for (c = 0; c < 3; c++)
			ck_assert_mem_eq(back.plane[c], image.plane[c],
			    image_samples(&image) * 2);
	}
	image_clear(&image);
	image_clear(&back);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("pnm");

	tcase_add_checked_fixture(t, testing_enter, testing_leave);
	tcase_add_test(t, good_files_are_read);
	tcase_add_test(t, truncations_fail_politely);
	tcase_add_test(t, bad_files_are_refused);
	tcase_add_test(t, what_is_written_is_read);
	return testing_run("pnm", t);
}
