/* openssl.c: see openssl.h. */
#include "crypt/openssl.h"

#include <openssl/err.h>

bool
openssl_failed(struct dcp_error *err, enum dcp_status status,
    const char *what)
{
	unsigned long code = ERR_peek_error();
	const char *reason = code == 0 ? NULL : ERR_reason_error_string(code);

	ERR_clear_error();
	if (reason == NULL)
		return error_set(err, status, "%s", what);
	return error_set(err, status, "%s: %s", what, reason);
}
