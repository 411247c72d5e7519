/* xmlget_test.c: what xmlget.h promises. */
#include "xml/xmlget.h"

#include "base/testing.h"

static struct xml_document *doc;
static const struct xml_element *root;
static struct xmlnotes notes;

static void
load(const char *text)
{
	struct dcp_error err = {0};

	doc = xmlread_parse(text, strlen(text), &err);
	ck_assert_msg(doc != NULL, "%s", err.text);
	root = xmlread_root(doc);
}

/* There is one note, of this kind, with this text in it; it is forgotten. */
static void
check_note(enum xmlnote_kind kind, long line, const char *text)
{
	ck_assert_uint_eq(notes.count, 1);
	ck_assert_int_eq(notes.at[0].kind, kind);
	ck_assert_int_eq(notes.at[0].line, line);
	ck_assert_msg(strstr(notes.at[0].text, text) != NULL, "have \"%s\"",
	    notes.at[0].text);
	xmlnote_clear(&notes);
}

static void
leave(void)
{
	ck_assert_uint_eq(notes.count, 0);
	xmlread_free(doc);
}

START_TEST(gives_values)
{
	struct uuid id;
	struct timestamp t;
	struct rational r;
	uint64_t n;
	bool b;

	load("<a><t> x </t><e/>"
	    "<u>urn:uuid:00000000-0000-4000-8000-00000000000A</u>"
	    "<d>2026-01-31T12:00:00-00:00</d><n>7</n><r>24 1</r><b>1</b></a>");
	ck_assert_str_eq(xmlget_text(&notes, root, "t", XMLGET_REQUIRED), "x");
	ck_assert_str_eq(xmlget_text(&notes, root, "e", XMLGET_OPTIONAL), "");
	ck_assert(xmlget_uuid(&notes, root, "u", XMLGET_REQUIRED, &id));
	ck_assert_uint_eq(id.bytes[15], 10);
	ck_assert(xmlget_time(&notes, root, "d", XMLGET_REQUIRED, &t));
	ck_assert(t.zoned && t.zone_minutes == 0);
	ck_assert(xmlget_number(&notes, root, "n", XMLGET_REQUIRED, 0, 7, &n));
	ck_assert_uint_eq(n, 7);
	ck_assert(xmlget_rational(&notes, root, "r", XMLGET_REQUIRED, &r));
	ck_assert(r.num == 24 && r.den == 1);
	ck_assert(xmlget_truth(&notes, root, "b", XMLGET_REQUIRED, &b) && b);
	leave();
}
END_TEST

START_TEST(finds_nothing_where_nothing_is)
{
	struct uuid id = {{1}};
	uint64_t n = 1;

	load("<a/>");
	ck_assert_ptr_null(xmlget_text(&notes, root, "t", XMLGET_OPTIONAL));
	ck_assert(!xmlget_uuid(&notes, NULL, "u", XMLGET_REQUIRED, &id));
	ck_assert(uuid_is_zero(&id));
	ck_assert_uint_eq(notes.count, 0);
	ck_assert(!xmlget_number(&notes, root, "n", XMLGET_REQUIRED, 0, 9,
	    &n));
	ck_assert_uint_eq(n, 0);
	check_note(XMLNOTE_MISSING, 1, "a has no n");
	leave();
}
END_TEST

START_TEST(notes_what_is_wrong)
{
	struct uuid id;
	struct timestamp t;
	struct rational r;
	uint64_t n;
	bool b;

	load("<a>\n<u>x</u>\n<d>yesterday</d>\n<n>-1</n>\n<r>24 0</r>\n"
	    "<b>maybe</b>\n<e/>\n<two/>\n<two/>\n"
	    "<v>00000000-0000-4000-8000-00000000000A</v></a>");
	ck_assert(!xmlget_uuid(&notes, root, "u", XMLGET_OPTIONAL, &id));
	check_note(XMLNOTE_VALUE, 2, "u: have 'x', want a UUID");
	ck_assert(!xmlget_time(&notes, root, "d", XMLGET_OPTIONAL, &t));
	check_note(XMLNOTE_VALUE, 3, "yesterday");
	ck_assert(!xmlget_number(&notes, root, "n", XMLGET_OPTIONAL, 0, 9,
	    &n));
	check_note(XMLNOTE_VALUE, 4, "-1");
	ck_assert(!xmlget_rational(&notes, root, "r", XMLGET_OPTIONAL, &r));
	check_note(XMLNOTE_VALUE, 5, "24 0");
	ck_assert(!xmlget_truth(&notes, root, "b", XMLGET_OPTIONAL, &b));
	check_note(XMLNOTE_VALUE, 6, "maybe");
	ck_assert_str_eq(xmlget_text(&notes, root, "e", XMLGET_REQUIRED), "");
	check_note(XMLNOTE_EMPTY, 7, "e is empty");
	ck_assert(!xmlget_number(&notes, root, "e", XMLGET_OPTIONAL, 0, 9,
	    &n));
	check_note(XMLNOTE_EMPTY, 7, "e is empty");
	ck_assert_ptr_nonnull(xmlget_child(&notes, root, "two",
	    XMLGET_OPTIONAL));
	check_note(XMLNOTE_REPEATED, 9, "more than one two");
	ck_assert(xmlget_uuid(&notes, root, "v", XMLGET_OPTIONAL, &id));
	check_note(XMLNOTE_VALUE, 10, "urn:uuid:");
	leave();
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("xmlget");

	tcase_add_test(t, gives_values);
	tcase_add_test(t, finds_nothing_where_nothing_is);
	tcase_add_test(t, notes_what_is_wrong);
	return testing_run("xmlget", t);
}
