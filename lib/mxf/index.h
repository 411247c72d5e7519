/*
 * index.h: index table segments (SMPTE ST 377-1, 11): where in the essence
 * each edit unit begins.
 */
#ifndef MXF_INDEX_H
#define MXF_INDEX_H

#include <stdint.h>

#include "base/bytes.h"
#include "base/error.h"
#include "base/span.h"
#include "mxf/klv.h"
#include "mxf/trackfile.h"

/*
 * Entries of one segment: its array is an item, which holds 65535 bytes at
 * most (ST 429-20, 5.4).
 */
#define INDEX_SEGMENT_MAX	5957u

struct index_segment {
	struct trackfile_segment facts;
	size_t first;		/* its first entry in offset[] */
};

/* Start with `struct index x = {0};` and end with index_clear(). */
struct index {
	struct index_segment *segment;	/* in the order of the file */
	size_t segment_count, segment_capacity;

	/*
	 * Offsets in the essence stream, one for each entry.  They stand in
	 * the order of the file, and after index_join() of the edit units.
	 */
	uint64_t *offset;
	size_t offset_count, offset_capacity;

	/* What index_join() makes of it. */
	uint32_t unit_size;	/* bytes of each edit unit; 0: see offset[] */
	uint64_t duration;	/* edit units; 0 with unit_size: not said */
};

void index_clear(struct index *);

/*
 * index_add(index, klv, value, err):
 * Take one segment.  DCP_BAD_INPUT if it cannot be read.
 */
bool index_add(struct index *, const struct klv *, struct span value,
    struct dcp_error *) CHECKED;

/*
 * index_join(index, err):
 * All segments are there: bring their entries in order.  Segments that repeat
 * others are passed over.  A gap, an edit unit said twice in different ways,
 * offsets that do not grow, and no segment at all are DCP_BAD_INPUT.
 */
bool index_join(struct index *, struct dcp_error *) CHECKED;

/* Where edit unit ${unit} begins; ${unit} is below the duration. */
uint64_t index_offset(const struct index *, uint64_t unit);

/*
 * For the writer: what all segments of a file have in common.  ${id} gives
 * the InstanceUID of segment ${n}.
 */
struct index_writer {
	struct rational edit_rate;
	struct uuid (*id)(void *context, uint64_t n);
	void *context;
};

/*
 * index_put_constant(writer, duration, unit_size, to):
 * Append the one segment of edit units that all have ${unit_size} bytes in
 * the file.
 */
void index_put_constant(const struct index_writer *, uint64_t duration,
    uint32_t unit_size, struct bytes *to);

/*
 * index_put_entries(writer, offset, count, to):
 * Append as many segments as ${count} edit units need, which begin at these
 * offsets.
 */
void index_put_entries(const struct index_writer *, const uint64_t *offset,
    uint64_t count, struct bytes *to);

/* Bytes that they append. */
uint64_t index_constant_size(void);
uint64_t index_entries_size(uint64_t count);

#endif
