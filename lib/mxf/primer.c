/* primer.c: see primer.h. */
#include "mxf/primer.h"

#include <inttypes.h>
#include <stdlib.h>


#include "mxf/klv.h"

#define ROW_SIZE	18u	/* bytes: tag and label */
#define DYNAMIC_LAST	0xffffu	/* tags from 0x8000 up are free */

void
primer_clear(struct primer *p)
{
	free(p->row);
	*p = (struct primer){0};
}

static int
compare_rows(const void *a, const void *b)
{
	const struct primer_row *x = a, *y = b;

	return (x->tag > y->tag) - (x->tag < y->tag);
}

/* Keep one row of each tag.  The order of equal ones does not matter much. */
static void
drop_doubles(struct primer *p)
{
	size_t i, kept = 0;

	for (i = 0; i < p->count; i++)
		if (kept == 0 || p->row[kept - 1].tag != p->row[i].tag)
			p->row[kept++] = p->row[i];
	p->count = kept;
}

bool
primer_read(struct span value, struct primer *primer, struct dcp_error *err)
{
	struct primer p = {0};
	uint32_t i, count = span_u32(&value), size = span_u32(&value);

	*primer = p;
	if (!span_ok(&value) || size != ROW_SIZE ||
	    count > span_left(&value) / ROW_SIZE)
		return error_set(err, DCP_BAD_INPUT, "primer pack at byte %"
		    PRIu64 ": have %" PRIu32 " rows of %" PRIu32 " bytes in "
		    "%zu, want rows of %u", value.offset, count, size,
		    span_left(&value), ROW_SIZE);
	if (count == 0)
		return true;
	if ((p.row = calloc(count, sizeof(*p.row))) == NULL)
		return error_memory(err);
	for (i = 0; i < count; i++) {
		struct primer_row *row = &p.row[i];

		row->tag = span_u16(&value);
		span_copy(&value, row->label.bytes, UL_SIZE);
	}
	p.count = count;
	qsort(p.row, p.count, sizeof(*p.row), compare_rows);
	drop_doubles(&p);
	for (i = 0; i < p.count; i++)
		p.row[i].item = model_find_item(&p.row[i].label);
	*primer = p;
	return true;
}

const struct primer_row *
primer_find(const struct primer *p, uint16_t tag)
{
	const struct primer_row key = {.tag = tag};

	if (p->count == 0)
		return NULL;
	return bsearch(&key, p->row, p->count, sizeof(key), compare_rows);
}

static bool
insert(struct primer *p, uint16_t tag, enum model_item item)
{
	struct primer_row *grown = realloc(p->row,
	    (p->count + 1) * sizeof(*grown));
	size_t i;

	if (grown == NULL)
		return false;
	p->row = grown;
	for (i = p->count++; i > 0 && grown[i - 1].tag > tag; i--)
		grown[i] = grown[i - 1];
	grown[i] = (struct primer_row){
		.tag = tag, .label = model_item_label(item), .item = item,
	};
	return true;
}

uint16_t
primer_tag(struct primer *p, enum model_item item, struct dcp_error *err)
{
	uint16_t tag = model_item_tag(item);
	size_t i;

	for (i = 0; i < p->count; i++)
		if (p->row[i].item == item)
			return p->row[i].tag;
	if (tag == 0)
		for (tag = DYNAMIC_LAST; primer_find(p, tag) != NULL; tag--)
			;
	if (insert(p, tag, item))
		return tag;
	error_memory(err);
	return 0;
}

void
primer_put(const struct primer *p, struct bytes *to)
{
	struct ul key = ul_of(UL_PRIMER);
	size_t i, begin = klv_put_begin(to, &key);

	bytes_u32(to, (uint32_t)p->count);
	bytes_u32(to, ROW_SIZE);
	for (i = 0; i < p->count; i++) {
		bytes_u16(to, p->row[i].tag);
		bytes_put(to, p->row[i].label.bytes, UL_SIZE);
	}
	klv_put_end(to, begin);
}
