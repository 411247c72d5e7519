/* describe.h: from the sets of a header to the facts of a trackfile. */
#ifndef MXF_DESCRIBE_H
#define MXF_DESCRIBE_H

#include "base/error.h"
#include "mxf/header.h"
#include "mxf/trackfile.h"

/*
 * describe_header(header, trackfile, err):
 * Fill in all that header metadata say: everything of the trackfile but
 * partitions, index and what only the essence itself shows.  Sets that are
 * missing leave their facts absent; only want of memory fails.
 */
bool describe_header(const struct header *, struct trackfile *,
    struct dcp_error *) CHECKED;

/*
 * describe_descriptor(header, descriptor, trackfile, err):
 * The part of it that says what the essence is; see describe_descriptor.c.
 */
bool describe_descriptor(const struct header *, const struct set *descriptor,
    struct trackfile *, struct dcp_error *) CHECKED;

#endif
