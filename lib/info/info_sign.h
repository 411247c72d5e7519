/* info_sign.h: who signed a document, as the signature says. */
#ifndef INFO_INFO_SIGN_H
#define INFO_INFO_SIGN_H

#include "info/info.h"
#include "trust/dsig.h"

/* Put the signature into what is open: one that is not there is nothing. */
void info_sign(const struct dsig *, struct outline *);

#endif
