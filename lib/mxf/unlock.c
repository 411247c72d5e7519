/* unlock.c: see unlock.h. */
#include "mxf/unlock.h"

const uint8_t *
unlock_key(const struct keyring *ring, const struct uuid *id,
    struct dcp_error *err)
{
	const uint8_t *key = ring == NULL ? NULL : keyring_find(ring, id);
	size_t count = ring == NULL ? 0 : keyring_count(ring);
	char text[UUID_SIZE];

	if (key != NULL)
		return key;
	uuid_format(text, id);
	if (count == 0)
		error_set(err, DCP_REFUSED, "is encrypted with key %s: want it "
		    "by --key-file or --kdm", text);
	else
		error_set(err, DCP_REFUSED, "is encrypted with key %s, which "
		    "is not among the content keys given (%zu)", text, count);
	return NULL;
}

bool
unlock_with(struct mxfread *r, const struct keyring *ring,
    struct dcp_error *err)
{
	const uint8_t *key;

	if (!mxfread_is_locked(r))
		return true;
	key = unlock_key(ring, &mxfread_trackfile(r)->crypto.key_id, err);
	return key != NULL && mxfread_unlock(r, key, err);
}
