/* cells_test.c: the layout that the manual promises, cell by cell. */
#include "image/cells.h"

#include "base/testing.h"

START_TEST(cells_are_as_documented)
{
	/* Marker, frame 0x0a0b0c, right eye, 120, version 1, check sum. */
	static const char want[] = "10101100" "000010100000101100001100" "10"
	    "0001111000" "0001";
	const struct testcard_mark mark = {0x0a0b0c, TESTCARD_RIGHT, 120};
	struct testcard_mark back;
	struct image image = {0};
	struct dcp_error err = {0};
	unsigned i, bit, crc = 0xffff;

	ck_assert(image_init(&image, 640, 540, 10, &err));
	image_fill(&image, 300);
	cells_draw(&image, &mark);
	for (i = 0; i < 48; i++)
		ck_assert_uint_eq(image.plane[1][515 * 640 + i * 10 + 5],
		    want[i] == '1' ? 1023 : 0);
	for (i = 8; i < 48; i++)
		crc = ((crc << 1) ^ (((crc >> 15) ^ (unsigned)(want[i] - '0'))
		    & 1 ? 0x1021 : 0)) & 0xffff;
	for (i = 48; i < 64; i++) {
		bit = crc >> (63 - i) & 1;
		ck_assert_uint_eq(image.plane[0][500 * 640 + i * 10],
		    bit ? 1023 : 0);
		ck_assert_uint_eq(image.plane[2][529 * 640 + i * 10 + 9],
		    bit ? 1023 : 0);
	}
	ck_assert_uint_eq(image.plane[1][499 * 640], 300);
	ck_assert_uint_eq(image.plane[1][530 * 640], 300);
	ck_assert(cells_read(&image, &back, &err));
	ck_assert_uint_eq(back.frame, mark.frame);
	ck_assert_int_eq(back.eye, mark.eye);
	ck_assert_uint_eq(back.rate, mark.rate);
	image_clear(&image);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("cells");

	tcase_add_test(t, cells_are_as_documented);
	return testing_run("cells", t);
}
