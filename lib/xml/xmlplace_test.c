/* xmlplace_test.c: what xmlplace.h promises. */
#include "xml/xmlplace.h"

#include "base/testing.h"

static void
find(const char *text, struct xmlplace *place)
{
	struct dcp_error err = {0};

	ck_assert_msg(xmlplace_find(text, strlen(text), place, &err), "%s",
	    err.text);
}

static void
check_child(const char *text, const struct xmlplace *place, size_t index,
    const char *want)
{
	const struct xmlplace_child *c = &place->children[index];

	ck_assert_uint_lt(index, place->child_count);
	ck_assert_uint_eq(c->end - c->begin, strlen(want));
	ck_assert_int_eq(memcmp(text + c->begin, want, strlen(want)), 0);
}

START_TEST(finds_children)
{
	static const char text[] = "<?xml version='1.0'?><!-- <no> -->\n"
	    "<r a='>' b=\"</r>\">t<a><b/></a ><!--<c>--><?p <d>?>"
	    "<![CDATA[<e>]]><f/>\n <g x='/'>\n<r><h>&lt;</h></r></g></r >\n"
	    "<!-- </r> --><?p </r>?>";
	struct xmlplace place;

	find(text, &place);
	ck_assert_uint_eq(place.child_count, 3);
	check_child(text, &place, 0, "<a><b/></a >");
	check_child(text, &place, 1, "<f/>");
	check_child(text, &place, 2, "<g x='/'>\n<r><h>&lt;</h></r></g>");
	ck_assert_int_eq(memcmp(text + place.end_tag, "</r >", 5), 0);
	ck_assert_str_eq(place.prefix, "");
	xmlplace_clear(&place);
	ck_assert_uint_eq(place.child_count, 0);
}
END_TEST

START_TEST(knows_the_prefix)
{
	struct xmlplace place;

	find("<p:r xmlns:p='urn:p'></p:r\n>", &place);
	ck_assert_str_eq(place.prefix, "p:");
	ck_assert_uint_eq(place.child_count, 0);
	xmlplace_clear(&place);
}
END_TEST

static void
check_unsupported(const char *text, size_t size, const char *why)
{
	struct dcp_error err = {0};
	struct xmlplace place;

	ck_assert(!xmlplace_find(text, size, &place, &err));
	ck_assert_int_eq(err.status, DCP_UNSUPPORTED);
	ck_assert_msg(strstr(err.text, why) != NULL, "%s", err.text);
	ck_assert_ptr_null(place.children);
}

START_TEST(refuses)
{
	static const char prefix[] = "<a234567890123456789012345678901234567890"
	    "123456789012345678901234:b xmlns:a234567890123456789012345678901234"
	    "567890123456789012345678901234='u'></a234567890123456789012345678"
	    "901234567890123456789012345678901234:b>";
	static const char wide[] = "<\0r\0>\0<\0/\0r\0>";

	check_unsupported("<r a='1'/>", 10, "without content");
	check_unsupported(wide, sizeof(wide), "UTF-16");
	check_unsupported(prefix, strlen(prefix), "prefix has 64");
}
END_TEST

/* What xmlread refuses is no promise, but must not harm. */
START_TEST(survives_truncation)
{
	static const char text[] = "<?xml?><r a='>'><a><!-- --><![CDATA[]]>"
	    "</a><b/></r>";
	struct xmlplace place;
	struct dcp_error err;
	size_t size;

	for (size = 1; size < sizeof(text) - 1; size++) {
		char *copy = malloc(size);

		memcpy(copy, text, size);
		err = (struct dcp_error){0};
		ck_assert(xmlplace_find(copy, size, &place, &err) ==
		    (err.status == DCP_OK));
		xmlplace_clear(&place);
		free(copy);
	}
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("xmlplace");

	tcase_add_test(t, finds_children);
	tcase_add_test(t, knows_the_prefix);
	tcase_add_test(t, refuses);
	tcase_add_test(t, survives_truncation);
	return testing_run("xmlplace", t);
}
