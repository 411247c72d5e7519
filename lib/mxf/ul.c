/* ul.c: see ul.h. */
#include "mxf/ul.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "base/bytes.h"
#include "base/hex.h"

struct entry {
	uint64_t high, low;
	const char *text;
};

static const struct entry table[UL_COUNT] = {
#define UL(symbol, high, low, text)	{high, low, text},
#include "mxf/ul.def"
#undef UL
};

struct ul
ul_of(enum ul_name name)
{
	struct ul ul = {{0}};

	assert(name < UL_COUNT);
	bytes_big_endian(ul.bytes, table[name].high, 8);
	bytes_big_endian(ul.bytes + 8, table[name].low, 8);
	return ul;
}

bool
ul_starts_as(const struct ul *a, const struct ul *b, size_t size)
{
	assert(size > UL_VERSION && size <= UL_SIZE);
	return memcmp(a->bytes, b->bytes, UL_VERSION) == 0 &&
	    memcmp(a->bytes + UL_VERSION + 1, b->bytes + UL_VERSION + 1,
	    size - UL_VERSION - 1) == 0;
}

bool
ul_equal(const struct ul *a, const struct ul *b)
{
	return ul_starts_as(a, b, UL_SIZE);
}

bool
ul_is(const struct ul *ul, enum ul_name name)
{
	struct ul wanted = ul_of(name);

	return ul_equal(ul, &wanted);
}

bool
ul_is_zero(const struct ul *ul)
{
	static const struct ul zero;

	return memcmp(ul->bytes, zero.bytes, UL_SIZE) == 0;
}

enum ul_name
ul_find(const struct ul *ul)
{
	unsigned i;

	for (i = 0; i < UL_COUNT && !ul_is(ul, (enum ul_name)i); i++)
		;
	return (enum ul_name)i;
}

const char *
ul_text(enum ul_name name)
{
	assert(name < UL_COUNT);
	return table[name].text;
}

void
ul_format(char *to, const struct ul *ul)
{
	static const size_t group[] = {0, 4, 8, 12, UL_SIZE};
	size_t i, size;

	for (i = 0; i + 1 < sizeof(group) / sizeof(group[0]); i++) {
		size = group[i + 1] - group[i];
		if (i > 0)
			*to++ = '.';
		hex_format(to, ul->bytes + group[i], size);
		to += 2 * size;
	}
}
