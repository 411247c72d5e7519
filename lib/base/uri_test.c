#include "base/uri.h"

#include "base/testing.h"

START_TEST(tells_uris)
{
	static const struct {
		const char *text;
		bool is;
	} cases[] = {
		{"http://www.fsk.de/", true},
		{"http://rcq.gouv.qc.ca/2003-ratings?a=b", true},
		{"urn:uuid:00000000-0000-4000-8000-000000000001", true},
		{"a:%20", true},
		{"", false}, {"foo", false}, {"www.fsk.de", false},
		{"http:", false}, {":x", false}, {"1a:b", false},
		{"/a:b", false}, {"a:b c", false}, {"a:%2", false},
		{"a:%", false}, {"a:%zz", false}, {"a:<b>", false},
		{"a:\303\251", false}, {"+a:b", false},
	};
	size_t i;

	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		ck_assert_msg(uri_is_absolute(cases[i].text) == cases[i].is,
		    "%s", cases[i].text);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("uri");

	tcase_add_test(t, tells_uris);
	return testing_run("uri", t);
}
