/* hex_test.c: bytes as digits and back. */
#include "base/hex.h"
#include "base/testing.h"

#include <string.h>

START_TEST(all_bytes_come_back)
{
	uint8_t bytes[256], back[256];
	char text[513];
	unsigned i;

	for (i = 0; i < 256; i++)
		bytes[i] = (uint8_t)i;
	hex_format(text, bytes, sizeof(bytes));
	ck_assert_int_eq(strncmp(text, "000102", 6), 0);
	ck_assert_str_eq(text + 506, "fdfeff");
	ck_assert(hex_parse(text, back, sizeof(back)));
	ck_assert_int_eq(memcmp(bytes, back, sizeof(back)), 0);
}
END_TEST

START_TEST(either_case_is_read)
{
	uint8_t to[2];

	ck_assert(hex_parse("aBCdxyz", to, 2));
	ck_assert_int_eq(memcmp(to, "\xab\xcd", 2), 0);
	ck_assert(hex_parse("", to, 0));
}
END_TEST

START_TEST(all_else_is_zero)
{
	static const char *const bad[] = {"", "a", "ab", "abc", "abcg", "ab d",
	    "0x12", "-123"};
	size_t i;

	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		uint8_t to[2] = {1, 1};

		ck_assert_msg(!hex_parse(bad[i], to, 2), "%s", bad[i]);
		ck_assert(to[0] == 0 && to[1] == 0);
	}
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("hex");

	tcase_add_test(t, all_bytes_come_back);
	tcase_add_test(t, either_case_is_read);
	tcase_add_test(t, all_else_is_zero);
	return testing_run("hex", t);
}
