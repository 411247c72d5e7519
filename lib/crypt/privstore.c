/* privstore.c: see privstore.h. */
#include "crypt/privstore.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/store.h>
#include <openssl/ui.h>

#include "base/hex.h"
#include "base/limits.h"
#include "crypt/openssl.h"
#include "crypt/privengine.h"
#include "crypt/secret.h"
#include "crypt/secretread.h"

/* Who is asked for a passphrase or PIN, and what came of it. */
struct asking {
	privkey_ask *ask;
	void *context;
	const char *uri;
	bool asked;
	struct dcp_error *err;
};

static bool
is_token(const char *uri)
{
	return strncasecmp(uri, "pkcs11:", 7) == 0;
}

/* OpenSSL's way to ask: the length of the passphrase, or -1. */
static int
answer(char *to, int size, int writing, void *context)
{
	struct asking *a = context;
	char what[PRIVKEY_PASSPHRASE_SIZE];

	(void)writing;
	a->asked = true;
	snprintf(what, sizeof(what), "the %s of %s",
	    is_token(a->uri) ? "PIN" : "passphrase", a->uri);
	if (a->ask == NULL) {
		error_set(a->err, DCP_REFUSED, "%s is needed", what);
		return -1;
	}
	if (!a->ask(a->context, what, to, (size_t)size, a->err))
		return -1;
	return (int)strlen(to);
}

/* Only private keys are asked for; other things in the file are passed over. */
static EVP_PKEY *
first_key(OSSL_STORE_CTX *store)
{
	EVP_PKEY *key = NULL;

	while (key == NULL && OSSL_STORE_eof(store) == 0 &&
	    OSSL_STORE_error(store) == 0) {
		OSSL_STORE_INFO *info = OSSL_STORE_load(store);

		if (info != NULL &&
		    OSSL_STORE_INFO_get_type(info) == OSSL_STORE_INFO_PKEY)
			key = OSSL_STORE_INFO_get1_PKEY(info);
		OSSL_STORE_INFO_free(info);
	}
	return key;
}

/* Takes ${store} over, which may be NULL. */
static EVP_PKEY *
from_store(OSSL_STORE_CTX *store)
{
	EVP_PKEY *key = NULL;

	if (store == NULL)
		return NULL;
	if (OSSL_STORE_expect(store, OSSL_STORE_INFO_PKEY) == 1)
		key = first_key(store);
	OSSL_STORE_close(store);
	return key;
}

/*
 * A provider for tokens, where OpenSSL's configuration names one, is a store;
 * where none is, an engine may do.
 */
static EVP_PKEY *
from_token(const char *uri, UI_METHOD *ui, struct asking *a)
{
	EVP_PKEY *key = from_store(OSSL_STORE_open(uri, ui, a, NULL, NULL));

	if (key != NULL || a->err->status != DCP_OK)
		return key;
	ERR_clear_error();
	return privengine_load(uri, ui, a, a->err);
}

/*
 * The file is read here: what OpenSSL reads by itself goes through a buffer of
 * stdio, which is given back with the private key in it.
 */
static EVP_PKEY *
from_file(const char *uri, UI_METHOD *ui, struct asking *a)
{
	size_t size;
	void *bytes = secretread_file(privkey_path(uri), LIMIT_PRIVKEY_SIZE,
	    &size, a->err);
	BIO *in = bytes == NULL ? NULL : BIO_new_mem_buf(bytes, (int)size);
	EVP_PKEY *key = NULL;

	if (in != NULL)
		key = from_store(OSSL_STORE_attach(in, "file", NULL, NULL, ui,
		    a, NULL, NULL, NULL));
	BIO_free(in);
	secret_free(bytes);
	if (key == NULL && a->asked)
		error_set(a->err, DCP_REFUSED,
		    "the passphrase does not open this private key");
	else if (key == NULL)
		openssl_failed(a->err, DCP_BAD_INPUT,
		    "no private key can be read there");
	return key;
}

/* The next character, itself or as %70 says it (RFC 3986, 2.1), small. */
static int
next_character(const char **uri)
{
	uint8_t byte = (uint8_t)**uri;

	*uri += byte == '%' && hex_parse(*uri + 1, &byte, 1) ? 3 : 1;
	return tolower(byte);
}

static bool
begins_with(const char *uri, const char *name)
{
	while (*name != '\0' && next_character(&uri) == *name)
		name++;
	return *name == '\0';
}

/*
 * RFC 7512, 2.4; but whatever a reader might take for these attributes, in
 * capitals or in a wrong place, is as well known to all when it is there.
 */
static bool
has_pin(const char *uri)
{
	for (; *uri != '\0'; uri++)
		if (begins_with(uri, "pin-value=") ||
		    begins_with(uri, "pin-source="))
			return true;
	return false;
}

/* The URI of something else: "http://...". */
static bool
is_foreign(const char *uri)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz"
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-.";
	size_t size = strspn(uri, letters);

	return size > 0 && strncmp(uri + size, "://", 3) == 0 &&
	    privkey_path(uri) == uri;
}

EVP_PKEY *
privstore_load(const char *uri, privkey_ask *ask, void *context,
    struct dcp_error *err)
{
	struct asking a = {.ask = ask, .context = context, .uri = uri,
	    .err = err};
	UI_METHOD *ui;
	EVP_PKEY *key;

	/* The text of an error is not to have it, either. */
	if (has_pin(uri)) {
		error_set(err, DCP_REFUSED, "have a PIN in a pkcs11: URI, "
		    "where everybody on this computer can read it, want none: "
		    "it is asked for");
		return NULL;
	}
	if (is_foreign(uri)) {
		error_set(err, DCP_UNSUPPORTED, "%s: is a URI of another kind, "
		    "want a file, file: or pkcs11:", uri);
		return NULL;
	}
	ui = UI_UTIL_wrap_read_pem_callback(answer, 0);
	if (ui == NULL) {
		error_memory(err);
		return NULL;
	}
	ERR_clear_error();
	key = is_token(uri) ? from_token(uri, ui, &a) : from_file(uri, ui, &a);
	if (key == NULL)
		error_in(err, "%s", uri);
	ERR_clear_error();
	UI_destroy_method(ui);
	return key;
}
