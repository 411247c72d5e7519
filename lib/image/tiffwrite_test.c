/* tiffwrite_test.c: see tiffwrite.h. */
#include "image/tiffwrite.h"

#include "base/testing.h"
#include "image/picture.h"

START_TEST(what_is_written_is_read)
{
	static const char path[] = "a.tif";
	struct picture_info info;
	struct image image = {0}, back = {0};
	struct dcp_error err = {0};
	size_t i;
	unsigned c;

	ck_assert(image_init(&image, 33, 9, 12, &err));
	for (c = 0; c < 3; c++)
		for (i = 0; i < image_samples(&image); i++)
			image.plane[c][i] = (uint16_t)((i * 131 + c) & 4095);
	ck_assert(tiffwrite_file(path, &image, &err));
	ck_assert(picture_read(path, NULL, &back, &info, &err));
	ck_assert_uint_eq(info.bits, 16);
	for (c = 0; c < 3; c++)
		for (i = 0; i < image_samples(&image); i++)
			ck_assert_uint_eq(back.plane[c][i] >> 4,
			    image.plane[c][i]);
	image_clear(&image);
	image_clear(&back);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("tiffwrite");

	tcase_add_checked_fixture(t, testing_enter, testing_leave);
	tcase_add_test(t, what_is_written_is_read);
	return testing_run("tiffwrite", t);
}
