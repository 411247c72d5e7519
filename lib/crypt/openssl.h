/*
 * openssl.h: what OpenSSL calls our certificates and keys, and what it says
 * when it fails.  For the files of this folder; nobody above sees its types.
 */
#ifndef CRYPT_OPENSSL_H
#define CRYPT_OPENSSL_H

#include <openssl/types.h>

#include "base/error.h"

struct cert;
struct privkey;

/* Borrowed: they live as long as the certificate, the key. */
X509 *cert_x509(const struct cert *);
EVP_PKEY *privkey_evp(const struct privkey *);

/*
 * openssl_failed(err, status, what):
 * Record "${what}: <OpenSSL's first reason>" and empty its queue of errors.
 * Always returns false.
 */
bool openssl_failed(struct dcp_error *, enum dcp_status, const char *what);

#endif
