/* hex.c: see hex.h. */
#include "base/hex.h"

#include <string.h>

void
hex_format(char *to, const void *bytes, size_t size)
{
	static const char digits[] = "0123456789abcdef";
	const uint8_t *from = bytes;
	size_t i;

	for (i = 0; i < size; i++) {
		*to++ = digits[from[i] >> 4];
		*to++ = digits[from[i] & 15];
	}
	*to = '\0';
}

static int
digit_value(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

bool
hex_parse(const char *text, uint8_t *to, size_t size)
{
	size_t i;
	int high, low;

	for (i = 0; i < size; i++) {
		/* A NUL is no digit, so the second is read only if it exists. */
		if ((high = digit_value(text[2 * i])) == -1 ||
		    (low = digit_value(text[2 * i + 1])) == -1) {
			memset(to, 0, size);
			return false;
		}
		to[i] = (uint8_t)(high << 4 | low);
	}
	return true;
}
