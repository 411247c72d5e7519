/* error.c: see error.h. */
#include "base/error.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/*
 * What a stranger wrote may be part of the text: no terminal shall obey it,
 * and the line shall stay one.
 */
static void
keep_printable(char *text)
{
	unsigned char *at = (unsigned char *)text;

	for (; *at != '\0'; at++)
		if (*at < 0x20 || *at == 0x7f)
			*at = '?';
		else if (at[0] == 0xc2 && at[1] >= 0x80 && at[1] < 0xa0)
			at[0] = at[1] = '?';	/* U+0080 to U+009F */
}

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
	keep_printable(err->text);
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
	keep_printable(err->text);

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
