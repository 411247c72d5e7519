/* toolkdm.c: see toolkdm.h. */
#include "toolkdm.h"

#include <stdlib.h>

#include "trust/kdmkeys.h"

bool
toolkdm_open(const struct kdm *kdm, const struct toolkey_private *keys,
    struct keyring *ring, size_t *index, struct dcp_error *err)
{
	struct kdmblock *blocks = calloc(kdm->sealed_count + 1,
	    sizeof(*blocks));
	struct dcp_error why = {0};
	size_t i;

	*index = 0;
	if (blocks == NULL)
		return error_memory(err);
	for (i = 0; i < keys->count; i++) {
		why = (struct dcp_error){0};
		if (kdmkeys_open(kdm, keys->at[i], blocks, ring, &why)) {
			*index = i;
			break;
		}
		if (why.status == DCP_NO_MEMORY)
			break;
	}
	free(blocks);
	return why.status != DCP_NO_MEMORY || error_memory(err);
}

struct cert *
toolkdm_recipient(const char *uri, const struct privkey *key)
{
	struct dcp_error ignored = {0};
	struct cert *found = NULL;
	struct certs certs = {0};
	size_t i;

	if (certs_load(&certs, uri, &ignored))
		for (i = 0; found == NULL && i < certs.count; i++)
			if (privkey_matches(key, certs.at[i]))
				found = cert_share(certs.at[i]);
	certs_clear(&certs);
	return found;
}
