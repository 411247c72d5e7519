/* toolkdm.c: see toolkdm.h. */
#include "toolkdm.h"

#include <stdlib.h>

#include "trust/kdmkeys.h"
#include "trust/kdmsigned.h"

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

/* Only "not for this key" is a reason to try the next. */
static bool
take_with_any(const struct kdm *kdm, const struct toolkey_private *keys,
    const struct digest *signer, struct keyring *ring, struct dcp_error *err)
{
	struct dcp_error one = {0};
	size_t i;

	for (i = 0; i < keys->count; i++) {
		one = (struct dcp_error){0};
		if (kdmkeys_take(kdm, keys->at[i], signer, ring, &one))
			return true;
		if (one.status != DCP_REFUSED)
			break;
	}
	return error_set(err, one.status, "%s", one.text);
}

static bool
take(const struct kdm *kdm, const struct toolkey_private *keys, bool looking,
    struct keyring *ring, struct dcp_error *altered, struct dcp_error *err)
{
	struct digest signer;

	if (kdmsigned_check(kdm, &signer, altered))
		return take_with_any(kdm, keys, looking ? NULL : &signer, ring,
		    err);
	if (altered->status != DCP_BAD_INPUT)
		return error_set(err, altered->status, "%s", altered->text);
	if (!looking)
		return error_set(err, altered->status, "%s; dcp-kdm open "
		    "--insist signature opens it all the same", altered->text);
	return take_with_any(kdm, keys, NULL, ring, err);
}

bool
toolkdm_take(const struct tool *tool, const char *path, const struct kdm *kdm,
    const struct toolkey_private *keys, bool looking, struct keyring *ring,
    struct dcp_error *err)
{
	struct dcp_error altered = {0};

	if (!take(kdm, keys, looking, ring, &altered, err))
		return error_in(err, "%s", path);
	if (altered.status != DCP_OK)
		tool_note(tool, "%s: %s; it is opened all the same", path,
		    altered.text);
	return true;
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
