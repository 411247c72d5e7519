/* xmlnote_test.c: what xmlnote.h promises. */
#include "xml/xmlnote.h"

#include "base/limits.h"
#include "base/testing.h"

START_TEST(keeps_notes_in_order)
{
	struct xmlnotes notes = {0};

	xmlnote_add(&notes, XMLNOTE_MISSING, 3, "Id", "%s has no %s", "Asset",
	    "Id");
	xmlnote_add(&notes, XMLNOTE_VALUE, 4, "Hash", "have '\n\033'");
	ck_assert_uint_eq(notes.count, 2);
	ck_assert_int_eq(notes.at[0].kind, XMLNOTE_MISSING);
	ck_assert_int_eq(notes.at[0].line, 3);
	ck_assert_str_eq(notes.at[0].element, "Id");
	ck_assert_str_eq(notes.at[0].text, "Asset has no Id");
	ck_assert_str_eq(notes.at[1].text, "have '\\x0a\\x1b'");
	ck_assert(!notes.bad);
	xmlnote_clear(&notes);
	ck_assert_uint_eq(notes.count, 0);
}
END_TEST

START_TEST(stops_where_nobody_reads_on)
{
	struct xmlnotes notes = {0};
	int i;

	for (i = 0; i < LIMIT_XML_NOTES + 10; i++)
		xmlnote_add(&notes, XMLNOTE_EMPTY, i, "a", "%d", i);
	ck_assert_uint_eq(notes.count, LIMIT_XML_NOTES);
	ck_assert(!notes.bad);
	xmlnote_clear(&notes);
	xmlnote_add(NULL, XMLNOTE_EMPTY, 1, "a", "nowhere");
}
END_TEST

START_TEST(has_a_name_for_each_kind)
{
	ck_assert_str_eq(xmlnote_name(XMLNOTE_MISSING), "missing");
	ck_assert_str_eq(xmlnote_name(XMLNOTE_REPEATED), "repeated");
	ck_assert_str_eq(xmlnote_name(XMLNOTE_EMPTY), "empty");
	ck_assert_str_eq(xmlnote_name(XMLNOTE_VALUE), "value");
	ck_assert_str_eq(xmlnote_name(XMLNOTE_UNKNOWN), "unknown");
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("xmlnote");

	tcase_add_test(t, keeps_notes_in_order);
	tcase_add_test(t, stops_where_nobody_reads_on);
	tcase_add_test(t, has_a_name_for_each_kind);
	return testing_run("xmlnote", t);
}
