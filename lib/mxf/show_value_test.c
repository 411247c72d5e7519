/* show_value_test.c: values of items as text, as show.h promises. */
#include "base/testing.h"
#include "mxf/show.h"

static void
check_value(enum model_item item, const char *bytes, size_t size,
    const char *want)
{
	struct bytes b = {0};

	show_value(item, span_of(bytes, size, 0), &b);
	ck_assert_str_eq(bytes_text(&b), want);
	bytes_clear(&b);
}

START_TEST(shows_values)
{
	check_value(MODEL_FrameLayout, "\x05", 1, "5");
	check_value(MODEL_Origin, "\xff\xff\xff\xff\xff\xff\xff\xff", 8, "-1");
	check_value(MODEL_EditRate, "\0\0\x5d\xc0\0\0\x03\xe9", 8,
	    "24000/1001");
	check_value(MODEL_Version, "\x01\x02", 2, "1.2");
	check_value(MODEL_ProductVersion, "\0\1\0\2\0\0\0\4\0\5", 10,
	    "1.2.0.4.5");
	check_value(MODEL_LastModifiedDate, "\x07\xea\x0b\x16\x0f\1\2\x7d", 8,
	    "2026-11-22T15:01:02.500");
	check_value(MODEL_TrackName, "\0A\0\n\0B", 6, "\"A\\x0aB\"");
	check_value(MODEL_RFC5646SpokenLanguage, "en", 2, "\"en\"");
	check_value(MODEL_PictureComponentSizing,
	    "\0\0\0\2\0\0\0\3\x0b\1\1\x0b\2\2", 14, "2: 11/1/1 11/2/2");
	check_value(MODEL_PixelLayout, "X\x0c" "Y\x0c" "Z\x0c"
	    "\0\0\0\0\0\0\0\0\0", 16,
	    "58/12 59/12 5a/12 00/0 00/0 00/0 00/0 00/0");
	check_value(MODEL_CodingStyleDefault, "\x01\xff", 2, "01ff");
	check_value(MODEL_DMSchemes, "\0\0\0\0\0\0\0\x10", 8, "0:");
}
END_TEST

/* What has not the form of its type is shown as it is. */
START_TEST(shows_odd_values_as_hex)
{
	check_value(MODEL_EditRate, "\0\0\0\x18", 4, "0x00000018");
	check_value(MODEL_FrameLayout, "", 0, "0x");
	check_value(MODEL_Tracks, "\0\0\0\1\0\0\0\x10\1\2", 10,
	    "0x00000001000000100102");
	check_value(MODEL_None, "\1\2", 2, "0102");
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("show_value");

	tcase_add_test(t, shows_values);
	tcase_add_test(t, shows_odd_values_as_hex);
	return testing_run("show_value", t);
}
