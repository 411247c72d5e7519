/* cms_test.c: tests of cms.c. */
#include "crypt/cms.h"

#include <openssl/pem.h>
#include <openssl/x509.h>

#include "base/testing.h"
#include "crypt/openssl.h"
#include "crypt/secret.h"

static const char plain[] = "the quick brown fox jumps over the lazy dog";

/* Two houses, made once for all tests: RSA keys take their time. */
static struct privkey *keys[2];
static struct certs houses;

static struct cert *
make_cert(const struct privkey *key, long serial)
{
	struct dcp_error err = {0};
	X509 *x = X509_new();
	X509_NAME *name = X509_get_subject_name(x);
	unsigned char *der = NULL;
	struct cert *cert;
	int size;

	X509_set_version(x, 2);
	ASN1_INTEGER_set(X509_get_serialNumber(x), serial);
	X509_gmtime_adj(X509_getm_notBefore(x), 0);
	X509_gmtime_adj(X509_getm_notAfter(x), 3600);
	X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC,
	    (const unsigned char *)"house", -1, -1, 0);
	X509_set_issuer_name(x, name);
	X509_set_pubkey(x, privkey_evp(key));
	ck_assert_int_gt(X509_sign(x, privkey_evp(key), EVP_sha256()), 0);
	size = i2d_X509(x, &der);
	cert = cert_parse(der, (size_t)size, &err);
	OPENSSL_free(der);
	X509_free(x);
	return cert;
}

static void
make_houses(void)
{
	struct dcp_error err = {0};
	size_t i;

	for (i = 0; i < 2; i++) {
		keys[i] = privkey_make(&err);
		ck_assert_msg(keys[i] != NULL, "%s", err.text);
		ck_assert(certs_add(&houses,
		    make_cert(keys[i], 1000 + (long)i), &err));
	}
}

static void
free_houses(void)
{
	certs_clear(&houses);
	privkey_free(keys[0]);
	privkey_free(keys[1]);
}

static struct bytes
sealed(const struct certs *to)
{
	struct dcp_error err = {0};
	struct bytes out = {0};

	ck_assert_msg(cms_seal(plain, sizeof(plain), to, &out, &err), "%s",
	    err.text);
	return out;
}

START_TEST(each_recipient_opens_it)
{
	struct dcp_error err = {0};
	struct bytes b = sealed(&houses);
	size_t size, i;
	char *back;

	ck_assert(cms_is(b.at, b.size));
	ck_assert_int_eq(strncmp(bytes_text(&b), "-----BEGIN CMS-----\n", 20),
	    0);
	for (i = 0; i < 2; i++) {
		back = cms_open(b.at, b.size, keys[i], &size, &err);
		ck_assert_msg(back != NULL, "%s", err.text);
		ck_assert_uint_eq(size, sizeof(plain));
		ck_assert_mem_eq(back, plain, size);
		secret_free(back);
	}
	bytes_clear(&b);
}
END_TEST

START_TEST(nobody_else_does)
{
	struct certs one = {.at = houses.at, .count = 1};
	struct bytes b = sealed(&one);
	struct dcp_error err = {0};
	size_t size;

	ck_assert_ptr_null(cms_open(b.at, b.size, keys[1], &size, &err));
	ck_assert_int_eq(err.status, DCP_REFUSED);
	ck_assert_str_eq(err.text, "is sealed to others than the owner of "
	    "this private key");
	ck_assert_uint_eq(size, 0);
	bytes_clear(&b);
}
END_TEST

START_TEST(it_says_for_whom_it_is)
{
	struct dcp_error err = {0};
	struct bytes b = sealed(&houses);
	struct cms cms = {0};

	ck_assert(cms_parse(b.at, b.size, &cms, &err));
	ck_assert_uint_eq(cms.recipient_count, 2);
	ck_assert_str_eq(cms.recipients[0].issuer, "CN=house");
	ck_assert_str_eq(cms.recipients[0].serial, "1000");
	ck_assert_str_eq(cms.recipients[1].serial, "1001");
	ck_assert_uint_eq(cms.recipients[1].key.size, 0);
	cms_clear(&cms);
	bytes_clear(&b);
}
END_TEST

START_TEST(two_seals_differ)
{
	struct bytes a = sealed(&houses), b = sealed(&houses);

	ck_assert(a.size != b.size || memcmp(a.at, b.at, a.size) != 0);
	bytes_clear(&a);
	bytes_clear(&b);
}
END_TEST

