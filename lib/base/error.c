/* error.c: see error.h. */
#include "base/error.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

bool
error_set(struct dcp_error *err, enum dcp_status status, const char *fmt, ...)
{
	va_list ap;

	if (err->status != DCP_OK)
		return false;

	err->status = status;
	va_start(ap, fmt);
	vsnprintf(err->text, sizeof(err->text), fmt, ap);
	va_end(ap);
	return false;
}

bool
error_in(struct dcp_error *err, const char *fmt, ...)
{
	char old[sizeof(err->text)];
	va_list ap;
	size_t n;

	memcpy(old, err->text, sizeof(old));
	va_start(ap, fmt);
	vsnprintf(err->text, sizeof(err->text), fmt, ap);
	va_end(ap);

	n = strlen(err->text);
	snprintf(err->text + n, sizeof(err->text) - n, ": %s", old);
	return false;
}

bool
error_system(struct dcp_error *err)
{
	return error_set(err, errno == ENOMEM ? DCP_NO_MEMORY : DCP_IO, "%s",
	    strerror(errno));
}

bool
error_memory(struct dcp_error *err)
{
	return error_set(err, DCP_NO_MEMORY, "out of memory");
}
