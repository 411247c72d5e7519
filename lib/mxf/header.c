/* header.c: see header.h. */
#include "mxf/header.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/limits.h"
#include "mxf/klv.h"

struct header_name {
	struct uuid id;
	size_t set;
};

/* Byte 6 of the key of a local set with tags and lengths of two bytes. */
#define KEY_GROUP	4
#define KEY_CODING	5
#define GROUP_SETS	0x02
#define CODING_2_2	0x53

void
header_clear(struct header *h)
{
	primer_clear(&h->primer);
	bytes_clear(&h->bytes);
	free(h->set);
	free(h->name);
	*h = (struct header){0};
}

static bool
is_local_set(const struct ul *key)
{
	return key->bytes[KEY_GROUP] == GROUP_SETS &&
	    key->bytes[KEY_CODING] == CODING_2_2;
}

/* Read one packet and its value off ${in}. */
static bool
next_packet(struct span *in, struct klv *klv, struct span *value,
    struct dcp_error *err)
{
	if (!klv_read(in, klv, err))
		return false;
	if (klv->value_size > span_left(in))
		return error_set(err, DCP_BAD_INPUT, "packet at byte %" PRIu64
		    ": ends beyond the header metadata", klv->offset);
	*value = span_take(in, (size_t)klv->value_size);
	return true;
}

static bool
count_sets(struct span in, size_t *count, struct dcp_error *err)
{
	struct span value;
	struct klv klv;

	for (*count = 0; span_left(&in) > 0; *count += is_local_set(&klv.key))
		if (!next_packet(&in, &klv, &value, err))
			return false;
	if (*count > LIMIT_MXF_SETS)
		return error_set(err, DCP_REFUSED,
		    "have %zu sets of metadata, want at most %d", *count,
		    LIMIT_MXF_SETS);
	return true;
}

static bool
read_primer(struct header *h, struct span *in, struct dcp_error *err)
{
	struct span value;
	struct klv klv;

	do {
		if (!next_packet(in, &klv, &value, err))
			return false;
	} while (ul_is(&klv.key, UL_FILL));
	if (!ul_is(&klv.key, UL_PRIMER))
		return error_set(err, DCP_BAD_INPUT, "packet at byte %" PRIu64
		    ": want the primer pack here", klv.offset);
	return primer_read(value, &h->primer, err);
}

static int
compare_names(const void *a, const void *b)
{
	const struct header_name *x = a, *y = b;
	int order = uuid_compare(&x->id, &y->id);

	return order != 0 ? order : (x->set > y->set) - (x->set < y->set);
}

static bool
name_sets(struct header *h, struct dcp_error *err)
{
	size_t i;

	h->name = calloc(h->set_count + 1, sizeof(*h->name));
	if (h->name == NULL)
		return error_memory(err);
	for (i = 0; i < h->set_count; i++) {
		h->name[i].id = set_uuid(&h->set[i], MODEL_InstanceUID);
		h->name[i].set = i;
	}
	qsort(h->name, h->set_count, sizeof(*h->name), compare_names);
	return true;
}

static bool
read_sets(struct header *h, struct span in, struct dcp_error *err)
{
	struct span value;
	struct klv klv;

	while (span_left(&in) > 0) {
		if (!next_packet(&in, &klv, &value, err))
			return false;
		if (!is_local_set(&klv.key))
			continue;
		if (!set_begin(&klv, value, &h->primer, &h->set[h->set_count],
		    err))
			return false;
		h->set_count++;
	}
	return true;
}

bool
header_parse(struct header *h, struct span in, struct dcp_error *err)
{
	size_t count;

	if (!count_sets(in, &count, err) || !read_primer(h, &in, err))
		return false;
	if ((h->set = calloc(count + 1, sizeof(*h->set))) == NULL)
		return error_memory(err);
	return read_sets(h, in, err) && name_sets(h, err);
}

bool
header_load(struct header *h, const struct input *in, uint64_t offset,
    uint64_t size, struct dcp_error *err)
{
	if (size > LIMIT_MXF_HEADER_SIZE)
		return error_set(err, DCP_REFUSED, "have %" PRIu64
		    " bytes of header metadata, want at most %u", size,
		    LIMIT_MXF_HEADER_SIZE);
	if (size == 0)
		return error_set(err, DCP_BAD_INPUT,
		    "there is no header metadata");
	bytes_extend(&h->bytes, (size_t)size);
	return bytes_ok(&h->bytes, err) &&
	    input_read(in, offset, h->bytes.at, h->bytes.size, err) &&
	    header_parse(h, span_of(h->bytes.at, h->bytes.size, offset), err);
}

const struct set *
header_find(const struct header *h, const struct uuid *id)
{
	size_t low = 0, high = h->set_count, middle;

	while (low < high) {
		middle = low + (high - low) / 2;
		if (uuid_compare(&h->name[middle].id, id) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == h->set_count || !uuid_equal(&h->name[low].id, id))
		return NULL;
	return &h->set[h->name[low].set];
}

const struct set *
header_next(const struct header *h, enum model_set kind,
    const struct set *after)
{
	size_t i = after == NULL ? 0 : (size_t)(after - h->set) + 1;

	for (; i < h->set_count; i++)
		if (model_set_is(h->set[i].kind, kind))
			return &h->set[i];
	return NULL;
}

const struct set *
header_follow(const struct header *h, const struct set *set,
    enum model_item item)
{
	struct uuid id;
	struct span value;

	if (!set_find(set, item, &value))
		return NULL;
	id = set_uuid(set, item);
	return header_find(h, &id);
}

const struct set *
header_each(const struct header *h, const struct set *set,
    enum model_item item, size_t n)
{
	struct uuid id = {{0}};
	size_t count;
	struct span ids = set_array(set, item, sizeof(id.bytes), &count);

	if (n >= count)
		return NULL;
	(void)span_take(&ids, n * sizeof(id.bytes));
	span_copy(&ids, id.bytes, sizeof(id.bytes));
	return header_find(h, &id);
}

size_t
header_count(const struct set *set, enum model_item item)
{
	size_t count;

	(void)set_array(set, item, sizeof(struct uuid), &count);
	return count;
}
