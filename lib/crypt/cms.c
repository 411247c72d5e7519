/* cms.c: see cms.h. */
#include "crypt/cms.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>
#include <openssl/pem.h>	/* before cms.h, which looks for it */
#include <openssl/cms.h>
#include <openssl/x509.h>

#include "crypt/certname.h"
#include "crypt/openssl.h"
#include "crypt/secret.h"

/* The first line of the PEM form, and of one that openssl smime writes. */
static const char *const pem_begin[] = {"-----BEGIN CMS-----",
	"-----BEGIN PKCS7-----"};
#define PEM_COUNT	(sizeof(pem_begin) / sizeof(pem_begin[0]))

/* Text that may stand in front of it, as of a mail. */
#define PEM_WITHIN	8192u

/* What ${bytes} have in DER behind the outer header: an OID of RFC 5652. */
static const uint8_t enveloped_oid[] = {0x06, 0x09, 0x2a, 0x86, 0x48, 0x86,
	0xf7, 0x0d, 0x01, 0x07, 0x03};
static const uint8_t auth_enveloped_oid[] = {0x06, 0x0b, 0x2a, 0x86, 0x48,
	0x86, 0xf7, 0x0d, 0x01, 0x09, 0x10, 0x01, 0x17};

static bool
find_pem(const char *bytes, size_t size)
{
	size_t want, i, at;

	for (i = 0; i < PEM_COUNT; i++) {
		want = strlen(pem_begin[i]);
		for (at = 0; at + want <= size && at < PEM_WITHIN; at++)
			if (memcmp(bytes + at, pem_begin[i], want) == 0)
				return true;
	}
	return false;
}

/* Where the content of the outer SEQUENCE begins; 0 if it is none. */
static size_t
skip_header(const uint8_t *bytes, size_t size)
{
	size_t skip = 2;

	if (size < 2 || bytes[0] != 0x30)
		return 0;
	if (bytes[1] > 0x80)
		skip += bytes[1] & 0x7fu;	/* octets of the length */
	return skip < size ? skip : 0;
}

static bool
begins(const uint8_t *bytes, size_t size, const uint8_t *with, size_t want)
{
	return size >= want && memcmp(bytes, with, want) == 0;
}

bool
cms_is(const void *at, size_t size)
{
	const uint8_t *bytes = at;
	size_t skip = skip_header(bytes, size);

	if (skip == 0)
		return find_pem(at, size);
	return begins(bytes + skip, size - skip, enveloped_oid,
	    sizeof(enveloped_oid)) ||
	    begins(bytes + skip, size - skip, auth_enveloped_oid,
	    sizeof(auth_enveloped_oid));
}

static bool
is_enveloped(const CMS_ContentInfo *message)
{
	int kind = OBJ_obj2nid(CMS_get0_type(message));

	return kind == NID_pkcs7_enveloped ||
	    kind == NID_id_smime_ct_authEnvelopedData;
}

/* The message in PEM or DER; NULL on failure. */
static CMS_ContentInfo *
decode(const void *bytes, size_t size, struct dcp_error *err)
{
	CMS_ContentInfo *message;
	BIO *in;

	if (size > INT_MAX ||
	    (in = BIO_new_mem_buf(bytes, (int)size)) == NULL) {
		error_memory(err);
		return NULL;
	}
	message = skip_header(bytes, size) > 0 ? d2i_CMS_bio(in, NULL)
	    : PEM_read_bio_CMS(in, NULL, NULL, NULL);
	BIO_free(in);
	if (message == NULL) {
		openssl_failed(err, DCP_BAD_INPUT, "is no CMS message");
		return NULL;
	}
	if (is_enveloped(message))
		return message;
	CMS_ContentInfo_free(message);
	error_set(err, DCP_UNSUPPORTED,
	    "is a CMS message, but none that is encrypted (EnvelopedData)");
	return NULL;
}

static bool
name_issuer(const X509_NAME *issuer, const ASN1_INTEGER *serial,
    struct cms_recipient *to, struct dcp_error *err)
{
	BIGNUM *number = ASN1_INTEGER_to_BN(serial, NULL);
	char *decimal = number == NULL ? NULL : BN_bn2dec(number);

	to->issuer = certname_text(issuer);
	to->serial = decimal == NULL ? NULL : strdup(decimal);
	OPENSSL_free(decimal);
	BN_free(number);
	return (to->issuer != NULL && to->serial != NULL) ||
	    error_memory(err);
}

