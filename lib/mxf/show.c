/* show.c: packets as rows; see show.h.  The values are in show_value.c. */
#include "mxf/show.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "mxf/essence.h"
#include "mxf/partition.h"
#include "mxf/set.h"
#include "mxf/triplet.h"

#define NAME_SIZE	64	/* characters of a row's name */
#define VALUE_SIZE	128	/* characters of a row's value, but of items */

/* Byte 6 of the key of a local set with tags and lengths of two bytes. */
#define CODING_2_2	0x53

#define ENTRY_SIZE	11	/* bytes of an index entry, at least */

const char *
show_key(const struct ul *key)
{
	enum model_set set = model_find_set(key);
	enum ul_name name = ul_find(key);

	if (name != UL_COUNT)
		return ul_text(name);
	if (set != MODEL_SET_None)
		return model_set_name(set);
	return essence_is_packet(key) ? "Essence" : "unknown";
}

static void
row(const struct show *show, const char *name, const char *fmt, ...)
    PRINTF(3, 4);

static void
row(const struct show *show, const char *name, const char *fmt, ...)
{
	char value[VALUE_SIZE];
	va_list args;

	va_start(args, fmt);
	vsnprintf(value, sizeof(value), fmt, args);
	va_end(args);
	show->row(show->context, name, value);
}

static void
row_label(const struct show *show, const char *name, const struct ul *ul)
{
	struct bytes b = {0};

	show_value(MODEL_OperationalPattern, span_of(ul->bytes, UL_SIZE, 0),
	    &b);
	show->row(show->context, name, bytes_text(&b));
	bytes_clear(&b);
}

static bool
show_partition(const struct show *show, const struct klv *klv,
    struct span value, const struct primer *primer, struct dcp_error *err)
{
	struct trackfile_partition p;
	size_t i;

	(void)primer;
	if (!partition_read(klv, value, &p, err))
		return false;
	row(show, "MajorVersion", "%u", p.major);
	row(show, "MinorVersion", "%u", p.minor);
	row(show, "KAGSize", "%" PRIu32, p.kag_size);
	row(show, "ThisPartition", "%" PRIu64, p.this_partition);
	row(show, "PreviousPartition", "%" PRIu64, p.previous_partition);
	row(show, "FooterPartition", "%" PRIu64, p.footer_partition);
	row(show, "HeaderByteCount", "%" PRIu64, p.header_size);
	row(show, "IndexByteCount", "%" PRIu64, p.index_size);
	row(show, "IndexSID", "%" PRIu32, p.index_sid);
	row(show, "BodyOffset", "%" PRIu64, p.body_offset);
	row(show, "BodySID", "%" PRIu32, p.body_sid);
	row_label(show, "OperationalPattern", &p.operational_pattern);
	for (i = 0; i < p.container_count; i++)
		row_label(show, "EssenceContainer", &p.containers[i]);
	partition_clear(&p);
	return true;
}

static bool
show_primer(const struct show *show, const struct klv *klv, struct span value,
    const struct primer *unused, struct dcp_error *err)
{
	struct primer primer;
	char tag[8], label[UL_TEXT_SIZE];
	size_t i;

	(void)klv;
	(void)unused;
	if (!primer_read(value, &primer, err))
		return false;
	for (i = 0; i < primer.count; i++) {
		const struct primer_row *p = &primer.row[i];

		snprintf(tag, sizeof(tag), "%04x", p->tag);
		ul_format(label, &p->label);
		row(show, tag, "%s %s", label, p->item == MODEL_None ?
		    "unknown" : model_item_name(p->item));
	}
	primer_clear(&primer);
	return true;
}

static bool
show_random_index(const struct show *show, const struct klv *klv,
    struct span value, const struct primer *primer, struct dcp_error *err)
{
	struct partition_row *rows;
	size_t i, count;

