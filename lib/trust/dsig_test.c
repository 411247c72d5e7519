/* dsig_test.c: what dsig.h promises of checking them: what is refused. */
#include "trust/dsigtesting.h"
#include "xml/c14n.h"

START_TEST(finds_changes)
{
	check_edit(DSIG_SMPTE, "A &amp; B", "A &amp; C", DSIG_DIGEST, false);
	check_edit(DSIG_SMPTE, "<IssueDate>", " <IssueDate>", DSIG_DIGEST,
	    false);
	check_edit(DSIG_SMPTE, "<PackingList ", "<?new?><PackingList ",
	    DSIG_DIGEST, false);
	check_edit(DSIG_SMPTE, "<PackingList ", "<PackingList xml:lang='en' ",
	    DSIG_DIGEST, false);
	check_edit(DSIG_SMPTE, "<ds:DigestValue>", "<ds:DigestValue>AA",
	    DSIG_DIGEST, false);
	check_edit(DSIG_SMPTE, "<ds:SignatureValue>", "<ds:SignatureValue>A",
	    DSIG_VALUE, false);
	check_edit(DSIG_SMPTE, "<ds:SignatureValue>", "<ds:SignatureValue>AAAA",
	    DSIG_VALUE, false);
	check_edit(DSIG_SMPTE, "<ds:Transforms>", "<ds:Transforms> ",
	    DSIG_VALUE, false);
	check_edit(DSIG_MESSAGE, "today", "always", DSIG_DIGEST, false);
	check_edit(DSIG_MESSAGE, ">k<", ">K<", DSIG_DIGEST, false);
	check_edit(DSIG_MESSAGE, "xmlns:ds=\"urn:x\"", "xmlns:ds=\"urn:y\"",
	    DSIG_DIGEST, false);
}
END_TEST

/* Who signs, and who is said to sign. */
START_TEST(finds_other_signers)
{
	struct text t = sign(list, DSIG_SMPTE), other;
	char *here, *there;

	other = sign_by(list, strlen(list), DSIG_SMPTE,
	    "testdata/certs/distribution/chain.pem",
	    "testdata/certs/distribution/leaf.key");
	here = part(&t, "<ds:KeyInfo>", "</ds:KeyInfo>");
	there = part(&other, "<ds:KeyInfo>", "</ds:KeyInfo>");
	edit(&t, here, there);
	check_fault(t, DSIG_SMPTE, DSIG_VALUE, false);
	edit(&other, there, here);
	check_fault(other, DSIG_SMPTE, DSIG_SIGNER, false);
	free(here);
	free(there);
	check_edit(DSIG_SMPTE, "4099</ds:X509S", "4098</ds:X509S", DSIG_SIGNER,
	    false);
	t = sign(list, DSIG_SMPTE);
	edit(&t, "<Signer ", "<Other ");
	edit(&t, "</Signer>", "</Other>");
	check_fault(t, DSIG_SMPTE, DSIG_SIGNER, false);
	check_edit(DSIG_MESSAGE, "4099</s:X509S", "4098</s:X509S", DSIG_SIGNER,
	    false);
}
END_TEST

/* The certificates are beside what is signed: their faults void nothing. */
START_TEST(finds_faults_of_key_info)
{
	struct text t = sign(list, DSIG_SMPTE);
	char *all = part(&t, "<ds:KeyInfo>", "</ds:KeyInfo>");
	char *second, *keys;

	keys = strstr(strstr(all, "</ds:X509Data>") + 1, "<ds:X509Data>");
	second = strndup(keys, (size_t)(strstr(keys, "</ds:X509Data>") -
	    keys) + strlen("</ds:X509Data>"));
	edit(&t, second, "");
	edit(&t, "<ds:KeyInfo>", "<ds:KeyInfo>##");
	edit(&t, "##", second);
	check_fault(t, DSIG_SMPTE, DSIG_ORDER, true);
	t = sign(list, DSIG_SMPTE);
	keys = strstr(t.at, "<ds:KeyInfo>");
	*strstr(keys, "4099</ds:X509S") = '5';
	check_fault(t, DSIG_SMPTE, DSIG_ISSUER_SERIAL, true);
	t = sign(list, DSIG_SMPTE);
	edit(&t, second, "");
	check_fault(t, DSIG_SMPTE, DSIG_ORDER, true);
	free(second);
	free(all);
	check_edit(DSIG_SMPTE, "<ds:X509Certificate>",
	    "<ds:X509Certificate>AAAA", DSIG_CERTIFICATE, false);
	check_edit(DSIG_SMPTE, "<ds:X509Certificate>",
	    "<ds:X509Certificate>!", DSIG_CERTIFICATE, false);
	check_edit(DSIG_SMPTE, "<ds:KeyInfo>", "<ds:KeyInfo><ds:X509Data/>",
	    DSIG_CERTIFICATE, false);
	check_edit(DSIG_SMPTE, "<ds:KeyInfo>", "<ds:KeyInfo><ds:KeyName/>",
	    DSIG_FORM, false);
	check_edit(DSIG_SMPTE, "<ds:KeyInfo>", "<ds:KeyInfo>"
	    "<ds:RetrievalMethod URI='http://example.com/'/>", DSIG_FORM,
	    false);
}
END_TEST

