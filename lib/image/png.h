/* png.h: PNG (ISO/IEC 15948). */
#ifndef IMAGE_PNG_H
#define IMAGE_PNG_H

#include "image/picture.h"

/*
 * png_load(source, image, info, err):
 * Read into ${image}, or only the header if it is NULL.  All kinds of PNG;
 * palettes and grey become RGB, fewer than 8 bits become 8, alpha is dropped.
 */
bool png_load(const struct source *, struct image *, struct picture_info *,
    struct dcp_error *) CHECKED;

/* Write RGB of 16 bits. */
bool png_write(const char *path, const struct image *,
    const struct picture_info *about, struct dcp_error *) CHECKED;

#endif
