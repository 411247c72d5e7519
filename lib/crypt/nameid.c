/* nameid.c: see nameid.h. */
#include "crypt/nameid.h"

#include <string.h>

#include "crypt/digest.h"

bool
nameid_make(const struct uuid *space, const char *name, struct uuid *out,
    struct dcp_error *err)
{
	struct digest_stream *s = digest_begin(DIGEST_SHA1, err);
	struct digest digest;
	bool ok;

	*out = (struct uuid){0};
	ok = s != NULL &&
	    digest_add(s, space->bytes, sizeof(space->bytes), err) &&
	    digest_add(s, name, strlen(name), err) &&
	    digest_end(s, &digest, err);
	if (ok) {
		memcpy(out->bytes, digest.bytes, sizeof(out->bytes));
		out->bytes[6] = (uint8_t)(0x50 | (out->bytes[6] & 0x0f));
		out->bytes[8] = (uint8_t)(0x80 | (out->bytes[8] & 0x3f));
	}
	digest_free(s);
	return ok;
}