START_TEST(limits_certificates)
{
	struct text t = sign(list, DSIG_SMPTE);
	char *data = part(&t, "<ds:KeyInfo>", "</ds:X509Data>");
	int i;

	for (i = 0; i < 16; i++)
		edit(&t, "<ds:KeyInfo>", data);
	check_fault(t, DSIG_SMPTE, DSIG_CERTIFICATE, false);
	free(data);
}
END_TEST

/* Other algorithms: what is known is checked, and told; others are not. */
START_TEST(knows_its_algorithms)
{
	struct text t = sign(list, DSIG_INTEROP);

	check_fault(t, DSIG_SMPTE, DSIG_METHOD, true);
	check_edit(DSIG_SMPTE, "xmldsig-more#rsa-sha256",
	    "xmldsig-more#hmac-sha256", DSIG_METHOD, false);
	check_edit(DSIG_SMPTE, "http://www.w3.org/2001/04/xmldsig-more#"
	    "rsa-sha256", DSIG_SPACE "hmac-sha1", DSIG_METHOD, false);
	check_edit(DSIG_SMPTE, "-c14n-20010315", "-c14n-20010315#WithComments",
	    DSIG_CANONICAL, false);
	check_edit(DSIG_SMPTE, "http://www.w3.org/TR/2001/REC-xml-c14n-"
	    "20010315", "http://www.w3.org/2001/10/xml-exc-c14n#",
	    DSIG_CANONICAL, false);
	check_edit(DSIG_SMPTE, "xmldsig#sha1", "xmldsig#md5",
	    DSIG_DIGEST_METHOD, false);
	check_edit(DSIG_SMPTE, "#enveloped-signature", "#base64",
	    DSIG_TRANSFORM, false);
	check_edit(DSIG_SMPTE, "</ds:Transforms>", "<ds:Transform Algorithm='"
	    "http://www.w3.org/TR/1999/REC-xslt-19991116'/></ds:Transforms>",
	    DSIG_TRANSFORM, false);
	check_edit(DSIG_SMPTE, "</ds:Transforms>", "<ds:Transform Algorithm='"
	    "http://www.w3.org/TR/1999/REC-xpath-19991116'><ds:XPath>1"
	    "</ds:XPath></ds:Transform></ds:Transforms>", DSIG_TRANSFORM,
	    false);
	check_edit(DSIG_MESSAGE, "<ds:DigestMethod", "<ds:Transforms>"
	    "<ds:Transform Algorithm='" DSIG_SPACE "enveloped-signature'/>"
	    "</ds:Transforms><ds:DigestMethod", DSIG_TRANSFORM, false);
	/* A canonicalization is told, and changes nothing but SignedInfo. */
	check_edit(DSIG_SMPTE, "</ds:Transforms>", "<ds:Transform Algorithm='"
	    "http://www.w3.org/TR/2001/REC-xml-c14n-20010315'/>"
	    "</ds:Transforms>", DSIG_TRANSFORM, false);
}
END_TEST

START_TEST(knows_its_form)
{
	check_edit(DSIG_SMPTE, "</ds:KeyInfo>", "</ds:KeyInfo><ds:Object/>",
	    DSIG_FORM, false);
	check_edit(DSIG_SMPTE, "<ds:SignedInfo>", "x<ds:SignedInfo>",
	    DSIG_FORM, false);
	check_edit(DSIG_SMPTE, "rsa-sha256\"/>", "rsa-sha256\">"
	    "<ds:HMACOutputLength>0</ds:HMACOutputLength></ds:SignatureMethod>",
	    DSIG_FORM, false);
	check_edit(DSIG_SMPTE, "<ds:Reference ", "<ds:Reference Type='"
	    DSIG_SPACE "Manifest' ", DSIG_FORM, false);
	check_edit(DSIG_SMPTE, "<ds:Signature xmlns:ds=\"" DSIG_SPACE,
	    "<ds:Signature xmlns:ds=\"urn:other", DSIG_FORM, false);
}
END_TEST

