/*
 * v_cert.h: chains of certificates: those that sign compositions, packing lists
 * and key messages, those of the devices that receive them.
 */
#ifndef VERIFY_V_CERT_H
#define VERIFY_V_CERT_H

#include "trust/chain.h"
#include "verify/diag.h"

/*
 * v_cert_judge(chain, purpose, place, d, err):
 * Report all that is wrong with ${chain} for its ${purpose}, one finding a
 * fault; ${place} is where the chain was, or in its `at` whose it is, and each
 * finding says in addition which of its certificates it means.  False only if
 * memory ran out.
 */
bool v_cert_judge(const struct chain *, const struct chain_purpose *,
    const struct diag_place *, struct diag *, struct dcp_error *) CHECKED;

/* The rule that a chain breaks with this fault. */
enum rule v_cert_rule(enum chain_fault_kind);

#endif
