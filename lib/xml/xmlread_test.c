/* xmlread_test.c: what xmlread.h promises. */
#include "xml/xmlread.h"

#include "base/bytes.h"
#include "base/limits.h"
#include "base/testing.h"

static struct xml_document *
parse(const char *text, struct dcp_error *err)
{
	return xmlread_parse(text, strlen(text), err);
}

static void
check_refused(const char *text, enum dcp_status status, const char *why)
{
	struct dcp_error err = {0};

	ck_assert_ptr_null(parse(text, &err));
	ck_assert_int_eq(err.status, status);
	ck_assert_msg(strstr(err.text, why) != NULL, "have \"%s\", want \"%s\"",
	    err.text, why);
}

START_TEST(walks_elements)
{
	static const char text[] = "<?xml version=\"1.0\"?>\n"
	    "<a xmlns='urn:a' xmlns:b='urn:b'>\n"
	    "  <!-- no element --><x/>text\n"
	    "  <b:x id='1' b:id='2'>  two <i>words</i> </b:x><y/>\n"
	    "  <x/>\n</a>\n";
	struct dcp_error err = {0};
	struct xml_document *doc = parse(text, &err);
	const struct xml_element *root, *e;

	ck_assert_msg(doc != NULL, "%s", err.text);
	root = xmlread_root(doc);
	ck_assert(xmlread_is(root, "urn:a", "a"));
	ck_assert(xmlread_is(root, NULL, "a"));
	ck_assert(!xmlread_is(root, "urn:b", "a"));
	ck_assert_int_eq(xmlread_line(root), 2);
	ck_assert_ptr_null(xmlread_parent(root));
	ck_assert_ptr_null(xmlread_child(root, "urn:c", "x"));

	e = xmlread_first(root);
	ck_assert_str_eq(xmlread_name(e), "x");
	ck_assert_ptr_eq(xmlread_parent(e), root);
	ck_assert_int_eq(xmlread_line(xmlread_again(e)), 5);
	ck_assert_ptr_null(xmlread_again(xmlread_again(e)));
	ck_assert_str_eq(xmlread_text(e), "");
	ck_assert(!xmlread_has_text(e));
	ck_assert(xmlread_has_text(root));

	e = xmlread_next(e);
	ck_assert(xmlread_is(e, "urn:b", "x"));
	ck_assert_int_eq(xmlread_line(e), 4);
	ck_assert_str_eq(xmlread_text(e), "two words");
	ck_assert_str_eq(xmlread_attribute(e, "id"), "1");
	ck_assert_ptr_null(xmlread_attribute(e, "no"));
	ck_assert_str_eq(xmlread_attribute_of(e, "urn:b", "id"), "2");
	ck_assert_ptr_null(xmlread_attribute_of(e, "urn:c", "id"));
	ck_assert_ptr_eq(xmlread_child(root, "urn:b", "x"), e);
	ck_assert_ptr_null(xmlread_child(root, "urn:b", "y"));
	xmlread_free(doc);
}
END_TEST

START_TEST(gives_text_as_it_is_meant)
{
	struct dcp_error err = {0};
	struct xml_document *doc = parse("<a t='  &lt;&#65; '>"
	    "\t&amp;<![CDATA[<b>]]><!-- c -->&#228; \r\n</a>", &err);

	ck_assert_msg(doc != NULL, "%s", err.text);
	ck_assert_str_eq(xmlread_text(xmlread_root(doc)), "&<b>\xc3\xa4");
	ck_assert_str_eq(xmlread_attribute(xmlread_root(doc), "t"), "<A");
	xmlread_free(doc);
}
END_TEST

START_TEST(refuses_document_types)
{
	check_refused("<!DOCTYPE a><a/>", DCP_REFUSED, "line 1: have a "
	    "document type declaration");
	/* Ten to the ninth power of a text of a few letters. */
	check_refused("<!DOCTYPE a [<!ENTITY b \"laughter\">"
	    "<!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;\">"
	    "<!ENTITY d \"&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;\">"
	    "<!ENTITY e \"&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;\">]>"
	    "<a>&e;</a>", DCP_REFUSED, "document type");
	check_refused("<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]>"
	    "\n<a t=\"&b;\">&b;</a>", DCP_REFUSED, "document type");
	check_refused("<!DOCTYPE a SYSTEM \"http://localhost/a.dtd\"><a/>",
	    DCP_REFUSED, "document type");
	check_refused("<!DOCTYPE a PUBLIC \"x\" \"a.dtd\"><a/>", DCP_REFUSED,
	    "document type");
	check_refused("<a>&b;</a>", DCP_BAD_INPUT, "Entity 'b' not defined");
}
END_TEST

