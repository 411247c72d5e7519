/* indexmap.c: see indexmap.h. */
#include "mxf/indexmap.h"

#include <inttypes.h>

#include "mxf/set.h"

#define OFFSET_AT	3u	/* bytes of an entry in front of its offset */
#define ENTRY_SIZE	11u	/* bytes of an entry, at least */

static void
put_head(const struct set_item *item, struct bytes *to)
{
	bytes_u16(to, item->tag);
	bytes_u16(to, (uint16_t)span_left(&item->value));
}

static bool
put_entries(const struct indexmap *map, const struct set_item *item,
    struct bytes *to, struct dcp_error *err)
{
	struct span in = item->value, entry, offset;
	uint32_t count = span_u32(&in), size = span_u32(&in);
	uint64_t mapped;

	if (!span_ok(&in) || (count > 0 && (size < ENTRY_SIZE ||
	    count > span_left(&in) / size)))
		return error_set(err, DCP_BAD_INPUT, "have %" PRIu32
		    " entries of %" PRIu32 " bytes in %zu, want %u or more "
		    "bytes each", count, size, span_left(&in), ENTRY_SIZE);
	put_head(item, to);
	bytes_u32(to, count);
	bytes_u32(to, size);
	for (; count > 0; count--) {
		entry = offset = span_take(&in, size);
		(void)span_take(&offset, OFFSET_AT);
		if (!map->offset(map->context, span_u64(&offset), &mapped,
		    err))
			return false;
		bytes_put(to, entry.at, OFFSET_AT);
		bytes_u64(to, mapped);
		bytes_put(to, entry.at + ENTRY_SIZE, size - ENTRY_SIZE);
	}
	if (span_left(&in) > 0)
		bytes_put(to, in.at, span_left(&in));
	return true;
}

static bool
put_unit_size(const struct indexmap *map, const struct set_item *item,
    struct bytes *to, struct dcp_error *err)
{
	struct span in = item->value;
	uint32_t mapped = 0, old = span_u32(&in);

	if (!span_ok(&in) || span_left(&in) > 0)
		return error_set(err, DCP_BAD_INPUT,
		    "have %zu bytes of edit unit byte count, want 4",
		    span_left(&item->value));
	if (old > 0 && !map->unit_size(map->context, old, &mapped, err))
		return false;
	put_head(item, to);
	bytes_u32(to, mapped);
	return true;
}

static bool
put_items(const struct indexmap *map, const struct set *set, struct bytes *to,
    struct dcp_error *err)
{
	struct span rest = set->items;
	struct set_item item;

	while (set_next(set, &rest, &item)) {
		if (item.item == MODEL_IndexEntryArray) {
			if (!put_entries(map, &item, to, err))
				return false;
		} else if (item.item == MODEL_EditUnitByteCount) {
			if (!put_unit_size(map, &item, to, err))
				return false;
		} else {
			put_head(&item, to);
			if (span_left(&item.value) > 0)
				bytes_put(to, item.value.at,
				    span_left(&item.value));
		}
	}
	return bytes_ok(to, err);
}

bool
indexmap_put(const struct indexmap *map, const struct klv *klv,
    struct span value, struct bytes *to, struct dcp_error *err)
{
	struct set set;
	size_t begin;

	if (!set_begin(klv, value, NULL, &set, err))
		return false;
	begin = klv_put_begin(to, &klv->key);
	if (!put_items(map, &set, to, err))
		return error_in(err, "index segment at byte %" PRIu64,
		    klv->offset);
	klv_put_end(to, begin);
	return true;
}
