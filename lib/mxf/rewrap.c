/* rewrap.c: see rewrap.h. */
#include "mxf/rewrap.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "mxf/headermap.h"
#include "mxf/indexmap.h"
#include "mxf/klv.h"
#include "mxf/layout.h"
#include "mxf/packets.h"
#include "mxf/partition.h"
#include "mxf/triplet.h"
#include "mxf/tripletseal.h"

#define HEADER_STEP	4096u	/* bytes: by which the header grows */
#define FILL_MAX	(1u << 20)	/* bytes of fill that are kept */
#define PARTS_MAX	(4u * LIMIT_EDIT_UNITS)

/* The packets of a partition: where they begin in both files. */
struct region {
	uint32_t sid;
	uint64_t old_stream, new_stream;	/* in the essence stream */
	uint64_t old_offset, new_offset;	/* in the file */
	uint64_t old_end, new_end;
	uint64_t pack;		/* the partition's own place in the new file */
	uint64_t header_size;	/* of metadata in the new file */
	size_t own;		/* its pack in plan->own */
};

struct job {
	struct rewrap *plan;
	const struct input *in;
	const struct trackfile *t;
	const struct rewrap_options *options;
	struct headermap map;
	struct region *region;		/* one for each partition */
	uint32_t essence_sid;		/* stream of the edit units */
	uint32_t packets, resources;	/* so far */
	uint64_t *segment;		/* offsets of index segments */
	size_t segment_count;
	uint32_t index_sid;
	uint32_t old_unit_size, new_unit_size;	/* 0: not asked for */
};

void
rewrap_clear(struct rewrap *r)
{
	free(r->part);
	bytes_clear(&r->own);
	*r = (struct rewrap){0};
}

uint64_t
rewrap_size(const struct rewrap *r, size_t i)
{
	uint64_t end = i + 1 < r->count ? r->part[i + 1].to : r->size;

	return end - r->part[i].to;
}

static bool
check_file(const struct trackfile *t, struct dcp_error *err)
{
	if (t->dialect == TRACKFILE_IMF)
		return error_set(err, DCP_UNSUPPORTED, "have operational "
		    "pattern OP1a, want OP-Atom: a track file of digital "
		    "cinema");
	if (!t->complete)
		return error_set(err, DCP_BAD_INPUT,
		    "the file is unfinished: its header is not final");
	if (t->index_broken)
		return error_set(err, DCP_BAD_INPUT, "the index does not fit "
		    "the file: %s", t->fault == NULL ? "no reason is known" :
		    t->fault);
	if (t->clip && t->kind != TRACKFILE_TIMED_TEXT)
		return error_set(err, DCP_UNSUPPORTED, "all edit units are in "
		    "one packet, want a packet for each");
	if (!partition_is_footer(&t->partition[t->partition_count - 1].key))
		return error_set(err, DCP_BAD_INPUT,
		    "there is no footer partition");
	return true;
}

bool
rewrap_check(const struct mxfread *in, struct dcp_error *err)
{
	return check_file(mxfread_trackfile(in), err) ||
	    error_in(err, "%s", input_path(mxfread_input(in)));
}

static bool
add_part(struct job *j, const struct rewrap_part *part, uint64_t size,
    struct dcp_error *err)
{
	struct rewrap *r = j->plan;
	struct rewrap_part *grown;

	if (r->count == PARTS_MAX)
		return error_set(err, DCP_REFUSED, "more than %u packets",
		    PARTS_MAX);
	if (r->count == r->capacity) {
		r->capacity = r->capacity == 0 ? 256 : 2 * r->capacity;
		grown = realloc(r->part, r->capacity * sizeof(*grown));
		if (grown == NULL)
			return error_memory(err);
		r->part = grown;
	}
	r->part[r->count] = *part;
	r->part[r->count++].to = r->size;
	r->size += size;
	return true;
}

/* Partition ${i} begins with the bytes of plan->own from ${begin} on. */
static bool
add_own(struct job *j, size_t i, size_t begin, struct dcp_error *err)
{
	struct rewrap_part part = {
		.action = REWRAP_PUT,
		.own = begin,
		.from = j->t->partition[i].offset,
	};

	if (!bytes_ok(&j->plan->own, err))
		return false;
	part.from_size = j->plan->own.size - begin;
	return add_part(j, &part, part.from_size, err);
}

/* The size that the packet of a triplet had when it was plain. */
static bool
read_plain_size(const struct job *j, const struct klv *klv, uint64_t *size,
    struct dcp_error *err)
{
	struct triplet triplet;