START_TEST(nobody_to_seal_to)
{
	const struct certs none = {0};
	struct dcp_error err = {0};
	struct bytes b = {0};

	ck_assert(!cms_seal(plain, sizeof(plain), &none, &b, &err));
	ck_assert_str_eq(err.text,
	    "have 0 certificates to seal to, want 1 to 256");
	bytes_clear(&b);
}
END_TEST

/* The DER form inside the PEM. */
static struct bytes
der_of(const struct bytes *pem)
{
	BIO *in = BIO_new_mem_buf(pem->at, (int)pem->size);
	struct bytes der = {0};
	char *name, *header;
	unsigned char *at;
	long size;

	ck_assert_int_eq(PEM_read_bio(in, &name, &header, &at, &size), 1);
	bytes_put(&der, at, (size_t)size);
	OPENSSL_free(name);
	OPENSSL_free(header);
	OPENSSL_free(at);
	BIO_free(in);
	return der;
}

START_TEST(der_is_read_too)
{
	struct dcp_error err = {0};
	struct bytes pem = sealed(&houses), der = der_of(&pem);
	size_t size;
	char *back;

	ck_assert(cms_is(der.at, der.size));
	back = cms_open(der.at, der.size, keys[0], &size, &err);
	ck_assert_ptr_nonnull(back);
	ck_assert_mem_eq(back, plain, sizeof(plain));
	secret_free(back);
	bytes_clear(&pem);
	bytes_clear(&der);
}
END_TEST

START_TEST(text_may_stand_in_front)
{
	struct dcp_error err = {0};
	struct bytes pem = sealed(&houses), mail = {0};
	size_t size;
	char *back;

	bytes_printf(&mail, "Dear house,\r\nthe key:\r\n\r\n%s\r\nYours\r\n",
	    bytes_text(&pem));
	ck_assert(cms_is(mail.at, mail.size));
	back = cms_open(mail.at, mail.size, keys[0], &size, &err);
	ck_assert_ptr_nonnull(back);
	secret_free(back);
	bytes_clear(&pem);
	bytes_clear(&mail);
}
END_TEST

START_TEST(other_things_are_told_apart)
{
	static const char *const others[] = {"", "0", "\x30\x82\x01", "<xml/>",
		"-----BEGIN CERTIFICATE-----\nMIIB\n"};
	struct dcp_error err;
	struct cms cms = {0};
	size_t i;

	for (i = 0; i < sizeof(others) / sizeof(others[0]); i++) {
		err = (struct dcp_error){0};
		ck_assert(!cms_is(others[i], strlen(others[i])));
		ck_assert(!cms_parse(others[i], strlen(others[i]), &cms,
		    &err));
		ck_assert_int_eq(err.status, DCP_BAD_INPUT);
	}
}
END_TEST

/* A good message that is cut anywhere, or has a byte turned, fails politely. */
START_TEST(damage_is_told)
{
	struct bytes pem = sealed(&houses), der = der_of(&pem);
	struct dcp_error err;
	size_t size, at;
	char *copy, *back;

	for (at = 0; at < der.size; at += at < 300 ? 1 : 7) {
		err = (struct dcp_error){0};
		copy = malloc(at + 1);
		memcpy(copy, der.at, at);
		back = cms_open(copy, at, keys[0], &size, &err);
		ck_assert_ptr_null(back);
		ck_assert_int_ne(err.status, DCP_OK);
		free(copy);
	}
	bytes_clear(&pem);
	bytes_clear(&der);
}
END_TEST

/* Of what was encrypted, and of the code behind it that proves it. */
START_TEST(a_changed_bit_is_told)
{
	struct bytes pem = sealed(&houses), der = der_of(&pem);
	struct dcp_error err;
	size_t size, at;

	for (at = der.size - sizeof(plain) - 18; at < der.size; at++) {
		err = (struct dcp_error){0};
		der.at[at] ^= 1;
		ck_assert_ptr_null(cms_open(der.at, der.size, keys[0], &size,
		    &err));
		ck_assert_int_ne(err.status, DCP_OK);
		der.at[at] ^= 1;
	}
	bytes_clear(&pem);
	bytes_clear(&der);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("cms");

	tcase_add_unchecked_fixture(t, make_houses, free_houses);
	tcase_add_test(t, each_recipient_opens_it);
	tcase_add_test(t, nobody_else_does);
	tcase_add_test(t, it_says_for_whom_it_is);
	tcase_add_test(t, two_seals_differ);
	tcase_add_test(t, nobody_to_seal_to);
	tcase_add_test(t, der_is_read_too);
	tcase_add_test(t, text_may_stand_in_front);
	tcase_add_test(t, other_things_are_told_apart);
	tcase_add_test(t, damage_is_told);
	tcase_add_test(t, a_changed_bit_is_told);
	return testing_run("cms", t);
}
