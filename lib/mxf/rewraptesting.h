/*
 * rewraptesting.h: a track file of mxftesting.h that gets what this toolchain
 * writes in none, and other people's do: a stream partition with a resource,
 * sets that nobody knows, and an index of constant size.
 */
#ifndef MXF_REWRAPTESTING_H
#define MXF_REWRAPTESTING_H

#include "mxf/mxftesting.h"
#include "mxf/partition.h"

#define REWRAPTESTING_SID	10u
#define REWRAPTESTING_RESOURCE	"the bytes of a font, more than one block"

/* Replace the content of ${to} by the file. */
static inline void
rewraptesting_load(const char *path, struct bytes *to)
{
	struct dcp_error err = {0};

	bytes_reset(to);
	ck_assert_msg(input_load(path, 1 << 24, to, &err), "%s", err.text);
}

/*
 * A stream partition and its one packet; ${pack} has its place.  The packet has
 * the key of the others, since a file of sound has no resources.
 */
static inline void
rewraptesting_put_stream(const struct trackfile_partition *pack,
    struct bytes *to)
{
	struct ul key = ul_of(UL_PCM_FRAME);

	partition_put(pack, to);
	klv_put_head(to, &key, strlen(REWRAPTESTING_RESOURCE));
	bytes_put(to, REWRAPTESTING_RESOURCE, strlen(REWRAPTESTING_RESOURCE));
}

/* Put a stream partition in front of the footer of MXFTESTING_PATH. */
static inline void
rewraptesting_add_stream(void)
{
	struct bytes old = {0}, new = {0};
	struct dcp_error err = {0};
	struct mxfread *r = mxfread_open(MXFTESTING_PATH, &err);
	const struct trackfile *t;
	struct trackfile_partition stream, footer;
	struct partition_row rows[4] = {{0}};
	uint64_t index, index_end;
	size_t i;

	ck_assert_msg(r != NULL, "%s", err.text);
	t = mxfread_trackfile(r);
	ck_assert_uint_eq(t->partition_count, 3);
	rewraptesting_load(MXFTESTING_PATH, &old);
	stream = footer = t->partition[2];
	bytes_put(&new, old.at, (size_t)footer.offset);
	stream.key = ul_of(UL_GENERIC_STREAM_PARTITION);
	stream.body_sid = REWRAPTESTING_SID;
	stream.index_sid = 0;
	stream.index_size = 0;
	stream.this_partition = footer.offset;
	rewraptesting_put_stream(&stream, &new);
	footer.this_partition = footer.footer_partition = new.size;
	partition_put(&footer, &new);
	index = footer.offset + footer.size;
	index_end = index + footer.index_size;
	bytes_put(&new, old.at + index, (size_t)(index_end - index));
	for (i = 0; i < 3; i++)
		rows[i] = (struct partition_row){t->partition[i].body_sid,
		    t->partition[i].offset};
	rows[2] = (struct partition_row){REWRAPTESTING_SID,
	    stream.this_partition};
	rows[3].offset = footer.this_partition;
	partition_put_rows(rows, 4, &new);
	/* Of header and body, their word where the footer is. */
	for (i = 0; i < 2; i++)
		bytes_patch(&new, (size_t)t->partition[i].offset + 20 + 24,
		    footer.this_partition, 8);
	ck_assert(!new.bad);
	testing_save(MXFTESTING_PATH, new.at, new.size);
	mxfread_close(r);
	bytes_clear(&old);
	bytes_clear(&new);
}

#endif
