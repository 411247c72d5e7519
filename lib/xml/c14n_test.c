/* c14n_test.c: what c14n.h promises. */
#include "xml/c14n.h"

#include "base/testing.h"

static struct xml_document *
parse(const void *text, size_t size)
{
	struct dcp_error err = {0};
	struct xml_document *doc = xmlread_parse(text, size, &err);

	ck_assert_msg(doc != NULL, "%s", err.text);
	return doc;
}

/* The canonical form of ${text}, but for the root's element ${without}. */
static void
check_without(const char *text, const char *without,
    enum c14n_comments comments, const char *want)
{
	struct xml_document *doc = parse(text, strlen(text));
	struct bytes have = {0};
	struct dcp_error err = {0};

	ck_assert_msg(c14n_document(doc, comments, without == NULL ? NULL :
	    xmlread_child(xmlread_root(doc), NULL, without), &have, &err),
	    "%s", err.text);
	ck_assert_str_eq(bytes_text(&have), want);
	bytes_clear(&have);
	xmlread_free(doc);
}

static void
check(const char *text, const char *want)
{
	check_without(text, NULL, C14N_NO_COMMENTS, want);
}

/* Canonical XML 1.0, 3.1: what stands beside the root. */
START_TEST(instructions_and_comments)
{
	static const char text[] = "<?xml version=\"1.0\"?>\n\n"
	    "<?xml-stylesheet   href=\"doc.xsl\"\n   type=\"text/xsl\"   ?>\n"
	    "<doc>Hello<!-- Comment 1 --></doc>\n\n"
	    "<?pi-without-data     ?>\n\n<!-- Comment 2 -->\n";

	check(text, "<?xml-stylesheet href=\"doc.xsl\"\n   "
	    "type=\"text/xsl\"   ?>\n<doc>Hello</doc>\n<?pi-without-data?>");
	check_without(text, NULL, C14N_WITH_COMMENTS,
	    "<?xml-stylesheet href=\"doc.xsl\"\n   type=\"text/xsl\"   ?>\n"
	    "<doc>Hello<!-- Comment 1 --></doc>\n<?pi-without-data?>\n"
	    "<!-- Comment 2 -->");
}
END_TEST

/* 3.3: attributes by namespace and name, those declared twice once. */
START_TEST(orders_attributes)
{
	check("<doc>\n   <e1   />\n"
	    "   <e3   name = \"elem3\"   id=\"elem3\"   />\n"
	    "   <e5 a:attr=\"out\" b:attr=\"sorted\" attr2=\"all\" attr=\"I'm\""
	    "\n      xmlns:b=\"http://www.ietf.org\"\n"
	    "      xmlns:a=\"http://www.w3.org\"\n"
	    "      xmlns=\"http://example.org\"/>\n"
	    "   <e6 xmlns='' xmlns:a='http://www.w3.org'>"
	    "<e7 xmlns='http://www.ietf.org'>"
	    "<e8 xmlns='' xmlns:a='http://www.w3.org'/></e7></e6>\n</doc>",
	    "<doc>\n   <e1></e1>\n   <e3 id=\"elem3\" name=\"elem3\"></e3>\n"
	    "   <e5 xmlns=\"http://example.org\" "
	    "xmlns:a=\"http://www.w3.org\" xmlns:b=\"http://www.ietf.org\" "
	    "attr=\"I'm\" attr2=\"all\" b:attr=\"sorted\" a:attr=\"out\"></e5>\n"
	    "   <e6 xmlns:a=\"http://www.w3.org\">"
	    "<e7 xmlns=\"http://www.ietf.org\"><e8 xmlns=\"\"></e8></e7></e6>\n"
	    "</doc>");
}
END_TEST

/* 3.4: characters. */
START_TEST(writes_characters_one_way)
{
	check("<doc>\r\n<a>first&#x0d;&#10;second</a><b>&#x32;</b>"
	    "<c><![CDATA[value>\"0\" && value<\"10\"]]></c>"
	    "<d e='&lt;&quot;&#9;&#10;&#13;&#x20;>'>&gt;\xc3\xa9&#233;</d>\r"
	    "</doc>",
	    "<doc>\n<a>first&#xD;\nsecond</a><b>2</b>"
	    "<c>value&gt;\"0\" &amp;&amp; value&lt;\"10\"</c>"
	    "<d e=\"&lt;&quot;&#x9;&#xA;&#xD; >\">&gt;\xc3\xa9\xc3\xa9</d>\n"
	    "</doc>");
}
END_TEST

START_TEST(leaves_an_element_out)
{
	check_without("<d xmlns='urn:d'> <a/> <s:S xmlns:s='urn:s'><a/>t"
	    "</s:S>\n</d>", "S", C14N_NO_COMMENTS,
	    "<d xmlns=\"urn:d\"> <a></a> \n</d>");
	check_without("<d/>", NULL, C14N_NO_COMMENTS, "<d></d>");
}
END_TEST

