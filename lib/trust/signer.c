/* signer.c: see signer.h. */
#include "trust/signer.h"

static const struct cert *
find_owner(const struct certs *certs, const struct privkey *key)
{
	size_t i;

	for (i = 0; i < certs->count; i++)
		if (privkey_matches(key, certs->at[i]))
			return certs->at[i];
	return NULL;
}

bool
signer_load(struct signer *signer, const char *chain, struct privkey *key,
    struct dcp_error *err)
{
	struct certs certs = {0};
	const struct cert *owner;
	bool ok = false;

	*signer = (struct signer){.key = key};
	if (key == NULL) {
		error_set(err, DCP_REFUSED, "there is no private key");
		goto out;
	}
	if (!certs_load(&certs, chain, err))
		goto out;
	owner = find_owner(&certs, key);
	if (owner == NULL)
		error_set(err, DCP_REFUSED,
		    "%s: none of its certificates is of the private key",
		    chain);
	else
		ok = chain_order(&signer->chain, &certs, owner, err) ||
		    error_in(err, "%s", chain);
out:
	certs_clear(&certs);
	if (!ok)
		signer_clear(signer);
	return ok;
}

void
signer_clear(struct signer *signer)
{
	chain_clear(&signer->chain);
	privkey_free(signer->key);
	*signer = (struct signer){.key = NULL};
}
