/* certmake.c: see certmake.h. */
#include "crypt/certmake.h"

#include <stdlib.h>
#include <string.h>

#include <openssl/asn1.h>
#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include "base/input.h"
#include "base/limits.h"
#include "crypt/openssl.h"

/* Version 3 is written as 2. */
#define VERSION_3	2

struct certmake_request {
	X509_REQ *req;
};

/* The new certificate, its key, and who issues it: itself, if a root. */
struct making {
	const struct certmake *what;
	X509 *x;
	EVP_PKEY *key;
	X509 *issuer;
	EVP_PKEY *issuer_key;
};

static bool
is_wanted_key(const EVP_PKEY *key)
{
	BIGNUM *exponent = NULL;
	bool ok = EVP_PKEY_get_base_id(key) == EVP_PKEY_RSA &&
	    EVP_PKEY_get_bits(key) == 2048 &&
	    EVP_PKEY_get_bn_param(key, OSSL_PKEY_PARAM_RSA_E, &exponent) == 1 &&
	    BN_is_word(exponent, RSA_F4);

	BN_free(exponent);
	return ok;
}

static bool
add_name(X509_NAME *name, int kind, const char *text, struct dcp_error *err)
{
	const uint8_t *bytes = (const uint8_t *)text;
	int size = (int)strlen(text);

	if (size == 0 || size > 64 || ASN1_PRINTABLE_type(bytes, size) !=
	    V_ASN1_PRINTABLESTRING)
		return error_set(err, DCP_REFUSED, "have '%.100s' for %s, want "
		    "1 to 64 of letters, digits, space and '()+,-./:=?", text,
		    OBJ_nid2sn(kind));
	return X509_NAME_add_entry_by_NID(name, kind, V_ASN1_PRINTABLESTRING,
	    bytes, size, -1, 0) == 1 || error_memory(err);
}

/* SHA-1 of the bits of the public key, as dnQualifier and key identifier. */
static bool
digest_key(const X509 *x, uint8_t digest[20], struct dcp_error *err)
{
	unsigned size;

	return X509_pubkey_digest(x, EVP_sha1(), digest, &size) == 1 ||
	    error_memory(err);
}

static bool
put_subject(const struct making *m, struct dcp_error *err)
{
	X509_NAME *name = X509_get_subject_name(m->x);
	uint8_t digest[20];
	char text[BASE64_SIZE(sizeof(digest))];

	if (!digest_key(m->x, digest, err))
		return false;
	base64_format(text, digest, sizeof(digest));
	return add_name(name, NID_organizationName, m->what->organization,
	    err) &&
	    add_name(name, NID_organizationalUnitName, m->what->unit, err) &&
	    add_name(name, NID_commonName, m->what->common_name, err) &&
	    add_name(name, NID_dnQualifier, text, err);
}

static bool
put_fields(const struct making *m, struct dcp_error *err)
{
	X509_NAME *issuer = X509_get_subject_name(m->issuer);

	if (X509_set_version(m->x, VERSION_3) != 1 ||
	    ASN1_INTEGER_set_uint64(X509_get_serialNumber(m->x),
	    m->what->serial) != 1 ||
	    X509_set_pubkey(m->x, m->key) != 1 ||
	    ASN1_TIME_set(X509_getm_notBefore(m->x),
	    (time_t)m->what->not_before) == NULL ||
	    ASN1_TIME_set(X509_getm_notAfter(m->x),
	    (time_t)m->what->not_after) == NULL)
		return openssl_failed(err, DCP_REFUSED,
		    "cannot fill in a certificate");
	return put_subject(m, err) &&
	    (X509_set_issuer_name(m->x, issuer) == 1 || error_memory(err));
}

static bool
put_extension(const struct making *m, int kind, const char *value,
    struct dcp_error *err)
{
	X509V3_CTX ctx;
	X509_EXTENSION *ext;
	bool ok;

	X509V3_set_ctx_nodb(&ctx);
	X509V3_set_ctx(&ctx, m->issuer, m->x, NULL, NULL, 0);
	ext = X509V3_EXT_conf_nid(NULL, &ctx, kind, value);
	ok = ext != NULL && X509_add_ext(m->x, ext, -1) == 1;
	X509_EXTENSION_free(ext);
	return ok || openssl_failed(err, DCP_REFUSED,
	    "cannot put an extension into a certificate");
}

/*
 * Certificates in the field have these, in this order, and only
 * BasicConstraints critical.  A root names itself as its issuer, so its own key
 * identifier has to be there first.
 */
