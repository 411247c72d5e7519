/* cert.c: see cert.h. */
#include "crypt/cert.h"

#include <stdlib.h>
#include <string.h>

#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

#include "base/limits.h"
#include "crypt/certfacts.h"
#include "crypt/openssl.h"

/* It never changes once it is made, but for the number of its owners. */
struct cert {
	unsigned owners;
	X509 *x509;
	uint8_t *der;
	size_t der_size;
	struct cert_facts facts;
};

static X509 *
decode(const uint8_t *der, size_t size, struct dcp_error *err)
{
	const uint8_t *at = der;
	X509 *x;

	if (size > LIMIT_CERT_SIZE) {
		error_set(err, DCP_REFUSED, "have a certificate of %zu bytes, "
		    "want %u at most", size, LIMIT_CERT_SIZE);
		return NULL;
	}
	x = d2i_X509(NULL, &at, (long)size);
	if (x == NULL) {
		openssl_failed(err, DCP_BAD_INPUT,
		    "the certificate cannot be decoded");
		return NULL;
	}
	if (at != der + size) {
		error_set(err, DCP_BAD_INPUT, "have %zu bytes behind the "
		    "certificate, want none", (size_t)(der + size - at));
		X509_free(x);
		return NULL;
	}
	return x;
}

struct cert *
cert_parse(const void *der, size_t size, struct dcp_error *err)
{
	X509 *x = decode(der, size, err);
	struct cert *c = x == NULL ? NULL : calloc(1, sizeof(*c));

	if (c == NULL || (c->der = malloc(size)) == NULL) {
		error_memory(err);
		X509_free(x);
		free(c);
		return NULL;
	}
	c->owners = 1;
	c->x509 = x;
	c->der_size = size;
	memcpy(c->der, der, size);
	if (!certfacts_read(x, c->der, size, &c->facts, err)) {
		cert_free(c);
		return NULL;
	}
	return c;
}

struct cert *
cert_share(struct cert *c)
{
	c->owners++;
	return c;
}

void
cert_free(struct cert *c)
{
	if (c == NULL || --c->owners > 0)
		return;
	X509_free(c->x509);
	certfacts_clear(&c->facts);
	free(c->der);
	free(c);
}

X509 *
cert_x509(const struct cert *c)
{
	return c->x509;
}

const struct cert_facts *
cert_facts(const struct cert *c)
{
	return &c->facts;
}

const char *
cert_usage_name(unsigned bit)
{
	static const char *const names[] = {"digitalSignature",
	    "nonRepudiation", "keyEncipherment", "dataEncipherment",
	    "keyAgreement", "keyCertSign", "cRLSign", "encipherOnly",
	    "decipherOnly"};

	return bit < sizeof(names) / sizeof(names[0]) ? names[bit] : NULL;
}

const uint8_t *
cert_der(const struct cert *c, size_t *size)
{
	*size = c->der_size;
	return c->der;
}

bool
cert_equal(const struct cert *a, const struct cert *b)
{
	return a->der_size == b->der_size &&
	    memcmp(a->der, b->der, a->der_size) == 0;
}

void
cert_thumbprint_format(char *to, const struct cert *c)
{
	digest_format(to, &c->facts.thumbprint);
}

/* PEM (RFC 7468): lines of 64 characters, which are 48 bytes. */
void
cert_format(const struct cert *c, struct bytes *to)
{
	char line[BASE64_SIZE(48)];
	size_t at, n;

	bytes_printf(to, "-----BEGIN CERTIFICATE-----\n");
	for (at = 0; at < c->der_size; at += n) {
		n = c->der_size - at < 48 ? c->der_size - at : 48;
		base64_format(line, c->der + at, n);
		bytes_printf(to, "%s\n", line);
	}
	bytes_printf(to, "-----END CERTIFICATE-----\n");
}

bool
cert_issued_by(const struct cert *c, const struct cert *issuer)
{
	EVP_PKEY *key = X509_get0_pubkey(issuer->x509);
	bool ok = key != NULL && X509_verify(c->x509, key) == 1;

	ERR_clear_error();
	return ok;
}

static EVP_PKEY *
rsa_key(const struct cert *c, struct dcp_error *err)
{
	if (!c->facts.key_rsa) {
		error_set(err, DCP_UNSUPPORTED, "have a certificate with a key "
		    "of kind %s, want an RSA key", c->facts.key_name);
		return NULL;
	}
	return X509_get0_pubkey(c->x509);
}

bool
cert_verify(const struct cert *c, enum digest_kind kind, const void *data,
    size_t size, const void *signature, size_t signature_size,
    struct dcp_error *err)
{
	const EVP_MD *md = kind == DIGEST_SHA1 ? EVP_sha1() : EVP_sha256();
	EVP_PKEY *key = rsa_key(c, err);
	EVP_MD_CTX *ctx;
	bool ok;

	if (key == NULL)
		return false;
	ctx = EVP_MD_CTX_new();
	if (ctx == NULL)
		return error_memory(err);
	ok = EVP_DigestVerifyInit(ctx, NULL, md, NULL, key) == 1 &&
	    EVP_DigestVerify(ctx, signature, signature_size, data, size) == 1;
	EVP_MD_CTX_free(ctx);
	ERR_clear_error();
	return ok || error_set(err, DCP_REFUSED, "the signature is not by the "
	    "key of %s, or not of these bytes", c->facts.subject.text);
}

bool
cert_wrap(const struct cert *c, const void *plain, size_t size,
    struct bytes *to, struct dcp_error *err)
{
	EVP_PKEY *key = rsa_key(c, err);
	size_t start = to->size, wrapped_size;
	EVP_PKEY_CTX *ctx;
	uint8_t *wrapped;
	bool ok = false;

	if (key == NULL)
		return false;
	wrapped_size = (size_t)EVP_PKEY_get_size(key);
	wrapped = bytes_extend(to, wrapped_size);
	ctx = EVP_PKEY_CTX_new(key, NULL);
	if (ctx == NULL || wrapped == NULL) {
		error_memory(err);
		goto out;
	}
	ok = EVP_PKEY_encrypt_init(ctx) == 1 &&
	    EVP_PKEY_CTX_set_rsa_padding(ctx, RSA_PKCS1_OAEP_PADDING) == 1 &&
	    EVP_PKEY_CTX_set_rsa_oaep_md(ctx, EVP_sha1()) == 1 &&
	    EVP_PKEY_CTX_set_rsa_mgf1_md(ctx, EVP_sha1()) == 1 &&
	    EVP_PKEY_encrypt(ctx, wrapped, &wrapped_size, plain, size) == 1;
	if (!ok)
		openssl_failed(err, DCP_REFUSED, "cannot encrypt to the "
		    "certificate");
	to->size = ok ? start + wrapped_size : start;
out:
	EVP_PKEY_CTX_free(ctx);
	return ok;
}
