/* tiff.h: TIFF 6.0: what colour grading and rendering hand over. */
#ifndef IMAGE_TIFF_H
#define IMAGE_TIFF_H

#include "image/picture.h"

/*
 * tiff_load(source, image, info, err):
 * Read the first picture into ${image}, or only its header if that is NULL.
 * RGB, with or without further channels, and luma; 8 and 16 bits; strips and
 * tiles; samples of a pixel together or in planes; all compressions that
 * libtiff knows.  Other forms are DCP_UNSUPPORTED.
 */
bool tiff_load(const struct source *, struct image *, struct picture_info *,
    struct dcp_error *) CHECKED;

#endif
