/* index.c: see index.h. */
#include "mxf/index.h"

#include <assert.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "mxf/partition.h"
#include "mxf/set.h"
#include "mxf/setwrite.h"

#define ENTRY_SIZE	11u	/* bytes: two offsets, flags, stream offset */
#define DELTA_SIZE	6u	/* bytes: position table, slice, delta */
#define FLAG_RANDOM	0x80u	/* random access: each edit unit stands alone */
#define ITEM_HEAD_SIZE	4u	/* bytes: tag and length */
#define BATCH_HEAD_SIZE	8u	/* bytes: count and size */

/* Segments of one file: each holds one entry at least. */
#define SEGMENTS_MAX	LIMIT_MXF_SETS

void
index_clear(struct index *x)
{
	free(x->segment);
	free(x->offset);
	*x = (struct index){0};
}

/* Room for ${more} elements of ${size} bytes; NULL if there is none. */
static void *
grow(void *array, size_t count, size_t more, size_t *capacity, size_t size)
{
	size_t wanted = *capacity == 0 ? 64 : *capacity;
	void *grown;

	while (wanted - count < more)
		wanted *= 2;
	if (wanted == *capacity)
		return array;
	if ((grown = realloc(array, wanted * size)) != NULL)
		*capacity = wanted;
	return grown;
}

static bool
add_entries(struct index *x, struct span in, struct dcp_error *err)
{
	uint32_t i, count = span_u32(&in), size = span_u32(&in);
	uint64_t *grown;

	if (!span_ok(&in) || (count > 0 && size < ENTRY_SIZE) ||
	    (count > 0 && count > span_left(&in) / size))
		return error_set(err, DCP_BAD_INPUT, "have %" PRIu32
		    " entries of %" PRIu32 " bytes in %zu, want %u or more "
		    "bytes each", count, size, span_left(&in), ENTRY_SIZE);
	if (count > LIMIT_EDIT_UNITS - x->offset_count)
		return error_set(err, DCP_REFUSED,
		    "more than %u edit units", LIMIT_EDIT_UNITS);
	if (count == 0)
		return true;
	grown = grow(x->offset, x->offset_count, count, &x->offset_capacity,
	    sizeof(*grown));
	if (grown == NULL)
		return error_memory(err);
	x->offset = grown;
	for (i = 0; i < count; i++) {
		struct span entry = span_take(&in, size);

		(void)span_take(&entry, 3);
		x->offset[x->offset_count++] = span_u64(&entry);
	}
	return true;
}

static bool
add_segment(struct index *x, const struct set *set, struct dcp_error *err)
{
	struct index_segment s = {.first = x->offset_count};
	struct index_segment *grown;
	struct span entries;

	if (x->segment_count >= SEGMENTS_MAX)
		return error_set(err, DCP_REFUSED,
		    "more than %u index segments", SEGMENTS_MAX);
	grown = grow(x->segment, x->segment_count, 1, &x->segment_capacity,
	    sizeof(*grown));
	if (grown == NULL)
		return error_memory(err);
	x->segment = grown;
	s.facts = (struct trackfile_segment){
		.offset = set->offset,
		.edit_rate = set_rational(set, MODEL_IndexEditRate),
		.start = set_signed(set, MODEL_IndexStartPosition, 0),
		.duration = set_signed(set, MODEL_IndexDuration, 0),
		.unit_size = (uint32_t)set_unsigned(set,
		    MODEL_EditUnitByteCount, 0),
		.index_sid = (uint32_t)set_unsigned(set, MODEL_IndexSID, 0),
		.body_sid = (uint32_t)set_unsigned(set, MODEL_BodySID, 0),
	};
	if (set_find(set, MODEL_IndexEntryArray, &entries) &&
	    !add_entries(x, entries, err))
		return false;
	s.facts.entry_count = (uint32_t)(x->offset_count - s.first);
	x->segment[x->segment_count++] = s;
	return true;
}

