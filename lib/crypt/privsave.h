/* privsave.h: put a fresh private key where its owner keeps it. */
#ifndef CRYPT_PRIVSAVE_H
#define CRYPT_PRIVSAVE_H

#include "crypt/privkey.h"

/*
 * privsave_file(key, path, passphrase, err):
 * Write ${key}, from privkey_make(), as PEM (PKCS #8, RFC 5958) to a new file
 * that its owner alone can read (mode 0600); encrypted with ${passphrase}
 * (PBES2, RFC 8018: PBKDF2 with HMAC-SHA-256, AES-256-CBC), or in clear if that
 * is NULL.  A file that exists is refused (DCP_REFUSED), as is an empty
 * passphrase.
 */
bool privsave_file(const struct privkey *, const char *path,
    const char *passphrase, struct dcp_error *) CHECKED;

#endif
