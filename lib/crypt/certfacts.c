/* certfacts.c: see certfacts.h. */
#include "crypt/certfacts.h"

#include <stdlib.h>
#include <string.h>

#include <openssl/asn1.h>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/objects.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include "base/timestamp.h"
#include "crypt/certname.h"

static char *
number_text(const BIGNUM *number)
{
	char *text = number == NULL ? NULL : BN_bn2dec(number);
	char *copy = text == NULL ? NULL : strdup(text);

	OPENSSL_free(text);
	return copy;
}

/* A serial number, decimal; its size in bits to ${bits}, if not NULL. */
static char *
serial_text(const ASN1_INTEGER *serial, unsigned *bits)
{
	BIGNUM *number = ASN1_INTEGER_to_BN(serial, NULL);
	char *text = number_text(number);

	if (bits != NULL && number != NULL)
		*bits = (unsigned)BN_num_bits(number);
	BN_free(number);
	return text;
}

static char *
object_text(const ASN1_OBJECT *object)
{
	char text[80];

	if (OBJ_obj2txt(text, sizeof(text), object, 0) <= 0)
		return strdup("unknown");
	return strdup(text);
}

static bool
copy_key_id(const ASN1_OCTET_STRING *id, struct cert_key_id *out)
{
	int size = id == NULL ? 0 : ASN1_STRING_length(id);

	if (size <= 0 || size > CERT_KEY_ID_SIZE_MAX)
		return false;
	memcpy(out->bytes, ASN1_STRING_get0_data(id), (size_t)size);
	out->size = (size_t)size;
	return true;
}

static bool
read_basic_constraints(void *decoded, struct cert_facts *out)
{
	const BASIC_CONSTRAINTS *bc = decoded;

	out->ca = bc->ca != 0;
	out->has_path_length = bc->pathlen != NULL;
	return bc->pathlen == NULL ||
	    ASN1_INTEGER_get_uint64(&out->path_length, bc->pathlen) == 1;
}

static bool
read_key_usage(void *decoded, struct cert_facts *out)
{
	int i;

	for (i = 0; i < 9; i++)
		if (ASN1_BIT_STRING_get_bit(decoded, i))
			out->usage |= 1u << i;
	return true;
}

static bool
read_subject_key_id(void *decoded, struct cert_facts *out)
{
	return copy_key_id(decoded, &out->subject_key);
}

/* The issuer is one directory name among what GeneralNames can hold. */
static char *
issuer_text(const GENERAL_NAMES *names)
{
	int i;

	for (i = 0; i < sk_GENERAL_NAME_num(names); i++) {
		const GENERAL_NAME *name = sk_GENERAL_NAME_value(names, i);

		if (name->type == GEN_DIRNAME)
			return certname_text(name->d.directoryName);
	}
	return NULL;
}

static bool
read_authority_key_id(void *decoded, struct cert_facts *out)
{
	const AUTHORITY_KEYID *id = decoded;

	if (id->serial != NULL)
		out->authority_serial = serial_text(id->serial, NULL);
	if (id->issuer != NULL)
		out->authority_issuer = issuer_text(id->issuer);
	return id->keyid == NULL || copy_key_id(id->keyid, &out->authority_key);
}

static void
free_decoded(int kind, void *decoded)
{
	switch (kind) {
	case NID_basic_constraints:
		BASIC_CONSTRAINTS_free(decoded);
		break;
	case NID_key_usage:
		ASN1_BIT_STRING_free(decoded);
		break;
	case NID_subject_key_identifier:
		ASN1_OCTET_STRING_free(decoded);
		break;
	default:
		AUTHORITY_KEYID_free(decoded);
	}
}

/* One of the four extensions that ST 430-2 has. */
static void
read_known(X509_EXTENSION *ext, int kind, struct cert_extension *how,
    bool (*read)(void *, struct cert_facts *), struct cert_facts *out)
{
	void *decoded;

	if (how->present) {
		how->bad = true;
		return;
	}
	how->present = true;
	how->critical = X509_EXTENSION_get_critical(ext) != 0;
	decoded = X509V3_EXT_d2i(ext);
	how->bad = decoded == NULL || !read(decoded, out);
	if (decoded != NULL)
		free_decoded(kind, decoded);
}

static bool
read_extension(X509_EXTENSION *ext, struct cert_facts *out)
{
	const ASN1_OBJECT *type = X509_EXTENSION_get_object(ext);
	int kind = OBJ_obj2nid(type);

	switch (kind) {
	case NID_basic_constraints:
		read_known(ext, kind, &out->basic_constraints,
		    read_basic_constraints, out);
		return true;
	case NID_key_usage:
		read_known(ext, kind, &out->key_usage, read_key_usage, out);
		return true;
	case NID_subject_key_identifier:
		read_known(ext, kind, &out->subject_key_id,
		    read_subject_key_id, out);
		return true;
	case NID_authority_key_identifier:
		read_known(ext, kind, &out->authority_key_id,
		    read_authority_key_id, out);
		return true;
	}
	if (X509_EXTENSION_get_critical(ext) == 0 ||
	    out->unknown_critical != NULL)
		return true;
	return (out->unknown_critical = object_text(type)) != NULL;
}

