/* units.c: see units.h. */
#include "mxf/units.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/limits.h"
#include "mxf/layout.h"

void
units_clear(struct units *u)
{
	index_clear(&u->index);
	free(u->region);
	free(u->found);
	*u = (struct units){0};
}

static bool
load_index(struct units *u, struct dcp_error *err)
{
	struct trackfile *t = u->t;
	struct dcp_error why = {0};
	size_t i;

	for (i = 0; i < t->partition_count; i++) {
		if (layout_walk(u->in, t, i, &u->index, &why))
			continue;
		if (why.status != DCP_BAD_INPUT && why.status != DCP_REFUSED)
			return error_set(err, why.status, "%s", why.text);
		layout_fault(t, why.text);
	}
	t->segment = calloc(u->index.segment_count + 1, sizeof(*t->segment));
	if (t->segment == NULL)
		return error_memory(err);
	for (i = 0; i < u->index.segment_count; i++)
		t->segment[i] = u->index.segment[i].facts;
	t->segment_count = u->index.segment_count;
	return true;
}

static int
compare_regions(const void *a, const void *b)
{
	const struct units_region *x = a, *y = b;

	return (x->stream > y->stream) - (x->stream < y->stream);
}

/* The essence of the file is the stream of the first partition with any. */
static bool
find_regions(struct units *u, struct dcp_error *err)
{
	const struct trackfile *t = u->t;
	uint32_t sid = 0;
	size_t i;

	u->region = calloc(t->partition_count, sizeof(*u->region));
	if (u->region == NULL)
		return error_memory(err);
	for (i = 0; i < t->partition_count; i++) {
		const struct trackfile_partition *p = &t->partition[i];

		if (p->essence == 0 || (sid != 0 && p->body_sid != sid))
			continue;
		sid = p->body_sid;
		u->region[u->region_count++] = (struct units_region){
			.stream = p->body_offset,
			.offset = p->essence,
			.end = layout_end(u->in, t, i),
		};
	}
	qsort(u->region, u->region_count, sizeof(*u->region), compare_regions);
	return true;
}

/* Where in the file ${stream} bytes of the essence stream lie. */
static bool
map_stream(const struct units *u, uint64_t stream, uint64_t *offset)
{
	size_t i = u->region_count;

	while (i > 0 && u->region[i - 1].stream > stream)
		i--;
	if (i == 0)
		return false;
	stream -= u->region[i - 1].stream;
	*offset = u->region[i - 1].offset + stream;
	return stream < u->region[i - 1].end - u->region[i - 1].offset;
}

/* Read the packet at ${offset}, which must be one of essence. */
static bool
read_packet(const struct units *u, uint64_t offset, struct klv *klv,
    struct dcp_error *err)
{
	char text[UL_TEXT_SIZE];

	if (!klv_read_at(u->in, offset, klv, err))
		return false;
	if (ul_equal(&klv->key, &u->t->essence_key))
		return true;
	ul_format(text, &klv->key);
	return error_set(err, DCP_BAD_INPUT, "packet at byte %" PRIu64
	    ": have key %s, want that of the essence", offset, text);
}

static bool
locate_in_clip(const struct units *u, uint64_t unit,
    struct mxfread_place *place)
{
	uint64_t next;

	place->klv = u->clip;
	place->offset = klv_value(&u->clip);
	place->size = u->clip.value_size;
	if (u->t->index_broken || u->index.duration == 0)
		return true;
	if (u->index.unit_size > 0) {
		place->offset += unit * u->index.unit_size;
		place->size = u->index.unit_size;
		return true;
	}
	next = unit + 1 < u->index.duration ?
	    u->clip.offset + index_offset(&u->index, unit + 1) :
	    klv_end(&u->clip);
	place->offset = u->clip.offset + index_offset(&u->index, unit);
	place->size = next - place->offset;
	return true;
}

static bool
locate_packet(const struct units *u, uint64_t unit, uint64_t *offset,
    struct dcp_error *err)
{
	if (u->t->index_broken) {
		*offset = u->found[unit];
		return true;
	}
	if (map_stream(u, index_offset(&u->index, unit), offset))
		return true;
	return error_set(err, DCP_BAD_INPUT,
	    "the index puts it at byte %" PRIu64 " of the essence, where is "
	    "none", index_offset(&u->index, unit));
}

static bool
locate_eye(const struct units *u, uint64_t unit, enum trackfile_eye eye,
    struct mxfread_place *place, struct dcp_error *err)
{
	uint64_t offset = 0;

	if (!locate_packet(u, unit, &offset, err) ||
	    !read_packet(u, offset, &place->klv, err))
		return false;
	if (eye == TRACKFILE_RIGHT &&
	    !read_packet(u, klv_end(&place->klv), &place->klv, err))
		return false;
	place->offset = klv_value(&place->klv);
	place->size = place->klv.value_size;
	return true;
}

/* Have all packets of the essence behind ${at} another key? */
static bool
check_rest(const struct units *u, uint64_t at, uint64_t end,
    struct dcp_error *err)
{
	struct klv klv;

	for (; at < end; at = klv_end(&klv)) {
		if (!klv_read_at(u->in, at, &klv, err))
			return false;
		if (ul_equal(&klv.key, &u->t->essence_key))
			return error_set(err, DCP_BAD_INPUT, "the essence goes "
			    "on at byte %" PRIu64 ", where the index has ended",
			    at);
	}
	return true;
}

