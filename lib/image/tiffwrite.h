/* tiffwrite.h: TIFF files that are written, without the library for it. */
#ifndef IMAGE_TIFFWRITE_H
#define IMAGE_TIFFWRITE_H

#include "image/image.h"

/* Write RGB of 16 bits, big-endian, without compression, in one strip. */
bool tiffwrite_file(const char *path, const struct image *,
    struct dcp_error *) CHECKED;

#endif
