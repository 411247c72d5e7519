/* dpxwrite.h: DPX files that are written: the form that all programs read. */
#ifndef IMAGE_DPXWRITE_H
#define IMAGE_DPXWRITE_H

#include "image/picture.h"

/*
 * dpxwrite_file(path, image, about, err):
 * Write 10-bit RGB, filled by method A, big-endian; ${about} may be NULL.
 */
bool dpxwrite_file(const char *path, const struct image *,
    const struct picture_info *about, struct dcp_error *) CHECKED;

#endif
