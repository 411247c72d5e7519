/* dpxrow_test.c: rows whose bytes were worked out by hand. */
#include "image/dpxrow.h"

#include "base/testing.h"

/* One pixel 1, 2, 3 in each of these forms. */
static void
expect(unsigned bits, unsigned packing, bool little, size_t size,
    const char *bytes)
{
	const struct dpxrow row = {.width = 1, .samples = 3, .channels = 3,
		.bits = bits, .packing = packing, .from = {0, 1, 2},
		.little = little};
	uint16_t scratch[3], r = 0, g = 0, b = 0;

	ck_assert_uint_eq(dpxrow_size(&row), size);
	dpxrow_unpack(&row, (const uint8_t *)bytes, scratch,
	    (uint16_t *[]){&r, &g, &b});
	ck_assert_uint_eq(r, 1);
	ck_assert_uint_eq(g, 2);
	ck_assert_uint_eq(b, 3);
}

START_TEST(every_form_is_unpacked)
{
	expect(8, DPXROW_PACKED, false, 3, "\1\2\3");
	expect(16, DPXROW_PACKED, false, 6, "\0\1\0\2\0\3");
	expect(16, DPXROW_PACKED, true, 6, "\1\0\2\0\3\0");
	expect(12, DPXROW_FILLED_A, false, 6, "\0\x10\0\x20\0\x30");
	expect(12, DPXROW_FILLED_B, false, 6, "\0\1\0\2\0\3");
	/* 1 << 22 | 2 << 12 | 3 << 2, and the same two bits lower. */
	expect(10, DPXROW_FILLED_A, false, 4, "\x00\x40\x20\x0c");
	expect(10, DPXROW_FILLED_A, true, 4, "\x0c\x20\x40\x00");
	expect(10, DPXROW_FILLED_B, false, 4, "\x00\x10\x08\x03");
	/* From the lowest bit up: 1 | 2 << 10 | 3 << 20. */
	expect(10, DPXROW_PACKED, false, 4, "\x00\x30\x08\x01");
	/* 1 | 2 << 12 | the low byte of 3 << 24, its rest in the next word. */
	expect(12, DPXROW_PACKED, false, 8, "\x03\x00\x20\x01\0\0\0\0");
}
END_TEST

START_TEST(rows_are_packed_by_method_a)
{
	struct dcp_error err = {0};
	struct image image = {0};
	uint8_t bytes[4];
	unsigned c;

	ck_assert(image_init(&image, 1, 2, 10, &err));
	for (c = 0; c < 3; c++)
		image.plane[c][1] = (uint16_t)(c + 1);
	dpxrow_pack(&image, 1, bytes);
	ck_assert_mem_eq(bytes, "\x00\x40\x20\x0c", 4);
	image_clear(&image);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("dpxrow");

	tcase_add_test(t, every_form_is_unpacked);
	tcase_add_test(t, rows_are_packed_by_method_a);
	return testing_run("dpxrow", t);
}
