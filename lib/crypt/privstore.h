/*
 * privstore.h: where private keys come from: files and tokens, by way of
 * OpenSSL's stores and engines; for privkey.c only.
 */
#ifndef CRYPT_PRIVSTORE_H
#define CRYPT_PRIVSTORE_H

#include <openssl/types.h>

#include "crypt/privkey.h"

/* See privkey_load(). */
EVP_PKEY *privstore_load(const char *uri, privkey_ask *, void *context,
    struct dcp_error *) CHECKED;

#endif
