/* error.c: see error.h. */
#include "base/error.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/str.h"

/*
 * What a stranger wrote may be part of the text: no terminal shall obey it,
 * and the line shall stay one.
 */
static void
keep_printable(char *text)
{
	char *to = text;
	size_t left = strlen(text), n, drop;

	for (; left > 0; text += drop, left -= drop) {
		n = str_character(text, left);
		drop = n > 0 ? n : str_any_character(text, left);
		drop += drop == 0;
		if (n == 0)
			*text = '?';
		memmove(to, text, n + (n == 0));
		to += n + (n == 0);
	}
	*to = '\0';
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

	n = strlen(err->text);
	snprintf(err->text + n, sizeof(err->text) - n, ": %s", old);
	keep_printable(err->text);
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