bool
index_add(struct index *x, const struct klv *klv, struct span value,
    struct dcp_error *err)
{
	struct set set;

	if (!set_begin(klv, value, NULL, &set, err))
		return false;
	return add_segment(x, &set, err) || error_in(err,
	    "index segment at byte %" PRIu64, klv->offset);
}

static int
compare_segments(const void *a, const void *b)
{
	const struct index_segment *x = a, *y = b;

	if (x->facts.start != y->facts.start)
		return x->facts.start < y->facts.start ? -1 : 1;
	return (x->first > y->first) - (x->first < y->first);
}

static bool
bad_segment(const struct index_segment *s, const char *what,
    struct dcp_error *err)
{
	return error_set(err, DCP_BAD_INPUT,
	    "index segment at byte %" PRIu64 ": %s", s->facts.offset, what);
}

/* All edit units have one size.  A duration of 0 says: to the end. */
static bool
join_constant(struct index *x, const struct index_segment *sorted,
    struct dcp_error *err)
{
	uint64_t end = 0;
	size_t i;

	x->unit_size = sorted[0].facts.unit_size;
	for (i = 0; i < x->segment_count; i++) {
		const struct trackfile_segment *s = &sorted[i].facts;

		if (s->unit_size != x->unit_size)
			return bad_segment(&sorted[i],
			    "edit units of another size", err);
		if (s->start < 0 || s->duration < 0 ||
		    s->duration > INT64_MAX - s->start)
			return bad_segment(&sorted[i], "no such duration", err);
		if ((uint64_t)s->start > end)
			return bad_segment(&sorted[i],
			    "edit units before it are missing", err);
		if (s->duration == 0)
			return x->duration = 0, true;
		if ((uint64_t)(s->start + s->duration) > end)
			end = (uint64_t)(s->start + s->duration);
	}
	x->duration = end;
	return true;
}

/* Add the entries of ${s} that are not there; compare those that are. */
static bool
join_segment(uint64_t *to, uint64_t *count, const struct index *x,
    const struct index_segment *s, struct dcp_error *err)
{
	const uint64_t *from = x->offset + s->first;
	uint64_t i, at;

	if (s->facts.start < 0 || (uint64_t)s->facts.start > *count)
		return bad_segment(s, "edit units before it are missing", err);
	if (s->facts.duration != (int64_t)s->facts.entry_count)
		return bad_segment(s,
		    "its duration is not that of its entries", err);
	for (i = 0; i < s->facts.entry_count; i++) {
		at = (uint64_t)s->facts.start + i;
		if (at < *count && to[at] != from[i])
			return bad_segment(s,
			    "differs from one for the same edit units", err);
		if (at == *count && at > 0 && from[i] <= to[at - 1])
			return bad_segment(s, "offsets do not grow", err);
		to[at] = from[i];
		*count = at < *count ? *count : at + 1;
	}
	return true;
}

static bool
join_entries(struct index *x, const struct index_segment *sorted,
    struct dcp_error *err)
{
	uint64_t *joined = NULL, count = 0;
	size_t i;

	if (x->offset_count == 0)
		return error_set(err, DCP_BAD_INPUT,
		    "the index has neither entries nor a size");
	joined = malloc(x->offset_count * sizeof(*joined));
	if (joined == NULL)
		return error_memory(err);
	for (i = 0; i < x->segment_count; i++)
		if (!join_segment(joined, &count, x, &sorted[i], err)) {
			free(joined);
			return false;
		}
	free(x->offset);
	x->offset = joined;
	x->offset_count = x->offset_capacity = (size_t)count;
	x->duration = count;
	return true;
}

bool
index_join(struct index *x, struct dcp_error *err)
{
	struct index_segment *sorted;
	bool ok;

	if (x->segment_count == 0)
		return error_set(err, DCP_BAD_INPUT, "there is no index");
	sorted = malloc(x->segment_count * sizeof(*sorted));
	if (sorted == NULL)
		return error_memory(err);
	memcpy(sorted, x->segment, x->segment_count * sizeof(*sorted));
	qsort(sorted, x->segment_count, sizeof(*sorted), compare_segments);
	ok = sorted[0].facts.unit_size > 0 ? join_constant(x, sorted, err) :
	    join_entries(x, sorted, err);
	free(sorted);
	return ok;
}

