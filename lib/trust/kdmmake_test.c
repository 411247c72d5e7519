/* kdmmake_test.c: whole messages; and what servers would refuse. */
#include "trust/kdmkeys.h"
#include "trust/kdmsigned.h"
#include "trust/kdmtesting.h"
#include "xml/xmlread.h"
#include "xml/xsd.h"

static struct kdm
make(const struct kdmtesting *t)
{
	struct dcp_error err = {0};
	struct bytes text = {0};
	struct xml_document *doc;
	struct kdm kdm;

	ck_assert_msg(kdmmake_format(&t->make, &t->to, &text, &err), "%s",
	    err.text);
	doc = xmlread_parse(text.at, text.size, &err);
	ck_assert_msg(doc != NULL, "%s", err.text);
	ck_assert_msg(kdm_parse(doc, &kdm, &err), "%s", err.text);
	bytes_clear(&text);
	return kdm;
}

/* It is as the schema has it, signed, and opens with all its keys. */
START_TEST(test_whole)
{
	struct dcp_error err = {0};
	struct kdmtesting t;
	struct keyring *ring = keyring_new(&err);
	struct xsd *xsd = xsd_open(KDM_SCHEMA, &err);
	struct digest signer;
	struct kdm kdm;
	bool valid;

	kdmtesting_open(&t);
	kdm = make(&t);
	ck_assert_uint_eq(kdm.notes.count, 0);
	ck_assert(xsd_validate(xsd, kdm.document, NULL, NULL, &valid, &err));
	ck_assert(valid);
	ck_assert_msg(kdmsigned_check(&kdm, &signer, &err), "%s", err.text);
	ck_assert(digest_equal(&signer,
	    &cert_facts(chain_leaf(&t.signer.chain))->thumbprint));
	ck_assert(kdmkeys_take(&kdm, t.player_key, &signer, ring, &err));
	ck_assert_uint_eq(keyring_count(ring), 2);
	ck_assert(kdm_is_assume_trust(&kdm));
	ck_assert_str_eq(kdm.annotation, "A film");
	ck_assert_str_eq(kdm.device_list_description, "SM.server-1");
	xsd_close(xsd);
	keyring_free(ring);
	kdm_clear(&kdm);
	kdmtesting_close(&t);
}
END_TEST

START_TEST(test_options)
{
	static const char *const marks[] = {KDM_MARK_PICTURE,
	    KDM_MARK_ABOVE "12"};
	static const struct digest devices[] = {{{1}, 20}, {{2}, 20}};
	struct kdmtesting t;
	struct kdm kdm;

	kdmtesting_open(&t);
	t.make.marks = marks;
	t.make.mark_count = 2;
	t.make.has_authenticator = true;
	t.make.authenticator = devices[1];
	t.to.devices = devices;
	t.to.device_count = 2;
	t.to.annotation = "<hall> & \"1\"";
	kdm = make(&t);
	ck_assert_uint_eq(kdm.mark_count, 2);
	ck_assert_str_eq(kdm.marks[1].uri, marks[1]);
	ck_assert(kdm.has_authenticator);
	ck_assert(digest_equal(&kdm.authenticator, &devices[1]));
	ck_assert_uint_eq(kdm.device_count, 2);
	ck_assert(digest_equal(&kdm.devices[0].thumbprint, &devices[0]));
	ck_assert_str_eq(kdm.annotation, "<hall> & \"1\"");
	kdm_clear(&kdm);
	kdmtesting_close(&t);
}
END_TEST

/* Refused, with ${word} in the reason, unless somebody insists on it. */
static void
check(const struct kdmtesting *t, bool dkdm, unsigned insist, const char *word)
{
	struct dcp_error err = {0}, none = {0};

	ck_assert(!kdmmake_check(&t->make, &t->to, dkdm, 0, &err));
	ck_assert_int_eq(err.status, DCP_REFUSED);
	ck_assert_msg(strstr(err.text, word) != NULL, "%s", err.text);
	if (insist != 0)
		ck_assert_msg(kdmmake_check(&t->make, &t->to, dkdm, insist,
		    &none), "%s", none.text);
}

START_TEST(test_windows)
{
	struct dcp_error err = {0};
	struct kdmtesting t;

	kdmtesting_open(&t);
	ck_assert(kdmmake_check(&t.make, &t.to, false, 0, &err));
	t.to.not_after = t.to.not_before;
	check(&t, false, 0, "before it begins");
	t.to.not_after.seconds = 2145916800 + 1;	/* 2038-01-01 */
	check(&t, false, KDMMAKE_WINDOW, "recipient's certificate");
	ck_assert(kdmmake_check_signer(&t.make, &t.to, KDMMAKE_WINDOW, &err));
	ck_assert(!kdmmake_check_signer(&t.make, &t.to, 0, &err));
	ck_assert_ptr_nonnull(strstr(err.text, "signer's certificate"));
	ck_assert_ptr_nonnull(strstr(err.text, "that as --until"));
	err = (struct dcp_error){0};
	t.to.not_after.seconds = KDMTESTING_START;
	t.to.not_before.seconds = 1577836799;		/* 2019-12-31 */
	check(&t, false, KDMMAKE_WINDOW, "begins at 2020-01-01T00:59:59+01:00");
	t.to.not_before.seconds = KDMTESTING_START - 3600;
	t.make.has_limits = true;
	t.make.not_before = (struct timestamp){KDMTESTING_START - 3600, 0,
	    true};
	t.make.not_after = (struct timestamp){KDMTESTING_START, 0, true};
	ck_assert(kdmmake_check(&t.make, &t.to, false, 0, &err));
	t.make.not_after.seconds--;
	check(&t, false, KDMMAKE_DKDM, "that of the DKDM");
	t.make.has_limits = false;
	t.make.now = KDMTESTING_START;
	ck_assert(kdmmake_check(&t.make, &t.to, false, 0, &err));
	t.make.now++;
	check(&t, false, KDMMAKE_WINDOW, "not over");
	t.make.now = 0;
	t.to.annotation = "hall\x0e";
	check(&t, false, 0, "annotation: have text");
	kdmtesting_close(&t);
}
END_TEST

START_TEST(test_roles)
{
	struct dcp_error err = {0};
	struct kdmtesting t;
	struct cert *house, *authority;

	kdmtesting_open(&t);
	house = devices_leaf(KDMTESTING_CERTS "distribution/chain.pem", &err);
	authority = devices_leaf(KDMTESTING_CERTS "server/root.pem", &err);
	check(&t, true, KDMMAKE_ROLE, "not the role CS");
	t.to.cert = house;
	check(&t, false, KDMMAKE_ROLE, "is a DKDM");
	ck_assert(kdmmake_check(&t.make, &t.to, true, 0, &err));
	t.to.cert = authority;
	check(&t, false, KDMMAKE_ROLE, "of an authority");
	cert_free(house);
	cert_free(authority);
	kdmtesting_close(&t);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("kdmmake");

	tcase_add_test(t, test_whole);
	tcase_add_test(t, test_options);
	tcase_add_test(t, test_windows);
	tcase_add_test(t, test_roles);
	return testing_run("kdmmake", t);
}
