#include "base/langtag.h"

#include <string.h>

#include "base/testing.h"

START_TEST(takes_tags)
{
	static const char *const tags[] = {"de", "fil", "de-CH", "pt-BR",
	    "zh-Hant-TW", "zh-cmn-Hans-CN", "es-419", "sl-rozaj-biske",
	    "de-CH-1996", "en-a-bbb-x-a-ccc", "de-x-AD", "x-whatever",
	    "hy-Latn-IT-arevela",
	    "de-1901-u-co-phonebk"};
	size_t i;

	for (i = 0; i < sizeof(tags) / sizeof(tags[0]); i++)
		ck_assert_msg(langtag_is_well_formed(tags[i], strlen(tags[i])),
		    "%s", tags[i]);
}
END_TEST

START_TEST(refuses_what_is_none)
{
	static const char *const texts[] = {"", "d", "german", "xx_YY_foo",
	    "de-", "-de", "de--CH", "de-CH-", "de-a", "de-x", "x", "x-",
	    "de CH", "12", "de-419-DE", "i-klingon", "de-abcdefghi", "d\303\251",
	    "de-CH-19"};
	size_t i;

	for (i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		ck_assert_msg(!langtag_is_well_formed(texts[i],
		    strlen(texts[i])), "%s", texts[i]);
}
END_TEST

START_TEST(reads_no_byte_too_many)
{
	ck_assert(langtag_is_well_formed("de-CH-", 5));
	ck_assert(langtag_is_well_formed("de fr", 2));
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("langtag");

	tcase_add_test(t, takes_tags);
	tcase_add_test(t, refuses_what_is_none);
	tcase_add_test(t, reads_no_byte_too_many);
	return testing_run("langtag", t);
}