static void
nest(struct bytes *b, unsigned depth)
{
	unsigned i;

	bytes_reset(b);
	for (i = 0; i < depth; i++)
		bytes_printf(b, "<a>");
	for (i = 0; i < depth; i++)
		bytes_printf(b, "</a>");
}

START_TEST(refuses_what_is_too_much)
{
	struct dcp_error err = {0};
	struct bytes b = {0};
	struct xml_document *doc;

	nest(&b, LIMIT_XML_DEPTH);
	doc = xmlread_parse(b.at, b.size, &err);
	ck_assert_msg(doc != NULL, "%s", err.text);
	xmlread_free(doc);
	nest(&b, LIMIT_XML_DEPTH + 1);
	check_refused(bytes_text(&b), DCP_REFUSED, "nested deeper");
	nest(&b, 100000);
	check_refused(bytes_text(&b), DCP_REFUSED, "nested deeper");
	bytes_reset(&b);
	bytes_printf(&b, "<a>");
	while (b.size < 4u * LIMIT_XML_NODES)
		bytes_printf(&b, "<a/>");
	bytes_printf(&b, "</a>");
	check_refused(bytes_text(&b), DCP_REFUSED, "more than 600000 elements");
	ck_assert_ptr_null(xmlread_parse(b.at, LIMIT_XML_SIZE + 1, &err));
	ck_assert_int_eq(err.status, DCP_REFUSED);
	bytes_clear(&b);
}
END_TEST

START_TEST(refuses_what_is_no_xml)
{
	struct dcp_error err = {0};

	check_refused("", DCP_BAD_INPUT, "no XML");
	check_refused("text", DCP_BAD_INPUT, "line 1");
	check_refused("<a>\n<b>\n</a>", DCP_BAD_INPUT, "line 3");
	check_refused("<a/><b/>", DCP_BAD_INPUT, "line 1");
	check_refused("<a>\xff</a>", DCP_BAD_INPUT, "line 1");
	check_refused("<a>\x01</a>", DCP_BAD_INPUT, "line 1");
	check_refused("<a b='1' b='2'/>", DCP_BAD_INPUT, "line 1");
	check_refused("<?xml version='1.0' encoding='ISO-8859-99'?><a/>",
	    DCP_BAD_INPUT, "line 1");
	ck_assert_ptr_null(xmlread_parse("<a>\0</a>", 8, &err));
	ck_assert_int_eq(err.status, DCP_BAD_INPUT);
}
END_TEST

START_TEST(fails_politely_wherever_it_is_cut)
{
	static const char text[] = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
	    "<a xmlns=\"urn:a\" b='c'>&lt;<d><![CDATA[e]]></d><!--f--></a>";
	size_t size;

	for (size = 0; size < sizeof(text) - 1; size++) {
		struct dcp_error err = {0};

		ck_assert_ptr_null(xmlread_parse(text, size, &err));
		ck_assert_int_eq(err.status, DCP_BAD_INPUT);
		ck_assert_str_ne(err.text, "");
	}
}
END_TEST

/* "<a>\u00e4</a>" after the byte order mark. */
static const char little[] = "\xff\xfe<\0a\0>\0\xe4\0<\0/\0a\0>\0";
static const char big[] = "\xfe\xff\0<\0a\0>\0\xe4\0<\0/\0a\0>";

