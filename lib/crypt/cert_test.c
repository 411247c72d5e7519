/* cert_test.c: tests of cert.c and of the readers of its fields. */
#include "crypt/cert.h"

#include "base/hex.h"
#include "base/testing.h"
#include "crypt/certs.h"
#include "crypt/privkey.h"

#define STUDIO	"testdata/certs/studio/"

/* The first certificate of a file. */
static struct cert *
load(const char *path)
{
	struct dcp_error err = {0};
	struct certs certs = {0};
	struct cert *c;

	ck_assert_msg(certs_load(&certs, path, &err), "%s", err.text);
	c = cert_share(certs.at[0]);
	certs_clear(&certs);
	return c;
}

/* Compared with what openssl x509 -text and libdcp's tools say of it. */
START_TEST(leaf_says)
{
	struct cert *c = load(STUDIO "leaf.pem");
	const struct cert_facts *f = cert_facts(c);
	char text[DIGEST_TEXT_SIZE];

	ck_assert_uint_eq(f->version, 3);
	ck_assert_str_eq(f->serial, "4099");
	ck_assert_uint_eq(f->serial_bits, 13);
	ck_assert_str_eq(f->subject.text,
	    "dnQualifier=KjmoB\\+Vvb5k6ItqGg2g7y1fWKrc=,CN=CS.studio,"
	    "OU=Example Studio,O=Example Studio");
	ck_assert_str_eq(f->subject.dn_qualifier.text,
	    "KjmoB+Vvb5k6ItqGg2g7y1fWKrc=");
	ck_assert_str_eq(f->subject.common_name.text, "CS.studio");
	ck_assert_str_eq(f->subject.organization.text, "Example Studio");
	ck_assert_str_eq(f->subject.unit.text, "Example Studio");
	ck_assert_ptr_null(f->subject.not_printable);
	ck_assert_str_eq(f->issuer.common_name.text, ".studio.intermediate");
	ck_assert_int_eq(f->not_before, 1577836800);
	ck_assert_int_eq(f->not_after, 2145830400);
	ck_assert(!f->dates_bad && !f->signature_differs);
	ck_assert_int_eq(f->signature, CERT_SIGNATURE_RSA_SHA256);
	ck_assert_str_eq(f->signature_name, "sha256WithRSAEncryption");
	ck_assert(f->key_rsa);
	ck_assert_uint_eq(f->key_bits, 2048);
	ck_assert_str_eq(f->key_exponent, "65537");
	digest_format(text, &f->key);
	ck_assert_str_eq(text, "KjmoB+Vvb5k6ItqGg2g7y1fWKrc=");
	cert_free(c);
}
END_TEST

START_TEST(leaf_has_extensions)
{
	struct cert *c = load(STUDIO "leaf.pem");
	struct cert *issuer = load(STUDIO "intermediate.pem");
	const struct cert_facts *f = cert_facts(c), *g = cert_facts(issuer);

	ck_assert(f->basic_constraints.present &&
	    f->basic_constraints.critical && !f->basic_constraints.bad);
	ck_assert(!f->ca && !f->has_path_length);
	ck_assert(g->ca && g->has_path_length);
	ck_assert_uint_eq(g->path_length, 2);
	ck_assert_uint_eq(f->usage,
	    CERT_DIGITAL_SIGNATURE | CERT_KEY_ENCIPHERMENT);
	ck_assert_uint_eq(g->usage, CERT_KEY_CERT_SIGN | CERT_CRL_SIGN);
	ck_assert_uint_eq(f->authority_key.size, 20);
	ck_assert_mem_eq(f->authority_key.bytes, g->subject_key.bytes, 20);
	ck_assert_mem_eq(f->subject_key.bytes, f->key.bytes, 20);
	ck_assert_str_eq(f->authority_serial, g->serial);
	ck_assert_str_eq(f->authority_issuer, g->issuer.text);
	ck_assert_ptr_null(f->unknown_critical);
	cert_free(c);
	cert_free(issuer);
}
END_TEST

/* The thumbprint of KDMs is of the part that is signed, not of all. */
START_TEST(thumbprints)
{
	struct cert *c = load(STUDIO "leaf.pem");
	char text[DIGEST_TEXT_SIZE], hex[2 * DIGEST_SIZE_MAX + 1];
	const struct cert_facts *f = cert_facts(c);

	cert_thumbprint_format(text, c);
	ck_assert_str_eq(text, "gyz3iu9s3sP/8Hlw2TghNECktyc=");
	hex_format(hex, f->sha1.bytes, f->sha1.size);
	ck_assert_str_eq(hex, "2f63bb359530ba916932dfd85ae5345129a077a7");
	hex_format(hex, f->sha256.bytes, f->sha256.size);
	ck_assert_str_eq(hex, "6d3f5960f2160286c54f0e2d669b28bd"
	    "681e1f563a56ac75f5167cb9c1aa737d");
	cert_free(c);
}
END_TEST

START_TEST(issued_by_whom)
{
	struct cert *leaf = load(STUDIO "leaf.pem");
	struct cert *intermediate = load(STUDIO "intermediate.pem");
	struct cert *root = load(STUDIO "root.pem");

	ck_assert(cert_issued_by(leaf, intermediate));
	ck_assert(cert_issued_by(intermediate, root));
	ck_assert(cert_issued_by(root, root));
	ck_assert(!cert_issued_by(leaf, root));
	ck_assert(!cert_issued_by(root, leaf));
	cert_free(leaf);
	cert_free(intermediate);
	cert_free(root);
}
END_TEST

