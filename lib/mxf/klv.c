/* klv.c: see klv.h. */
#include "mxf/klv.h"

#include <assert.h>
#include <inttypes.h>

#define BER_LONG	0x80	/* a long length: this, and its size in bytes */
#define BER_SIZE_MAX	8u	/* bytes of a long length */
#define BER_3_MAX	0xffffffu

/*
 * A BER length is one byte below 0x80, or 0x80 + n followed by n bytes, most
 * significant first.  MXF writes n = 3 or n = 8; readers must take any n up
 * to 8.  n = 0 ("indefinite") is not allowed.
 */
bool
klv_read_length(struct span *in, uint64_t *size, struct dcp_error *err)
{
	unsigned first = span_u8(in);
	unsigned n = first < BER_LONG ? 0 : first & (BER_LONG - 1);
	uint64_t value = first;

	*size = 0;
	if (first >= BER_LONG && (n == 0 || n > BER_SIZE_MAX))
		return error_set(err, DCP_BAD_INPUT,
		    "length of %u bytes, want 1 to %u", n, BER_SIZE_MAX);
	for (value = n > 0 ? 0 : value; n > 0; n--)
		value = value << 8 | span_u8(in);
	if (!span_ok(in))
		return error_set(err, DCP_BAD_INPUT, "cut short");
	*size = value;
	return true;
}

/* Every label of SMPTE begins so (ST 298). */
static bool
check_key(const struct ul *key, struct dcp_error *err)
{
	char text[UL_TEXT_SIZE];

	if (key->bytes[0] == 0x06 && key->bytes[1] == 0x0e &&
	    key->bytes[2] == 0x2b && key->bytes[3] == 0x34)
		return true;
	ul_format(text, key);
	return error_set(err, DCP_BAD_INPUT,
	    "no packet begins here: have key %s, want 060e2b34...", text);
}

static bool
check_end(const struct klv *k, struct dcp_error *err)
{
	if (k->value_size <= UINT64_MAX - k->head_size - k->offset)
		return true;
	return error_set(err, DCP_BAD_INPUT, "length of %" PRIu64 " bytes",
	    k->value_size);
}

bool
klv_read(struct span *in, struct klv *klv, struct dcp_error *err)
{
	struct klv k = {.offset = in->offset};
	bool ok;

	*klv = (struct klv){0};
	span_copy(in, k.key.bytes, UL_SIZE);
	ok = span_ok(in) ? check_key(&k.key, err) &&
	    klv_read_length(in, &k.value_size, err) :
	    error_set(err, DCP_BAD_INPUT, "cut short");
	k.head_size = (unsigned)(in->offset - k.offset);
	if (!ok || !check_end(&k, err))
		return error_in(err, "packet at byte %" PRIu64, k.offset);

	*klv = k;
	return true;
}

bool
klv_read_at(const struct input *in, uint64_t offset, struct klv *klv,
    struct dcp_error *err)
{
	uint8_t head[KLV_HEAD_SIZE_MAX];
	uint64_t left = offset < input_size(in) ? input_size(in) - offset : 0;
	size_t size = left < sizeof(head) ? (size_t)left : sizeof(head);
	struct span span = span_of(head, size, offset);

	*klv = (struct klv){0};
	if ((size > 0 && !input_read(in, offset, head, size, err)) ||
	    !klv_read(&span, klv, err))
		return false;
	if (klv->value_size <= left - klv->head_size)
		return true;
	error_set(err, DCP_BAD_INPUT, "packet at byte %" PRIu64
	    ": have %" PRIu64 " bytes of its value, want %" PRIu64, offset,
	    left - klv->head_size, klv->value_size);
	*klv = (struct klv){0};
	return false;
}

uint64_t
klv_value(const struct klv *k)
{
	return k->offset + k->head_size;
}

uint64_t
klv_end(const struct klv *k)
{
	return k->offset + k->head_size + k->value_size;
}

bool
klv_load(const struct input *in, const struct klv *k, size_t limit,
    struct bytes *to, struct dcp_error *err)
{
	bytes_reset(to);
	if (k->value_size > limit)
		return error_set(err, DCP_REFUSED, "packet at byte %" PRIu64
		    ": have %" PRIu64 " bytes, want at most %zu", k->offset,
		    k->value_size, limit);
	if (k->value_size == 0)
		return true;
	bytes_room(to, (size_t)k->value_size);
	if (!bytes_ok(to, err))
		return false;
	if (input_read(in, klv_value(k), to->at, to->size, err))
		return true;
	bytes_reset(to);
	return false;
}

unsigned
klv_head_size(uint64_t value_size)
{
	return value_size > BER_3_MAX ? KLV_HEAD_SIZE_MAX : KLV_HEAD_SIZE;
}

void
klv_put_length(struct bytes *to, uint64_t size)
{
	unsigned n = klv_head_size(size) - UL_SIZE - 1;
	uint8_t length[BER_SIZE_MAX];

	bytes_u8(to, (uint8_t)(BER_LONG + n));
	bytes_big_endian(length, size, n);
	bytes_put(to, length, n);
}

void
klv_put_head(struct bytes *to, const struct ul *key, uint64_t value_size)
{
	bytes_put(to, key->bytes, UL_SIZE);
	klv_put_length(to, value_size);
}

size_t
klv_put_begin(struct bytes *to, const struct ul *key)
{
	klv_put_head(to, key, 0);
	return to->size;
}

void
klv_put_end(struct bytes *to, size_t begin)
{
	size_t size;

	if (to->bad)
		return;
	size = to->size - begin;
	assert(size <= BER_3_MAX);
	bytes_patch(to, begin - 3, size, 3);
}

void
klv_put_fill(struct bytes *to, size_t size)
{
	struct ul key = ul_of(UL_FILL);

	assert(size >= KLV_HEAD_SIZE && size - KLV_HEAD_SIZE <= BER_3_MAX);
	klv_put_head(to, &key, size - KLV_HEAD_SIZE);
	bytes_fill(to, 0, size - KLV_HEAD_SIZE);
}