static bool
name_recipient(CMS_RecipientInfo *info, struct cms_recipient *to,
    struct dcp_error *err)
{
	ASN1_OCTET_STRING *key = NULL;
	ASN1_INTEGER *serial = NULL;
	X509_NAME *issuer = NULL;
	int size;

	if (CMS_RecipientInfo_type(info) != CMS_RECIPINFO_TRANS ||
	    CMS_RecipientInfo_ktri_get0_signer_id(info, &key, &issuer,
	    &serial) != 1)
		return true;		/* no certificate's: a password */
	if (key == NULL)
		return name_issuer(issuer, serial, to, err);
	size = ASN1_STRING_length(key);
	if (size > 0 && size <= CERT_KEY_ID_SIZE_MAX) {
		memcpy(to->key.bytes, ASN1_STRING_get0_data(key),
		    (size_t)size);
		to->key.size = (size_t)size;
	}
	return true;
}

/* The recipients of a message, none if there are more than it may have. */
static STACK_OF(CMS_RecipientInfo) *
recipients(CMS_ContentInfo *message, struct dcp_error *err)
{
	STACK_OF(CMS_RecipientInfo) *all =
	    CMS_get0_RecipientInfos(message);
	int count = sk_CMS_RecipientInfo_num(all);

	if (count >= 0 && count <= CMS_RECIPIENTS_MAX)
		return all;
	error_set(err, DCP_REFUSED, "have %d recipients, want at most %d",
	    count, CMS_RECIPIENTS_MAX);
	return NULL;
}

static bool
fill(CMS_ContentInfo *message, struct cms *cms, struct dcp_error *err)
{
	STACK_OF(CMS_RecipientInfo) *all = recipients(message, err);
	int count = sk_CMS_RecipientInfo_num(all), i;

	if (all == NULL)
		return false;
	cms->recipients = calloc((size_t)count + 1, sizeof(*cms->recipients));
	if (cms->recipients == NULL)
		return error_memory(err);
	for (i = 0; i < count; i++)
		if (!name_recipient(sk_CMS_RecipientInfo_value(all, i),
		    &cms->recipients[cms->recipient_count++], err))
			return false;
	return true;
}

bool
cms_parse(const void *bytes, size_t size, struct cms *cms,
    struct dcp_error *err)
{
	CMS_ContentInfo *message = decode(bytes, size, err);
	bool ok = message != NULL && fill(message, cms, err);

	CMS_ContentInfo_free(message);
	ERR_clear_error();
	if (!ok)
		cms_clear(cms);
	return ok;
}

void
cms_clear(struct cms *cms)
{
	size_t i;

	for (i = 0; i < cms->recipient_count; i++) {
		free(cms->recipients[i].issuer);
		free(cms->recipients[i].serial);
	}
	free(cms->recipients);
	*cms = (struct cms){0};
}

static bool
add_recipient(CMS_ContentInfo *message, const struct cert *to,
    struct dcp_error *err)
{
	CMS_RecipientInfo *info;
	EVP_PKEY_CTX *wrap;

	if (!cert_facts(to)->key_rsa)
		return error_set(err, DCP_UNSUPPORTED, "have a certificate "
		    "with a key of kind %s, want RSA",
		    cert_facts(to)->key_name);
	info = CMS_add1_recipient_cert(message, cert_x509(to), CMS_KEY_PARAM);
	wrap = info == NULL ? NULL : CMS_RecipientInfo_get0_pkey_ctx(info);
	if (wrap == NULL || EVP_PKEY_CTX_set_rsa_padding(wrap,
	    RSA_PKCS1_OAEP_PADDING) != 1)
		return openssl_failed(err, DCP_UNSUPPORTED,
		    "cannot seal to a certificate");
	return true;
}

/*
 * Not CMS_final(), which leaves what it copies on the stack: the plain bytes
 * go straight into the cipher.
 */
static bool
encrypt(CMS_ContentInfo *message, const void *plain, size_t size,
    struct dcp_error *err)
{
	BIO *into = CMS_dataInit(message, NULL);
	bool ok;

