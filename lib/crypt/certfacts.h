/* certfacts.h: read the fields of a certificate; for cert.c only. */
#ifndef CRYPT_CERTFACTS_H
#define CRYPT_CERTFACTS_H

#include <openssl/types.h>

#include "crypt/cert.h"

/*
 * certfacts_read(x, der, size, out, err):
 * Fill in what the certificate ${x}, whose DER form is ${der}, says.  Whatever
 * happens, ${out} is then freed by certfacts_clear().
 */
bool certfacts_read(const X509 *, const uint8_t *der, size_t size,
    struct cert_facts *, struct dcp_error *) CHECKED;
void certfacts_clear(struct cert_facts *);

#endif
