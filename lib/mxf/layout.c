/* layout.c: see layout.h. */
#include "mxf/layout.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "mxf/essence.h"
#include "mxf/klv.h"
#include "mxf/partition.h"

#define PACK_SIZE_MAX	65536u	/* bytes of a partition pack */
#define ROWS_SIZE_MAX	(16u + 12u * LIMIT_MXF_PARTITIONS)

void
layout_fault(struct trackfile *t, const char *text)
{
	if (t->fault == NULL)
		t->fault = strdup(text);
}

static bool
add_partition(struct trackfile *t, struct trackfile_partition *p,
    struct dcp_error *err)
{
	struct trackfile_partition *grown;

	/* Grow whenever the count is a power of two. */
	if ((t->partition_count & (t->partition_count - 1)) == 0) {
		grown = realloc(t->partition, (2 * t->partition_count + 1) *
		    sizeof(*grown));
		if (grown == NULL)
			return error_memory(err);
		t->partition = grown;
	}
	t->partition[t->partition_count++] = *p;
	*p = (struct trackfile_partition){0};
	return true;
}

/* Read the pack at ${klv} and add it. */
static bool
load_pack(const struct input *in, const struct klv *klv, struct trackfile *t,
    struct dcp_error *err)
{
	struct trackfile_partition p = {0};
	struct bytes b = {0};
	bool ok;

	ok = klv_load(in, klv, PACK_SIZE_MAX, &b, err) &&
	    partition_read(klv, span_of(b.at, b.size, klv_value(klv)), &p,
	    err) && add_partition(t, &p, err);
	partition_clear(&p);
	bytes_clear(&b);
	return ok;
}

static bool
load_pack_at(const struct input *in, uint64_t offset, struct trackfile *t,
    struct dcp_error *err)
{
	struct klv klv;

	if (!klv_read_at(in, offset, &klv, err))
		return false;
	if (!partition_is(&klv.key))
		return error_set(err, DCP_BAD_INPUT,
		    "packet at byte %" PRIu64 ": want a partition pack here",
		    offset);
	return load_pack(in, &klv, t, err);
}

static void
clear_partitions(struct trackfile *t)
{
	size_t i;

	for (i = 0; i < t->partition_count; i++)
		partition_clear(&t->partition[i]);
	free(t->partition);
	t->partition = NULL;
	t->partition_count = 0;
}

static bool
load_rows(const struct input *in, struct partition_row **rows, size_t *count,
    struct dcp_error *err)
{
	uint64_t end = input_size(in);
	struct bytes b = {0};
	struct klv klv;
	uint8_t last[4];
	uint32_t size;
	struct span s = span_of(last, sizeof(last), end - sizeof(last));
	bool ok;

	if (!input_read(in, end - sizeof(last), last, sizeof(last), err))
		return false;
	size = span_u32(&s);
	if (size > end || !klv_read_at(in, end - size, &klv, err) ||
	    !ul_is(&klv.key, UL_RANDOM_INDEX) || klv_end(&klv) != end) {
		*err = (struct dcp_error){0};
		return error_set(err, DCP_BAD_INPUT,
		    "there is no random index pack at the end of the file");
	}
	ok = klv_load(in, &klv, ROWS_SIZE_MAX, &b, err) && partition_read_rows(
	    span_of(b.at, b.size, klv_value(&klv)), rows, count, err);
	bytes_clear(&b);
	return ok;
}

/* A random index pack that has forgotten the footer would hide the index. */
static bool
check_footer(const struct trackfile *t, struct dcp_error *err)
{
	uint64_t want = t->partition[0].footer_partition;

	if (want == 0 || t->partition[t->partition_count - 1].offset == want)
		return true;
	return error_set(err, DCP_BAD_INPUT, "random index pack: does not end "
	    "with the footer partition at byte %" PRIu64, want);
}

static bool
load_by_rows(const struct input *in, struct trackfile *t,
    struct dcp_error *err)
{
	struct partition_row *rows;
	size_t i, count;
	bool ok = true;