/* An element by itself has the namespaces, and xml:..., of where it stands. */
START_TEST(takes_an_element)
{
	static const char text[] = "<?pi?><d xmlns='urn:d' xmlns:s='urn:s' "
	    "xml:lang='en' x='1'><e Id='a'><!--c--><s:f xmlns:t='urn:t'/></e>"
	    "<g/></d>";
	struct xml_document *doc = parse(text, strlen(text));
	const struct xml_element *e = xmlread_first(xmlread_root(doc));
	struct bytes have = {0};
	struct dcp_error err = {0};

	ck_assert(c14n_element(e, C14N_WITH_COMMENTS, &have, &err));
	ck_assert_str_eq(bytes_text(&have), "<e xmlns=\"urn:d\" "
	    "xmlns:s=\"urn:s\" Id=\"a\" xml:lang=\"en\"><!--c-->"
	    "<s:f xmlns:t=\"urn:t\"></s:f></e>");
	bytes_reset(&have);
	ck_assert(c14n_element(xmlread_first(e), C14N_NO_COMMENTS, &have,
	    &err));
	ck_assert_str_eq(bytes_text(&have), "<s:f xmlns=\"urn:d\" "
	    "xmlns:s=\"urn:s\" xmlns:t=\"urn:t\" xml:lang=\"en\"></s:f>");
	bytes_clear(&have);
	xmlread_free(doc);
}
END_TEST

/* What another program may change in writing it again. */
START_TEST(is_the_same_however_written)
{
	static const char want[] = "<d xmlns=\"urn:d\" a=\"1\" b=\"&quot;\">\n"
	    "  <e></e>A\xc3\xa9\n</d>";

	check("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\r\n"
	    "<d xmlns=\"urn:d\" a=\"1\" b=\"&quot;\">\r\n"
	    "  <e/>A\xc3\xa9\r\n</d>\r\n", want);
	check("\xef\xbb\xbf<d b='\"'\n a='&#49;'\n   xmlns='urn:d'  >\r"
	    "  <e  ></e  >&#65;&#xe9;\r</d >", want);
	check("<?xml version='1.0' encoding='ISO-8859-1'?><!-- no -->"
	    "<d xmlns='urn:d' a='1' b='\"'>\n  <e/><![CDATA[A]]>\xe9\n"
	    "</d><!-- no -->", want);
}
END_TEST

START_TEST(is_the_same_in_utf16)
{
	static const char text[] = "<d xmlns='urn:d'>A</d>";
	uint8_t wide[2 + 2 * sizeof(text)] = {0xfe, 0xff};
	struct xml_document *doc;
	struct bytes have = {0};
	struct dcp_error err = {0};
	size_t i;

	for (i = 0; i < sizeof(text) - 1; i++)
		wide[3 + 2 * i] = (uint8_t)text[i];
	doc = parse(wide, 2 * sizeof(text));
	ck_assert(c14n_document(doc, C14N_NO_COMMENTS, NULL, &have, &err));
	ck_assert_str_eq(bytes_text(&have), "<d xmlns=\"urn:d\">A</d>");
	bytes_clear(&have);
	xmlread_free(doc);
}
END_TEST

static void
check_refused(const char *text, enum dcp_status status, const char *why)
{
	struct xml_document *doc = parse(text, strlen(text));
	struct bytes have = {0};
	struct dcp_error err = {0};

	ck_assert(!c14n_document(doc, C14N_NO_COMMENTS, NULL, &have, &err));
	ck_assert_int_eq(err.status, status);
	ck_assert_msg(strstr(err.text, why) != NULL, "%s", err.text);
	bytes_clear(&have);
	xmlread_free(doc);
}

START_TEST(refuses_what_has_no_form)
{
	struct bytes text = {0};
	int i;

	check_refused("<d xmlns='relative/name'/>", DCP_BAD_INPUT,
	    "no canonical form");
	bytes_printf(&text, "<d><e");
	for (i = 0; i < 33; i++)
		bytes_printf(&text, "%s xmlns:n%d='urn:n'", i == 20 ? "><f" :
		    "", i);
	bytes_printf(&text, "/></e></d>");
	check_refused(bytes_text(&text), DCP_REFUSED, "more than 32");
	bytes_clear(&text);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("c14n");

	tcase_add_test(t, instructions_and_comments);
	tcase_add_test(t, orders_attributes);
	tcase_add_test(t, writes_characters_one_way);
	tcase_add_test(t, leaves_an_element_out);
	tcase_add_test(t, takes_an_element);
	tcase_add_test(t, is_the_same_however_written);
	tcase_add_test(t, is_the_same_in_utf16);
	tcase_add_test(t, refuses_what_has_no_form);
	return testing_run("c14n", t);
}
