/*
 * privengine.h: keys in tokens by way of an OpenSSL engine, an interface that
 * OpenSSL 3 still has and no longer likes; for privstore.c only.
 */
#ifndef CRYPT_PRIVENGINE_H
#define CRYPT_PRIVENGINE_H

#include <openssl/types.h>

#include "base/error.h"

/*
 * privengine_load(uri, ui, context, err):
 * The private key at the pkcs11: URI ${uri}, from the engine called pkcs11.
 */
EVP_PKEY *privengine_load(const char *uri, UI_METHOD *, void *context,
    struct dcp_error *) CHECKED;

#endif