START_TEST(reads_other_encodings)
{
	static const struct {
		const char *text;
		size_t size;
	} forms[] = {{little, sizeof(little) - 1}, {big, sizeof(big) - 1}};
	static const char latin[] =
	    "<?xml version='1.0' encoding='ISO-8859-1'?><a>\xe4</a>";
	struct dcp_error err = {0};
	struct xml_document *doc;
	size_t i;

	for (i = 0; i < 2; i++) {
		doc = xmlread_parse(forms[i].text, forms[i].size, &err);
		ck_assert_msg(doc != NULL, "%s", err.text);
		ck_assert_str_eq(xmlread_text(xmlread_root(doc)), "\xc3\xa4");
		ck_assert(xmlread_form(doc)->has_mark);
		ck_assert(!xmlread_form(doc)->has_declaration);
		xmlread_free(doc);
	}
	ck_assert_ptr_nonnull(doc = parse(latin, &err));
	ck_assert_str_eq(xmlread_text(xmlread_root(doc)), "\xc3\xa4");
	ck_assert_str_eq(xmlread_form(doc)->encoding, "ISO-8859-1");
	xmlread_free(doc);
}
END_TEST

START_TEST(tells_the_form_of_the_file)
{
	static const char text[] = "\xef\xbb\xbf<?xml version=\"1.0\" "
	    "encoding=\"UTF-8\" standalone=\"no\"?>\r\n<a>\n\r</a>";
	struct dcp_error err = {0};
	struct xml_document *doc = parse(text, &err);
	const struct xmlread_form *form;

	ck_assert_msg(doc != NULL, "%s", err.text);
	form = xmlread_form(doc);
	ck_assert(form->has_mark && form->has_declaration);
	ck_assert(form->has_standalone && !form->standalone);
	ck_assert_str_eq(form->encoding, "UTF-8");
	ck_assert(form->lf && form->crlf && form->cr);
	xmlread_free(doc);

	ck_assert_ptr_nonnull(doc = parse("<a/>", &err));
	form = xmlread_form(doc);
	ck_assert(!form->has_mark && !form->has_declaration);
	ck_assert(!form->has_standalone && !form->lf);
	ck_assert_str_eq(form->encoding, "");
	xmlread_free(doc);
}
END_TEST

START_TEST(counts_lines_beyond_sixteen_bits)
{
	struct dcp_error err = {0};
	struct bytes b = {0};
	struct xml_document *doc;

	bytes_printf(&b, "<a>");
	bytes_fill(&b, '\n', 70000);
	bytes_printf(&b, "<b>x</b></a>");
	doc = xmlread_parse(b.at, b.size, &err);
	ck_assert_msg(doc != NULL, "%s", err.text);
	ck_assert_int_eq(xmlread_line(xmlread_first(xmlread_root(doc))),
	    70001);
	xmlread_free(doc);
	bytes_clear(&b);
}
END_TEST

START_TEST(loads_files)
{
	struct dcp_error err = {0};
	struct xml_document *doc;

	testing_file("good.xml", "<a>b</a>");
	testing_file("bad.xml", "<a>\nb");
	ck_assert_ptr_nonnull(doc = xmlread_load("good.xml", &err));
	ck_assert_str_eq(xmlread_text(xmlread_root(doc)), "b");
	xmlread_free(doc);
	ck_assert_ptr_null(xmlread_load("bad.xml", &err));
	ck_assert_ptr_nonnull(strstr(err.text, "line 2"));
	err = (struct dcp_error){0};
	ck_assert_ptr_null(xmlread_load("none.xml", &err));
	ck_assert_int_eq(err.status, DCP_IO);
	ck_assert_str_eq(err.text, "No such file or directory");
	xmlread_free(NULL);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("xmlread");

	tcase_add_checked_fixture(t, testing_enter, testing_leave);
	tcase_add_test(t, walks_elements);
	tcase_add_test(t, gives_text_as_it_is_meant);
	tcase_add_test(t, refuses_document_types);
	tcase_add_test(t, refuses_what_is_too_much);
	tcase_add_test(t, refuses_what_is_no_xml);
	tcase_add_test(t, fails_politely_wherever_it_is_cut);
	tcase_add_test(t, reads_other_encodings);
	tcase_add_test(t, tells_the_form_of_the_file);
	tcase_add_test(t, counts_lines_beyond_sixteen_bits);
	tcase_add_test(t, loads_files);
	return testing_run("xmlread", t);
}