	if (!triplet_read_at(j->in, klv_value(klv), klv->value_size, &triplet,
	    err))
		return false;
	*size = triplet.source_size;
	if (*size <= LIMIT_FRAME_SIZE)
		return true;
	return error_set(err, DCP_REFUSED, "packet at byte %" PRIu64 ": was %"
	    PRIu64 " bytes, want at most %u", klv->offset, *size,
	    LIMIT_FRAME_SIZE);
}

/* What is to be done with a packet, and the size of its plain value. */
static bool
judge_packet(struct job *j, const struct klv *klv, bool resource,
    struct rewrap_part *part, struct dcp_error *err)
{
	bool sealed = ul_is(&klv->key, UL_ENCRYPTED_TRIPLET);

	if (sealed != j->t->crypto.present)
		return error_set(err, DCP_BAD_INPUT, "packet at byte %" PRIu64
		    ": is %s, unlike what the header says", klv->offset,
		    sealed ? "encrypted" : "not encrypted");
	if (klv->value_size > LIMIT_FRAME_SIZE)
		return error_set(err, DCP_REFUSED, "packet at byte %" PRIu64
		    ": have %" PRIu64 " bytes, want at most %u", klv->offset,
		    klv->value_size, LIMIT_FRAME_SIZE);
	part->resource = resource;
	part->number = resource ? j->resources++ : j->packets++;
	part->sequence = (uint64_t)j->resources + j->packets;
	part->plain_size = klv->value_size;
	if (!sealed) {
		part->action = REWRAP_SEAL;
		return true;
	}
	part->action = j->options->crypto == NULL ? REWRAP_OPEN :
	    REWRAP_RESEAL;
	return read_plain_size(j, klv, &part->plain_size, err);
}

static uint64_t
new_size(const struct job *j, const struct rewrap_part *part)
{
	uint64_t value;

	if (part->action == REWRAP_COPY)
		return part->from_size;
	if (part->action == REWRAP_OPEN)
		return klv_head_size(part->plain_size) + part->plain_size;
	value = tripletseal_size(part->plain_size, 0, !j->options->crypto->mic);
	return klv_head_size(value) + value;
}

static bool
note_segment(struct job *j, const struct klv *klv, struct dcp_error *err)
{
	if (j->segment_count == j->t->segment_count)
		return error_set(err, DCP_BAD_INPUT, "index segment at byte %"
		    PRIu64 ": stands where none is looked for", klv->offset);
	j->segment[j->segment_count++] = klv->offset;
	return true;
}

static bool
take_packet(void *context, enum packets_kind kind, const struct klv *klv,
    struct dcp_error *err)
{
	struct job *j = context;
	struct rewrap_part part = {
		.action = REWRAP_COPY,
		.from = klv->offset,
		.from_size = klv_end(klv) - klv->offset,
	};

	if (kind == PACKETS_INDEX)
		return note_segment(j, klv, err);
	if (kind != PACKETS_OTHER && !judge_packet(j, klv,
	    kind == PACKETS_RESOURCE, &part, err))
		return false;
	return add_part(j, &part, new_size(j, &part), err);
}

/*
 * The pack of partition ${i} as it is in the new file; ${containers} has room
 * for its labels.
 */
static struct trackfile_partition
map_pack(const struct job *j, size_t i, struct ul *containers)
{
	struct trackfile_partition pack = j->t->partition[i];
	const struct region *r = &j->region[i];
	size_t k;

	for (k = 0; k < pack.container_count; k++)
		containers[k] = headermap_container(&j->map,
		    &pack.containers[k]);
	pack.containers = containers;
	pack.kag_size = 1;	/* no fill, no grid */
	pack.this_partition = r->pack;
	pack.previous_partition = i == 0 ? 0 : r[-1].pack;
	if (pack.footer_partition != 0)
		pack.footer_partition =
		    j->region[j->t->partition_count - 1].pack;
	pack.header_size = r->header_size;
	pack.index_size = 0;
	pack.index_sid = 0;
	pack.body_offset = r->new_stream;
	return pack;
}

/* Append the pack; the footer's has ${index_size} bytes of index behind it. */
static bool
put_pack(struct job *j, size_t i, uint64_t index_size, struct bytes *to,
    struct dcp_error *err)
{
	size_t count = j->t->partition[i].container_count;
	struct ul *containers = calloc(count + 1, sizeof(*containers));
	struct trackfile_partition pack;

	if (containers == NULL)
		return error_memory(err);
	pack = map_pack(j, i, containers);
	pack.index_size = index_size;
	pack.index_sid = index_size > 0 ? j->index_sid : 0;
	partition_put(&pack, to);
	free(containers);
	return bytes_ok(to, err);
}

