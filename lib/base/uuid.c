/* uuid.c: see uuid.h. */
#include "base/uuid.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/hex.h"

bool
uuid_parse(const char *text, struct uuid *out, struct dcp_error *err)
{
	static const struct {
		size_t at, size, byte;
	} groups[] = {{0, 4, 0}, {9, 2, 4}, {14, 2, 6}, {19, 2, 8}, {24, 6, 10}};
	const char *digits = text;
	struct uuid u = {{0}};
	size_t i;

	*out = u;
	if (strncasecmp(text, "urn:uuid:", 9) == 0)
		digits += 9;
	if (strlen(digits) != UUID_SIZE - 1)
		goto bad;
	for (i = 0; i < sizeof(groups) / sizeof(groups[0]); i++)
		if ((i > 0 && digits[groups[i].at - 1] != '-') ||
		    !hex_parse(digits + groups[i].at, u.bytes + groups[i].byte,
		    groups[i].size))
			goto bad;
	*out = u;
	return true;
bad:
	return error_set(err, DCP_BAD_INPUT, "have '%.60s', want a UUID such as "
	    "urn:uuid:01234567-89ab-4cde-8f01-23456789abcd", text);
}

void
uuid_format(char *to, const struct uuid *u)
{
	char hex[33];

	hex_format(hex, u->bytes, sizeof(u->bytes));
	snprintf(to, UUID_SIZE, "%.8s-%.4s-%.4s-%.4s-%.12s", hex, hex + 8,
	    hex + 12, hex + 16, hex + 20);
}

void
uuid_format_urn(char *to, const struct uuid *u)
{
	memcpy(to, "urn:uuid:", 9);
	uuid_format(to + 9, u);
}

bool
uuid_equal(const struct uuid *a, const struct uuid *b)
{
	return uuid_compare(a, b) == 0;
}

bool
uuid_is_zero(const struct uuid *u)
{
	static const struct uuid zero;

	return uuid_equal(u, &zero);
}

int
uuid_compare(const struct uuid *a, const struct uuid *b)
{
	return memcmp(a->bytes, b->bytes, sizeof(a->bytes));
}

void
uuid_mark_random(struct uuid *u)
{
	/* RFC 4122, 4.4: version 4, variant 10. */
	u->bytes[6] = (uint8_t)((u->bytes[6] & 0x0f) | 0x40);
	u->bytes[8] = (uint8_t)((u->bytes[8] & 0x3f) | 0x80);
}