/* A date in UTC: "YYMMDDhhmmssZ" or "YYYYMMDDhhmmssZ" (RFC 5280, 4.1.2.5). */
static bool
read_date(const ASN1_TIME *time, int64_t *out)
{
	int size = ASN1_STRING_length(time);
	struct timestamp_civil civil;
	struct tm tm;

	if (size < 1 || ASN1_STRING_get0_data(time)[size - 1] != 'Z' ||
	    ASN1_TIME_to_tm(time, &tm) != 1)
		return false;
	civil = (struct timestamp_civil){.year = tm.tm_year + 1900,
	    .month = (uint8_t)(tm.tm_mon + 1), .day = (uint8_t)tm.tm_mday,
	    .hour = (uint8_t)tm.tm_hour, .minute = (uint8_t)tm.tm_min,
	    .second = (uint8_t)tm.tm_sec};
	*out = timestamp_join(&civil);
	return true;
}

static bool
read_signature(const X509 *x, struct cert_facts *out)
{
	const X509_ALGOR *outside, *inside = X509_get0_tbs_sigalg(x);
	const ASN1_OBJECT *type;
	int parameters;

	X509_get0_signature(NULL, &outside, x);
	X509_ALGOR_get0(&type, &parameters, NULL, outside);
	switch (OBJ_obj2nid(type)) {
	case NID_sha1WithRSAEncryption:
		out->signature = CERT_SIGNATURE_RSA_SHA1;
		break;
	case NID_sha256WithRSAEncryption:
		out->signature = CERT_SIGNATURE_RSA_SHA256;
		break;
	}
	/* RFC 4055, 5: the parameters of both shall be NULL, not absent. */
	out->signature_differs = X509_ALGOR_cmp(outside, inside) != 0 ||
	    (out->signature != CERT_SIGNATURE_OTHER &&
	    parameters != V_ASN1_NULL);
	return (out->signature_name = object_text(type)) != NULL;
}

static bool
read_key(const X509 *x, struct cert_facts *out)
{
	const EVP_PKEY *key = X509_get0_pubkey(x);
	ASN1_OBJECT *type;
	BIGNUM *exponent = NULL;
	bool ok = true;

	if (X509_PUBKEY_get0_param(&type, NULL, NULL, NULL,
	    X509_get_X509_PUBKEY(x)) != 1 ||
	    (out->key_name = object_text(type)) == NULL)
		return false;
	if (key == NULL || EVP_PKEY_get_base_id(key) != EVP_PKEY_RSA)
		return true;
	if (EVP_PKEY_get_bn_param(key, OSSL_PKEY_PARAM_RSA_E, &exponent) == 1)
		ok = (out->key_exponent = number_text(exponent)) != NULL;
	out->key_rsa = out->key_exponent != NULL;
	out->key_bits = (unsigned)EVP_PKEY_get_bits(key);
	BN_free(exponent);
	return ok;
}

/*
 * The TBSCertificate is the first element within the certificate.  It is taken
 * from the bytes as they came: what OpenSSL would write might differ.
 */
static bool
find_tbs(const uint8_t *der, size_t size, const uint8_t **tbs,
    size_t *tbs_size)
{
	const uint8_t *at = der;
	long length;
	int tag, class;

	/* Bit 7: an error; bit 0: no length, which DER does not have. */
	if ((ASN1_get_object(&at, &length, &tag, &class, (long)size) & 0x81)
	    != 0)
		return false;
	*tbs = at;
	if ((ASN1_get_object(&at, &length, &tag, &class, length) & 0x81) != 0)
		return false;
	*tbs_size = (size_t)(at - *tbs) + (size_t)length;
	return true;
}

static bool
read_digests(const X509 *x, const uint8_t *der, size_t size,
    struct cert_facts *out, struct dcp_error *err)
{
	const ASN1_BIT_STRING *bits = X509_get0_pubkey_bitstr(x);
	const uint8_t *tbs;
	size_t tbs_size;

	if (!find_tbs(der, size, &tbs, &tbs_size))
		return error_set(err, DCP_BAD_INPUT,
		    "the certificate is not in DER form");
	return digest_bytes(DIGEST_SHA1, tbs, tbs_size, &out->thumbprint,
	    err) &&
	    digest_bytes(DIGEST_SHA1, der, size, &out->sha1, err) &&
	    digest_bytes(DIGEST_SHA256, der, size, &out->sha256, err) &&
	    digest_bytes(DIGEST_SHA1, ASN1_STRING_get0_data(bits),
	    (size_t)ASN1_STRING_length(bits), &out->key, err);
}

bool
certfacts_read(const X509 *x, const uint8_t *der, size_t size,
    struct cert_facts *out, struct dcp_error *err)
{
	int i, count = X509_get_ext_count(x);

	*out = (struct cert_facts){
	    .version = (unsigned)X509_get_version(x) + 1};
	out->serial = serial_text(X509_get0_serialNumber(x),
	    &out->serial_bits);
	if (!read_digests(x, der, size, out, err) ||
	    !certname_read(X509_get_issuer_name(x), &out->issuer, err) ||
	    !certname_read(X509_get_subject_name(x), &out->subject, err))
		return false;
	if (out->serial == NULL || !read_signature(x, out) ||
	    !read_key(x, out))
		return error_memory(err);
	out->dates_bad =
	    !read_date(X509_get0_notBefore(x), &out->not_before) ||
	    !read_date(X509_get0_notAfter(x), &out->not_after);
	for (i = 0; i < count; i++)
		if (!read_extension(X509_get_ext(x, i), out))
			return error_memory(err);
	ERR_clear_error();
	return true;
}

void
certfacts_clear(struct cert_facts *f)
{
	free(f->serial);
	certname_clear(&f->issuer);
	certname_clear(&f->subject);
	free(f->signature_name);
	free(f->key_name);
	free(f->key_exponent);
	free(f->authority_serial);
	free(f->authority_issuer);
	free(f->unknown_critical);
	*f = (struct cert_facts){0};
}