/* Room for the pack, which is not final until the footer has its place. */
static void
put_room(struct job *j, size_t i)
{
	j->region[i].own = j->plan->own.size;
	bytes_extend(&j->plan->own,
	    partition_size(j->t->partition[i].container_count));
}

static bool
fill_rooms(struct job *j, struct dcp_error *err)
{
	struct bytes pack = {0};
	bool ok = true;
	size_t i;

	for (i = 0; ok && i + 1 < j->t->partition_count; i++) {
		bytes_reset(&pack);
		ok = put_pack(j, i, 0, &pack, err);
		if (ok)
			memcpy(j->plan->own.at + j->region[i].own, pack.at,
			    pack.size);
	}
	bytes_clear(&pack);
	return ok;
}

/* Header metadata, and fill up to the old size or a greater one. */
static bool
put_metadata(struct job *j, struct dcp_error *err)
{
	const struct trackfile_partition *p = &j->t->partition[0];
	struct bytes *own = &j->plan->own, old = {0};
	size_t begin = own->size, used, size = (size_t)p->header_size;
	uint64_t at;
	bool ok;

	(void)layout_header(j->in, p, &at);
	bytes_extend(&old, size);
	ok = bytes_ok(&old, err) &&
	    input_read(j->in, at, old.at, size, err) &&
	    headermap_put(&j->map, span_of(old.at, size, at), own, err);
	bytes_clear(&old);
	if (!ok)
		return false;
	used = own->size - begin;
	while (size < used + KLV_HEAD_SIZE)
		size += HEADER_STEP;
	if (size > used + FILL_MAX)
		size = used + FILL_MAX;
	klv_put_fill(own, size - used);
	j->region[0].header_size = size;
	return true;
}

/* Where the stream of partition ${i} goes on: behind an earlier one's end. */
static uint64_t
stream_offset(const struct job *j, size_t i)
{
	const struct region *r = &j->region[i], *before = r;

	while (r->sid != 0 && before-- > j->region)
		if (before->sid == r->sid)
			return before->new_stream + before->new_end -
			    before->new_offset;
	return 0;
}

/* A partition other than the footer, and its packets. */
static bool
add_partition(struct job *j, size_t i, struct dcp_error *err)
{
	const struct trackfile_partition *p = &j->t->partition[i];
	struct region *r = &j->region[i];
	size_t begin = j->plan->own.size;

	r->pack = j->plan->size;
	put_room(j, i);
	if ((i == 0 && !put_metadata(j, err)) || !add_own(j, i, begin, err))
		return false;
	if (p->essence != 0 && j->essence_sid == 0)
		j->essence_sid = p->body_sid;
	r->sid = p->body_sid;
	r->old_stream = p->body_offset;
	r->new_stream = stream_offset(j, i);
	r->old_offset = p->essence;
	r->old_end = layout_end(j->in, j->t, i);
	r->new_offset = j->plan->size;
	if (!packets_walk(j->in, j->t, i, take_packet, j, err))
		return false;
	r->new_end = j->plan->size;
	return true;
}

static int
compare_parts(const void *a, const void *b)
{
	const struct rewrap_part *x = a, *y = b;

	return (x->from > y->from) - (x->from < y->from);
}

/* Where in the old file ${stream} bytes of the essence are; NULL: nowhere. */
static const struct region *
find_region(const struct job *j, uint64_t stream, uint64_t *offset)
{
	const struct region *r = j->region;
	size_t i;

	for (i = 0; i < j->t->partition_count; i++, r++)
		if (r->old_offset != 0 && r->sid == j->essence_sid &&
		    stream >= r->old_stream && stream - r->old_stream <
		    r->old_end - r->old_offset) {
			*offset = r->old_offset + stream - r->old_stream;
			return r;
		}
	return NULL;
}

static bool
map_offset(void *context, uint64_t old, uint64_t *mapped,
    struct dcp_error *err)
{
	struct job *j = context;
	struct rewrap_part wanted = {0};
	const struct rewrap_part *part = NULL;
	const struct region *r = find_region(j, old, &wanted.from);

	if (r != NULL)
		part = bsearch(&wanted, j->plan->part, j->plan->count,
		    sizeof(wanted), compare_parts);
	if (part == NULL)
		return error_set(err, DCP_BAD_INPUT, "no packet begins at "
		    "byte %" PRIu64 " of the essence", old);
	*mapped = r->new_stream + part->to - r->new_offset;
	return true;
}

static bool
check_unit_sizes(const struct job *j, uint32_t old, uint64_t *size,
    struct dcp_error *err)
{
	const struct rewrap *plan = j->plan;
	size_t i;

