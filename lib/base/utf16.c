/* utf16.c: see utf16.h. */
#include "base/utf16.h"

#define REPLACEMENT	0xfffdu
#define HIGH_FIRST	0xd800u	/* first half of a pair */
#define LOW_FIRST	0xdc00u	/* second half */
#define LOW_LAST	0xdfffu
#define PAIRS_FROM	0x10000u

static void
put_utf8(struct bytes *to, uint32_t c)
{
	if (c < 0x80) {
		bytes_u8(to, (uint8_t)c);
		return;
	}
	if (c < 0x800) {
		bytes_u8(to, (uint8_t)(0xc0 | c >> 6));
	} else if (c < PAIRS_FROM) {
		bytes_u8(to, (uint8_t)(0xe0 | c >> 12));
		bytes_u8(to, (uint8_t)(0x80 | (c >> 6 & 0x3f)));
	} else {
		bytes_u8(to, (uint8_t)(0xf0 | c >> 18));
		bytes_u8(to, (uint8_t)(0x80 | (c >> 12 & 0x3f)));
		bytes_u8(to, (uint8_t)(0x80 | (c >> 6 & 0x3f)));
	}
	bytes_u8(to, (uint8_t)(0x80 | (c & 0x3f)));
}

/* The character that begins with ${unit}; takes the second half of a pair. */
static uint32_t
join_pair(uint32_t unit, struct span *in)
{
	struct span ahead = *in;
	uint32_t low;

	if (unit < HIGH_FIRST || unit > LOW_LAST)
		return unit;
	if (unit >= LOW_FIRST || span_left(in) < 2)
		return REPLACEMENT;
	low = span_u16(&ahead);
	if (low < LOW_FIRST || low > LOW_LAST)
		return REPLACEMENT;
	*in = ahead;
	return PAIRS_FROM + ((unit - HIGH_FIRST) << 10) + (low - LOW_FIRST);
}

void
utf16_decode(struct span in, struct bytes *to)
{
	uint32_t unit;

	while (span_left(&in) >= 2) {
		if ((unit = span_u16(&in)) == 0)
			return;
		put_utf8(to, join_pair(unit, &in));
	}
	if (span_left(&in) == 1)
		put_utf8(to, REPLACEMENT);
}

/* Bytes of the character that begins with ${first}; 0 if none does. */
static unsigned
utf8_size(uint8_t first)
{
	if (first < 0x80)
		return 1;
	if (first >= 0xc2 && first <= 0xdf)
		return 2;
	if (first >= 0xe0 && first <= 0xef)
		return 3;
	return first >= 0xf0 && first <= 0xf4 ? 4 : 0;
}

/* Take one character from ${text}; a byte that begins none is replaced. */
static uint32_t
take_utf8(const uint8_t **text)
{
	static const uint32_t least[] = {0, 0, 0x80, 0x800, PAIRS_FROM};
	const uint8_t *at = *text;
	unsigned i, size = utf8_size(at[0]);
	uint32_t c = size < 2 ? at[0] : at[0] & (0x7fu >> size);

	*text = at + 1;
	if (size == 0)
		return REPLACEMENT;
	for (i = 1; i < size; i++) {
		if ((at[i] & 0xc0) != 0x80)
			return REPLACEMENT;
		c = c << 6 | (at[i] & 0x3fu);
	}
	if (c < least[size] || c > 0x10ffff ||
	    (c >= HIGH_FIRST && c <= LOW_LAST))
		return REPLACEMENT;
	*text = at + size;
	return c;
}

void
utf16_encode(const char *text, struct bytes *to)
{
	const uint8_t *at = (const uint8_t *)text;
	uint32_t c;

	while (*at != '\0') {
		c = take_utf8(&at);
		if (c < PAIRS_FROM) {
			bytes_u16(to, (uint16_t)c);
			continue;
		}
		c -= PAIRS_FROM;
		bytes_u16(to, (uint16_t)(HIGH_FIRST + (c >> 10)));
		bytes_u16(to, (uint16_t)(LOW_FIRST + (c & 0x3ff)));
	}
}
