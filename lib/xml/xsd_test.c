/* xsd_test.c: what xsd.h promises, and that our schemas are in order. */
#include "xml/xsd.h"

#include "base/bytes.h"
#include "base/embedded.h"
#include "base/testing.h"

#define VOLUME	"<VolumeIndex xmlns=\"http://www.smpte-ra.org/schemas/" \
		"429-9/2007/AM\">\n"

static void
keep(void *context, long line, const char *text)
{
	bytes_printf(context, "%ld: %s\n", line, text);
}

static bool
is_valid(const char *text, struct bytes *faults)
{
	struct dcp_error err = {0};
	struct xsd *xsd = xsd_open("smpte/assetmap.xsd", &err);
	struct xml_document *doc = xmlread_parse(text, strlen(text), &err);
	bool valid = true;

	ck_assert_msg(xsd != NULL && doc != NULL, "%s", err.text);
	ck_assert(xsd_validate(xsd, doc, keep, faults, &valid, &err));
	xmlread_free(doc);
	xsd_close(xsd);
	return valid;
}

START_TEST(passes_what_is_right)
{
	struct bytes faults = {0};

	ck_assert(is_valid(VOLUME "<Index>1</Index></VolumeIndex>", &faults));
	ck_assert_uint_eq(faults.size, 0);
}
END_TEST

START_TEST(tells_all_faults_with_their_lines)
{
	struct bytes faults = {0};

	ck_assert(!is_valid(VOLUME "<Index>0</Index>\n<x/>\n</VolumeIndex>",
	    &faults));
	ck_assert_str_eq(bytes_text(&faults),
	    "2: Element 'Index': '0' is not a valid value of the atomic type "
	    "'xs:positiveInteger'\n"
	    "3: Element 'x': This element is not expected\n");
	bytes_reset(&faults);
	ck_assert(!is_valid("<VolumeIndex/>", &faults));
	ck_assert_str_eq(bytes_text(&faults), "1: Element 'VolumeIndex': "
	    "No matching global declaration available for the validation "
	    "root\n");
	bytes_clear(&faults);
}
END_TEST

START_TEST(opens_nothing_but_its_own)
{
	struct dcp_error err = {0};

	ck_assert_ptr_null(xsd_open("no/such.xsd", &err));
	ck_assert_int_eq(err.status, DCP_UNSUPPORTED);
	err = (struct dcp_error){0};
	ck_assert_ptr_null(xsd_open("../../../../etc/passwd", &err));
	xsd_close(NULL);
}
END_TEST

START_TEST(has_schemas_that_can_be_used)
{
	const struct embedded *e;
	struct xsd *xsd;
	size_t i, count = 0;

	for (i = 0; (e = embedded_at(i)) != NULL; i++) {
		struct dcp_error err = {0};

		if (strstr(e->name, ".xsd") == NULL)
			continue;
		xsd = xsd_open(e->name, &err);
		ck_assert_msg(xsd != NULL, "%s", err.text);
		xsd_close(xsd);
		count++;
	}
	ck_assert_uint_ge(count, 10);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("xsd");

	tcase_add_test(t, passes_what_is_right);
	tcase_add_test(t, tells_all_faults_with_their_lines);
	tcase_add_test(t, opens_nothing_but_its_own);
	tcase_add_test(t, has_schemas_that_can_be_used);
	return testing_run("xsd", t);
}
