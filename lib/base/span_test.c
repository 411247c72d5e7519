/* span_test.c: reading past the end gives zeros and a mark, never memory. */
#include "base/span.h"
#include "base/testing.h"

#include <string.h>

static const uint8_t some[] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14,
    15};

START_TEST(integers_are_big_endian)
{
	struct span s = span_of(some, sizeof(some), 100);

	ck_assert_uint_eq(span_u8(&s), 0x01);
	ck_assert_uint_eq(span_u16(&s), 0x0203);
	ck_assert_uint_eq(span_u32(&s), 0x04050607);
	ck_assert_uint_eq(span_u64(&s), 0x08090a0b0c0d0e0f);
	ck_assert_uint_eq(span_left(&s), 0);
	ck_assert_uint_eq(s.offset, 115);
	ck_assert(span_ok(&s));
}
END_TEST

START_TEST(the_end_is_marked_and_stays)
{
	struct span s = span_of(some, 3, 0);

	ck_assert_uint_eq(span_u32(&s), 0);
	ck_assert(!span_ok(&s));
	ck_assert_uint_eq(span_left(&s), 0);
	ck_assert_uint_eq(span_u8(&s), 0);
	ck_assert(!span_ok(&s));
}
END_TEST

START_TEST(a_copy_past_the_end_is_zero)
{
	struct span s = span_of(some, 3, 0);
	uint8_t to[4];

	memset(to, 0xee, sizeof(to));
	span_copy(&s, to, sizeof(to));
	ck_assert(!span_ok(&s));
	ck_assert_int_eq(memcmp(to, "\0\0\0\0", 4), 0);
}
END_TEST

START_TEST(a_part_knows_its_place)
{
	struct span s = span_of(some, sizeof(some), 1000);
	struct span part;

	span_u32(&s);
	part = span_take(&s, 2);
	ck_assert_uint_eq(part.offset, 1004);
	ck_assert_uint_eq(span_left(&part), 2);
	ck_assert_uint_eq(span_u16(&part), 0x0506);
	ck_assert_uint_eq(span_u8(&part), 0);
	ck_assert(!span_ok(&part));
	/* The whole is not harmed by what happens to a part. */
	ck_assert(span_ok(&s));
	ck_assert_uint_eq(span_u8(&s), 7);
}
END_TEST

START_TEST(a_part_past_the_end_is_bad)
{
	struct span s = span_of(some, 3, 0);
	struct span part = span_take(&s, SIZE_MAX);

	ck_assert(!span_ok(&part));
	ck_assert(!span_ok(&s));
	ck_assert_uint_eq(span_left(&part), 0);
	part = span_take(&s, 0);
	ck_assert(!span_ok(&part));
}
END_TEST

START_TEST(nothing_may_be_null)
{
	struct span s = span_of(NULL, 0, 5);
	struct span part = span_take(&s, 0);

	span_copy(&s, NULL, 0);
	ck_assert(span_ok(&s) && span_ok(&part));
	ck_assert_uint_eq(span_left(&s), 0);
	ck_assert_uint_eq(span_u8(&s), 0);
	ck_assert(!span_ok(&s));
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("span");

	tcase_add_test(t, integers_are_big_endian);
	tcase_add_test(t, the_end_is_marked_and_stays);
	tcase_add_test(t, a_copy_past_the_end_is_zero);
	tcase_add_test(t, a_part_knows_its_place);
	tcase_add_test(t, a_part_past_the_end_is_bad);
	tcase_add_test(t, nothing_may_be_null);
	return testing_run("span", t);
}
