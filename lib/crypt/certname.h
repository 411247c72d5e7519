/* certname.h: distinguished names of certificates; for certfacts.c only. */
#ifndef CRYPT_CERTNAME_H
#define CRYPT_CERTNAME_H

#include <openssl/types.h>

#include "crypt/cert.h"

/* Fill in ${out}, which certname_clear() frees whatever happens. */
bool certname_read(const X509_NAME *, struct cert_name *, struct dcp_error *)
    CHECKED;
void certname_clear(struct cert_name *);

/* certname_text(name): RFC 2253, for free(); NULL if memory ran out. */
char *certname_text(const X509_NAME *);

#endif
