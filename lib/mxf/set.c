/* set.c: see set.h. */
#include "mxf/set.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/timestamp.h"
#include "base/utf16.h"

#define UMID_SIZE	32u	/* bytes; the second half is the number */
#define TEXT_SIZE_MAX	2048u	/* bytes of one text that are looked at */

bool
set_begin(const struct klv *klv, struct span value, const struct primer *primer,
    struct set *set, struct dcp_error *err)
{
	struct span rest = value;
	uint64_t at = value.offset;
	unsigned items = 0;
	uint16_t tag = 0;

	*set = (struct set){0};
	while (span_ok(&rest) && span_left(&rest) > 0) {
		at = rest.offset;
		tag = span_u16(&rest);
		(void)span_take(&rest, span_u16(&rest));
		if (++items > LIMIT_MXF_ITEMS)
			return error_set(err, DCP_REFUSED, "set at byte %"
			    PRIu64 ": want at most %d items", klv->offset,
			    LIMIT_MXF_ITEMS);
	}
	if (!span_ok(&rest))
		return error_set(err, DCP_BAD_INPUT, "set at byte %" PRIu64
		    ": item %04x at byte %" PRIu64 " ends beyond it",
		    klv->offset, tag, at);
	*set = (struct set){
		.kind = model_find_set(&klv->key),
		.key = klv->key,
		.offset = klv->offset,
		.items = value,
		.primer = primer,
	};
	return true;
}

bool
set_next(const struct set *set, struct span *rest, struct set_item *item)
{
	const struct primer_row *row = NULL;

	*item = (struct set_item){0};
	if (span_left(rest) == 0)
		return false;
	item->tag = span_u16(rest);
	item->value = span_take(rest, span_u16(rest));
	if (!span_ok(rest))
		return false;
	if (set->primer != NULL)
		row = primer_find(set->primer, item->tag);
	if (row != NULL) {
		item->item = row->item;
		item->label = row->label;
	} else {
		item->item = model_find_tag(item->tag);
	}
	return true;
}

bool
set_find(const struct set *set, enum model_item wanted, struct span *value)
{
	struct span rest = set->items;
	struct set_item item;

	while (set_next(set, &rest, &item))
		if (item.item == wanted) {
			*value = item.value;
			return true;
		}
	*value = span_of(NULL, 0, 0);
	return false;
}

uint64_t
set_unsigned(const struct set *set, enum model_item item, uint64_t otherwise)
{
	struct span value;

	if (!set_find(set, item, &value))
		return otherwise;
	switch (span_left(&value)) {
	case 1:
		return span_u8(&value);
	case 2:
		return span_u16(&value);
	case 4:
		return span_u32(&value);
	case 8:
		return span_u64(&value);
	default:
		return otherwise;
	}
}

int64_t
set_signed(const struct set *set, enum model_item item, int64_t otherwise)
{
	struct span value;

	if (!set_find(set, item, &value))
		return otherwise;
	switch (span_left(&value)) {
	case 1:
		return (int8_t)span_u8(&value);
	case 2:
		return (int16_t)span_u16(&value);
	case 4:
		return (int32_t)span_u32(&value);
	case 8:
		return (int64_t)span_u64(&value);
	default:
		return otherwise;
	}
}

struct rational
set_rational(const struct set *set, enum model_item item)
{
	struct rational r = {0, 0};
	struct span value;

	if (set_find(set, item, &value) && span_left(&value) == 8) {
		r.num = (int32_t)span_u32(&value);
		r.den = (int32_t)span_u32(&value);
	}
	return r;
}

struct uuid
set_uuid(const struct set *set, enum model_item item)
{
	struct uuid uuid = {{0}};
	struct span value;

	if (set_find(set, item, &value) && span_left(&value) == 16)
		span_copy(&value, uuid.bytes, sizeof(uuid.bytes));
	return uuid;
}

struct ul
set_label(const struct set *set, enum model_item item)
{
	struct ul ul = {{0}};
	struct span value;

	if (set_find(set, item, &value) && span_left(&value) == UL_SIZE)
		span_copy(&value, ul.bytes, UL_SIZE);
	return ul;
}

struct uuid
set_umid(const struct set *set, enum model_item item)
{
	struct uuid uuid = {{0}};
	struct span value;

	if (set_find(set, item, &value) && span_left(&value) == UMID_SIZE) {
		(void)span_take(&value, UMID_SIZE / 2);
		span_copy(&value, uuid.bytes, sizeof(uuid.bytes));
	}
	return uuid;
}

static bool
is_date(const struct timestamp_civil *c)
{
	return c->year > 0 && c->year <= 9999 && c->month >= 1 &&
	    c->month <= 12 && c->day >= 1 && c->day <= 31 && c->hour <= 23 &&
	    c->minute <= 59 && c->second <= 59;
}

int64_t
set_time(const struct set *set, enum model_item item)
{
	struct timestamp_civil c;
	struct span value;

	if (!set_find(set, item, &value) || span_left(&value) != 8)
		return 0;
	c.year = (int16_t)span_u16(&value);
	c.month = span_u8(&value);
	c.day = span_u8(&value);
	c.hour = span_u8(&value);
	c.minute = span_u8(&value);
	c.second = span_u8(&value);
	return is_date(&c) ? timestamp_join(&c) : 0;
}

static void
decode_iso7(struct span value, struct bytes *to)
{
	uint8_t c;

	while (span_left(&value) > 0 && (c = span_u8(&value)) != 0)
		bytes_u8(to, c < 0x80 ? c : '?');
}

char *
set_text(const struct set *set, enum model_item item, struct dcp_error *err)
{
	struct bytes b = {0};
	struct span value;
	char *text = NULL;

	if (!set_find(set, item, &value))
		return NULL;
	if (span_left(&value) > TEXT_SIZE_MAX)
		value = span_take(&value, TEXT_SIZE_MAX);
	if (model_item_type(item) == MODEL_ISO7)
		decode_iso7(value, &b);
	else
		utf16_decode(value, &b);
	text = strdup(bytes_text(&b));
	if (text == NULL || b.bad) {
		error_memory(err);
		free(text);
		text = NULL;
	}
	bytes_clear(&b);
	return text;
}

struct span
set_array(const struct set *set, enum model_item item, size_t size,
    size_t *count)
{
	struct span value;
	uint32_t have, have_size;

	*count = 0;
	if (!set_find(set, item, &value))
		return value;
	have = span_u32(&value);
	have_size = span_u32(&value);
	if (!span_ok(&value) || (have > 0 && have_size != size) ||
	    have > span_left(&value) / size)
		return span_of(NULL, 0, 0);
	*count = have;
	return span_take(&value, have * size);
}