	if (!load_rows(in, &rows, &count, err))
		return false;
	for (i = 0; ok && i < count; i++) {
		if (i == 0 ? rows[0].offset != 0 :
		    rows[i].offset <= rows[i - 1].offset)
			ok = error_set(err, DCP_BAD_INPUT,
			    "random index pack: partition %zu at byte %" PRIu64
			    " is out of order", i + 1, rows[i].offset);
		else
			ok = load_pack_at(in, rows[i].offset, t, err) ||
			    error_in(err, "random index pack");
	}
	free(rows);
	return ok && check_footer(t, err);
}

/* Walk all packets.  The first must be a header partition; see load. */
static bool
load_by_walk(const struct input *in, struct trackfile *t,
    struct dcp_error *err)
{
	struct dcp_error stop = {0};
	struct klv klv;
	uint64_t at;

	for (at = 0; at < input_size(in); at = klv_end(&klv)) {
		if (!klv_read_at(in, at, &klv, &stop)) {
			layout_fault(t, stop.text);
			return true;
		}
		if (!partition_is(&klv.key))
			continue;
		if (t->partition_count == LIMIT_MXF_PARTITIONS)
			return error_set(err, DCP_REFUSED,
			    "more than %d partitions", LIMIT_MXF_PARTITIONS);
		if (!load_pack(in, &klv, t, err))
			return false;
	}
	return true;
}

static bool
check_start(const struct input *in, struct dcp_error *err)
{
	struct klv klv;

	if (!klv_read_at(in, 0, &klv, err))
		return error_in(err, "no MXF file");
	if (partition_is_header(&klv.key))
		return true;
	return error_set(err, DCP_BAD_INPUT,
	    "no MXF file: it does not begin with a header partition");
}

bool
layout_load(const struct input *in, struct trackfile *t, struct dcp_error *err)
{
	struct dcp_error why = {0};

	if (!check_start(in, err))
		return false;
	if (load_by_rows(in, t, &why))
		return true;
	if (why.status != DCP_BAD_INPUT && why.status != DCP_REFUSED)
		return error_set(err, why.status, "%s", why.text);
	clear_partitions(t);
	layout_fault(t, why.text);
	return load_by_walk(in, t, err);
}

uint64_t
layout_end(const struct input *in, const struct trackfile *t, size_t i)
{
	return i + 1 < t->partition_count ? t->partition[i + 1].offset :
	    input_size(in);
}

bool
layout_header(const struct input *in, const struct trackfile_partition *p,
    uint64_t *offset)
{
	struct dcp_error ignored = {0};
	struct klv klv;

	*offset = p->offset + p->size;
	if (p->header_size == 0)
		return false;
	/* Fill up to the grid stands before, and is not counted (7.1). */
	while (klv_read_at(in, *offset, &klv, &ignored) &&
	    ul_is(&klv.key, UL_FILL))
		*offset = klv_end(&klv);
	return true;
}

static bool
take_segment(const struct input *in, const struct klv *klv,
    struct index *index, struct dcp_error *err)
{
	struct bytes b = {0};
	bool ok;

	ok = klv_load(in, klv, LIMIT_MXF_HEADER_SIZE, &b, err) &&
	    index_add(index, klv, span_of(b.at, b.size, klv_value(klv)), err);
	bytes_clear(&b);
	return ok;
}

bool
layout_walk(const struct input *in, struct trackfile *t, size_t i,
    struct index *index, struct dcp_error *err)
{
	struct trackfile_partition *p = &t->partition[i];
	struct dcp_error stop = {0};
	uint64_t at, end = layout_end(in, t, i);
	struct klv klv;

	if (layout_header(in, p, &at) && at <= end &&
	    p->header_size <= end - at)
		at += p->header_size;
	for (; at < end; at = klv_end(&klv)) {
		if (!klv_read_at(in, at, &klv, &stop)) {
			layout_fault(t, stop.text);
			return true;
		}
		if (partition_is(&klv.key) || partition_is_stream(&p->key))
			return true;
		if (essence_is_packet(&klv.key)) {
			p->essence = at;
			return true;
		}
		if (ul_is(&klv.key, UL_INDEX_SEGMENT) &&
		    !take_segment(in, &klv, index, err))
			return false;
	}
	return true;
}
