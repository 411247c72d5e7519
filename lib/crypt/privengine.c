/*
 * privengine.c: see privengine.h.
 *
 * Debian 12 has no PKCS #11 provider for OpenSSL 3, only the engine of libp11
 * (package libengine-pkcs11-openssl), hence the old interface.
 */
#define OPENSSL_SUPPRESS_DEPRECATED
#include "crypt/privengine.h"

#include <openssl/engine.h>

#include "crypt/openssl.h"

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
	if (key == NULL)
		openssl_failed(err, DCP_REFUSED,
		    "the token gives no such private key");
	ENGINE_finish(engine);
out:
	ENGINE_free(engine);
	return key;
}
