/* bytes_test.c: a buffer grows, is patched, and fails once for all. */
#include "base/bytes.h"
#include "base/testing.h"

#include <string.h>

START_TEST(integers_are_big_endian)
{
	struct dcp_error err = {0};
	struct bytes b = {0};

	bytes_u8(&b, 1);
	bytes_u16(&b, 0x0203);
	bytes_u32(&b, 0x04050607);
	bytes_u64(&b, 0x08090a0b0c0d0e0f);
	ck_assert(bytes_ok(&b, &err));
	ck_assert_uint_eq(b.size, 15);
	ck_assert_int_eq(memcmp(b.at, "\1\2\3\4\5\6\7\10\11\12\13\14\15\16\17",
	    15), 0);
	bytes_clear(&b);
	ck_assert_ptr_null(b.at);
}
END_TEST

START_TEST(a_length_is_patched_in)
{
	struct bytes b = {0};

	bytes_fill(&b, 0xff, 10);
	bytes_patch(&b, 2, 0x010203, 3);
	ck_assert_int_eq(memcmp(b.at, "\xff\xff\1\2\3\xff\xff\xff\xff\xff", 10),
	    0);
	bytes_clear(&b);
}
END_TEST

START_TEST(it_grows_and_keeps_its_content)
{
	struct dcp_error err = {0};
	struct bytes b = {0};
	unsigned i;

	for (i = 0; i < 100000; i++)
		bytes_u32(&b, i);
	ck_assert(bytes_ok(&b, &err));
	ck_assert_uint_eq(b.size, 400000);
	for (i = 0; i < 100000; i += 999) {
		const uint8_t *at = b.at + 4 * (size_t)i;

		ck_assert_uint_eq((unsigned)at[0] << 24 | (unsigned)at[1] << 16
		    | (unsigned)at[2] << 8 | at[3], i);
	}
	bytes_reset(&b);
	ck_assert_uint_eq(b.size, 0);
	ck_assert_uint_ge(b.capacity, 400000);
	bytes_clear(&b);
}
END_TEST

START_TEST(text_ends_with_a_nul)
{
	struct bytes b = {0};

	ck_assert_str_eq(bytes_text(&b), "");
	bytes_printf(&b, "%s %d", "frame", 12);
	bytes_printf(&b, "%s", "");
	bytes_put(&b, "!?", 1);
	ck_assert_str_eq(bytes_text(&b), "frame 12!");
	ck_assert_uint_eq(b.size, 9);
	bytes_clear(&b);
}
END_TEST

START_TEST(a_nul_fits_behind_any_size)
{
	struct bytes b = {0};
	size_t n;

	for (n = 1; n < 300; n++) {
		bytes_u8(&b, 'x');
		ck_assert_uint_eq(strlen(bytes_text(&b)), n);
	}
	bytes_clear(&b);
}
END_TEST

START_TEST(room_is_for_the_caller_to_fill)
{
	struct bytes b = {0};
	uint8_t *room;

	bytes_u8(&b, 'a');
	room = bytes_room(&b, 3);
	ck_assert_ptr_eq(room, b.at + 1);
	memcpy(room, "bcd", 3);
	ck_assert_str_eq(bytes_text(&b), "abcd");
	bytes_clear(&b);
}
END_TEST

START_TEST(failure_sticks)
{
	struct dcp_error err = {0};
	struct bytes b = {0};

	bytes_put(&b, "abc", 3);
	ck_assert_ptr_null(bytes_extend(&b, SIZE_MAX / 2));
	ck_assert(!bytes_ok(&b, &err));
	ck_assert_int_eq(err.status, DCP_NO_MEMORY);
	bytes_put(&b, "abc", 3);
	bytes_u64(&b, 1);
	bytes_fill(&b, 1, 3);
	bytes_patch(&b, 0, 1, 1);
	bytes_printf(&b, "%d", 1);
	ck_assert_str_eq(bytes_text(&b), "");
	ck_assert_uint_eq(b.size, 0);
	ck_assert(b.bad);
	bytes_clear(&b);
	bytes_put(&b, "abc", 3);
	ck_assert_str_eq(bytes_text(&b), "abc");
	bytes_clear(&b);
}
END_TEST

START_TEST(nothing_may_be_put)
{
	struct dcp_error err = {0};
	struct bytes b = {0};

	bytes_put(&b, NULL, 0);
	ck_assert_ptr_nonnull(bytes_extend(&b, 0));
	ck_assert(bytes_ok(&b, &err));
	ck_assert_uint_eq(b.size, 0);
	bytes_clear(&b);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("bytes");

	tcase_add_test(t, integers_are_big_endian);
	tcase_add_test(t, a_length_is_patched_in);
	tcase_add_test(t, it_grows_and_keeps_its_content);
	tcase_add_test(t, text_ends_with_a_nul);
	tcase_add_test(t, a_nul_fits_behind_any_size);
	tcase_add_test(t, room_is_for_the_caller_to_fill);
	tcase_add_test(t, failure_sticks);
	tcase_add_test(t, nothing_may_be_put);
	return testing_run("bytes", t);
}
