/*
 * layout.h: the partitions of a file: by its random index pack where that
 * tells the truth, else by walking all packets.
 */
#ifndef MXF_LAYOUT_H
#define MXF_LAYOUT_H

#include "base/error.h"
#include "base/input.h"
#include "mxf/index.h"
#include "mxf/trackfile.h"

/*
 * layout_load(in, trackfile, err):
 * Fill in partition[], in the order of the file.  DCP_BAD_INPUT if the file
 * does not begin with a header partition.  Why the random index pack was not
 * believed, or where the walk had to end, goes to `fault`.
 */
bool layout_load(const struct input *, struct trackfile *, struct dcp_error *)
    CHECKED;

/* Where partition ${i} ends: at the next one, or with the file. */
uint64_t layout_end(const struct input *, const struct trackfile *, size_t i);

/*
 * layout_walk(in, trackfile, i, index, err):
 * Step over the metadata of partition ${i} to its essence, whose offset is
 * kept in the partition, and take up the index segments on the way.  Only
 * segments that cannot be read are DCP_BAD_INPUT.
 */
bool layout_walk(const struct input *, struct trackfile *, size_t i,
    struct index *, struct dcp_error *) CHECKED;

/*
 * layout_header(in, partition, offset):
 * Where the header metadata of a partition begin, ${offset}; false if it has
 * none.
 */
bool layout_header(const struct input *, const struct trackfile_partition *,
    uint64_t *offset);

/* layout_fault(trackfile, text): keep the first reason for disbelief. */
void layout_fault(struct trackfile *, const char *text);

#endif
