/* setwrite.c: see setwrite.h. */
#include "mxf/setwrite.h"

#include <assert.h>
#include <string.h>

#include "base/utf16.h"
#include "mxf/klv.h"

#define VALUE_SIZE_MAX	0xffffu	/* bytes of one item */

/* The first half of a basic UMID (ST 330): its number is a UUID's 16 bytes. */
#define UMID_SIZE	32u	/* bytes */
static const uint8_t umid_head[UMID_SIZE / 2] = {
	0x06, 0x0a, 0x2b, 0x34, 0x01, 0x01, 0x01, 0x05,
	0x01, 0x01, 0x0f, 0x20, 0x13, 0x00, 0x00, 0x00,
};

void
setwrite_begin(struct setwrite *w, enum model_set set, const struct uuid *id)
{
	struct ul key = model_set_key(set);

	w->begin = klv_put_begin(w->to, &key);
	setwrite_uuid(w, MODEL_InstanceUID, id);
}

void
setwrite_end(struct setwrite *w)
{
	klv_put_end(w->to, w->begin);
}

static void
put_head(struct setwrite *w, enum model_item item, size_t size)
{
	struct dcp_error err = {0};
	uint16_t tag = model_item_tag(item);

	assert(size <= VALUE_SIZE_MAX);
	if (w->primer != NULL && (tag = primer_tag(w->primer, item, &err)) == 0)
		w->to->bad = true;
	assert(tag != 0 || w->to->bad);
	bytes_u16(w->to, tag);
	bytes_u16(w->to, (uint16_t)size);
}

void
setwrite_bytes(struct setwrite *w, enum model_item item, const void *from,
    size_t size)
{
	put_head(w, item, size);
	bytes_put(w->to, from, size);
}

static size_t
number_size(enum model_type type)
{
	switch (type) {
	case MODEL_U8:
	case MODEL_I8:
	case MODEL_BOOLEAN:
		return 1;
	case MODEL_U16:
	case MODEL_I16:
	case MODEL_VERSION:
		return 2;
	case MODEL_U32:
	case MODEL_I32:
		return 4;
	default:
		assert(type == MODEL_U64 || type == MODEL_I64);
		return 8;
	}
}

void
setwrite_number(struct setwrite *w, enum model_item item, uint64_t value)
{
	size_t size = number_size(model_item_type(item));
	uint8_t to[8];

	bytes_big_endian(to, value, size);
	setwrite_bytes(w, item, to, size);
}

void
setwrite_rational(struct setwrite *w, enum model_item item, struct rational r)
{
	put_head(w, item, 8);
	bytes_u32(w->to, (uint32_t)r.num);
	bytes_u32(w->to, (uint32_t)r.den);
}

void
setwrite_label(struct setwrite *w, enum model_item item, const struct ul *ul)
{
	setwrite_bytes(w, item, ul->bytes, UL_SIZE);
}

void
setwrite_uuid(struct setwrite *w, enum model_item item, const struct uuid *id)
{
	setwrite_bytes(w, item, id->bytes, sizeof(id->bytes));
}

void
setwrite_umid(struct setwrite *w, enum model_item item, const struct uuid *id)
{
	put_head(w, item, UMID_SIZE);
	if (id == NULL) {
		bytes_fill(w->to, 0, UMID_SIZE);
		return;
	}
	bytes_put(w->to, umid_head, sizeof(umid_head));
	bytes_put(w->to, id->bytes, sizeof(id->bytes));
}

void
setwrite_text(struct setwrite *w, enum model_item item, const char *text)
{
	size_t begin;

	if (model_item_type(item) == MODEL_ISO7) {
		setwrite_bytes(w, item, text, strlen(text));
		return;
	}
	put_head(w, item, 0);
	begin = w->to->size;
	utf16_encode(text, w->to);
	if (w->to->bad)
		return;
	assert(w->to->size - begin <= VALUE_SIZE_MAX);
	bytes_patch(w->to, begin - 2, w->to->size - begin, 2);
}

void
setwrite_time(struct setwrite *w, enum model_item item,
    const struct timestamp *t)
{
	struct timestamp_civil c = timestamp_split(t->seconds);

	put_head(w, item, 8);
	bytes_u16(w->to, (uint16_t)c.year);
	bytes_u8(w->to, c.month);
	bytes_u8(w->to, c.day);
	bytes_u8(w->to, c.hour);
	bytes_u8(w->to, c.minute);
	bytes_u8(w->to, c.second);
	bytes_u8(w->to, 0);	/* milliseconds, in fours */
}

void
setwrite_array(struct setwrite *w, enum model_item item, const void *from,
    size_t count, size_t size)
{
	put_head(w, item, 8 + count * size);
	bytes_u32(w->to, (uint32_t)count);
	bytes_u32(w->to, (uint32_t)size);
	bytes_put(w->to, from, count * size);
}
