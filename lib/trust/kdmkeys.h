/*
 * kdmkeys.h: the content keys in a key delivery message: opened with the
 * private key of its recipient, or sealed to the recipient's certificate.
 */
#ifndef TRUST_KDMKEYS_H
#define TRUST_KDMKEYS_H

#include "trust/kdmblock.h"

struct cert;
struct keyring;
struct privkey;

/*
 * kdmkeys_open(kdm, key, blocks, ring, err):
 * Open every key block.  ${blocks} has kdm->sealed_count elements; what could
 * not be opened has size 0 there, and an opened text that is no key block the
 * size that it has.  The keys are added to ${ring}, which may be NULL, by the
 * ids that the blocks have, whatever the public part says; compare with
 * kdmblock_compare().  False only if not one block opens, which is then not
 * for this ${key} (DCP_REFUSED), or if memory ran out.
 */
bool kdmkeys_open(const struct kdm *, const struct privkey *,
    struct kdmblock *blocks, struct keyring *ring, struct dcp_error *)
    CHECKED;

/*
 * kdmkeys_take(kdm, key, signer, ring, err):
 * The same, all or nothing: DCP_REFUSED if no block opens, DCP_BAD_INPUT, with
 * the place and the fault, if one does not or differs from the public part.
 * The order of blocks is no fault here.  ${signer} is the thumbprint of the
 * certificate that signed the message (trust/kdmsigned.h), or NULL: it is not
 * compared.
 */
bool kdmkeys_take(const struct kdm *, const struct privkey *,
    const struct digest *signer, struct keyring *ring, struct dcp_error *)
    CHECKED;

/*
 * kdmkeys_seal(kdm, signer, recipient, ring, err):
 * Append to kdm->sealed one block, of 138 bytes, for each of kdm->keys, which
 * must be in ${ring}, sealed to ${recipient}.  ${signer} is the thumbprint of
 * the certificate that will sign the message.
 */
bool kdmkeys_seal(struct kdm *, const struct digest *signer,
    const struct cert *recipient, const struct keyring *ring,
    struct dcp_error *) CHECKED;

#endif