/* Without any of its elements a signature is none. */
START_TEST(misses_elements)
{
	static const char *const names[] = {"SignedInfo", "SignatureValue",
	    "KeyInfo", "Reference", "DigestMethod", "DigestValue",
	    "CanonicalizationMethod", "SignatureMethod"};
	char from[60], to[60];
	size_t i;

	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		struct text t = sign(list, DSIG_SMPTE);

		snprintf(from, sizeof(from), "<ds:%s", names[i]);
		snprintf(to, sizeof(to), "<ds:No%s", names[i]);
		edit(&t, from, to);
		snprintf(from, sizeof(from), "</ds:%s", names[i]);
		snprintf(to, sizeof(to), "</ds:No%s", names[i]);
		if (strstr(t.at, from) != NULL)
			edit(&t, from, to);
		check_fault(t, DSIG_SMPTE, DSIG_FORM, false);
	}
}
END_TEST

/* A signature that is good in itself, and covers something else. */
START_TEST(covers_all)
{
	static const char *const uris[] = {"#x", "#xpointer(/)", "other.xml",
	    "http://example.com/", "file:///etc/passwd"};
	char to[60];
	size_t i;

	for (i = 0; i < sizeof(uris) / sizeof(uris[0]); i++) {
		snprintf(to, sizeof(to), "URI=\"%s\"", uris[i]);
		check_edit(DSIG_SMPTE, "URI=\"\"", to, DSIG_COVERAGE, false);
	}
	check_edit(DSIG_SMPTE, "URI=\"\"", "", DSIG_COVERAGE, false);
	check_edit(DSIG_SMPTE, "</ds:Reference>", "</ds:Reference>"
	    "<ds:Reference URI=''/>", DSIG_COVERAGE, false);
	check_edit(DSIG_MESSAGE, "#ID_Private", "#ID_Public", DSIG_COVERAGE,
	    false);
	check_edit(DSIG_MESSAGE, "#ID_Private", "", DSIG_COVERAGE, false);
}
END_TEST

START_TEST(finds_wrapping)
{
	struct text t = sign(message, DSIG_MESSAGE);
	char *public = part(&t, "<m:AuthenticatedPublic",
	    "</m:AuthenticatedPublic>");
	char moved[2000];

	/* The part that was signed, hidden in an Object of the Signature. */
	edit(&t, public, "<m:AuthenticatedPublic Id='ID_Evil'>"
	    "<m:Window>always</m:Window></m:AuthenticatedPublic>");
	snprintf(moved, sizeof(moved), "<ds:Object>%s</ds:Object>"
	    "</ds:Signature>", public);
	edit(&t, "</ds:Signature>", moved);
	check_fault(t, DSIG_MESSAGE, DSIG_COVERAGE, false);
	/* Beside another of the same name, before it and behind it. */
	check_edit(DSIG_MESSAGE, "<m:AuthenticatedPublic",
	    "<m:AuthenticatedPublic/><m:AuthenticatedPublic", DSIG_COVERAGE,
	    false);
	check_edit(DSIG_MESSAGE, "</m:AuthenticatedPublic>",
	    "</m:AuthenticatedPublic><m:More/>", DSIG_COVERAGE, false);
	/* Of the same Id, however that is spelled. */
	check_edit(DSIG_MESSAGE, "</ds:SignedInfo>", "</ds:SignedInfo>"
	    "<ds:Object ID='ID_Public'/>", DSIG_COVERAGE, false);
	check_edit(DSIG_MESSAGE, "</ds:SignedInfo>", "</ds:SignedInfo>"
	    "<ds:Object xml:id='ID_Public'/>", DSIG_COVERAGE, false);
	free(public);
}
END_TEST

START_TEST(knows_its_place)
{
	struct text t = sign(list, DSIG_SMPTE);
	char *signature = part(&t, "<ds:Signature ", "</ds:Signature>");
	char to[12000];

	snprintf(to, sizeof(to), "%s</PackingList>", signature);
	edit(&t, "</PackingList>", to);
	check_fault(t, DSIG_SMPTE, DSIG_PLACE, false);
	t = sign(list, DSIG_SMPTE);
	edit(&t, signature, "");
	snprintf(to, sizeof(to), "<IssueDate>%s", signature);
	edit(&t, "<IssueDate>", to);
	check_fault(t, DSIG_SMPTE, DSIG_PLACE, false);
	free(signature);
	check_edit(DSIG_SMPTE, "</PackingList>", "<GroupId/></PackingList>",
	    DSIG_PLACE, false);
}
END_TEST

