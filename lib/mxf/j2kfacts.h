/*
 * j2kfacts.h: from a codestream to the facts that a picture's descriptor
 * carries (SMPTE ST 422, ST 429-4).
 */
#ifndef MXF_J2KFACTS_H
#define MXF_J2KFACTS_H

#include <stddef.h>

#include "base/error.h"
#include "mxf/trackfile.h"

/*
 * j2kfacts_read(bytes, size, picture, err):
 * Describe a codestream.  DCP_BAD_INPUT if it is none, or has no COD or QCD
 * or more than four components.  All but sample_rate is filled in; free it
 * with j2kfacts_clear().
 */
bool j2kfacts_read(const void *, size_t size, struct trackfile_picture *,
    struct dcp_error *) CHECKED;
void j2kfacts_clear(struct trackfile_picture *);

/*
 * j2kfacts_match(first, bytes, size, err):
 * May a codestream follow the one that ${first} describes?  DCP_BAD_INPUT,
 * with what differs, if sizes, depths, profile or coding style do.
 * Quantisation may differ from frame to frame.
 */
bool j2kfacts_match(const struct trackfile_picture *first, const void *,
    size_t size, struct dcp_error *) CHECKED;

#endif