uint64_t
index_offset(const struct index *x, uint64_t unit)
{
	if (x->unit_size > 0)
		return unit * x->unit_size;
	assert(unit < x->offset_count);
	return x->offset[unit];
}

/* All items of a segment but its entries. */
static void
put_segment(const struct index_writer *w, struct setwrite *set, uint64_t n,
    uint64_t start, uint64_t duration, uint32_t unit_size)
{
	struct uuid id = w->id(w->context, n);

	setwrite_begin(set, MODEL_SET_IndexTableSegment, &id);
	setwrite_rational(set, MODEL_IndexEditRate, w->edit_rate);
	setwrite_number(set, MODEL_IndexStartPosition, start);
	setwrite_number(set, MODEL_IndexDuration, duration);
	setwrite_number(set, MODEL_EditUnitByteCount, unit_size);
	setwrite_number(set, MODEL_IndexSID, PARTITION_INDEX_SID);
	setwrite_number(set, MODEL_BodySID, PARTITION_BODY_SID);
	setwrite_number(set, MODEL_SliceCount, 0);
	setwrite_number(set, MODEL_PosTableCount, 0);
}

void
index_put_constant(const struct index_writer *w, uint64_t duration,
    uint32_t unit_size, struct bytes *to)
{
	struct setwrite set = {.to = to};

	put_segment(w, &set, 0, 0, duration, unit_size);
	setwrite_array(&set, MODEL_IndexEntryArray, NULL, 0, ENTRY_SIZE);
	setwrite_end(&set);
}

static void
put_entry(uint8_t *to, uint64_t offset)
{
	to[0] = 0;		/* temporal offset */
	to[1] = 0;		/* key frame offset */
	to[2] = FLAG_RANDOM;
	bytes_big_endian(to + 3, offset, sizeof(offset));
}

void
index_put_entries(const struct index_writer *w, const uint64_t *offset,
    uint64_t count, struct bytes *to)
{
	static const uint8_t delta[DELTA_SIZE];	/* whole edit unit, slice 0 */
	uint8_t entries[INDEX_SEGMENT_MAX * ENTRY_SIZE];
	struct setwrite set = {.to = to};
	uint64_t start, n;
	size_t i, size;

	for (start = n = 0; start < count; start += size, n++) {
		size = count - start < INDEX_SEGMENT_MAX ?
		    (size_t)(count - start) : INDEX_SEGMENT_MAX;
		for (i = 0; i < size; i++)
			put_entry(entries + i * ENTRY_SIZE, offset[start + i]);
		put_segment(w, &set, n, start, size, 0);
		setwrite_array(&set, MODEL_DeltaEntryArray, delta, 1,
		    DELTA_SIZE);
		setwrite_array(&set, MODEL_IndexEntryArray, entries, size,
		    ENTRY_SIZE);
		setwrite_end(&set);
	}
}

/* Key, length and the nine items of put_segment(). */
static uint64_t
segment_size(void)
{
	return KLV_HEAD_SIZE + 9 * ITEM_HEAD_SIZE + 16 + 3 * 8 + 3 * 4 + 2;
}

uint64_t
index_constant_size(void)
{
	return segment_size() + ITEM_HEAD_SIZE + BATCH_HEAD_SIZE;
}

uint64_t
index_entries_size(uint64_t count)
{
	uint64_t segments = count / INDEX_SEGMENT_MAX +
	    (count % INDEX_SEGMENT_MAX != 0);

	return segments * (segment_size() + 2 * (ITEM_HEAD_SIZE +
	    BATCH_HEAD_SIZE) + DELTA_SIZE) + count * ENTRY_SIZE;
}
