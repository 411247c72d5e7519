/* privkey.c: see privkey.h. */
#include "crypt/privkey.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

#include "crypt/openssl.h"
#include "crypt/privstore.h"
#include "crypt/secret.h"

/* The largest modulus that OpenSSL takes: 16384 bits. */
#define MODULUS_SIZE_MAX	2048	/* bytes */

struct privkey {
	EVP_PKEY *evp;
};

/* Takes over ${evp}, which may be NULL. */
static struct privkey *
privkey_of(EVP_PKEY *evp, struct dcp_error *err)
{
	struct privkey *key = evp == NULL ? NULL : calloc(1, sizeof(*key));

	if (key == NULL) {
		error_memory(err);
		EVP_PKEY_free(evp);
		return NULL;
	}
	key->evp = evp;
	return key;
}

const char *
privkey_path(const char *uri)
{
	if (strncasecmp(uri, "file:", 5) != 0)
		return uri;
	uri += 5;
	return strncmp(uri, "///", 3) == 0 ? uri + 2 : uri;
}

struct privkey *
privkey_load(const char *uri, privkey_ask *ask, void *context,
    struct dcp_error *err)
{
	EVP_PKEY *evp = privstore_load(uri, ask, context, err);

	if (evp == NULL)
		return NULL;
	if (EVP_PKEY_get_base_id(evp) != EVP_PKEY_RSA ||
	    EVP_PKEY_get_size(evp) > MODULUS_SIZE_MAX) {
		error_set(err, DCP_UNSUPPORTED,
		    "%s: have a private key of another kind, want RSA", uri);
		EVP_PKEY_free(evp);
		return NULL;
	}
	return privkey_of(evp, err);
}

void
privkey_free(struct privkey *key)
{
	if (key == NULL)
		return;
	EVP_PKEY_free(key->evp);
	free(key);
}

struct privkey *
privkey_make(struct dcp_error *err)
{
	EVP_PKEY *evp = EVP_RSA_gen(2048);

	if (evp == NULL) {
		openssl_failed(err, DCP_REFUSED, "cannot make a private key");
		return NULL;
	}
	return privkey_of(evp, err);
}

EVP_PKEY *
privkey_evp(const struct privkey *key)
{
	return key->evp;
}

bool
privkey_matches(const struct privkey *key, const struct cert *cert)
{
	const EVP_PKEY *other = X509_get0_pubkey(cert_x509(cert));
	bool ok = other != NULL && EVP_PKEY_eq(key->evp, other) == 1;

	ERR_clear_error();
	return ok;
}

size_t
privkey_size(const struct privkey *key)
{
	return (size_t)EVP_PKEY_get_size(key->evp);
}

bool
privkey_sign(const struct privkey *key, enum digest_kind kind,
    const void *data, size_t size, struct bytes *to, struct dcp_error *err)
{
	const EVP_MD *md = kind == DIGEST_SHA1 ? EVP_sha1() : EVP_sha256();
	size_t start = to->size, used = privkey_size(key);
	uint8_t *signature = bytes_extend(to, used);
	EVP_MD_CTX *ctx = EVP_MD_CTX_new();
	bool ok = false;

	if (ctx == NULL || signature == NULL) {
		error_memory(err);
		goto out;
	}
	ok = EVP_DigestSignInit(ctx, NULL, md, NULL, key->evp) == 1 &&
	    EVP_DigestSign(ctx, signature, &used, data, size) == 1;
	if (!ok)
		openssl_failed(err, DCP_REFUSED, "the private key cannot sign");
	to->size = ok ? start + used : start;
out:
	EVP_MD_CTX_free(ctx);
	return ok;
}

/* ${plain} holds MODULUS_SIZE_MAX bytes. */
static bool
decrypt(const struct privkey *key, const void *wrapped, size_t wrapped_size,
    uint8_t *plain, size_t *size)
{
	EVP_PKEY_CTX *ctx = EVP_PKEY_CTX_new(key->evp, NULL);
	bool ok;

	*size = MODULUS_SIZE_MAX;
	ok = ctx != NULL && EVP_PKEY_decrypt_init(ctx) == 1 &&
	    EVP_PKEY_CTX_set_rsa_padding(ctx, RSA_PKCS1_OAEP_PADDING) == 1 &&
	    EVP_PKEY_CTX_set_rsa_oaep_md(ctx, EVP_sha1()) == 1 &&
	    EVP_PKEY_CTX_set_rsa_mgf1_md(ctx, EVP_sha1()) == 1 &&
	    EVP_PKEY_decrypt(ctx, plain, size, wrapped, wrapped_size) == 1;
	EVP_PKEY_CTX_free(ctx);
	ERR_clear_error();
	return ok;
}

bool
privkey_unwrap(const struct privkey *key, const void *wrapped,
    size_t wrapped_size, void *to, size_t capacity, size_t *size,
    struct dcp_error *err)
{
	uint8_t plain[MODULUS_SIZE_MAX];
	bool ok = false;

	memset(to, 0, capacity);
	*size = 0;
	if (wrapped_size != privkey_size(key))
		error_set(err, DCP_REFUSED, "have %zu encrypted bytes, want "
		    "%zu: they are for a key of another size", wrapped_size,
		    privkey_size(key));
	else if (!decrypt(key, wrapped, wrapped_size, plain, size))
		error_set(err, DCP_REFUSED, "the private key does not open "
		    "this: it is for another key, or damaged");
	else if (*size > capacity)
		error_set(err, DCP_BAD_INPUT, "have %zu bytes when decrypted, "
		    "want %zu at most", *size, capacity);
	else
		ok = true;
	if (ok)
		memcpy(to, plain, *size);
	else
		*size = 0;
	secret_wipe(plain, sizeof(plain));
	return ok;
}
