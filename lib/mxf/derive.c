/* derive.c: see derive.h. */
#include "mxf/derive.h"

#include <string.h>

#include "base/bytes.h"
#include "crypt/digest.h"

#define VERSION_BYTE	6
#define VERSION_SHA1	0x50	/* version 5 */
#define VARIANT_BYTE	8
#define VARIANT		0x80

static bool
hash(const struct derive *d, const char *name, uint64_t n, struct digest *out,
    struct dcp_error *err)
{
	struct digest_stream *s = digest_begin(DIGEST_SHA1, err);
	uint8_t number[8];
	bool ok;

	bytes_big_endian(number, n, sizeof(number));
	ok = s != NULL &&
	    digest_add(s, d->asset.bytes, sizeof(d->asset.bytes), err) &&
	    digest_add(s, name, strlen(name), err) &&
	    digest_add(s, number, sizeof(number), err) &&
	    digest_end(s, out, err);
	digest_free(s);
	return ok;
}

struct uuid
derive_id(struct derive *d, const char *name, uint64_t n)
{
	struct uuid id = {{0}};
	struct digest digest;

	if (d->err.status != DCP_OK || !hash(d, name, n, &digest, &d->err))
		return id;
	memcpy(id.bytes, digest.bytes, sizeof(id.bytes));
	id.bytes[VERSION_BYTE] =
	    (uint8_t)((id.bytes[VERSION_BYTE] & 0x0f) | VERSION_SHA1);
	id.bytes[VARIANT_BYTE] =
	    (uint8_t)((id.bytes[VARIANT_BYTE] & 0x3f) | VARIANT);
	return id;
}
