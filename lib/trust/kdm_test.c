/* kdm_test.c: key delivery messages, written and read back. */
#include "trust/kdmtesting.h"
#include "xml/xmlread.h"
#include "xml/xsd.h"

static struct bytes
make_text(void)
{
	struct dcp_error err = {0};
	struct kdm kdm = kdmtesting_make();
	struct bytes text = {0};

	ck_assert_msg(kdm_format(&kdm, &text, &err), "%s", err.text);
	kdm_clear(&kdm);
	return text;
}

/* ${text} with every ${from} made ${to}. */
static struct bytes
change(struct bytes *text, const char *from, const char *to)
{
	struct bytes changed = {0};
	const char *at = bytes_text(text), *hit;

	for (; (hit = strstr(at, from)) != NULL; at = hit + strlen(from)) {
		bytes_put(&changed, at, (size_t)(hit - at));
		bytes_put(&changed, to, strlen(to));
	}
	ck_assert_ptr_ne(at, bytes_text(text));
	bytes_put(&changed, at, strlen(at));
	return changed;
}

static struct kdm
read_text(const struct bytes *text)
{
	struct dcp_error err = {0};
	struct xml_document *doc = xmlread_parse(text->at, text->size, &err);
	struct kdm kdm;

	ck_assert_msg(doc != NULL, "%s", err.text);
	ck_assert_msg(kdm_parse(doc, &kdm, &err), "%s", err.text);
	return kdm;
}

START_TEST(test_round_trip)
{
	struct bytes text = make_text();
	struct kdm kdm = read_text(&text), want = kdmtesting_make();

	ck_assert_uint_eq(kdm.notes.count, 0);
	ck_assert(uuid_equal(&kdm.message_id, &want.message_id));
	ck_assert_str_eq(kdm.type, KDM_TYPE);
	ck_assert_str_eq(kdm.annotation, "A & B");
	ck_assert_str_eq(kdm.signer.issuer, "O=signer");
	ck_assert_str_eq(kdm.signer.serial, "7");
	ck_assert_str_eq(kdm.recipient.issuer, "O=maker");
	ck_assert_str_eq(kdm.recipient.serial, "18");
	ck_assert_str_eq(kdm.recipient_subject, "O=screen");
	ck_assert(uuid_equal(&kdm.cpl_id, &want.cpl_id));
	ck_assert_str_eq(kdm.title, "A film");
	ck_assert(kdm.has_authenticator);
	ck_assert(digest_equal(&kdm.authenticator, &want.authenticator));
	ck_assert_str_eq(kdm.not_before_text, want.not_before_text);
	ck_assert_str_eq(kdm.not_after_text, want.not_after_text);
	ck_assert_int_eq(kdm.not_after.seconds, want.not_after.seconds);
	ck_assert_int_eq(kdm.not_after.zone_minutes, 60);
	ck_assert_str_eq(kdm.device_list_description, "hall 1");
	ck_assert(kdm_is_assume_trust(&kdm));
	ck_assert_uint_eq(kdm.mark_count, 1);
	ck_assert_str_eq(kdm.marks[0].uri, KDM_MARK_PICTURE);
	ck_assert(!kdm.has_signature);
	kdm_clear(&kdm);
	kdm_clear(&want);
	bytes_clear(&text);
}
END_TEST

START_TEST(test_keys)
{
	struct bytes text = make_text();
	struct kdm kdm = read_text(&text);
	struct uuid id = kdmtesting_uuid(0x11), other = kdmtesting_uuid(9);

	ck_assert_uint_eq(kdm.key_count, 2);
	ck_assert_uint_eq(kdm.sealed_count, 2);
	ck_assert_str_eq(kdm.keys[0].type, "MDIK");
	ck_assert_str_eq(kdm.keys[0].scope, KDM_SCOPE);
	ck_assert_str_eq(kdm.keys[1].scope, KDM_SCOPE_MDEK);
	ck_assert_ptr_eq(kdm_find_key(&kdm, &id), &kdm.keys[1]);
	ck_assert_ptr_null(kdm_find_key(&kdm, &other));
	ck_assert_uint_eq(kdm.sealed[1].size, 256);
	ck_assert_uint_eq(kdm.sealed[1].bytes[0], 0x11);
	ck_assert_str_eq(kdm.sealed[0].algorithm, KDM_OAEP);
	ck_assert_str_eq(kdm.sealed[0].digest, KDM_OAEP_DIGEST);
	kdm_clear(&kdm);
	bytes_clear(&text);
}
END_TEST