START_TEST(pem_comes_back)
{
	struct dcp_error err = {0};
	struct cert *c = load(STUDIO "leaf.pem");
	struct bytes text = {0};
	struct certs again = {0};

	cert_format(c, &text);
	ck_assert(certs_parse(&again, text.at, text.size, &err));
	ck_assert_uint_eq(again.count, 1);
	ck_assert(cert_equal(c, again.at[0]));
	certs_clear(&again);
	bytes_clear(&text);
	cert_free(c);
}
END_TEST

START_TEST(every_truncation_is_refused)
{
	struct cert *c = load(STUDIO "leaf.pem");
	size_t size, n;
	const uint8_t *der = cert_der(c, &size);

	for (n = 0; n < size; n++) {
		struct dcp_error err = {0};

		ck_assert_ptr_null(cert_parse(der, n, &err));
		ck_assert_int_ne(err.status, DCP_OK);
	}
	cert_free(c);
}
END_TEST

/* Whatever bit is turned, what is left is no certificate of the issuer's. */
START_TEST(every_turned_bit_is_noticed)
{
	struct cert *c = load(STUDIO "leaf.pem");
	struct cert *issuer = load(STUDIO "intermediate.pem");
	size_t size, i;
	const uint8_t *der = cert_der(c, &size);
	uint8_t *copy = malloc(size);

	for (i = 0; i < size; i++) {
		struct dcp_error err = {0};
		struct cert *other;

		memcpy(copy, der, size);
		copy[i] ^= (uint8_t)(1 << i % 8);
		other = cert_parse(copy, size, &err);
		ck_assert(other == NULL || !cert_issued_by(other, issuer));
		cert_free(other);
	}
	free(copy);
	cert_free(issuer);
	cert_free(c);
}
END_TEST

START_TEST(what_is_behind_is_refused)
{
	struct dcp_error err = {0};
	struct cert *c = load(STUDIO "leaf.pem");
	size_t size;
	const uint8_t *der = cert_der(c, &size);
	uint8_t *longer = calloc(1, size + 3);

	memcpy(longer, der, size);
	ck_assert_ptr_null(cert_parse(longer, size + 3, &err));
	ck_assert_str_eq(err.text,
	    "have 3 bytes behind the certificate, want none");
	free(longer);
	cert_free(c);
}
END_TEST

START_TEST(verifies)
{
	struct dcp_error err = {0};
	struct privkey *key = privkey_load(STUDIO "leaf.key", NULL, NULL, &err);
	struct cert *c = load(STUDIO "leaf.pem");
	struct cert *other = load(STUDIO "root.pem");
	struct bytes s = {0};
	enum digest_kind kind;

	for (kind = DIGEST_SHA1; kind <= DIGEST_SHA256; kind++) {
		bytes_reset(&s);
		ck_assert(privkey_sign(key, kind, "abc", 3, &s, &err));
		ck_assert_uint_eq(s.size, 256);
		ck_assert(cert_verify(c, kind, "abc", 3, s.at, s.size, &err));
		ck_assert(!cert_verify(c, kind, "abd", 3, s.at, s.size, &err));
		ck_assert_int_eq(err.status, DCP_REFUSED);
		err = (struct dcp_error){0};
		ck_assert(!cert_verify(other, kind, "abc", 3, s.at, s.size,
		    &err));
		err = (struct dcp_error){0};
		ck_assert(!cert_verify(c, kind, "abc", 3, s.at, s.size - 1,
		    &err));
		err = (struct dcp_error){0};
		s.at[100] ^= 1;
		ck_assert(!cert_verify(c, kind, "abc", 3, s.at, s.size, &err));
		err = (struct dcp_error){0};
	}
	bytes_clear(&s);
	privkey_free(key);
	cert_free(c);
	cert_free(other);
}
END_TEST

/* RSA-OAEP of 2048 bits with SHA-1 takes 256 - 2 - 2 * 20 bytes. */
START_TEST(wraps_up_to_214_bytes)
{
	struct dcp_error err = {0};
	struct privkey *key = privkey_load(STUDIO "leaf.key", NULL, NULL, &err);
	struct cert *c = load(STUDIO "leaf.pem");
	uint8_t plain[215], back[215];
	struct bytes w = {0};
	size_t size;

	memset(plain, 7, sizeof(plain));
	ck_assert(cert_wrap(c, plain, 214, &w, &err));
	ck_assert_uint_eq(w.size, 256);
	ck_assert(privkey_unwrap(key, w.at, w.size, back, sizeof(back), &size,
	    &err));
	ck_assert_uint_eq(size, 214);
	ck_assert_mem_eq(plain, back, 214);
	ck_assert(!cert_wrap(c, plain, 215, &w, &err));
	ck_assert_uint_eq(w.size, 256);
	bytes_clear(&w);
	privkey_free(key);
	cert_free(c);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("cert");

	tcase_set_timeout(t, 60);
	tcase_add_test(t, leaf_says);
	tcase_add_test(t, leaf_has_extensions);
	tcase_add_test(t, thumbprints);
	tcase_add_test(t, issued_by_whom);
	tcase_add_test(t, pem_comes_back);
	tcase_add_test(t, every_truncation_is_refused);
	tcase_add_test(t, every_turned_bit_is_noticed);
	tcase_add_test(t, what_is_behind_is_refused);
	tcase_add_test(t, verifies);
	tcase_add_test(t, wraps_up_to_214_bytes);
	return testing_run("cert", t);
}
