/* pkl_test.c: what pkl.h promises. */
#include "package/pkl.h"

#include "base/testing.h"

#define ID(n)	"urn:uuid:00000000-0000-4000-8000-0000000000" n

static const char whole[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    "<PackingList xmlns=\"http://www.smpte-ra.org/schemas/429-8/2007/PKL\">\n"
    "  <Id>" ID("01") "</Id>\n"
    "  <AnnotationText>A</AnnotationText>\n"
    "  <IconId>" ID("02") "</IconId>\n"
    "  <IssueDate>2026-01-31T12:00:00+00:00</IssueDate>\n"
    "  <Issuer>I</Issuer>\n"
    "  <Creator>C</Creator>\n"
    "  <GroupId>" ID("03") "</GroupId>\n"
    "  <AssetList>\n"
    "    <Asset>\n"
    "      <Id>" ID("04") "</Id>\n"
    "      <AnnotationText>B</AnnotationText>\n"
    "      <Hash>AAECAwQFBgcICQoLDA0ODxAREhM=</Hash>\n"
    "      <Size>1234567890123</Size>\n"
    "      <Type>application/mxf</Type>\n"
    "      <OriginalFileName>a &amp; b.mxf</OriginalFileName>\n"
    "    </Asset>\n"
    "  </AssetList>\n"
    "</PackingList>\n";

static void
load(const char *text, struct pkl *pkl)
{
	struct dcp_error err = {0};
	struct xml_document *doc = xmlread_parse(text, strlen(text), &err);

	ck_assert_msg(doc != NULL, "%s", err.text);
	ck_assert_msg(pkl_parse(doc, pkl, &err), "%s", err.text);
}

START_TEST(reads_all_there_is)
{
	struct uuid id = {{0}};
	struct pkl pkl;

	load(whole, &pkl);
	ck_assert_uint_eq(pkl.notes.count, 0);
	ck_assert_int_eq(pkl.dialect, DIALECT_SMPTE);
	ck_assert(pkl.has_id && pkl.id.bytes[15] == 1);
	ck_assert(pkl.has_icon_id && pkl.icon_id.bytes[15] == 2);
	ck_assert(pkl.has_group_id && pkl.group_id.bytes[15] == 3);
	ck_assert_str_eq(pkl.annotation, "A");
	ck_assert_str_eq(pkl.issuer, "I");
	ck_assert_str_eq(pkl.creator, "C");
	ck_assert(!pkl.has_signer && !pkl.has_signature);
	ck_assert_uint_eq(pkl.asset_count, 1);
	ck_assert_int_eq(pkl.assets[0].line, 11);
	ck_assert(pkl.assets[0].has_hash);
	ck_assert_uint_eq(pkl.assets[0].hash.bytes[19], 0x13);
	ck_assert_uint_eq(pkl.assets[0].size, 1234567890123u);
	ck_assert_str_eq(pkl.assets[0].original_name, "a & b.mxf");
	ck_assert_ptr_eq(pkl_find(&pkl, &pkl.assets[0].id), &pkl.assets[0]);
	ck_assert_ptr_null(pkl_find(&pkl, &id));
	pkl_clear(&pkl);
}
END_TEST

START_TEST(writes_what_it_read)
{
	struct dcp_error err = {0};
	struct bytes b = {0};
	struct pkl pkl;

	load(whole, &pkl);
	ck_assert(pkl_format(&pkl, &b, &err));
	ck_assert_str_eq(bytes_text(&b), whole);
	bytes_clear(&b);
	pkl_clear(&pkl);
}
END_TEST

START_TEST(goes_on_where_something_is_wrong)
{
	struct pkl pkl;

	load("<PackingList><AssetList><Asset><Hash>AAAA</Hash><Size>x</Size>"
	    "</Asset><Asset/></AssetList><Signature/></PackingList>", &pkl);
	ck_assert_int_eq(pkl.dialect, DIALECT_UNKNOWN);
	ck_assert_uint_eq(pkl.asset_count, 2);
	ck_assert(!pkl.assets[0].has_hash && !pkl.assets[0].has_size);
	ck_assert(pkl.has_signature && !pkl.has_signer);
	ck_assert_uint_ge(pkl.notes.count, 8);
	pkl_clear(&pkl);
}
END_TEST

START_TEST(refuses_what_is_none)
{
	struct dcp_error err = {0};
	struct pkl pkl;

	ck_assert(!pkl_parse(xmlread_parse("<a/>", 4, &err), &pkl, &err));
	ck_assert_str_eq(err.text, "have the root a, want PackingList");
	err = (struct dcp_error){0};
	ck_assert(!pkl_load("/nowhere/pkl.xml", &pkl, &err));
	ck_assert_int_eq(err.status, DCP_IO);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("pkl");

	tcase_add_test(t, reads_all_there_is);
	tcase_add_test(t, writes_what_it_read);
	tcase_add_test(t, goes_on_where_something_is_wrong);
	tcase_add_test(t, refuses_what_is_none);
	return testing_run("pkl", t);
}
