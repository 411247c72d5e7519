/* dsig_test.c: what dsig.h promises; most of it is what is refused. */
#include "trust/dsig.h"

#include "base/testing.h"
#include "trust/signer.h"
#include "xml/c14n.h"

#define STUDIO	"testdata/certs/studio/"

static const char list[] = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    "<PackingList xmlns=\"http://www.smpte-ra.org/schemas/429-8/2007/PKL\">\n"
    "  <Id>urn:uuid:00000000-0000-4000-8000-0000000000bb</Id>\n"
    "  <AnnotationText>A &amp; B</AnnotationText>\n"
    "  <IssueDate>2026-11-22T10:00:00+00:00</IssueDate>\n"
    "</PackingList>\n";

static const char message[] = "<m:Message xmlns:m=\"urn:m\" xmlns:ds=\"urn:x\">"
    "<!-- no --><m:AuthenticatedPublic Id=\"ID_Public\">"
    "<m:Signer xmlns:s=\"" DSIG_SPACE "\"><s:X509IssuerName>"
    "dnQualifier=PVbhFA8AbjTPBp68e8dVQYNT9iE=,CN=.studio.intermediate,"
    "OU=Example Studio,O=Example Studio</s:X509IssuerName>"
    "<s:X509SerialNumber>4099</s:X509SerialNumber></m:Signer>"
    "<m:Window>today</m:Window></m:AuthenticatedPublic>\n"
    "<m:AuthenticatedPrivate Id=\"ID_Private\"><m:Key>k</m:Key>"
    "</m:AuthenticatedPrivate></m:Message>";

/* A document that is changed and looked at, as a text. */
struct text {
	char *at;
};

static struct signer
load(const char *chain, const char *key)
{
	struct dcp_error err = {0};
	struct signer s;

	ck_assert_msg(signer_load(&s, chain, privkey_load(key, NULL, NULL,
	    &err), &err), "%s", err.text);
	return s;
}

static struct text
sign_by(const char *text, size_t size, enum dsig_profile profile,
    const char *chain, const char *key)
{
	struct signer s = load(chain, key);
	struct dcp_error err = {0};
	struct bytes to = {0};
	struct text out;

	ck_assert_msg(dsig_sign(text, size, profile, &s, &to, &err), "%s",
	    err.text);
	out.at = strdup(bytes_text(&to));
	bytes_clear(&to);
	signer_clear(&s);
	return out;
}

static struct text
sign(const char *text, enum dsig_profile profile)
{
	return sign_by(text, strlen(text), profile, STUDIO "chain.pem",
	    STUDIO "leaf.key");
}

/* Put ${to} where ${from} stands first. */
static void
edit(struct text *t, const char *from, const char *to)
{
	char *at = strstr(t->at, from), *out;
	size_t size = strlen(t->at) + strlen(to) + 1;

	ck_assert_msg(at != NULL, "there is no %s", from);
	out = malloc(size);
	snprintf(out, size, "%.*s%s%s", (int)(at - t->at), t->at, to,
	    at + strlen(from));
	free(t->at);
	t->at = out;
}

/* What stands from ${from} up to and with ${to}, for free(). */
static char *
part(const struct text *t, const char *from, const char *to)
{
	const char *begin = strstr(t->at, from), *end;

	ck_assert_ptr_nonnull(begin);
	end = strstr(begin, to);
	ck_assert_ptr_nonnull(end);
	return strndup(begin, (size_t)(end - begin) + strlen(to));
}

static bool
has(const struct dsig *d, enum dsig_fault_kind kind)
{
	size_t i;

	for (i = 0; i < d->fault_count; i++)
		if (d->faults[i].kind == kind)
			return true;
	return false;
}

static struct xml_document *
parse(const struct text *t)
{
	struct dcp_error err = {0};
	struct xml_document *doc = xmlread_parse(t->at, strlen(t->at), &err);

	ck_assert_msg(doc != NULL, "%s", err.text);
	return doc;
}

/* It checks without a fault. */
static void
check_good(const struct text *t, enum dsig_profile profile)
{
	struct xml_document *doc = parse(t);
	struct dcp_error err = {0};
	struct dsig d;

	ck_assert(dsig_check(doc, profile, &d, &err));
	ck_assert_msg(d.fault_count == 0, "%s", d.fault_count == 0 ? "" :
	    d.faults[0].text);
	ck_assert(d.intact && d.line > 0 && d.certs.count == 3 && d.leaf == 0);
	ck_assert_int_eq(d.method, dsig_form(profile)->method);
	ck_assert_int_eq(d.canonical, dsig_form(profile)->canonical);
	ck_assert(dsig_is_signed(doc));
	dsig_clear(&d);
	xmlread_free(doc);
}

/* It has this fault, and is intact or not; ${t} is freed. */
static void
check_fault(struct text t, enum dsig_profile profile,
    enum dsig_fault_kind kind, bool intact)
{
	struct xml_document *doc = parse(&t);
	struct dcp_error err = {0};
	struct dsig d;

	ck_assert(dsig_check(doc, profile, &d, &err));
	ck_assert_msg(has(&d, kind), "want fault %d, have %zu: %s in\n%s",
	    kind, d.fault_count, d.fault_count == 0 ? "" : d.faults[0].text,
	    t.at);
	ck_assert_int_eq(d.intact, intact);
	dsig_clear(&d);
	xmlread_free(doc);
	free(t.at);
}

static void
check_edit(enum dsig_profile profile, const char *from, const char *to,
    enum dsig_fault_kind kind, bool intact)
{
	struct text t = sign(profile == DSIG_MESSAGE ? message : list,
	    profile);

