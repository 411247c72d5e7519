/* partition.c: see partition.h. */
#include "mxf/partition.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/limits.h"

/*
 * The last bytes of a pack's key say where it stands (index 13) and in which
 * state it is (index 14); ST 377-1, 7.1.
 */
#define KEY_PLACE	13
#define KEY_STATE	14
#define PLACE_HEADER	2
#define PLACE_BODY	3
#define PLACE_FOOTER	4
#define STATE_STREAM	0x11

#define FIXED_SIZE	80u	/* bytes up to the containers' batch */
#define BATCH_SIZE	8u	/* count and size */
#define ROW_SIZE	12u	/* bytes of a random index row */

bool
partition_is(const struct ul *key)
{
	struct ul pack = ul_of(UL_HEADER_CLOSED_COMPLETE);
	uint8_t place = key->bytes[KEY_PLACE];

	return ul_starts_as(key, &pack, KEY_PLACE) && place >= PLACE_HEADER &&
	    place <= PLACE_FOOTER;
}

bool
partition_is_header(const struct ul *key)
{
	return partition_is(key) && key->bytes[KEY_PLACE] == PLACE_HEADER;
}

bool
partition_is_footer(const struct ul *key)
{
	return partition_is(key) && key->bytes[KEY_PLACE] == PLACE_FOOTER;
}

bool
partition_is_stream(const struct ul *key)
{
	return partition_is(key) && key->bytes[KEY_PLACE] == PLACE_BODY &&
	    key->bytes[KEY_STATE] == STATE_STREAM;
}

/* 1 open incomplete, 2 closed incomplete, 3 open complete, 4 both. */
bool
partition_is_closed(const struct ul *key)
{
	return key->bytes[KEY_STATE] == 2 || key->bytes[KEY_STATE] == 4;
}

bool
partition_is_complete(const struct ul *key)
{
	return key->bytes[KEY_STATE] == 3 || key->bytes[KEY_STATE] == 4;
}

static bool
read_containers(struct span *in, struct trackfile_partition *p,
    struct dcp_error *err)
{
	uint32_t i, count = span_u32(in), size = span_u32(in);

	if (!span_ok(in) || (count > 0 && size != UL_SIZE) ||
	    count > span_left(in) / UL_SIZE)
		return error_set(err, DCP_BAD_INPUT, "partition pack at byte %"
		    PRIu64 ": have %" PRIu32 " containers of %" PRIu32
		    " bytes in %zu, want labels of %d", p->offset, count, size,
		    span_left(in), UL_SIZE);
	if (count == 0)
		return true;
	if ((p->containers = calloc(count, sizeof(*p->containers))) == NULL)
		return error_memory(err);
	p->container_count = count;
	for (i = 0; i < count; i++)
		span_copy(in, p->containers[i].bytes, UL_SIZE);
	return true;
}

bool
partition_read(const struct klv *klv, struct span in,
    struct trackfile_partition *partition, struct dcp_error *err)
{
	struct trackfile_partition p = {0};

	*partition = p;
	p.key = klv->key;
	p.offset = klv->offset;
	p.size = klv->head_size + klv->value_size;
	p.major = span_u16(&in);
	p.minor = span_u16(&in);
	p.kag_size = span_u32(&in);
	p.this_partition = span_u64(&in);
	p.previous_partition = span_u64(&in);
	p.footer_partition = span_u64(&in);
	p.header_size = span_u64(&in);
	p.index_size = span_u64(&in);
	p.index_sid = span_u32(&in);
	p.body_offset = span_u64(&in);
	p.body_sid = span_u32(&in);
	span_copy(&in, p.operational_pattern.bytes, UL_SIZE);
	if (!read_containers(&in, &p, err))
		return false;
	*partition = p;
	return true;
}

void
partition_clear(struct trackfile_partition *p)
{
	free(p->containers);
	*p = (struct trackfile_partition){0};
}

void
partition_put(const struct trackfile_partition *p, struct bytes *to)
{
	size_t i, begin = klv_put_begin(to, &p->key);

	bytes_u16(to, p->major);
	bytes_u16(to, p->minor);
	bytes_u32(to, p->kag_size);
	bytes_u64(to, p->this_partition);
	bytes_u64(to, p->previous_partition);
	bytes_u64(to, p->footer_partition);
	bytes_u64(to, p->header_size);
	bytes_u64(to, p->index_size);
	bytes_u32(to, p->index_sid);
	bytes_u64(to, p->body_offset);
	bytes_u32(to, p->body_sid);
	bytes_put(to, p->operational_pattern.bytes, UL_SIZE);
	bytes_u32(to, (uint32_t)p->container_count);
	bytes_u32(to, UL_SIZE);
	for (i = 0; i < p->container_count; i++)
		bytes_put(to, p->containers[i].bytes, UL_SIZE);
	klv_put_end(to, begin);
}

size_t
partition_size(size_t container_count)
{
	return KLV_HEAD_SIZE + FIXED_SIZE + BATCH_SIZE +
	    container_count * UL_SIZE;
}

bool
partition_read_rows(struct span value, struct partition_row **rows,
    size_t *count, struct dcp_error *err)
{
	size_t i, n = span_left(&value) / ROW_SIZE;

	*rows = NULL;
	*count = 0;
	if (n == 0 || span_left(&value) - n * ROW_SIZE != sizeof(uint32_t))
		return error_set(err, DCP_BAD_INPUT, "random index pack: have "
		    "%zu bytes, want rows of %u and 4", span_left(&value),
		    ROW_SIZE);
	if (n > LIMIT_MXF_PARTITIONS)
		return error_set(err, DCP_REFUSED, "random index pack: have "
		    "%zu partitions, want at most %u", n, LIMIT_MXF_PARTITIONS);
	if ((*rows = calloc(n, sizeof(**rows))) == NULL)
		return error_memory(err);
	for (i = 0; i < n; i++) {
		(*rows)[i].body_sid = span_u32(&value);
		(*rows)[i].offset = span_u64(&value);
	}
	*count = n;
	return true;
}

size_t
partition_rows_size(size_t count)
{
	return KLV_HEAD_SIZE + count * ROW_SIZE + sizeof(uint32_t);
}

void
partition_put_rows(const struct partition_row *rows, size_t count,
    struct bytes *to)
{
	struct ul key = ul_of(UL_RANDOM_INDEX);
	size_t i, begin = klv_put_begin(to, &key);

	for (i = 0; i < count; i++) {
		bytes_u32(to, rows[i].body_sid);
		bytes_u64(to, rows[i].offset);
	}
	bytes_u32(to, (uint32_t)partition_rows_size(count));
	klv_put_end(to, begin);
}
