/* certmake_test.c: tests of certmake.c. */
#include "crypt/certmake.h"

#include "base/input.h"
#include "base/testing.h"
#include "crypt/certs.h"

#define STUDIO	"testdata/certs/studio/"

static const struct certmake root_form = {
	.organization = "Example (House), Ltd.", .unit = "U",
	.common_name = ".house.root", .not_before = 1577836800,
	.not_after = 2145830400, .serial = 1, .authority = true,
	.path_length = 1,
};

static struct privkey *
load_key(const char *path)
{
	struct dcp_error err = {0};
	struct privkey *key = privkey_load(path, NULL, NULL, &err);

	ck_assert_msg(key != NULL, "%s", err.text);
	return key;
}

START_TEST(a_root)
{
	struct dcp_error err = {0};
	struct privkey *key = load_key(STUDIO "root.key");
	struct cert *c = certmake_issue(&root_form, key, NULL, NULL, &err);
	const struct cert_facts *f;
	char want[DIGEST_TEXT_SIZE];

	ck_assert_msg(c != NULL, "%s", err.text);
	f = cert_facts(c);
	ck_assert_uint_eq(f->version, 3);
	ck_assert_str_eq(f->serial, "1");
	ck_assert_str_eq(f->subject.text, f->issuer.text);
	ck_assert_str_eq(f->subject.organization.text, "Example (House), Ltd.");
	ck_assert_ptr_null(f->subject.not_printable);
	digest_format(want, &f->key);
	ck_assert_str_eq(f->subject.dn_qualifier.text, want);
	ck_assert(f->ca && f->has_path_length);
	ck_assert_uint_eq(f->path_length, 1);
	ck_assert_uint_eq(f->usage, CERT_KEY_CERT_SIGN | CERT_CRL_SIGN);
	ck_assert_int_eq(f->not_before, 1577836800);
	ck_assert_int_eq(f->not_after, 2145830400);
	ck_assert_mem_eq(f->subject_key.bytes, f->authority_key.bytes, 20);
	ck_assert_str_eq(f->authority_serial, "1");
	ck_assert(cert_issued_by(c, c) && privkey_matches(key, c));
	cert_free(c);
	privkey_free(key);
}
END_TEST

/* The largest serial number, and a date beyond UTCTime's 2049. */
START_TEST(a_leaf)
{
	struct dcp_error err = {0};
	struct privkey *root = load_key(STUDIO "root.key");
	struct privkey *key = load_key(STUDIO "leaf.key");
	struct certmake leaf = root_form;
	struct cert *issuer, *c;
	const struct cert_facts *f;

	issuer = certmake_issue(&root_form, root, NULL, NULL, &err);
	leaf.authority = false;
	leaf.serial = UINT64_MAX;
	leaf.not_after = 2871763199;
	leaf.common_name = "SM.x";
	c = certmake_issue(&leaf, key, issuer, root, &err);
	ck_assert_msg(c != NULL, "%s", err.text);
	f = cert_facts(c);
	ck_assert_str_eq(f->serial, "18446744073709551615");
	ck_assert_uint_eq(f->serial_bits, 64);
	ck_assert_int_eq(f->not_after, 2871763199);
	ck_assert(!f->dates_bad && !f->ca && !f->has_path_length);
	ck_assert(cert_issued_by(c, issuer));
	ck_assert_str_eq(f->issuer.text, cert_facts(issuer)->subject.text);
	/* Somebody else's key cannot issue in its name. */
	ck_assert_ptr_null(certmake_issue(&leaf, key, issuer, key, &err));
	ck_assert_int_eq(err.status, DCP_REFUSED);
	cert_free(c);
	cert_free(issuer);
	privkey_free(key);
	privkey_free(root);
}
END_TEST

START_TEST(names_that_cannot_be)
{
	static const char *const names[] = {"", "under_score", "a@b", "caf\xc3"
	    "\xa9", "12345678901234567890123456789012345678901234567890123456"
	    "789012345"};
	struct privkey *key = load_key(STUDIO "root.key");
	size_t i;

	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		struct certmake what = root_form;
		struct dcp_error err = {0};

		what.unit = names[i];
		ck_assert_ptr_null(certmake_issue(&what, key, NULL, NULL,
		    &err));
		ck_assert_int_eq(err.status, DCP_REFUSED);
		ck_assert_ptr_nonnull(strstr(err.text, " for OU, want "));
	}
	privkey_free(key);
}
END_TEST

/* openssl req -new -key leaf.key -subj /CN=whoever */
START_TEST(a_request)
{
	struct dcp_error err = {0};
	struct privkey *root = load_key(STUDIO "root.key");
	struct privkey *key = load_key(STUDIO "leaf.key");
	struct cert *issuer = certmake_issue(&root_form, root, NULL, NULL,
	    &err);
	struct certmake_request *request =
	    certmake_request_load("testdata/certs/request.pem", &err);
	struct certmake leaf = root_form;
	struct cert *c;

	ck_assert_msg(request != NULL, "%s", err.text);
	leaf.authority = false;
	leaf.common_name = "CS.x";
	c = certmake_answer(&leaf, request, issuer, root, &err);
	ck_assert_msg(c != NULL, "%s", err.text);
	ck_assert(privkey_matches(key, c) && cert_issued_by(c, issuer));
	ck_assert_str_eq(cert_facts(c)->subject.common_name.text, "CS.x");
	certmake_request_free(request);
	ck_assert_ptr_null(certmake_request_load(STUDIO "leaf.pem", &err));
	ck_assert_int_eq(err.status, DCP_BAD_INPUT);
	cert_free(c);
	cert_free(issuer);
	privkey_free(key);
	privkey_free(root);
}
END_TEST

START_TEST(every_truncated_request_is_refused)
{
	struct dcp_error err = {0};
	struct bytes all = {0};
	size_t n;

	ck_assert(input_load("testdata/certs/request.pem", 1 << 16, &all,
	    &err));
	for (n = 0; n + 1 < all.size; n++) {
		ck_assert_ptr_null(certmake_request_parse(all.at, n, &err));
		ck_assert_int_eq(err.status, DCP_BAD_INPUT);
		err = (struct dcp_error){0};
	}
	/* A key in it that is not the one that signed. */
	all.at[all.size / 2] = all.at[all.size / 2] == 'A' ? 'B' : 'A';
	ck_assert_ptr_null(certmake_request_parse(all.at, all.size, &err));
	bytes_clear(&all);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("certmake");

	tcase_set_timeout(t, 60);
	tcase_add_test(t, a_root);
	tcase_add_test(t, a_leaf);
	tcase_add_test(t, names_that_cannot_be);
	tcase_add_test(t, a_request);
	tcase_add_test(t, every_truncated_request_is_refused);
	return testing_run("certmake", t);
}
