/* dsig_sign_test.c: what dsig.h promises of making signatures. */
#include "trust/dsigtesting.h"
#include "xml/c14n.h"

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

int
main(void)
{
	TCase *t = tcase_create("dsig_sign");

	tcase_add_test(t, signs_and_checks);
	tcase_add_test(t, strips);
	tcase_add_test(t, refuses_to_sign);
	tcase_add_test(t, stays_valid_when_written_again);
	return testing_run("dsig_sign", t);
}
