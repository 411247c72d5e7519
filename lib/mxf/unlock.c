/* unlock.c: see unlock.h. */
#include "mxf/unlock.h"

bool
unlock_with(struct mxfread *r, const struct keyring *ring,
    struct dcp_error *err)
{
	const struct uuid *id = &mxfread_trackfile(r)->crypto.key_id;
	const uint8_t *key = ring == NULL ? NULL : keyring_find(ring, id);
	char text[UUID_SIZE];

	if (!mxfread_is_locked(r))
		return true;
	uuid_format(text, id);
	if (key == NULL)
		return error_set(err, DCP_REFUSED, "is encrypted with key %s: "
		    "want it by --key-file or --kdm", text);
	return mxfread_unlock(r, key, err);
}
