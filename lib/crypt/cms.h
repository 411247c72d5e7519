/*
 * cms.h: bytes sealed to the owners of certificates: AuthEnvelopedData (RFC
 * 5083) and EnvelopedData of the Cryptographic Message Syntax (RFC 5652, 6), as
 * other programs open and make them, too (openssl cms).
 */
#ifndef CRYPT_CMS_H
#define CRYPT_CMS_H

#include "base/bytes.h"
#include "crypt/certs.h"
#include "crypt/privkey.h"

/* Recipients that one message may name. */
#define CMS_RECIPIENTS_MAX	256

/* Whom a message is sealed to; by name, or by the id of the key. */
struct cms_recipient {
	char *issuer;			/* RFC 2253, or NULL */
	char *serial;			/* decimal, or NULL */
	struct cert_key_id key;		/* empty if by name */
};

/* Start with {0}; end with cms_clear(). */
struct cms {
	struct cms_recipient *recipients;
	size_t recipient_count;
};

/*
 * cms_is(bytes, size):
 * The bytes begin as a message does, in PEM (with text in front) or DER.
 */
bool cms_is(const void *, size_t size);

/*
 * cms_parse(bytes, size, cms, err):
 * What a message, PEM or DER, says to those who cannot open it.  Other content
 * than EnvelopedData and AuthEnvelopedData is DCP_UNSUPPORTED.
 */
bool cms_parse(const void *, size_t size, struct cms *, struct dcp_error *)
    CHECKED;
void cms_clear(struct cms *);

/*
 * cms_seal(plain, size, to, out, err):
 * Append to ${out}, as PEM, the ${size} bytes at ${plain}, encrypted with
 * AES-256-GCM (RFC 5084) under a fresh key, so that a changed bit is found, which is wrapped for each of the certificates
 * ${to}, one or more, with RSA-OAEP (SHA-1, which every token knows).
 */
bool cms_seal(const void *plain, size_t size, const struct certs *to,
    struct bytes *out, struct dcp_error *) CHECKED;

/*
 * cms_open(bytes, size, key, plain_size, err):
 * The plain bytes of a message, in secret memory, which the caller frees with
 * secret_free(); NULL on failure, DCP_REFUSED if it is not sealed to the owner
 * of ${key}.
 */
void *cms_open(const void *, size_t size, const struct privkey *,
    size_t *plain_size, struct dcp_error *) CHECKED;

#endif