	ok = into != NULL && size <= INT_MAX &&
	    BIO_write(into, plain, (int)size) == (int)size &&
	    BIO_flush(into) == 1 && CMS_dataFinal(message, into) == 1;
	BIO_free_all(into);
	return ok || openssl_failed(err, DCP_REFUSED, "cannot be sealed");
}

static bool
put_pem(CMS_ContentInfo *message, struct bytes *out, struct dcp_error *err)
{
	BIO *text = BIO_new(BIO_s_mem());
	char *at;
	long size;
	bool ok = text != NULL && PEM_write_bio_CMS(text, message) == 1;

	if (ok) {
		size = BIO_get_mem_data(text, &at);
		bytes_put(out, at, (size_t)size);
	}
	BIO_free(text);
	return (ok || openssl_failed(err, DCP_REFUSED, "cannot be written")) &&
	    bytes_ok(out, err);
}

bool
cms_seal(const void *plain, size_t size, const struct certs *to,
    struct bytes *out, struct dcp_error *err)
{
	CMS_ContentInfo *message;
	size_t i;
	bool ok;

	if (to->count == 0 || to->count > CMS_RECIPIENTS_MAX)
		return error_set(err, DCP_REFUSED, "have %zu certificates to "
		    "seal to, want 1 to %d", to->count, CMS_RECIPIENTS_MAX);
	message = CMS_encrypt(NULL, NULL, EVP_aes_256_gcm(),
	    CMS_PARTIAL | CMS_BINARY);
	ok = message != NULL;
	if (!ok)
		openssl_failed(err, DCP_REFUSED, "cannot be sealed");
	for (i = 0; ok && i < to->count; i++)
		ok = add_recipient(message, to->at[i], err);
	ok = ok && encrypt(message, plain, size, err) &&
	    put_pem(message, out, err);
	CMS_ContentInfo_free(message);
	return ok;
}

/* Unwrap the message's own key for the first recipient that ${key} is of. */
static bool
unlock(CMS_ContentInfo *message, const struct privkey *key,
    struct dcp_error *err)
{
	STACK_OF(CMS_RecipientInfo) *all = recipients(message, err);
	CMS_RecipientInfo *info;
	EVP_PKEY *pkey = privkey_evp(key);
	int count = sk_CMS_RecipientInfo_num(all), i;

	if (all == NULL)
		return false;
	for (i = 0; i < count; i++) {
		info = sk_CMS_RecipientInfo_value(all, i);
		if (CMS_RecipientInfo_type(info) != CMS_RECIPINFO_TRANS)
			continue;
		if (EVP_PKEY_up_ref(pkey) != 1)
			return error_memory(err);
		if (CMS_RecipientInfo_set0_pkey(info, pkey) != 1) {
			EVP_PKEY_free(pkey);
			return error_memory(err);
		}
		if (CMS_RecipientInfo_decrypt(message, info) > 0)
			return true;
	}
	return error_set(err, DCP_REFUSED, "is sealed to others than the "
	    "owner of this private key");
}

/* Not CMS_decrypt(), for the same reason as in encrypt(). */
static bool
decrypt(CMS_ContentInfo *message, uint8_t *to, size_t capacity, size_t *size,
    struct dcp_error *err)
{
	BIO *from = CMS_dataInit(message, NULL);
	int n = 1;

	*size = 0;
	while (from != NULL && n > 0 && *size < capacity) {
		n = BIO_read(from, to + *size, (int)(capacity - *size));
		*size += n > 0 ? (size_t)n : 0;
	}
	if (from == NULL || n != 0 || BIO_get_cipher_status(from) != 1)
		n = -1;
	BIO_free_all(from);
	return n == 0 || openssl_failed(err, DCP_BAD_INPUT,
	    "cannot be decrypted: it is damaged");
}

void *
cms_open(const void *bytes, size_t size, const struct privkey *key,
    size_t *plain_size, struct dcp_error *err)
{
	CMS_ContentInfo *message = decode(bytes, size, err);
	void *plain = NULL;
	bool ok;

	*plain_size = 0;
	/* Plain bytes are fewer than those of the message. */
	ok = message != NULL && unlock(message, key, err) &&
	    (plain = secret_new(size, err)) != NULL &&
	    decrypt(message, plain, size, plain_size, err);
	CMS_ContentInfo_free(message);
	ERR_clear_error();
	if (!ok) {
		secret_free(plain);
		plain = NULL;
		*plain_size = 0;
	}
	return plain;
}
