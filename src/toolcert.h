/*
 * toolcert.h: the certificates of others, before keys are sealed to them: whose
 * private key could open them is as it is only if the certificate is true.
 */
#ifndef SRC_TOOLCERT_H
#define SRC_TOOLCERT_H

#include "tool.h"
#include "trust/chain.h"

/*
 * toolcert_check(chain, interop, err):
 * DCP_REFUSED, with the first breach of a rule cert.* for which servers refuse
 * a certificate, of the leaf or of those with it that vouch for it.  They need
 * not be there, and of roles and dates nothing is said.
 */
bool toolcert_check(const struct chain *, bool interop, struct dcp_error *)
    CHECKED;

/*
 * toolcert_warn(tool, path, certs, err):
 * Print the same of the certificates in the file ${path}, as a warning, and
 * also if the leaf is not that of a house that signs (role CS).
 */
bool toolcert_warn(const struct tool *, const char *path,
    const struct certs *, struct dcp_error *) CHECKED;

#endif