	(void)klv;
	(void)primer;
	if (!partition_read_rows(value, &rows, &count, err))
		return false;
	for (i = 0; i < count; i++)
		row(show, "Partition", "BodySID %" PRIu32 " at %" PRIu64,
		    rows[i].body_sid, rows[i].offset);
	free(rows);
	return true;
}

static void
show_entries(const struct show *show, struct span value)
{
	uint32_t i, count = span_u32(&value), size = span_u32(&value);
	uint8_t temporal, key_frame, flags;

	if (!span_ok(&value) || size < ENTRY_SIZE ||
	    count > span_left(&value) / size)
		return;
	for (i = 0; i < count; i++) {
		struct span entry = span_take(&value, size);

		temporal = span_u8(&entry);
		key_frame = span_u8(&entry);
		flags = span_u8(&entry);
		row(show, "Entry", "%" PRIu32 ": %" PRIu64 " flags %02x, %d, "
		    "%d", i, span_u64(&entry), flags, (int8_t)temporal,
		    (int8_t)key_frame);
	}
}

static void
name_item(const struct set_item *item, char name[NAME_SIZE])
{
	char label[UL_TEXT_SIZE] = "";

	if (item->item != MODEL_None) {
		snprintf(name, NAME_SIZE, "%s", model_item_name(item->item));
		return;
	}
	if (!ul_is_zero(&item->label))
		ul_format(label, &item->label);
	snprintf(name, NAME_SIZE, "%04x %s", item->tag, label);
}

static bool
show_set(const struct show *show, const struct klv *klv, struct span value,
    const struct primer *primer, struct dcp_error *err)
{
	char name[NAME_SIZE];
	struct set_item item;
	struct bytes b = {0};
	struct span rest;
	struct set set;

	if (!set_begin(klv, value, primer, &set, err))
		return false;
	for (rest = set.items; set_next(&set, &rest, &item);) {
		bytes_reset(&b);
		show_value(item.item, item.value, &b);
		name_item(&item, name);
		show->row(show->context, name, bytes_text(&b));
		if (item.item == MODEL_IndexEntryArray && show->entries)
			show_entries(show, item.value);
	}
	bytes_clear(&b);
	return true;
}

static bool
show_triplet(const struct show *show, const struct klv *klv, struct span in,
    const struct primer *primer, struct dcp_error *err)
{
	struct triplet t;
	char text[UUID_SIZE];

	(void)primer;
	if (!triplet_read_head(&in, &t, err))
		return error_in(err, "packet at byte %" PRIu64, klv->offset);
	uuid_format(text, &t.context_id);
	row(show, "CryptographicContextLink", "%s", text);
	row(show, "PlaintextOffset", "%" PRIu64, t.plaintext_offset);
	row_label(show, "SourceKey", &t.source_key);
	row(show, "SourceLength", "%" PRIu64, t.source_size);
	row(show, "EncryptedSourceValue", "%" PRIu64 " bytes", t.value_size);
	return true;
}

typedef bool show_function(const struct show *, const struct klv *,
    struct span, const struct primer *, struct dcp_error *);

/* How a packet of that key is told; NULL if it is not. */
static show_function *
choose(const struct ul *key)
{
	if (partition_is(key))
		return show_partition;
	if (ul_is(key, UL_PRIMER))
		return show_primer;
	if (ul_is(key, UL_RANDOM_INDEX))
		return show_random_index;
	if (ul_is(key, UL_ENCRYPTED_TRIPLET))
		return show_triplet;
	return key->bytes[4] == 0x02 && key->bytes[5] == CODING_2_2 ?
	    show_set : NULL;
}

bool
show_has_rows(const struct ul *key)
{
	return choose(key) != NULL;
}

bool
show_packet(const struct show *show, const struct klv *klv, struct span value,
    const struct primer *primer, struct dcp_error *err)
{
	show_function *f = choose(&klv->key);

	return f == NULL || f(show, klv, value, primer, err);
}
