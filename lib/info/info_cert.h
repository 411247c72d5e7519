/* info_cert.h: what a certificate says. */
#ifndef INFO_INFO_CERT_H
#define INFO_INFO_CERT_H

#include "crypt/cert.h"
#include "report/outline.h"

/* Put the certificate into what is open. */
void info_cert(const struct cert *, struct outline *);

#endif
