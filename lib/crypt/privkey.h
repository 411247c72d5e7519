/*
 * privkey.h: private keys (RSA), from files, from tokens, or fresh.
 *
 * The key itself never leaves OpenSSL, or the token; what is here signs with
 * it and opens what was wrapped for it.
 */
#ifndef CRYPT_PRIVKEY_H
#define CRYPT_PRIVKEY_H

#include "crypt/cert.h"

struct privkey;

/*
 * Asks for a secret: a passphrase, or the PIN of a token.
 *
 * privkey_ask(context, what, to, size, err):
 * Write what the user says to ${to}, which holds ${size} bytes, with a NUL.
 * ${what} is for the prompt: "the passphrase of leaf.key".  The caller wipes
 * ${to}.
 */
typedef bool privkey_ask(void *context, const char *what, char *to,
    size_t size, struct dcp_error *);

#define PRIVKEY_PASSPHRASE_SIZE	1024	/* bytes, with the NUL */

/*
 * privkey_load(uri, ask, context, err):
 * The private key at ${uri}: a path or a file: URI (PEM or DER; PKCS #8, also
 * encrypted, or PKCS #1; what else stands in the file is passed over), or a
 * pkcs11: URI (RFC 7512) of a key in a token, through the provider or engine
 * called pkcs11 that this computer's OpenSSL has.  ${ask} is called if a
 * passphrase or PIN is needed, and may be NULL if none can be had.  A URI that
 * holds a PIN is refused, as everybody can read a command line.
 * Only RSA keys are taken.  NULL on failure.  privkey_free() takes NULL.
 */
struct privkey *privkey_load(const char *uri, privkey_ask *, void *context,
    struct dcp_error *) CHECKED;
void privkey_free(struct privkey *);

/*
 * privkey_path(uri):
 * The name of the file behind "file:name", "file:/name", "file:///name", or
 * just a name; of a token's URI, itself.
 */
const char *privkey_path(const char *uri);

/* A fresh RSA key of 2048 bits with exponent 65537 (ST 430-2, 5.2). */
struct privkey *privkey_make(struct dcp_error *) CHECKED;

/* Are these the two halves of one key? */
bool privkey_matches(const struct privkey *, const struct cert *);

/* Bytes of a signature, and of what cert_wrap() makes for it. */
size_t privkey_size(const struct privkey *);

/*
 * privkey_sign(key, kind, data, size, to, err):
 * Append the RSA signature (PKCS #1 v1.5) of ${data} to ${to}.
 */
bool privkey_sign(const struct privkey *, enum digest_kind, const void *data,
    size_t size, struct bytes *to, struct dcp_error *) CHECKED;

/*
 * privkey_unwrap(key, wrapped, wrapped_size, to, capacity, size, err):
 * Open what cert_wrap() made: the plain bytes go to ${to}, which holds
 * ${capacity} bytes and should be secret memory; their number to ${size}.
 * DCP_REFUSED if it was made for another key or is damaged.  On failure ${to}
 * is zero.
 */
bool privkey_unwrap(const struct privkey *, const void *wrapped,
    size_t wrapped_size, void *to, size_t capacity, size_t *size,
    struct dcp_error *) CHECKED;

#endif