START_TEST(not_signed)
{
	struct text t = {.at = strdup(list)};
	struct xml_document *doc = parse(&t);
	struct dcp_error err = {0};
	struct dsig d;

	ck_assert(dsig_check(doc, DSIG_SMPTE, &d, &err));
	ck_assert(!d.intact && d.line == 0 && d.fault_count == 0);
	ck_assert(!dsig_is_signed(doc));
	dsig_clear(&d);
	xmlread_free(doc);
	free(t.at);
}
END_TEST

/* What was signed is as in ${want}, and so are the certificates. */
static bool
is_the_same(const struct xml_document *doc, const struct dsig *d,
    const struct xml_document *was, const struct dsig *want)
{
	struct bytes a = {0}, b = {0};
	struct dcp_error err = {0};
	bool same = d->certs.count == want->certs.count;
	size_t i;

	for (i = 0; same && i < d->certs.count; i++)
		same = cert_equal(d->certs.at[i], want->certs.at[i]);
	same = same && c14n_document(doc, C14N_NO_COMMENTS, xmlread_child(
	    xmlread_root(doc), NULL, "Signature"), &a, &err) &&
	    c14n_document(was, C14N_NO_COMMENTS, xmlread_child(
	    xmlread_root(was), NULL, "Signature"), &b, &err) &&
	    a.size == b.size && memcmp(a.at, b.at, a.size) == 0;
	bytes_clear(&a);
	bytes_clear(&b);
	return same;
}

/* One byte, anywhere: it is found, or it has changed nothing. */
START_TEST(finds_any_byte)
{
	struct text t = sign(list, DSIG_SMPTE);
	struct xml_document *was = parse(&t), *doc;
	size_t i, step, size = strlen(t.at), keys, found = 0;
	struct dcp_error err = {0}, none;
	struct chain_faults faults = {0};
	struct dsig want, d;

	ck_assert(dsig_check(was, DSIG_SMPTE, &want, &err));
	keys = (size_t)(strstr(t.at, "<ds:KeyInfo>") - t.at);
	for (i = 0; i < size; i += step) {
		step = i < keys ? 1 : 5;
		t.at[i] ^= 1;
		none = (struct dcp_error){0};
		doc = xmlread_parse(t.at, size, &none);
		if (doc != NULL) {
			ck_assert(dsig_check(doc, DSIG_SMPTE, &d, &err));
			ck_assert(d.certs.count == 0 || chain_check(&d.chain,
			    &(struct chain_purpose){.role = "CS"}, &faults,
			    &err));
			if (d.intact && d.fault_count == 0 &&
			    faults.count == 0)
				ck_assert_msg(is_the_same(doc, &d, was, &want),
				    "byte %zu:\n%s", i, t.at + i);
			else
				found++;
			chain_faults_clear(&faults);
			dsig_clear(&d);
			xmlread_free(doc);
		}
		t.at[i] ^= 1;
	}
	ck_assert_uint_gt(found, 1000);
	dsig_clear(&want);
	xmlread_free(was);
	free(t.at);
}
END_TEST

START_TEST(survives_truncation)
{
	struct text t = sign(list, DSIG_SMPTE);
	struct dcp_error err;
	size_t size;

	for (size = 0; size + 1 < strlen(t.at); size += 3) {
		err = (struct dcp_error){0};
		ck_assert_ptr_null(xmlread_parse(t.at, size, &err));
		ck_assert_int_ne(err.status, DCP_OK);
	}
	free(t.at);
}
END_TEST

START_TEST(names_algorithms)
{
	enum dsig_algorithm a;

	for (a = DSIG_C14N; a <= DSIG_SHA256; a++)
		ck_assert_int_eq(dsig_algorithm(dsig_algorithm_uri(a)), a);
	ck_assert_int_eq(dsig_algorithm("http://www.w3.org/"), DSIG_UNKNOWN);
	ck_assert_str_eq(dsig_algorithm_name(DSIG_RSA_SHA1), "rsa-sha1");
	ck_assert_str_eq(dsig_algorithm_name(DSIG_UNKNOWN), "unknown");
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("dsig");

	tcase_set_timeout(t, 120);
	tcase_add_test(t, finds_changes);
	tcase_add_test(t, finds_other_signers);
	tcase_add_test(t, finds_faults_of_key_info);
	tcase_add_test(t, limits_certificates);
	tcase_add_test(t, knows_its_algorithms);
	tcase_add_test(t, knows_its_form);
	tcase_add_test(t, misses_elements);
	tcase_add_test(t, covers_all);
	tcase_add_test(t, finds_wrapping);
	tcase_add_test(t, knows_its_place);
	tcase_add_test(t, not_signed);
	tcase_add_test(t, finds_any_byte);
	tcase_add_test(t, survives_truncation);
	tcase_add_test(t, names_algorithms);
	return testing_run("dsig", t);
}
