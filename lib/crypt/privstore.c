/* privstore.c: see privstore.h. */
#include "crypt/privstore.h"

#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/store.h>
#include <openssl/ui.h>

#include "crypt/openssl.h"
#include "crypt/privengine.h"

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

static EVP_PKEY *
from_store(const char *uri, UI_METHOD *ui, struct asking *a)
{
	OSSL_STORE_CTX *store = OSSL_STORE_open(uri, ui, a, NULL, NULL);
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
	EVP_PKEY *key = from_store(uri, ui, a);

	if (key != NULL || a->err->status != DCP_OK)
		return key;
	ERR_clear_error();
	return privengine_load(uri, ui, a, a->err);
}

static EVP_PKEY *
from_file(const char *uri, UI_METHOD *ui, struct asking *a)
{
	EVP_PKEY *key = from_store(uri, ui, a);
	struct stat st;

	if (key != NULL)
		return key;
	if (stat(strncmp(uri, "file:", 5) == 0 ? uri + 5 : uri, &st) == -1)
		error_system(a->err);
	else if (a->asked)
		error_set(a->err, DCP_REFUSED,
		    "the passphrase does not open this private key");
	else
		openssl_failed(a->err, DCP_BAD_INPUT,
		    "no private key can be read there");
	return NULL;
}

/* RFC 7512, 2.4: both stand behind a '?', and their names are lower case. */
static bool
has_pin(const char *uri)
{
	return strstr(uri, "pin-value=") != NULL ||
	    strstr(uri, "pin-source=") != NULL;
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
	if (is_token(uri) && has_pin(uri)) {
		error_set(err, DCP_REFUSED, "have a PIN in a pkcs11: URI, where "
		    "everybody on this computer can read it, want none: it is "
		    "asked for");
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
