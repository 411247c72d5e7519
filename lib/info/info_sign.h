/* info_sign.h: who signed a document, as the signature says. */
#ifndef INFO_INFO_SIGN_H
#define INFO_INFO_SIGN_H

#include "info/info.h"
#include "package/dialect.h"
#include "trust/dsig.h"

/* Put the signature into what is open: one that is not there is nothing. */
void info_sign(const struct dsig *, struct outline *);

/*
 * info_sign_document(document, dialect, outline, err):
 * Put whether a playlist or packing list is signed and, if it is, an object
 * with its signature, into what is open.  Of a ${dialect} whose signatures are
 * not known only the former is said.
 */
bool info_sign_document(const struct xml_document *, enum dialect,
    struct outline *, struct dcp_error *) CHECKED;

/* The same in short, for a row, of a document that is signed. */
bool info_sign_row(const struct xml_document *, enum dialect,
    struct outline *, struct dcp_error *) CHECKED;

#endif