static bool
put_extensions(const struct making *m, struct dcp_error *err)
{
	char constraints[48];

	snprintf(constraints, sizeof(constraints), m->what->authority ?
	    "critical,CA:TRUE,pathlen:%u" : "critical,CA:FALSE",
	    m->what->path_length);
	return put_extension(m, NID_basic_constraints, constraints, err) &&
	    put_extension(m, NID_key_usage, m->what->authority ?
	    "keyCertSign,cRLSign" : "digitalSignature,keyEncipherment", err) &&
	    put_extension(m, NID_subject_key_identifier, "hash", err) &&
	    put_extension(m, NID_authority_key_identifier,
	    "keyid:always,issuer:always", err);
}

/* What was made, as it would be read. */
static struct cert *
finish(X509 *x, struct dcp_error *err)
{
	uint8_t *der = NULL;
	int size = i2d_X509(x, &der);
	struct cert *cert;

	if (size <= 0) {
		openssl_failed(err, DCP_REFUSED, "cannot write a certificate");
		return NULL;
	}
	cert = cert_parse(der, (size_t)size, err);
	OPENSSL_free(der);
	return cert;
}

static bool
check_keys(const struct making *m, struct dcp_error *err)
{
	if (!is_wanted_key(m->key))
		return error_set(err, DCP_REFUSED, "have a key of another kind,"
		    " want RSA of 2048 bits with exponent 65537");
	if (m->issuer == m->x)
		return true;
	if (X509_check_private_key(m->issuer, m->issuer_key) == 1)
		return true;
	ERR_clear_error();
	return error_set(err, DCP_REFUSED, "the private key is not of the "
	    "certificate that shall issue");
}

static struct cert *
make(const struct certmake *what, EVP_PKEY *key, const struct cert *issuer,
    EVP_PKEY *issuer_key, struct dcp_error *err)
{
	struct making m = {.what = what, .x = X509_new(), .key = key,
	    .issuer_key = issuer_key};
	struct cert *cert = NULL;

	if (m.x == NULL) {
		error_memory(err);
		return NULL;
	}
	m.issuer = issuer == NULL ? m.x : cert_x509(issuer);
	if (!check_keys(&m, err) || !put_fields(&m, err) ||
	    !put_extensions(&m, err))
		goto out;
	if (X509_sign(m.x, m.issuer_key, EVP_sha256()) == 0)
		openssl_failed(err, DCP_REFUSED,
		    "the private key cannot sign a certificate");
	else
		cert = finish(m.x, err);
out:
	X509_free(m.x);
	return cert;
}

struct cert *
certmake_issue(const struct certmake *what, const struct privkey *key,
    const struct cert *issuer, const struct privkey *issuer_key,
    struct dcp_error *err)
{
	return make(what, privkey_evp(key), issuer,
	    privkey_evp(issuer == NULL ? key : issuer_key), err);
}

struct cert *
certmake_answer(const struct certmake *what,
    const struct certmake_request *request, const struct cert *issuer,
    const struct privkey *issuer_key, struct dcp_error *err)
{
	return make(what, X509_REQ_get0_pubkey(request->req), issuer,
	    privkey_evp(issuer_key), err);
}

static X509_REQ *
decode_request(const uint8_t *bytes, size_t size)
{
	BIO *from = BIO_new_mem_buf(bytes, (int)size);
	X509_REQ *req = NULL;

	if (from != NULL)
		req = PEM_read_bio_X509_REQ(from, NULL, NULL, NULL);
	BIO_free(from);
	return req != NULL ? req : d2i_X509_REQ(NULL, &bytes, (long)size);
}

static bool
is_signed_by_itself(X509_REQ *req)
{
	EVP_PKEY *key = X509_REQ_get0_pubkey(req);

	return key != NULL && X509_REQ_verify(req, key) == 1;
}

struct certmake_request *
certmake_request_parse(const void *bytes, size_t size, struct dcp_error *err)
{
	struct certmake_request *request = calloc(1, sizeof(*request));

	if (request == NULL) {
		error_memory(err);
		return NULL;
	}
	ERR_clear_error();
	request->req = decode_request(bytes, size);
	if (request->req == NULL)
		openssl_failed(err, DCP_BAD_INPUT,
		    "no request for a certificate can be read there");
	else if (!is_signed_by_itself(request->req))
		openssl_failed(err, DCP_REFUSED,
		    "the request is not signed with its own key");
	else
		return request;
	certmake_request_free(request);
	return NULL;
}

struct certmake_request *
certmake_request_load(const char *path, struct dcp_error *err)
{
	struct certmake_request *request = NULL;
	struct bytes all = {0};

	if (input_load(path, LIMIT_CERT_SIZE, &all, err)) {
		request = certmake_request_parse(all.at, all.size, err);
		if (request == NULL)
			error_in(err, "%s", path);
	}
	bytes_clear(&all);
	return request;
}

void
certmake_request_free(struct certmake_request *request)
{
	if (request == NULL)
		return;
	X509_REQ_free(request->req);
	free(request);
}
