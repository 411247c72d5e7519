/* xmlwrite_test.c: what xmlwrite.h promises. */
#include "xml/xmlwrite.h"

#include "base/testing.h"
#include "xml/xmlread.h"

START_TEST(writes_a_document)
{
	static const char *const attributes[] = {"xmlns", "urn:a", "none",
	    NULL, "b", "\"<&\t", NULL};
	static const struct uuid id = {{0xab}};
	static const struct timestamp time = {.zoned = true};
	struct dcp_error err = {0};
	struct bytes b = {0};
	struct xmlwrite w;

	xmlwrite_begin(&w, &b);
	xmlwrite_open(&w, "a", attributes);
	xmlwrite_text(&w, "t", "<\"&\"> \r\xc3\xa4");
	xmlwrite_optional(&w, "o", NULL);
	xmlwrite_optional(&w, "o", "");
	xmlwrite_empty(&w, "e");
	xmlwrite_open(&w, "p:l", NULL);
	xmlwrite_uuid(&w, "u", &id);
	xmlwrite_time(&w, "d", &time);
	xmlwrite_number(&w, "n", UINT64_MAX);
	xmlwrite_rational(&w, "r", (struct rational){24, 1});
	xmlwrite_close(&w);
	xmlwrite_close(&w);
	ck_assert(xmlwrite_end(&w, &err));
	ck_assert_str_eq(bytes_text(&b),
	    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	    "<a xmlns=\"urn:a\" b=\"&quot;&lt;&amp;&#9;\">\n"
	    "  <t>&lt;\"&amp;\"&gt; &#13;\xc3\xa4</t>\n"
	    "  <o></o>\n"
	    "  <e/>\n"
	    "  <p:l>\n"
	    "    <u>urn:uuid:ab000000-0000-0000-0000-000000000000</u>\n"
	    "    <d>1970-01-01T00:00:00+00:00</d>\n"
	    "    <n>18446744073709551615</n>\n"
	    "    <r>24 1</r>\n"
	    "  </p:l>\n"
	    "</a>\n");
	bytes_clear(&b);
}
END_TEST

START_TEST(reads_back_what_it_wrote)
{
	static const char text[] = "a<b>&\"'\r\n\tc \xf0\x9f\x8e\xac d";
	static const char *const attributes[] = {"x", text, NULL};
	struct dcp_error err = {0};
	struct bytes b = {0};
	struct xml_document *doc;
	struct xmlwrite w;

	xmlwrite_begin(&w, &b);
	xmlwrite_text_with(&w, "a", attributes, text);
	ck_assert(xmlwrite_end(&w, &err));
	doc = xmlread_parse(b.at, b.size, &err);
	ck_assert_msg(doc != NULL, "%s", err.text);
	ck_assert_str_eq(xmlread_text(xmlread_root(doc)), text);
	ck_assert_str_eq(xmlread_attribute(xmlread_root(doc), "x"), text);
	xmlread_free(doc);
	bytes_clear(&b);
}
END_TEST

START_TEST(refuses_what_xml_cannot_carry)
{
	static const char *const bad[] = {"\x01", "\x1b[0m", "\xff", "\xc3",
	    "\xef\xbf\xbf", "\xed\xa0\x80"};
	size_t i;

	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		struct dcp_error err = {0};
		struct bytes b = {0};
		struct xmlwrite w;

		xmlwrite_begin(&w, &b);
		xmlwrite_text(&w, "Title", bad[i]);
		ck_assert(!xmlwrite_end(&w, &err));
		ck_assert_int_eq(err.status, DCP_BAD_INPUT);
		ck_assert_int_eq(strncmp(err.text, "Title: ", 7), 0);
		bytes_clear(&b);
	}
}
END_TEST

START_TEST(writes_a_fragment)
{
	struct bytes b = {0};
	struct xmlwrite w;
	struct dcp_error err = {0};

	xmlwrite_begin_fragment(&w, &b, 1);
	xmlwrite_open(&w, "a", NULL);
	xmlwrite_text(&w, "b", "c");
	xmlwrite_close(&w);
	ck_assert(xmlwrite_end(&w, &err));
	ck_assert_str_eq(bytes_text(&b), "  <a>\n    <b>c</b>\n  </a>\n");
	bytes_clear(&b);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("xmlwrite");

	tcase_add_test(t, writes_a_document);
	tcase_add_test(t, reads_back_what_it_wrote);
	tcase_add_test(t, refuses_what_xml_cannot_carry);
	tcase_add_test(t, writes_a_fragment);
	return testing_run("xmlwrite", t);
}
