/*
 * kdmsigned.h: is a key delivery message as it was signed?  For who is going to
 * use it; who judges it takes the facts of trust/dsig.h.
 */
#ifndef TRUST_KDMSIGNED_H
#define TRUST_KDMSIGNED_H

#include "trust/kdm.h"

/*
 * kdmsigned_check(kdm, signer, err):
 * True, and the thumbprint of the certificate that signed it in ${signer}, if
 * the signature of ${kdm}, which was read from a document, is intact.
 * DCP_BAD_INPUT, with what is wrong, if not.  Who the signer is, and whether
 * the certificate still holds, is not asked.
 */
bool kdmsigned_check(const struct kdm *, struct digest *signer,
    struct dcp_error *) CHECKED;

#endif
