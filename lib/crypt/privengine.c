/*
 * privengine.c: see privengine.h.
 *
 * Debian 12 has no PKCS #11 provider for OpenSSL 3, only the engine of libp11
 * (package libengine-pkcs11-openssl), hence the old interface.
 */
#define OPENSSL_SUPPRESS_DEPRECATED
#include "crypt/privengine.h"

#include <string.h>

#include <openssl/engine.h>
#include <openssl/err.h>

#include "crypt/openssl.h"

/* What libp11 says to CKR_PIN_INCORRECT (PKCS #11, 5.1.6). */
static bool
is_wrong_pin(void)
{
	const char *reason = ERR_reason_error_string(ERR_peek_error());

	return reason != NULL && strcmp(reason, "PIN incorrect") == 0;
}

EVP_PKEY *
privengine_load(const char *uri, UI_METHOD *ui, void *context,
    struct dcp_error *err)
{
	ENGINE *engine = ENGINE_by_id("pkcs11");
	EVP_PKEY *key = NULL;

	if (engine == NULL) {
		openssl_failed(err, DCP_UNSUPPORTED, "OpenSSL has no engine "
		    "called pkcs11 (install libengine-pkcs11-openssl)");
		return NULL;
	}
	if (ENGINE_init(engine) != 1) {
		openssl_failed(err, DCP_REFUSED,
		    "OpenSSL's engine pkcs11 does not start");
		goto out;
	}
	key = ENGINE_load_private_key(engine, uri, ui, context);
	if (key == NULL && is_wrong_pin())
		error_set(err, DCP_REFUSED, "the PIN is wrong");
	else if (key == NULL)
		openssl_failed(err, DCP_REFUSED,
		    "the token gives no such private key");
	ENGINE_finish(engine);
out:
	ENGINE_free(engine);
	return key;
}
