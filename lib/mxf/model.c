/* model.c: see model.h. */
#include "mxf/model.h"

#include <assert.h>

#include "base/bytes.h"

struct set_row {
	const char *name;
	enum model_set parent;
	uint64_t high, low;
};

struct item_row {
	const char *name;
	uint16_t tag;
	enum model_type type;
	uint64_t high, low;
};

static const struct set_row sets[MODEL_SETS] = {
	{"None", MODEL_SET_None, 0, 0},
#define SET(name, parent, high, low)	{#name, MODEL_SET_##parent, high, low},
#define ITEM(name, tag, high, low, type)
#include "mxf/model.def"
#undef SET
#undef ITEM
};

static const struct item_row items[MODEL_ITEMS] = {
	{"None", 0, MODEL_BYTES, 0, 0},
#define SET(name, parent, high, low)
#define ITEM(name, tag, high, low, type)	\
	{#name, tag, MODEL_##type, high, low},
#include "mxf/model.def"
#undef SET
#undef ITEM
};

/* The byte that ul_equal() does not look at. */
#define VERSION_MASK	(~UINT64_C(0xff))

static uint64_t
big_endian(const uint8_t *at)
{
	uint64_t value = 0;
	unsigned i;

	for (i = 0; i < 8; i++)
		value = value << 8 | at[i];
	return value;
}

static struct ul
join(uint64_t high, uint64_t low)
{
	struct ul ul = {{0}};

	bytes_big_endian(ul.bytes, high, 8);
	bytes_big_endian(ul.bytes + 8, low, 8);
	return ul;
}

enum model_set
model_find_set(const struct ul *key)
{
	uint64_t high = big_endian(key->bytes) & VERSION_MASK;
	uint64_t low = big_endian(key->bytes + 8);
	unsigned i;

	for (i = 1; i < MODEL_SETS; i++)
		if (sets[i].low == low && (sets[i].high & VERSION_MASK) == high)
			return (enum model_set)i;
	return MODEL_SET_None;
}

const char *
model_set_name(enum model_set set)
{
	assert(set < MODEL_SETS);
	return sets[set].name;
}

struct ul
model_set_key(enum model_set set)
{
	assert(set < MODEL_SETS);
	return join(sets[set].high, sets[set].low);
}

bool
model_set_is(enum model_set set, enum model_set ancestor)
{
	assert(set < MODEL_SETS);
	while (set != MODEL_SET_None && set != ancestor)
		set = sets[set].parent;
	return set == ancestor && set != MODEL_SET_None;
}

enum model_item
model_find_item(const struct ul *ul)
{
	uint64_t high = big_endian(ul->bytes) & VERSION_MASK;
	uint64_t low = big_endian(ul->bytes + 8);
	unsigned i;

	for (i = 1; i < MODEL_ITEMS; i++)
		if (items[i].low == low &&
		    (items[i].high & VERSION_MASK) == high)
			return (enum model_item)i;
	return MODEL_None;
}

enum model_item
model_find_tag(uint16_t tag)
{
	unsigned i;

	for (i = 1; tag != 0 && i < MODEL_ITEMS; i++)
		if (items[i].tag == tag)
			return (enum model_item)i;
	return MODEL_None;
}

const char *
model_item_name(enum model_item item)
{
	assert(item < MODEL_ITEMS);
	return items[item].name;
}

struct ul
model_item_label(enum model_item item)
{
	assert(item < MODEL_ITEMS);
	return join(items[item].high, items[item].low);
}

enum model_type
model_item_type(enum model_item item)
{
	assert(item < MODEL_ITEMS);
	return items[item].type;
}

uint16_t
model_item_tag(enum model_item item)
{
	assert(item < MODEL_ITEMS);
	return items[item].tag;
}
