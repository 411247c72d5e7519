/* mxfread.c: see mxfread.h. */
#include "mxf/mxfread.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "mxf/describe.h"
#include "mxf/essence.h"
#include "mxf/header.h"
#include "mxf/index.h"
#include "mxf/layout.h"
#include "mxf/partition.h"

/* A stretch of the essence stream: its offset there and in the file. */
struct region {
	uint64_t stream;
	uint64_t offset, end;
};

struct mxfread {
	struct input *in;
	struct trackfile t;
	struct index index;
	struct region *region;	/* in the order of the stream */
	size_t region_count;

	/* If the index is broken: where each edit unit's first packet is. */
	uint64_t *found;
	size_t found_count;

	struct klv clip;	/* of a clip: the one packet */
};

void
mxfread_close(struct mxfread *r)
{
	if (r == NULL)
		return;
	input_close(r->in);
	trackfile_clear(&r->t);
	index_clear(&r->index);
	free(r->region);
	free(r->found);
	free(r);
}

const struct trackfile *
mxfread_trackfile(const struct mxfread *r)
{
	return &r->t;
}

const struct input *
mxfread_input(const struct mxfread *r)
{
	return r->in;
}

/*
 * Header metadata stand in the header partition; while a file is being
 * written they are not final there, and may be repeated in the footer.
 */
static const struct trackfile_partition *
choose_header(const struct trackfile *t)
{
	const struct trackfile_partition *first = &t->partition[0];
	const struct trackfile_partition *last =
	    &t->partition[t->partition_count - 1];

	if (!partition_is_closed(&first->key) && last->header_size > 0 &&
	    partition_is_footer(&last->key))
		return last;
	return first;
}

static bool
load_header(struct mxfread *r, struct dcp_error *err)
{
	const struct trackfile_partition *p = choose_header(&r->t);
	struct header h = {0};
	uint64_t offset;
	bool ok;

	(void)layout_header(r->in, p, &offset);
	ok = header_load(&h, r->in, offset, p->header_size, err) &&
	    describe_header(&h, &r->t, err);
	header_clear(&h);
	return ok || error_in(err, "header metadata");
}

static bool
load_index(struct mxfread *r, struct dcp_error *err)
{
	struct trackfile *t = &r->t;
	struct dcp_error why = {0};
	size_t i;

	for (i = 0; i < t->partition_count; i++) {
		if (layout_walk(r->in, t, i, &r->index, &why))
			continue;
		if (why.status != DCP_BAD_INPUT && why.status != DCP_REFUSED)
			return error_set(err, why.status, "%s", why.text);
		layout_fault(t, why.text);
	}
	t->segment = calloc(r->index.segment_count + 1, sizeof(*t->segment));
	if (t->segment == NULL)
		return error_memory(err);
	for (i = 0; i < r->index.segment_count; i++)
		t->segment[i] = r->index.segment[i].facts;
	t->segment_count = r->index.segment_count;
	return true;
}

static int
compare_regions(const void *a, const void *b)
{
	const struct region *x = a, *y = b;

	return (x->stream > y->stream) - (x->stream < y->stream);
}

/* The essence of the file is the stream of the first partition with any. */
static bool
find_regions(struct mxfread *r, struct dcp_error *err)
{
	const struct trackfile *t = &r->t;
	uint32_t sid = 0;
	size_t i;

	r->region = calloc(t->partition_count, sizeof(*r->region));
	if (r->region == NULL)
		return error_memory(err);
	for (i = 0; i < t->partition_count; i++) {
		const struct trackfile_partition *p = &t->partition[i];

		if (p->essence == 0 || (sid != 0 && p->body_sid != sid))
			continue;
		sid = p->body_sid;
		r->region[r->region_count++] = (struct region){
			.stream = p->body_offset,
			.offset = p->essence,
			.end = layout_end(r->in, t, i),
		};
	}
	qsort(r->region, r->region_count, sizeof(*r->region), compare_regions);
	return true;
}

/* Where in the file ${stream} bytes of the essence stream lie. */
static bool
map_stream(const struct mxfread *r, uint64_t stream, uint64_t *offset)
{
	size_t i = r->region_count;

	while (i > 0 && r->region[i - 1].stream > stream)
		i--;
	if (i == 0)
		return false;
	stream -= r->region[i - 1].stream;
	*offset = r->region[i - 1].offset + stream;
	return stream < r->region[i - 1].end - r->region[i - 1].offset;
}

