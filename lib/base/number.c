/* number.c: see number.h. */
#include "base/number.h"

#include <inttypes.h>

static bool
read_digits(const char *text, uint64_t *out)
{
	uint64_t v = 0;
	unsigned digit;

	if (*text == '\0')
		return false;
	for (; *text != '\0'; text++) {
		if (*text < '0' || *text > '9')
			return false;
		digit = (unsigned)(*text - '0');
		if (v > (UINT64_MAX - digit) / 10)
			return false;
		v = v * 10 + digit;
	}
	*out = v;
	return true;
}

bool
number_parse(const char *text, uint64_t min, uint64_t max, uint64_t *out,
    struct dcp_error *err)
{
	uint64_t v;

	*out = 0;
	if (!read_digits(text, &v) || v < min || v > max)
		return error_set(err, DCP_BAD_INPUT, "have '%.40s', want a "
		    "whole number from %" PRIu64 " to %" PRIu64, text, min,
		    max);
	*out = v;
	return true;
}

bool
number_parse_signed(const char *text, int64_t min, int64_t max, int64_t *out,
    struct dcp_error *err)
{
	bool negative = *text == '-';
	uint64_t v;
	int64_t n;

	*out = 0;
	if (!read_digits(text + (*text == '-' || *text == '+'), &v) ||
	    v > (uint64_t)INT64_MAX + negative)
		goto bad;
	/* -1 - (v - 1), since INT64_MIN has no positive twin. */
	n = negative && v > 0 ? -1 - (int64_t)(v - 1) : (int64_t)v;
	if (n < min || n > max)
		goto bad;
	*out = n;
	return true;
bad:
	return error_set(err, DCP_BAD_INPUT, "have '%.40s', want a whole "
	    "number from %" PRId64 " to %" PRId64, text, min, max);
}
