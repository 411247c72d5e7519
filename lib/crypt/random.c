/* random.c: see random.h. */
#include "crypt/random.h"

#include <limits.h>
#include <string.h>

#include <openssl/rand.h>

bool
random_bytes(void *to, size_t size, struct dcp_error *err)
{
	if (size <= INT_MAX && RAND_bytes(to, (int)size) == 1)
		return true;
	memset(to, 0, size);
	return error_set(err, DCP_REFUSED, "the system has no random bytes");
}

bool
random_uuid(struct uuid *out, struct dcp_error *err)
{
	if (!random_bytes(out->bytes, sizeof(out->bytes), err))
		return false;
	uuid_mark_random(out);
	return true;
}