/* Read the packet at ${offset}, which must be one of essence. */
static bool
read_packet(const struct mxfread *r, uint64_t offset, struct klv *klv,
    struct dcp_error *err)
{
	char text[UL_TEXT_SIZE];

	if (!klv_read_at(r->in, offset, klv, err))
		return false;
	if (ul_equal(&klv->key, &r->t.essence_key))
		return true;
	ul_format(text, &klv->key);
	return error_set(err, DCP_BAD_INPUT, "packet at byte %" PRIu64
	    ": have key %s, want that of the essence", offset, text);
}

static bool
locate_in_clip(const struct mxfread *r, uint64_t unit,
    struct mxfread_place *place)
{
	uint64_t next;

	place->klv = r->clip;
	place->offset = klv_value(&r->clip);
	place->size = r->clip.value_size;
	if (r->t.index_broken || r->index.duration == 0)
		return true;
	if (r->index.unit_size > 0) {
		place->offset += unit * r->index.unit_size;
		place->size = r->index.unit_size;
		return true;
	}
	next = unit + 1 < r->index.duration ?
	    r->clip.offset + index_offset(&r->index, unit + 1) :
	    klv_end(&r->clip);
	place->offset = r->clip.offset + index_offset(&r->index, unit);
	place->size = next - place->offset;
	return true;
}

static bool
locate_packet(const struct mxfread *r, uint64_t unit, uint64_t *offset,
    struct dcp_error *err)
{
	if (r->t.index_broken) {
		*offset = r->found[unit];
		return true;
	}
	if (map_stream(r, index_offset(&r->index, unit), offset))
		return true;
	return error_set(err, DCP_BAD_INPUT,
	    "the index puts it at byte %" PRIu64 " of the essence, where is "
	    "none", index_offset(&r->index, unit));
}

static bool
locate_eye(const struct mxfread *r, uint64_t unit, enum trackfile_eye eye,
    struct mxfread_place *place, struct dcp_error *err)
{
	uint64_t offset = 0;

	if (!locate_packet(r, unit, &offset, err) ||
	    !read_packet(r, offset, &place->klv, err))
		return false;
	if (eye == TRACKFILE_RIGHT &&
	    !read_packet(r, klv_end(&place->klv), &place->klv, err))
		return false;
	place->offset = klv_value(&place->klv);
	place->size = place->klv.value_size;
	return true;
}

/* Timed text has one unit, which is its document, however long it lasts. */
static uint64_t
unit_count(const struct trackfile *t)
{
	return t->kind == TRACKFILE_TIMED_TEXT ? 1 : t->duration;
}

bool
mxfread_locate(const struct mxfread *r, uint64_t unit, enum trackfile_eye eye,
    struct mxfread_place *place, struct dcp_error *err)
{
	bool ok;

	*place = (struct mxfread_place){0};
	if (unit >= unit_count(&r->t) || r->region_count == 0)
		return error_set(err, DCP_BAD_INPUT, "%s: have %" PRIu64
		    " edit units, want number %" PRIu64, input_path(r->in),
		    unit_count(&r->t), unit);
	if (eye == TRACKFILE_RIGHT && r->t.kind != TRACKFILE_STEREO)
		return error_set(err, DCP_BAD_INPUT,
		    "%s: has no right eye", input_path(r->in));
	ok = r->t.clip ? locate_in_clip(r, unit, place) :
	    locate_eye(r, unit, eye, place, err);
	if (ok)
		return true;
	*place = (struct mxfread_place){0};
	return error_in(err, "%s: edit unit %" PRIu64, input_path(r->in),
	    unit);
}

/* Have all packets of the essence behind ${at} another key? */
static bool
check_rest(const struct mxfread *r, uint64_t at, uint64_t end,
    struct dcp_error *err)
{
	struct klv klv;

	for (; at < end; at = klv_end(&klv)) {
		if (!klv_read_at(r->in, at, &klv, err))
			return false;
		if (ul_equal(&klv.key, &r->t.essence_key))
			return error_set(err, DCP_BAD_INPUT, "the essence goes "
			    "on at byte %" PRIu64 ", where the index has ended",
			    at);
	}
	return true;
}

/* The duration of an index that says "to the end": all of the essence. */
static bool
count_constant(struct mxfread *r, struct dcp_error *err)
{
	uint64_t size = 0;
	size_t i;

	if (r->t.clip)
		size = r->clip.value_size;
	for (i = 0; !r->t.clip && i < r->region_count; i++)
		size += r->region[i].end - r->region[i].offset;
	if (size % r->index.unit_size != 0)
		return error_set(err, DCP_BAD_INPUT, "the index says %" PRIu32
		    " bytes an edit unit, which does not divide %" PRIu64,
		    r->index.unit_size, size);
	r->index.duration = size / r->index.unit_size;
	return true;
}

