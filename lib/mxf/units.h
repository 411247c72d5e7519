/*
 * units.h: where the edit units of a track file lie: by its index where that
 * fits the file, else by counting packets.
 */
#ifndef MXF_UNITS_H
#define MXF_UNITS_H

#include <stdint.h>

#include "base/error.h"
#include "base/input.h"
#include "mxf/index.h"
#include "mxf/klv.h"
#include "mxf/mxfread.h"
#include "mxf/trackfile.h"

/* A stretch of the essence stream: its offset there and in the file. */
struct units_region {
	uint64_t stream;
	uint64_t offset, end;
};

/* Start with `struct units u = {0};` and end with units_clear(). */
struct units {
	const struct input *in;
	struct trackfile *t;
	struct index index;
	struct units_region *region;	/* in the order of the stream */
	size_t region_count;

	/* If the index is broken: where each edit unit's first packet is. */
	uint64_t *found;
	size_t found_count;

	struct klv clip;	/* the first packet; of a clip, the only one */
};

void units_clear(struct units *);

/*
 * units_load(units, in, trackfile, err):
 * Find the edit units of a file whose partitions and descriptor ${trackfile}
 * has; fill in what it says of index and duration.  Both are borrowed as long
 * as ${units} lives.
 */
bool units_load(struct units *, const struct input *, struct trackfile *,
    struct dcp_error *) CHECKED;

/*
 * units_locate(units, unit, eye, place, err):
 * Find edit unit ${unit}, which is below the duration and has that eye.
 */
bool units_locate(const struct units *, uint64_t unit, enum trackfile_eye,
    struct mxfread_place *, struct dcp_error *) CHECKED;

#endif
