/*
 * signer.h: who signs: a chain of certificates, and the private key of its
 * leaf.
 */
#ifndef TRUST_SIGNER_H
#define TRUST_SIGNER_H

#include "crypt/privkey.h"
#include "trust/chain.h"

/* Start with {0}; end with signer_clear(). */
struct signer {
	struct chain chain;
	struct privkey *key;
};

/*
 * signer_load(signer, chain, key, err):
 * Read the chain from the file ${chain}; ${key}, from privkey_load(), is the
 * signer's from then on, whatever happens, and may be NULL, as after a failure.
 * It must be the key of one of the certificates, which is then the leaf
 * (DCP_REFUSED); its chain is ordered, and not judged.
 */
bool signer_load(struct signer *, const char *chain, struct privkey *key,
    struct dcp_error *) CHECKED;

void signer_clear(struct signer *);

#endif
