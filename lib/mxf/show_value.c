/* show_value.c: show_value() of show.h: the value of an item as text. */
#include <inttypes.h>

#include "base/hex.h"
#include "base/str.h"
#include "base/utf16.h"
#include "base/uuid.h"
#include "mxf/show.h"

#define UMID_SIZE	32u	/* bytes */
#define ENTRY_SIZE	11u	/* bytes of an index entry, at least */

static void
show_hex(struct span value, struct bytes *to)
{
	char digits[3];

	while (span_left(&value) > 0) {
		uint8_t byte = span_u8(&value);

		hex_format(digits, &byte, 1);
		bytes_put(to, digits, 2);
	}
}

static void
show_uuid(struct span *in, struct bytes *to)
{
	char text[UUID_SIZE];
	struct uuid id;

	span_copy(in, id.bytes, sizeof(id.bytes));
	uuid_format(text, &id);
	bytes_printf(to, "%s", text);
}

static void
show_label(struct span *in, struct bytes *to)
{
	char text[UL_TEXT_SIZE];
	enum ul_name name;
	struct ul ul;

	span_copy(in, ul.bytes, UL_SIZE);
	ul_format(text, &ul);
	name = ul_find(&ul);
	bytes_printf(to, "%s", text);
	if (name != UL_COUNT)
		bytes_printf(to, " (%s)", ul_text(name));
}

/* ST 330, as ST 2029 writes it: eight groups of four bytes. */
static void
show_umid(struct span *in, struct bytes *to)
{
	unsigned i;

	bytes_printf(to, "urn:smpte:umid:");
	for (i = 0; i < UMID_SIZE / 4; i++)
		bytes_printf(to, "%s%08" PRIx32, i == 0 ? "" : ".",
		    span_u32(in));
}

static void
show_time(struct span *in, struct bytes *to)
{
	int year = (int16_t)span_u16(in);
	unsigned month = span_u8(in), day = span_u8(in), hour = span_u8(in);
	unsigned minute = span_u8(in), second = span_u8(in);

	bytes_printf(to, "%04d-%02u-%02uT%02u:%02u:%02u.%03u", year, month,
	    day, hour, minute, second, 4u * span_u8(in));
}

static void
show_product(struct span *in, struct bytes *to)
{
	unsigned i;

	for (i = 0; i < 5; i++)
		bytes_printf(to, "%s%u", i == 0 ? "" : ".", span_u16(in));
}

static void
show_layout(struct span *in, struct bytes *to)
{
	unsigned i;

	for (i = 0; i < 8; i++) {
		bytes_printf(to, "%s%02x", i == 0 ? "" : " ", span_u8(in));
		bytes_printf(to, "/%u", span_u8(in));
	}
}

/* A whole number; false for a value of another type. */
static bool
show_number(enum model_type type, struct span *in, struct bytes *to)
{
	switch (type) {
	case MODEL_U8:
	case MODEL_BOOLEAN:
		bytes_printf(to, "%u", span_u8(in));
		return true;
	case MODEL_U16:
	case MODEL_U16S:
		bytes_printf(to, "%u", span_u16(in));
		return true;
	case MODEL_U32:
	case MODEL_U32S:
		bytes_printf(to, "%" PRIu32, span_u32(in));
		return true;
	case MODEL_U64:
		bytes_printf(to, "%" PRIu64, span_u64(in));
		return true;
	case MODEL_I8:
		bytes_printf(to, "%d", (int8_t)span_u8(in));
		return true;
	case MODEL_I16:
		bytes_printf(to, "%d", (int16_t)span_u16(in));
		return true;
	case MODEL_I32:
	case MODEL_I32S:
		bytes_printf(to, "%" PRId32, (int32_t)span_u32(in));
		return true;
	case MODEL_I64:
		bytes_printf(to, "%" PRId64, (int64_t)span_u64(in));
		return true;
	default:
		return false;
	}
}

