/* parts.c: see parts.h. */
#include "mxf/parts.h"

#include <assert.h>

#include "mxf/derive.h"
#include "mxf/headerwrite.h"
#include "mxf/index.h"
#include "mxf/klv.h"
#include "mxf/partition.h"

#define PARTITIONS	3

size_t
parts_pack_size(void)
{
	return partition_size(HEADERWRITE_CONTAINERS);
}

uint64_t
parts_footer(const struct parts *p)
{
	return p->header_size + parts_pack_size() + p->packets_size;
}

static bool
put_header(struct parts *p, struct bytes *to, struct dcp_error *err)
{
	struct headerwrite facts = {
		.options = p->options,
		.essence = p->essence,
		.picture = p->picture,
		.crypto = p->crypto,
		.duration = p->duration,
	};

	/* The footer's place depends on the size of the header. */
	if (p->header_size == 0) {
		if (!headerwrite_put(&facts, to, err))
			return false;
		p->header_size = to->size;
	}
	facts.footer = parts_footer(p);
	return headerwrite_put(&facts, to, err);
}

static void
put_body_pack(const struct parts *p, struct bytes *to)
{
	struct ul containers[HEADERWRITE_CONTAINERS];
	struct trackfile_partition pack;

	headerwrite_pack(p->essence, p->crypto != NULL, &pack, containers);
	pack.key = ul_of(UL_BODY_CLOSED_COMPLETE);
	pack.this_partition = p->header_size;
	pack.footer_partition = parts_footer(p);
	pack.body_sid = PARTITION_BODY_SID;
	partition_put(&pack, to);
}

bool
parts_front(struct parts *p, struct bytes *to, struct dcp_error *err)
{
	if (!put_header(p, to, err))
		return false;
	put_body_pack(p, to);
	return bytes_ok(to, err);
}

static uint64_t
index_size(const struct parts *p)
{
	return p->unit_size > 0 ? index_constant_size() :
	    index_entries_size(p->duration);
}

static struct uuid
segment_id(void *context, uint64_t n)
{
	return derive_id(context, "index table segment", n);
}

static bool
put_index(const struct parts *p, struct bytes *to, struct dcp_error *err)
{
	struct derive ids = {.asset = p->options->id};
	struct index_writer index = {
		.edit_rate = p->options->edit_rate,
		.id = segment_id,
		.context = &ids,
	};

	if (p->unit_size > 0)
		index_put_constant(&index, p->duration, p->unit_size, to);
	else
		index_put_entries(&index, p->offset, p->duration, to);
	if (ids.err.status != DCP_OK)
		return error_set(err, ids.err.status, "%s", ids.err.text);
	return bytes_ok(to, err);
}

static void
put_footer_pack(const struct parts *p, struct bytes *to)
{
	struct ul containers[HEADERWRITE_CONTAINERS];
	struct trackfile_partition pack;

	headerwrite_pack(p->essence, p->crypto != NULL, &pack, containers);
	pack.key = ul_of(UL_FOOTER_COMPLETE);
	pack.this_partition = parts_footer(p);
	pack.previous_partition = p->header_size;
	pack.footer_partition = parts_footer(p);
	pack.index_size = index_size(p);
	pack.index_sid = PARTITION_INDEX_SID;
	partition_put(&pack, to);
}

bool
parts_back(const struct parts *p, struct bytes *to, struct dcp_error *err)
{
	const struct partition_row rows[PARTITIONS] = {
		{0, 0},
		{PARTITION_BODY_SID, p->header_size},
		{0, parts_footer(p)},
	};
	size_t begin;

	bytes_reset(to);
	put_footer_pack(p, to);
	begin = to->size;
	if (!put_index(p, to, err))
		return false;
	assert(to->size - begin == index_size(p));
	partition_put_rows(rows, PARTITIONS, to);
	return bytes_ok(to, err);
}

bool
parts_room(struct parts *p, struct room *room, struct bytes *to,
    struct dcp_error *err)
{
	if (!put_header(p, to, err))
		return false;
	bytes_reset(to);
	room->size = p->header_size;
	room_put(room, to);
	put_body_pack(p, to);
	return bytes_ok(to, err);
}

void
parts_behind(const struct parts *p, uint64_t room_size, struct bytes *to)
{
	struct parts empty = *p;

	empty.header_size = room_size;
	empty.packets_size = 0;
	bytes_reset(to);
	put_body_pack(&empty, to);
}
