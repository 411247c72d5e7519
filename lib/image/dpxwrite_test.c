/* dpxwrite_test.c: see dpxwrite.h. */
#include "image/dpxwrite.h"

#include "base/testing.h"

START_TEST(what_is_written_is_read)
{
	const struct picture_info about = {.primaries = COLOUR_REC709,
		.transfer = COLOUR_GAMMA24};
	static const char path[] = "a.dpx";
	struct picture_info info;
	struct image image = {0}, back = {0};
	struct dcp_error err = {0};
	size_t i;
	unsigned c;

	ck_assert(image_init(&image, 33, 9, 12, &err));
	for (c = 0; c < 3; c++)
		for (i = 0; i < image_samples(&image); i++)
			image.plane[c][i] = (uint16_t)((i * 13 + c) & 4095);
	ck_assert(dpxwrite_file(path, &image, &about, &err));
	ck_assert(picture_read(path, NULL, &back, &info, &err));
	ck_assert_uint_eq(info.bits, 10);
	ck_assert_int_eq(info.primaries, COLOUR_REC709);
	ck_assert_int_eq(info.transfer, COLOUR_GAMMA24);
	for (c = 0; c < 3; c++)
		for (i = 0; i < image_samples(&image); i++)
			ck_assert_uint_eq(back.plane[c][i],
			    image_code(image.plane[c][i], 12, 10));
	image_clear(&image);
	image_clear(&back);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("dpxwrite");

	tcase_add_checked_fixture(t, testing_enter, testing_leave);
	tcase_add_test(t, what_is_written_is_read);
	return testing_run("dpxwrite", t);
}