/* Do all edit units that the index names lie in the clip? */
static bool
check_clip(const struct mxfread *r, struct dcp_error *err)
{
	uint64_t duration = r->index.duration;
	uint64_t last;

	if (r->index.unit_size > 0) {
		if (duration <= r->clip.value_size / r->index.unit_size)
			return true;
	} else {
		last = index_offset(&r->index, duration - 1);
		if (index_offset(&r->index, 0) >= r->clip.head_size &&
		    last < r->clip.head_size + r->clip.value_size)
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
is_clip(const struct mxfread *r)
{
	uint64_t size = klv_end(&r->clip) - r->clip.offset;
	struct dcp_error ignored = {0};

	if (r->region_count != 1 || r->t.kind == TRACKFILE_PICTURE ||
	    r->t.kind == TRACKFILE_STEREO ||
	    !check_rest(r, klv_end(&r->clip), r->region[0].end, &ignored))
		return false;
	return r->index.unit_size > 0 ? r->index.unit_size < size :
	    r->index.duration > 1;
}

/* The index fits the file if its first and last edit units do. */
static bool
check_index(struct mxfread *r, struct dcp_error *err)
{
	struct mxfread_place place;
	enum trackfile_eye eye = r->t.kind == TRACKFILE_STEREO ?
	    TRACKFILE_RIGHT : TRACKFILE_LEFT;
	uint64_t last;

	if (!index_join(&r->index, err))
		return false;
	r->t.clip = is_clip(r);
	if (r->index.duration == 0 && !count_constant(r, err))
		return false;
	if (r->index.unit_size > 0 &&
	    r->index.duration > input_size(r->in) / r->index.unit_size)
		return error_set(err, DCP_BAD_INPUT,
		    "the index goes beyond the end of the file");
	if (r->t.clip)
		return check_clip(r, err);
	last = r->index.duration - 1;
	return locate_eye(r, 0, eye, &place, err) &&
	    locate_eye(r, last, eye, &place, err) &&
	    check_rest(r, klv_end(&place.klv),
	    r->region[r->region_count - 1].end, err);
}

static bool
keep_found(struct mxfread *r, uint64_t offset, struct dcp_error *err)
{
	uint64_t *grown;

	if (r->found_count == 2 * LIMIT_EDIT_UNITS)
		return error_set(err, DCP_REFUSED, "more than %u edit units",
		    LIMIT_EDIT_UNITS);
	if ((r->found_count & (r->found_count - 1)) == 0) {
		grown = realloc(r->found, (2 * r->found_count + 1) *
		    sizeof(*grown));
		if (grown == NULL)
			return error_memory(err);
		r->found = grown;
	}
	r->found[r->found_count++] = offset;
	return true;
}

/* Count the packets of a stretch; where it breaks off, it ends. */
static bool
scan_region(struct mxfread *r, const struct region *region,
    struct dcp_error *err)
{
	struct dcp_error stop = {0};
	struct klv klv;
	uint64_t at;

	for (at = region->offset; at < region->end; at = klv_end(&klv)) {
		if (!klv_read_at(r->in, at, &klv, &stop)) {
			layout_fault(&r->t, stop.text);
			return true;
		}
		if (ul_equal(&klv.key, &r->t.essence_key) &&
		    !keep_found(r, at, err))
			return false;
	}
	return true;
}

/* Find the edit units without an index. */
static bool
scan(struct mxfread *r, struct dcp_error *err)
{
	size_t i;

	r->t.clip = false;
	for (i = 0; i < r->region_count; i++)
		if (!scan_region(r, &r->region[i], err))
			return false;
	if (r->t.kind == TRACKFILE_STEREO) {
		r->found_count /= 2;
		for (i = 0; i < r->found_count; i++)
			r->found[i] = r->found[2 * i];
	}
	r->t.duration = r->found_count;
	return true;
}

static bool
find_units(struct mxfread *r, struct dcp_error *err)
{
	struct trackfile *t = &r->t;
	struct dcp_error why = {0};

	if (r->region_count == 0) {
		t->index_broken = true;
		layout_fault(t, "there is no essence");
		return true;
	}
	if (!klv_read_at(r->in, r->region[0].offset, &r->clip, err))
		return false;
	t->essence_key = r->clip.key;
	if (check_index(r, &why)) {
		t->duration = r->index.duration;
		t->index_duration = (int64_t)r->index.duration;
		return true;
	}
	if (why.status != DCP_BAD_INPUT)
		return error_set(err, why.status, "%s", why.text);
	layout_fault(t, why.text);
	t->index_broken = true;
	return scan(r, err);
}

static void
find_resources(struct mxfread *r)
{
	struct trackfile_text *x = &r->t.text;
	struct dcp_error ignored = {0};
	struct klv klv;
	size_t i, k;

	for (i = 0; i < x->resource_count; i++)
		for (k = 0; k < r->t.partition_count; k++) {
			const struct trackfile_partition *p =
			    &r->t.partition[k];

			if (p->body_sid != x->resource[i].sid ||
			    p->essence != 0 || p->body_sid == 0 ||
			    !klv_read_at(r->in, p->offset + p->size, &klv,
			    &ignored))
				continue;
			x->resource[i].offset = klv_value(&klv);
			x->resource[i].size = klv.value_size;
		}
}

static void
find_dialect(struct trackfile *t)
{
	const struct ul *op = &t->partition[0].operational_pattern;

	t->complete = partition_is_closed(&t->partition[0].key) &&
	    partition_is_complete(&t->partition[0].key);
	if (!ul_is(op, UL_OP_ATOM))
		t->dialect = TRACKFILE_IMF;
	else if (op->bytes[UL_VERSION] == 1)
		t->dialect = TRACKFILE_INTEROP;
}

static bool
load(struct mxfread *r, struct dcp_error *err)
{
	if (!layout_load(r->in, &r->t, err) || !load_header(r, err) ||
	    !load_index(r, err) || !find_regions(r, err) ||
	    !find_units(r, err))
		return error_in(err, "%s", input_path(r->in));
	find_dialect(&r->t);
	find_resources(r);
	if (r->t.kind == TRACKFILE_TIMED_TEXT && r->t.descriptor_duration > 0)
		r->t.duration = (uint64_t)r->t.descriptor_duration;
	return true;
}

struct mxfread *
mxfread_open(const char *path, struct dcp_error *err)
{
	struct mxfread *r = calloc(1, sizeof(*r));

	if (r == NULL) {
		error_memory(err);
		return NULL;
	}
	if ((r->in = input_open(path, err)) == NULL || !load(r, err)) {
		mxfread_close(r);
		return NULL;
	}
	return r;
}

static bool
load_bytes(const struct mxfread *r, uint64_t offset, uint64_t size,
    struct bytes *to, struct dcp_error *err)
{
	bytes_reset(to);
	if (size > LIMIT_FRAME_SIZE)
		return error_set(err, DCP_REFUSED, "%s: have %" PRIu64
		    " bytes at byte %" PRIu64 ", want at most %u",
		    input_path(r->in), size, offset, LIMIT_FRAME_SIZE);
	if (size == 0)
		return true;
	bytes_extend(to, (size_t)size);
	if (bytes_ok(to, err) &&
	    input_read(r->in, offset, to->at, to->size, err))
		return true;
	bytes_reset(to);
	return false;
}

bool
mxfread_raw(const struct mxfread *r, uint64_t unit, enum trackfile_eye eye,
    struct bytes *to, struct dcp_error *err)
{
	struct mxfread_place place;

	bytes_reset(to);
	return mxfread_locate(r, unit, eye, &place, err) &&
	    load_bytes(r, place.offset, place.size, to, err);
}

static bool
check_plain(const struct mxfread *r, struct dcp_error *err)
{
	if (!ul_is(&r->t.essence_key, UL_ENCRYPTED_TRIPLET))
		return true;
	return error_set(err, DCP_REFUSED, "%s: is encrypted",
	    input_path(r->in));
}

bool
mxfread_unit(const struct mxfread *r, uint64_t unit, enum trackfile_eye eye,
    struct bytes *to, struct dcp_error *err)
{
	bytes_reset(to);
	return check_plain(r, err) && mxfread_raw(r, unit, eye, to, err);
}

bool
mxfread_resource(const struct mxfread *r, size_t i, struct bytes *to,
    struct dcp_error *err)
{
	const struct trackfile_text *x = &r->t.text;

	bytes_reset(to);
	if (!check_plain(r, err))
		return false;
	if (i >= x->resource_count || x->resource[i].offset == 0)
		return error_set(err, DCP_BAD_INPUT, "%s: resource %zu is not "
		    "there", input_path(r->in), i);
	return load_bytes(r, x->resource[i].offset, x->resource[i].size, to,
	    err);
}