/* The duration of an index that says "to the end": all of the essence. */
static bool
count_constant(struct units *u, struct dcp_error *err)
{
	uint64_t size = 0;
	size_t i;

	if (u->t->clip)
		size = u->clip.value_size;
	for (i = 0; !u->t->clip && i < u->region_count; i++)
		size += u->region[i].end - u->region[i].offset;
	if (size % u->index.unit_size != 0)
		return error_set(err, DCP_BAD_INPUT, "the index says %" PRIu32
		    " bytes an edit unit, which does not divide %" PRIu64,
		    u->index.unit_size, size);
	u->index.duration = size / u->index.unit_size;
	return true;
}

/* Do all edit units that the index names lie in the clip? */
static bool
check_clip(const struct units *u, struct dcp_error *err)
{
	uint64_t duration = u->index.duration;
	uint64_t last;

	if (u->index.unit_size > 0) {
		if (duration <= u->clip.value_size / u->index.unit_size)
			return true;
	} else {
		last = index_offset(&u->index, duration - 1);
		if (index_offset(&u->index, 0) >= u->clip.head_size &&
		    last < u->clip.head_size + u->clip.value_size)
			return true;
	}
	return error_set(err, DCP_BAD_INPUT,
	    "the index goes beyond the end of the clip");
}

/*
 * A clip is one packet that fills the essence, while the index names more
 * than one edit unit, or smaller ones.
 */
static bool
is_clip(const struct units *u)
{
	uint64_t size = klv_end(&u->clip) - u->clip.offset;
	struct dcp_error ignored = {0};

	if (u->region_count != 1 || u->t->kind == TRACKFILE_PICTURE ||
	    u->t->kind == TRACKFILE_STEREO ||
	    !check_rest(u, klv_end(&u->clip), u->region[0].end, &ignored))
		return false;
	return u->index.unit_size > 0 ? u->index.unit_size < size :
	    u->index.duration > 1;
}

/* The index fits the file if its first and last edit units do. */
static bool
check_index(struct units *u, struct dcp_error *err)
{
	struct mxfread_place place;
	enum trackfile_eye eye = u->t->kind == TRACKFILE_STEREO ?
	    TRACKFILE_RIGHT : TRACKFILE_LEFT;
	uint64_t last;

	if (!index_join(&u->index, err))
		return false;
	u->t->clip = is_clip(u);
	if (u->index.duration == 0 && !count_constant(u, err))
		return false;
	if (u->index.unit_size > 0 &&
	    u->index.duration > input_size(u->in) / u->index.unit_size)
		return error_set(err, DCP_BAD_INPUT,
		    "the index goes beyond the end of the file");
	if (u->t->clip)
		return check_clip(u, err);
	last = u->index.duration - 1;
	return locate_eye(u, 0, eye, &place, err) &&
	    locate_eye(u, last, eye, &place, err) &&
	    check_rest(u, klv_end(&place.klv),
	    u->region[u->region_count - 1].end, err);
}

static bool
keep_found(struct units *u, uint64_t offset, struct dcp_error *err)
{
	uint64_t *grown;

	if (u->found_count == 2 * LIMIT_EDIT_UNITS)
		return error_set(err, DCP_REFUSED, "more than %u edit units",
		    LIMIT_EDIT_UNITS);
	if ((u->found_count & (u->found_count - 1)) == 0) {
		grown = realloc(u->found, (2 * u->found_count + 1) *
		    sizeof(*grown));
		if (grown == NULL)
			return error_memory(err);
		u->found = grown;
	}
	u->found[u->found_count++] = offset;
	return true;
}

/* Count the packets of a stretch; where it breaks off, it ends. */
static bool
scan_region(struct units *u, const struct units_region *region,
    struct dcp_error *err)
{
	struct dcp_error stop = {0};
	struct klv klv;
	uint64_t at;

	for (at = region->offset; at < region->end; at = klv_end(&klv)) {
		if (!klv_read_at(u->in, at, &klv, &stop)) {
			layout_fault(u->t, stop.text);
			return true;
		}
		if (ul_equal(&klv.key, &u->t->essence_key) &&
		    !keep_found(u, at, err))
			return false;
	}
	return true;
}

/* Find the edit units without an index. */
static bool
scan(struct units *u, struct dcp_error *err)
{
	size_t i;

	u->t->clip = false;
	for (i = 0; i < u->region_count; i++)
		if (!scan_region(u, &u->region[i], err))
			return false;
	if (u->t->kind == TRACKFILE_STEREO) {
		u->found_count /= 2;
		for (i = 0; i < u->found_count; i++)
			u->found[i] = u->found[2 * i];
	}
	u->t->duration = u->found_count;
	return true;
}

static bool
find_units(struct units *u, struct dcp_error *err)
{
	struct trackfile *t = u->t;
	struct dcp_error why = {0};

	if (u->region_count == 0) {
		t->index_broken = true;
		layout_fault(t, "there is no essence");
		return true;
	}
	if (!klv_read_at(u->in, u->region[0].offset, &u->clip, err))
		return false;
	t->essence_key = u->clip.key;
	if (check_index(u, &why)) {
		t->duration = u->index.duration;
		t->index_duration = (int64_t)u->index.duration;
		return true;
	}
	if (why.status != DCP_BAD_INPUT)
		return error_set(err, why.status, "%s", why.text);
	layout_fault(t, why.text);
	t->index_broken = true;
	return scan(u, err);
}

bool
units_load(struct units *u, const struct input *in, struct trackfile *t,
    struct dcp_error *err)
{
	u->in = in;
	u->t = t;
	return load_index(u, err) && find_regions(u, err) &&
	    find_units(u, err);
}

bool
units_locate(const struct units *u, uint64_t unit, enum trackfile_eye eye,
    struct mxfread_place *place, struct dcp_error *err)
{
	return u->t->clip ? locate_in_clip(u, unit, place) :
	    locate_eye(u, unit, eye, place, err);
}
