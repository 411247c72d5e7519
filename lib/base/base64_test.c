/* base64_test.c: the vectors of RFC 4648, and what is not Base64. */
#include "base/base64.h"
#include "base/testing.h"

#include <string.h>

static const struct {
	const char *plain, *text;
} vectors[] = {{"", ""}, {"f", "Zg=="}, {"fo", "Zm8="}, {"foo", "Zm9v"},
    {"foob", "Zm9vYg=="}, {"fooba", "Zm9vYmE="}, {"foobar", "Zm9vYmFy"}};

START_TEST(vectors_of_the_rfc)
{
	char text[BASE64_SIZE(6)];
	uint8_t back[6];
	size_t i, size;

	for (i = 0; i < sizeof(vectors) / sizeof(vectors[0]); i++) {
		base64_format(text, vectors[i].plain, strlen(vectors[i].plain));
		ck_assert_str_eq(text, vectors[i].text);
		ck_assert(base64_parse(text, back, sizeof(back), &size));
		ck_assert_uint_eq(size, strlen(vectors[i].plain));
		ck_assert_int_eq(memcmp(back, vectors[i].plain, size), 0);
	}
}
END_TEST

START_TEST(all_bytes_come_back)
{
	uint8_t bytes[256], back[256];
	char text[BASE64_SIZE(256)];
	size_t n, size;

	for (n = 0; n < 256; n++)
		bytes[n] = (uint8_t)(n * 7 + 3);
	for (n = 0; n <= 256; n++) {
		base64_format(text, bytes, n);
		ck_assert_uint_eq(strlen(text) + 1, BASE64_SIZE(n));
		ck_assert(base64_parse(text, back, n, &size));
		ck_assert_uint_eq(size, n);
		ck_assert_int_eq(memcmp(bytes, back, n), 0);
	}
}
END_TEST

START_TEST(white_space_may_stand_anywhere)
{
	uint8_t back[6];
	size_t size;

	ck_assert(base64_parse(" Zm9v\r\n\tYm\n E = \n", back, 6, &size));
	ck_assert_uint_eq(size, 5);
	ck_assert(base64_parse("  \n", back, 0, &size));
	ck_assert_uint_eq(size, 0);
}
END_TEST

START_TEST(all_else_is_none)
{
	static const char *const bad[] = {"Z", "Zg", "Zg=", "Zg===", "Zm8",
	    "Zm8==", "Zm9v=", "=", "====", "Zg==Zg==", "Z=g=", "Zm-_", "Zm9v.",
	    "Zh==", "Zm9=", "Zm9v\xc3\xa9", "Zg==x"};
	uint8_t back[16];
	size_t i, size;

	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		ck_assert_msg(!base64_parse(bad[i], back, sizeof(back), &size),
		    "%s", bad[i]);
		ck_assert_uint_eq(size, 0);
	}
}
END_TEST

START_TEST(no_more_is_written_than_fits)
{
	uint8_t back[4] = {0, 0, 0, 0xee};
	size_t size;

	ck_assert(!base64_parse("Zm9vYg==", back, 3, &size));
	ck_assert_uint_eq(back[3], 0xee);
	ck_assert_uint_eq(size, 0);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("base64");

	tcase_add_test(t, vectors_of_the_rfc);
	tcase_add_test(t, all_bytes_come_back);
	tcase_add_test(t, white_space_may_stand_anywhere);
	tcase_add_test(t, all_else_is_none);
	tcase_add_test(t, no_more_is_written_than_fits);
	return testing_run("base64", t);
}
