/*
 * certs.h: several certificates, and the files they come in: PEM, with any text
 * around it and any line ends, or DER.
 */
#ifndef CRYPT_CERTS_H
#define CRYPT_CERTS_H

#include "crypt/cert.h"

/* Start with {0}; the certificates are the list's own. */
struct certs {
	struct cert **at;
	size_t count;
};

/* Free all; the list is empty and usable again. */
void certs_clear(struct certs *);

/*
 * certs_add(certs, cert, err):
 * Put ${cert} last; it is the list's from then on.  If that fails, or ${cert}
 * is NULL (as from a cert_parse() that failed), it is freed and this is false.
 */
bool certs_add(struct certs *, struct cert *, struct dcp_error *) CHECKED;

/*
 * certs_parse(certs, bytes, size, err):
 * Put all certificates of a PEM or DER file last, in the order of the file.
 * PEM blocks of other kinds (private keys) are passed over.  No certificate at
 * all, or one that cannot be decoded, is DCP_BAD_INPUT; ${certs} is then as
 * before.
 */
bool certs_parse(struct certs *, const void *, size_t size,
    struct dcp_error *) CHECKED;

/* The same for the file at ${path}. */
bool certs_load(struct certs *, const char *path, struct dcp_error *) CHECKED;

#endif