	*size = 0;
	for (i = 0; i < plan->count; i++) {
		const struct rewrap_part *p = &plan->part[i];

		if (p->action == REWRAP_PUT || p->resource)
			continue;
		if (p->from_size != old ||
		    (*size != 0 && rewrap_size(plan, i) != *size))
			return error_set(err, DCP_BAD_INPUT, "packet at byte %"
			    PRIu64 ": have %" PRIu64 " bytes, want %" PRIu32
			    " as the index says", p->from, p->from_size, old);
		*size = rewrap_size(plan, i);
	}
	return true;
}

static bool
map_unit_size(void *context, uint32_t old, uint32_t *mapped,
    struct dcp_error *err)
{
	struct job *j = context;
	uint64_t size;

	if (j->old_unit_size != old) {
		if (!check_unit_sizes(j, old, &size, err))
			return false;
		if (size == 0 || size > UINT32_MAX)
			return error_set(err, DCP_REFUSED, "edit units of %"
			    PRIu64 " bytes do not fit an index", size);
		j->old_unit_size = old;
		j->new_unit_size = (uint32_t)size;
	}
	*mapped = j->new_unit_size;
	return true;
}

static bool
put_index(struct job *j, struct bytes *to, struct dcp_error *err)
{
	const struct indexmap map = {map_offset, map_unit_size, j};
	struct bytes segment = {0};
	struct klv klv;
	size_t i;
	bool ok = true;

	for (i = 0; ok && i < j->segment_count; i++)
		ok = klv_read_at(j->in, j->segment[i], &klv, err) &&
		    klv_load(j->in, &klv, LIMIT_MXF_HEADER_SIZE, &segment,
		    err) && indexmap_put(&map, &klv, span_of(segment.at,
		    segment.size, klv_value(&klv)), to, err);
	bytes_clear(&segment);
	return ok;
}

static bool
put_rows(struct job *j, struct dcp_error *err)
{
	size_t i, count = j->t->partition_count;
	struct partition_row *rows = calloc(count, sizeof(*rows));

	if (rows == NULL)
		return error_memory(err);
	for (i = 0; i < count; i++)
		rows[i] = (struct partition_row){j->region[i].sid,
		    j->region[i].pack};
	partition_put_rows(rows, count, &j->plan->own);
	free(rows);
	return true;
}

/* Footer partition and random index pack: the last part. */
static bool
add_back(struct job *j, struct dcp_error *err)
{
	size_t last = j->t->partition_count - 1, begin = j->plan->own.size;
	struct bytes index = {0};
	bool ok;

	j->region[last].pack = j->plan->size;
	ok = put_index(j, &index, err) &&
	    put_pack(j, last, index.size, &j->plan->own, err);
	if (ok) {
		bytes_put(&j->plan->own, index.at, index.size);
		ok = put_rows(j, err) && add_own(j, last, begin, err);
	}
	bytes_clear(&index);
	return ok && fill_rooms(j, err);
}

/* What stands in the footer are index segments, and no essence. */
static bool
add_footer(struct job *j, struct dcp_error *err)
{
	size_t before = j->plan->count;

	if (!packets_walk(j->in, j->t, j->t->partition_count - 1,
	    take_packet, j, err))
		return false;
	if (j->plan->count != before)
		return error_set(err, DCP_BAD_INPUT,
		    "there is essence in the footer partition");
	if (j->packets == 0)
		return error_set(err, DCP_BAD_INPUT, "there is no essence");
	return add_back(j, err);
}

static bool
plan(struct job *j, struct dcp_error *err)
{
	size_t i, count = j->t->partition_count;

	if (!j->t->crypto.present && j->options->crypto == NULL)
		return error_set(err, DCP_REFUSED, "is not encrypted");
	if (!check_file(j->t, err))
		return false;
	j->region = calloc(count, sizeof(*j->region));
	j->segment = calloc(j->t->segment_count + 1, sizeof(*j->segment));
	if (j->region == NULL || j->segment == NULL)
		return error_memory(err);
	if (j->t->segment_count > 0)
		j->index_sid = j->t->segment[0].index_sid;
	for (i = 0; i + 1 < count; i++)
		if (!add_partition(j, i, err))
			return false;
	return add_footer(j, err);
}

bool
rewrap_plan(struct rewrap *r, const struct mxfread *in,
    const struct rewrap_options *options, struct dcp_error *err)
{
	struct job j = {
		.plan = r,
		.in = mxfread_input(in),
		.t = mxfread_trackfile(in),
		.options = options,
	};
	bool ok;

	j.map = (struct headermap){
		.from = j.t,
		.id = options->id,
		.made = options->made,
		.crypto = options->crypto,
	};
	ok = plan(&j, err);
	free(j.region);
	free(j.segment);
	if (!ok)
		rewrap_clear(r);
	return ok || error_in(err, "%s", input_path(j.in));
}
