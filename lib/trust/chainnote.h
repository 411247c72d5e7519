/*
 * chainnote.h: a chain under examination, and the notes that are taken; for
 * chain_check.c and chainfield.c only.
 */
#ifndef TRUST_CHAINNOTE_H
#define TRUST_CHAINNOTE_H

#include "trust/chain.h"

struct chainnote {
	const struct chain *chain;
	const struct chain_purpose *purpose;
	size_t at;			/* which certificate is looked at */
	const struct cert_facts *facts;	/* what it says */
	bool authority;			/* it stands where an issuer stands */
	struct chain_faults *faults;
	struct dcp_error *err;
	bool failed;			/* memory ran out */
};

/*
 * chainnote_add(note, kind, fmt, ...):
 * Note a fault of the certificate that is looked at.
 */
void chainnote_add(struct chainnote *, enum chain_fault_kind, const char *fmt,
    ...) PRINTF(3, 4);

#endif