/* What is wrong is noted, and the rest is there. */
START_TEST(test_notes)
{
	static const char *const changes[][2] = {
		{"<MessageId>", "<MessageId>x"},
		{"<IssueDate>", "<IssueDate>x"},
		{"<ContentKeysNotValidBefore>", "<ContentKeysNotValidBefore>x"},
		{"<CertificateThumbprint>", "<CertificateThumbprint>x"},
		{"<ContentAuthenticator>", "<ContentAuthenticator>x"},
		{"<KeyId>urn", "<KeyId>x"},
		{"<enc:CipherValue>", "<enc:CipherValue>*"},
		{"KDMRequiredExtensions", "Other"},
		{"AuthenticatedPrivate", "Private"},
		{"ds:X509SerialNumber>", "ds:Serial>"},
	};
	struct bytes text = make_text(), changed;
	struct kdm kdm;
	size_t i;

	for (i = 0; i < sizeof(changes) / sizeof(changes[0]); i++) {
		changed = change(&text, changes[i][0], changes[i][1]);
		kdm = read_text(&changed);
		ck_assert_uint_gt(kdm.notes.count, 0);
		ck_assert_str_eq(kdm.annotation, "A & B");
		kdm_clear(&kdm);
		bytes_clear(&changed);
	}
	bytes_clear(&text);
}
END_TEST

START_TEST(test_other_root)
{
	static const char other[] = "<CompositionPlaylist/>";
	struct dcp_error err = {0};
	struct kdm kdm;

	ck_assert(!kdm_parse(xmlread_parse(other, sizeof(other) - 1, &err),
	    &kdm, &err));
	ck_assert_int_eq(err.status, DCP_BAD_INPUT);
	ck_assert_ptr_null(kdm.document);
}
END_TEST

START_TEST(test_truncations)
{
	struct bytes text = make_text();
	struct xml_document *doc;
	size_t size;

	for (size = 0; size + 1 < text.size; size++) {
		struct dcp_error err = {0};

		doc = xmlread_parse(text.at, size, &err);
		ck_assert_ptr_null(doc);
		ck_assert_int_ne(err.status, DCP_OK);
	}
	bytes_clear(&text);
}
END_TEST

/* The only fault of a message that is not signed is just that. */
START_TEST(test_schema)
{
	struct dcp_error err = {0};
	struct bytes text = make_text(), changed;
	struct xsd *xsd = xsd_open(KDM_SCHEMA, &err);
	struct kdm kdm;
	bool valid;

	ck_assert_msg(xsd != NULL, "%s", err.text);
	changed = change(&text, "</DCinemaSecurityMessage>",
	    "<ds:Signature><ds:SignedInfo><ds:CanonicalizationMethod "
	    "Algorithm=\"a:b\"/><ds:SignatureMethod Algorithm=\"a:b\"/>"
	    "<ds:Reference><ds:DigestMethod Algorithm=\"a:b\"/>"
	    "<ds:DigestValue/></ds:Reference></ds:SignedInfo>"
	    "<ds:SignatureValue/></ds:Signature></DCinemaSecurityMessage>");
	kdm = read_text(&changed);
	ck_assert(kdm.has_signature);
	ck_assert(xsd_validate(xsd, kdm.document, NULL, NULL, &valid, &err));
	ck_assert(valid);
	kdm_clear(&kdm);
	kdm = read_text(&text);
	ck_assert(xsd_validate(xsd, kdm.document, NULL, NULL, &valid, &err));
	ck_assert(!valid);
	kdm_clear(&kdm);
	xsd_close(xsd);
	bytes_clear(&changed);
	bytes_clear(&text);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("kdm");

	tcase_add_test(t, test_round_trip);
	tcase_add_test(t, test_keys);
	tcase_add_test(t, test_notes);
	tcase_add_test(t, test_other_root);
	tcase_add_test(t, test_truncations);
	tcase_add_test(t, test_schema);
	return testing_run("kdm", t);
}
