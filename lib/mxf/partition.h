/*
 * partition.h: partition packs, which divide a file (SMPTE ST 377-1, 7.1),
 * and the random index pack at its end, which lists them (ST 377-1, 12).
 */
#ifndef MXF_PARTITION_H
#define MXF_PARTITION_H

#include <stdint.h>

#include "base/bytes.h"
#include "base/error.h"
#include "base/span.h"
#include "mxf/klv.h"
#include "mxf/trackfile.h"

/* The stream ids of this toolchain's files, which are those of the field. */
#define PARTITION_BODY_SID	1u
#define PARTITION_INDEX_SID	129u

/* Is ${key} that of a pack: of any, or of one of this place in the file? */
bool partition_is(const struct ul *key);
bool partition_is_header(const struct ul *key);
bool partition_is_footer(const struct ul *key);
bool partition_is_stream(const struct ul *key);	/* generic stream, ST 410 */

/* The header metadata in it is final ("closed" and "complete"). */
bool partition_is_closed(const struct ul *key);
bool partition_is_complete(const struct ul *key);

/*
 * partition_read(klv, value, partition, err):
 * Read a pack.  ${partition} owns its containers: free them with
 * partition_clear().  DCP_BAD_INPUT if it is too short.
 */
bool partition_read(const struct klv *, struct span value,
    struct trackfile_partition *, struct dcp_error *) CHECKED;
void partition_clear(struct trackfile_partition *);

/* Append the whole packet; and the bytes that it has, key and length too. */
void partition_put(const struct trackfile_partition *, struct bytes *);
size_t partition_size(size_t container_count);

/* The random index pack: a row for each partition. */
struct partition_row {
	uint32_t body_sid;
	uint64_t offset;
};

/*
 * partition_read_rows(value, rows, count, err):
 * Read the value of a random index pack into a new array, which the caller
 * frees.
 */
bool partition_read_rows(struct span value, struct partition_row **rows,
    size_t *count, struct dcp_error *) CHECKED;

/* Append the whole pack; and the bytes that it has. */
void partition_put_rows(const struct partition_row *, size_t count,
    struct bytes *);
size_t partition_rows_size(size_t count);

#endif
