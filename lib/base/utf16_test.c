/* utf16_test.c: what utf16.h promises. */
#include "base/utf16.h"

#include "base/testing.h"

static void
check_decodes(const char *bytes, size_t size, const char *want)
{
	struct bytes to = {0};

	utf16_decode(span_of(bytes, size, 0), &to);
	ck_assert_str_eq(bytes_text(&to), want);
	bytes_clear(&to);
}

START_TEST(decodes)
{
	check_decodes("\0A\0\xe9\x20\xac\xd8\x3d\xde\x00", 10,
	    "A\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80");
	check_decodes("\0A\0\0\0B", 6, "A");
	check_decodes("\0A\0", 3, "A\xef\xbf\xbd");
	check_decodes("\xd8\x3d\0A", 4, "\xef\xbf\xbd" "A");
	check_decodes("\xde\x00\xd8\x3d", 4, "\xef\xbf\xbd\xef\xbf\xbd");
	check_decodes("", 0, "");
}
END_TEST

START_TEST(encodes)
{
	struct bytes to = {0};

	utf16_encode("A\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80", &to);
	ck_assert_uint_eq(to.size, 10);
	ck_assert_mem_eq(to.at, "\0A\0\xe9\x20\xac\xd8\x3d\xde\x00", 10);
	bytes_reset(&to);
	utf16_encode("\xff\xc3", &to);
	ck_assert_uint_eq(to.size, 4);
	ck_assert_mem_eq(to.at, "\xff\xfd\xff\xfd", 4);
	bytes_reset(&to);
	utf16_encode("\xed\xa0\x80\xc0\x80", &to);	/* surrogate, overlong */
	ck_assert_uint_eq(to.size, 10);
	bytes_clear(&to);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("utf16");

	tcase_add_test(t, decodes);
	tcase_add_test(t, encodes);
	return testing_run("utf16", t);
}
