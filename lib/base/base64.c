/* base64.c: see base64.h. */
#include "base/base64.h"

#include <stdint.h>

void
base64_format(char *to, const void *bytes, size_t size)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	    "abcdefghijklmnopqrstuvwxyz0123456789+/";
	const uint8_t *from = bytes;
	size_t i, k, n;
	uint32_t v;

	for (i = 0; i < size; i += n) {
		n = size - i < 3 ? size - i : 3;
		for (v = 0, k = 0; k < 3; k++)
			v = v << 8 | (k < n ? from[i + k] : 0);
		for (k = 0; k < 4; k++)
			*to++ = k <= n ? digits[v >> (18 - 6 * k) & 63] : '=';
	}
	*to = '\0';
}

/* The value of a digit, 64 for white space, 65 for anything else. */
static unsigned
digit_value(char c)
{
	if (c >= 'A' && c <= 'Z')
		return (unsigned)(c - 'A');
	if (c >= 'a' && c <= 'z')
		return (unsigned)(c - 'a') + 26;
	if (c >= '0' && c <= '9')
		return (unsigned)(c - '0') + 52;
	if (c == '+')
		return 62;
	if (c == '/')
		return 63;
	return c == ' ' || c == '\t' || c == '\n' || c == '\r' ? 64 : 65;
}

/* After the last digit only '=' to fill the group, and white space. */
static bool
ends_well(const char *text, unsigned digits, uint32_t bits)
{
	unsigned pads = 0;

	for (; *text != '\0'; text++) {
		if (*text == '=')
			pads++;
		else if (digit_value(*text) != 64)
			return false;
	}
	if (digits % 4 == 0)
		return pads == 0;
	/* Bits that belong to no whole byte must be zero. */
	return digits % 4 != 1 && pads == 4 - digits % 4 &&
	    (bits & (digits % 4 == 2 ? 0x0fu : 0x03u)) == 0;
}

bool
base64_parse(const char *text, uint8_t *to, size_t capacity, size_t *size)
{
	uint32_t bits = 0;
	unsigned v, digits = 0, spare = 0;
	size_t n = 0;

	*size = 0;
	for (; (v = digit_value(*text)) <= 64; text++) {
		if (v == 64)
			continue;
		bits = bits << 6 | v;
		digits = digits % 4 + 1;
		if ((spare += 6) < 8)
			continue;
		spare -= 8;
		if (n == capacity)
			return false;
		to[n++] = (uint8_t)(bits >> spare);
	}
	if (!ends_well(text, digits, bits))
		return false;
	*size = n;
	return true;
}