/* One value of a type that has a size; false for the others. */
static bool
show_one(enum model_type type, struct span *in, struct bytes *to)
{
	switch (type) {
	case MODEL_RATIONAL:
		bytes_printf(to, "%" PRId32, (int32_t)span_u32(in));
		bytes_printf(to, "/%" PRId32, (int32_t)span_u32(in));
		return true;
	case MODEL_VERSION:
		bytes_printf(to, "%u", span_u8(in));
		bytes_printf(to, ".%u", span_u8(in));
		return true;
	case MODEL_TIMESTAMP:
		show_time(in, to);
		return true;
	case MODEL_PRODUCT:
		show_product(in, to);
		return true;
	case MODEL_UUID:
	case MODEL_UUIDS:
	case MODEL_REF:
	case MODEL_REFS:
		show_uuid(in, to);
		return true;
	case MODEL_LABEL:
	case MODEL_LABELS:
		show_label(in, to);
		return true;
	case MODEL_UMID:
		show_umid(in, to);
		return true;
	case MODEL_LAYOUT:
		show_layout(in, to);
		return true;
	case MODEL_SIZING:
	case MODEL_DELTAS:
		bytes_printf(to, "%u", span_u8(in));
		bytes_printf(to, "/%u", span_u8(in));
		bytes_printf(to, "/%" PRIu32, type == MODEL_SIZING ?
		    span_u8(in) : span_u32(in));
		return true;
	default:
		return show_number(type, in, to);
	}
}

static bool
is_array(enum model_type type)
{
	switch (type) {
	case MODEL_REFS:
	case MODEL_UUIDS:
	case MODEL_LABELS:
	case MODEL_U16S:
	case MODEL_U32S:
	case MODEL_I32S:
	case MODEL_SIZING:
	case MODEL_DELTAS:
		return true;
	default:
		return false;
	}
}

static bool
show_array(enum model_type type, struct span in, struct bytes *to)
{
	uint32_t i, count = span_u32(&in), size = span_u32(&in);

	if (!span_ok(&in) || (count > 0 && size == 0) ||
	    (uint64_t)count * size != span_left(&in))
		return false;
	bytes_printf(to, "%" PRIu32 ":", count);
	for (i = 0; i < count; i++) {
		struct span one = span_take(&in, size);

		bytes_u8(to, ' ');
		if (!show_one(type, &one, to) || !span_ok(&one) ||
		    span_left(&one) > 0)
			return false;
	}
	return true;
}

static bool
show_entries(struct span in, struct bytes *to)
{
	uint32_t count = span_u32(&in), size = span_u32(&in);

	if (!span_ok(&in) || (count > 0 && size < ENTRY_SIZE) ||
	    (uint64_t)count * size != span_left(&in))
		return false;
	bytes_printf(to, "%" PRIu32 " entries", count);
	return true;
}

static void
show_text(enum model_type type, struct span in, struct bytes *to)
{
	struct bytes text = {0};

	bytes_u8(to, '"');
	if (type == MODEL_UTF16)
		utf16_decode(in, &text);
	else
		while (span_left(&in) > 0)
			bytes_u8(&text, span_u8(&in));
	str_print(to, text.at, text.size);
	bytes_u8(to, '"');
	if (text.bad)
		to->bad = true;
	bytes_clear(&text);
}

/* False if the value has not the form of its type. */
static bool
show_typed(enum model_type type, struct span in, struct bytes *to)
{
	if (type == MODEL_UTF16 || type == MODEL_ISO7) {
		show_text(type, in, to);
		return true;
	}
	if (type == MODEL_ENTRIES)
		return show_entries(in, to);
	if (is_array(type))
		return show_array(type, in, to);
	return show_one(type, &in, to) && span_ok(&in) && span_left(&in) == 0;
}

void
show_value(enum model_item item, struct span value, struct bytes *to)
{
	enum model_type type = model_item_type(item);
	size_t begin = to->size;

	if (type == MODEL_BYTES) {
		show_hex(value, to);
		return;
	}
	if (show_typed(type, value, to) || to->bad)
		return;
	to->size = begin;
	bytes_printf(to, "0x");
	show_hex(value, to);
}
