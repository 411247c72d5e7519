/*
 * packets.h: every packet of a track file in the order of the file, but for
 * what structures it: partition packs, header metadata, fill, and the random
 * index pack.  What is left is essence, index segments, and what nobody knows.
 */
#ifndef MXF_PACKETS_H
#define MXF_PACKETS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "base/input.h"
#include "mxf/klv.h"
#include "mxf/trackfile.h"

enum packets_kind {
	PACKETS_ESSENCE,	/* edit units, or the document of timed text */
	PACKETS_RESOURCE,	/* a font or image: of a stream partition */
	PACKETS_INDEX,
	PACKETS_OTHER
};

/* A packet of one partition.  False stops the walk. */
typedef bool packets_take(void *context, enum packets_kind,
    const struct klv *, struct dcp_error *);

/*
 * packets_walk(in, trackfile, partition, take, context, err):
 * Give every packet of partition number ${partition} to ${take}.
 * DCP_BAD_INPUT if one cannot be read or ends beyond the end of the file.
 */
bool packets_walk(const struct input *, const struct trackfile *,
    size_t partition, packets_take *, void *context, struct dcp_error *)
    CHECKED;

#endif