	edit(&t, from, to);
	check_fault(t, profile, kind, intact);
}

START_TEST(signs_and_checks)
{
	static const char prefixed[] = "<p:L xmlns:p='urn:p'>\r\n"
	    " <p:Id>1</p:Id></p:L>\r\n<!-- behind </p:L> -->";
	struct text t = sign(list, DSIG_SMPTE);

	check_good(&t, DSIG_SMPTE);
	ck_assert_ptr_nonnull(strstr(t.at, "\n  <Signer xmlns:ds="));
	ck_assert_ptr_nonnull(strstr(t.at, "rsa-sha256"));
	free(t.at);
	t = sign(list, DSIG_INTEROP);
	check_good(&t, DSIG_INTEROP);
	ck_assert_ptr_nonnull(strstr(t.at, "rsa-sha1"));
	free(t.at);
	t = sign(message, DSIG_MESSAGE);
	check_good(&t, DSIG_MESSAGE);
	ck_assert_ptr_nonnull(strstr(t.at, "URI=\"#ID_Public\""));
	free(t.at);
	t = sign(prefixed, DSIG_SMPTE);
	check_good(&t, DSIG_SMPTE);
	ck_assert_ptr_nonnull(strstr(t.at, "<p:Signer "));
	ck_assert_ptr_nonnull(strstr(t.at, "</p:Id>\r\n  <p:Signer"));
	free(t.at);
}
END_TEST

/* Bytes of the document stay, and come back when it is stripped. */
START_TEST(strips)
{
	struct text t = sign(list, DSIG_SMPTE);
	struct dcp_error err = {0};
	struct bytes plain = {0};

	ck_assert(dsig_strip(t.at, strlen(t.at), &plain, &err));
	ck_assert_str_eq(bytes_text(&plain), list);
	bytes_reset(&plain);
	ck_assert(dsig_strip(list, strlen(list), &plain, &err));
	ck_assert_str_eq(bytes_text(&plain), list);
	bytes_clear(&plain);
	free(t.at);
}
END_TEST

START_TEST(refuses_to_sign)
{
	struct signer s = load(STUDIO "chain.pem", STUDIO "leaf.key");
	struct text t = sign(list, DSIG_SMPTE);
	static const struct {
		const char *text;
		enum dsig_profile profile;
		enum dcp_status status;
	} bad[] = {
		{"<L><Signer/></L>", DSIG_SMPTE, DCP_REFUSED},
		{"<L><x><Signature xmlns='urn:x'/></x></L>", DSIG_SMPTE,
		    DCP_REFUSED},
		{"<L/>", DSIG_SMPTE, DCP_UNSUPPORTED},
		{"<L>", DSIG_SMPTE, DCP_BAD_INPUT},
		{"<?xml version='1.0' encoding='ISO-8859-1'?><L> </L>",
		    DSIG_SMPTE, DCP_UNSUPPORTED},
		{"<L xmlns='a/b'> </L>", DSIG_SMPTE, DCP_BAD_INPUT},
		{list, DSIG_MESSAGE, DCP_BAD_INPUT},
		{"<M><AuthenticatedPublic Id='a'/><AuthenticatedPrivate "
		    "Id='a'/></M>", DSIG_MESSAGE, DCP_REFUSED},
		{"<M><AuthenticatedPublic Id='a'/><AuthenticatedPrivate "
		    "Id='b'/><More/></M>", DSIG_MESSAGE, DCP_REFUSED},
	};
	struct dcp_error err = {0};
	struct bytes to = {0};
	size_t i;

	ck_assert(!dsig_sign(t.at, strlen(t.at), DSIG_SMPTE, &s, &to, &err));
	ck_assert_int_eq(err.status, DCP_REFUSED);
	ck_assert_ptr_nonnull(strstr(err.text, "is signed already"));
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		err = (struct dcp_error){0};
		ck_assert(!dsig_sign(bad[i].text, strlen(bad[i].text),
		    bad[i].profile, &s, &to, &err));
		ck_assert_msg(err.status == bad[i].status, "%zu: %s", i,
		    err.text);
		ck_assert_uint_eq(to.size, 0);
	}
	free(t.at);
	signer_clear(&s);
}
END_TEST

/* What servers do when they read a document and write it again. */
START_TEST(stays_valid_when_written_again)
{
	struct text t = sign(list, DSIG_SMPTE), crlf = {0};
	struct xml_document *doc = parse(&t);
	struct bytes canonical = {0};
	struct dcp_error err = {0};

	ck_assert(c14n_document(doc, C14N_NO_COMMENTS, NULL, &canonical,
	    &err));
	crlf.at = strdup(bytes_text(&canonical));
	check_good(&crlf, DSIG_SMPTE);
	edit(&crlf, "<PackingList xmlns=\"http://www.smpte-ra.org/schemas/"
	    "429-8/2007/PKL\">\n", "\xef\xbb\xbf<!-- c --><PackingList\r\n\t"
	    "xmlns='http://www.smpte-ra.org/schemas/429-8/2007/PKL'>\r\n");
	edit(&crlf, "A &amp; B", "<![CDATA[A &]]>&#x20;<!-- c -->&#66;");
	edit(&crlf, "></ds:DigestMethod>", "\r\n/>");
	check_good(&crlf, DSIG_SMPTE);
	free(crlf.at);
	bytes_clear(&canonical);
	xmlread_free(doc);
	free(t.at);
}
END_TEST

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
	tcase_add_test(t, signs_and_checks);
	tcase_add_test(t, strips);
	tcase_add_test(t, refuses_to_sign);
	tcase_add_test(t, stays_valid_when_written_again);
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
