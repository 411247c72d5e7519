/* hmac.c: see hmac.h. */
#include "crypt/hmac.h"

#include <stdlib.h>
#include <string.h>

#include <openssl/core_names.h>
#include <openssl/evp.h>

#include "crypt/secret.h"

/* The key is within; never used itself, only copied. */
struct hmac {
	EVP_MAC_CTX *keyed;
};

struct hmac_stream {
	EVP_MAC_CTX *ctx;
};

static bool
refused(struct dcp_error *err)
{
	return error_set(err, DCP_REFUSED, "OpenSSL cannot do HMAC-SHA1");
}

static bool
make_ready(struct hmac *hmac, const void *key, size_t size)
{
	char sha1[] = "SHA1";
	const OSSL_PARAM params[] = {
		OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, sha1,
		    0),
		OSSL_PARAM_construct_end(),
	};
	EVP_MAC *mac = EVP_MAC_fetch(NULL, "HMAC", NULL);
	bool ok;

	ok = mac != NULL && (hmac->keyed = EVP_MAC_CTX_new(mac)) != NULL &&
	    EVP_MAC_init(hmac->keyed, key, size, params) == 1;
	EVP_MAC_free(mac);
	return ok;
}

struct hmac *
hmac_new(const void *key, size_t size, struct dcp_error *err)
{
	struct hmac *hmac = calloc(1, sizeof(*hmac));

	if (hmac == NULL) {
		error_memory(err);
		return NULL;
	}
	if (!make_ready(hmac, key, size)) {
		refused(err);
		hmac_free(hmac);
		return NULL;
	}
	return hmac;
}

/* OpenSSL cleanses what it frees. */
void
hmac_free(struct hmac *hmac)
{
	if (hmac == NULL)
		return;
	EVP_MAC_CTX_free(hmac->keyed);
	free(hmac);
}

struct hmac_stream *
hmac_begin(const struct hmac *hmac, struct dcp_error *err)
{
	struct hmac_stream *s = calloc(1, sizeof(*s));

	if (s == NULL) {
		error_memory(err);
		return NULL;
	}
	if ((s->ctx = EVP_MAC_CTX_dup(hmac->keyed)) == NULL) {
		refused(err);
		hmac_drop(s);
		return NULL;
	}
	return s;
}

bool
hmac_add(struct hmac_stream *s, const void *bytes, size_t size,
    struct dcp_error *err)
{
	return size == 0 || EVP_MAC_update(s->ctx, bytes, size) == 1 ||
	    refused(err);
}

bool
hmac_end(struct hmac_stream *s, uint8_t out[HMAC_SIZE], struct dcp_error *err)
{
	size_t made;

	memset(out, 0, HMAC_SIZE);
	if (EVP_MAC_final(s->ctx, out, &made, HMAC_SIZE) == 1 &&
	    made == HMAC_SIZE && EVP_MAC_init(s->ctx, NULL, 0, NULL) == 1)
		return true;
	memset(out, 0, HMAC_SIZE);
	return refused(err);
}

void
hmac_drop(struct hmac_stream *s)
{
	if (s == NULL)
		return;
	EVP_MAC_CTX_free(s->ctx);
	free(s);
}

bool
hmac_equal(const uint8_t a[HMAC_SIZE], const uint8_t b[HMAC_SIZE])
{
	return secret_equal(a, b, HMAC_SIZE);
}
