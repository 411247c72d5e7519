/* image_test.c: see image.h. */
#include "image/image.h"

#include "base/limits.h"
#include "base/testing.h"

START_TEST(memory_is_used_again)
{
	struct image image = {0};
	struct dcp_error err = {0};
	void *memory;

	ck_assert(image_init(&image, 100, 50, 16, &err));
	memory = image.memory;
	ck_assert_ptr_eq(image.plane[1], image.plane[0] + 5000);
	ck_assert_ptr_null(image.real[0]);
	ck_assert(image_init(&image, 50, 50, IMAGE_FLOAT, &err));
	ck_assert_ptr_eq(image.memory, memory);
	ck_assert_ptr_eq(image.real[2], image.real[0] + 5000);
	ck_assert_ptr_null(image.plane[0]);
	ck_assert_uint_eq(image_samples(&image), 2500);
	image_clear(&image);
	ck_assert_ptr_null(image.memory);
}
END_TEST

START_TEST(sizes_are_limited)
{
	static const uint32_t bad[][2] = {{0, 1}, {1, 0},
		{LIMIT_PICTURE_SIDE + 1, 1}, {1, UINT32_MAX},
		{LIMIT_PICTURE_SIDE, LIMIT_PICTURE_SIDE}};
	struct image image = {0};
	size_t i;

	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		struct dcp_error err = {0};

		ck_assert(!image_init(&image, bad[i][0], bad[i][1], 12,
		    &err));
		ck_assert_int_ne(err.status, DCP_OK);
		ck_assert_ptr_null(image.memory);
	}
}
END_TEST

START_TEST(codes_go_up_and_down_again)
{
	unsigned from, to, v, full;

	for (from = 8; from <= 16; from++)
		for (to = from; to <= 16; to++) {
			full = (1u << from) - 1;
			ck_assert_uint_eq(image_code((uint16_t)full, from,
			    to), (1u << to) - 1);
			ck_assert_uint_eq(image_code(0, from, to), 0);
			for (v = 0; v <= full; v++)
				ck_assert_uint_eq(image_code(image_code(
				    (uint16_t)v, from, to), to, from), v);
		}
	ck_assert_uint_eq(image_code(0xabc, 12, 16), 0xabca);
}
END_TEST

START_TEST(rows_are_packed)
{
	static const uint8_t want[] = {0xff, 0xff, 0, 0, 0x80, 0x80};
	struct image image = {0};
	struct dcp_error err = {0};
	uint8_t row[6];

	ck_assert(image_init(&image, 1, 2, 8, &err));
	image_fill(&image, 0x80);
	image.plane[0][1] = 255;
	image.plane[1][1] = 0;
	image_pack_row_16(&image, 1, row);
	ck_assert_mem_eq(row, want, sizeof(want));
	image_clear(&image);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("image");

	tcase_add_test(t, memory_is_used_again);
	tcase_add_test(t, sizes_are_limited);
	tcase_add_test(t, codes_go_up_and_down_again);
	tcase_add_test(t, rows_are_packed);
	return testing_run("image", t);
}
