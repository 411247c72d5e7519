/* partition_fuzz.c: packs that are read are written back as they were. */
#include <assert.h>
#include <stdlib.h>

#include "mxf/mxffuzzing.h"
#include "mxf/partition.h"

static void
try_pack(const struct klv *klv, struct span value)
{
	struct trackfile_partition p, again;
	struct dcp_error err = {0};
	struct bytes b = {0};
	struct klv k;
	struct span in;

	if (!partition_read(klv, value, &p, &err))
		return;
	partition_put(&p, &b);
	assert(b.size == partition_size(p.container_count));
	in = span_of(b.at, b.size, klv->offset);
	if (!klv_read(&in, &k, &err) || !partition_read(&k, in, &again, &err))
		abort();
	assert(again.body_sid == p.body_sid);
	assert(again.container_count == p.container_count);
	partition_clear(&p);
	partition_clear(&again);
	bytes_clear(&b);
}

static void
try_rows(struct span value)
{
	struct partition_row *rows;
	struct dcp_error err = {0};
	struct bytes b = {0};
	size_t count;

	if (!partition_read_rows(value, &rows, &count, &err))
		return;
	partition_put_rows(rows, count, &b);
	assert(b.size == partition_rows_size(count));
	bytes_clear(&b);
	free(rows);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct span in = span_of(bytes, size, 0), value;
	struct klv klv;

	while (mxffuzzing_next(&in, &klv, &value)) {
		try_pack(&klv, value);
		try_rows(value);
	}
	return 0;
}
