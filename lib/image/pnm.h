/* pnm.h: portable grey maps and pixmaps, binary: P5 and P6 of netpbm. */
#ifndef IMAGE_PNM_H
#define IMAGE_PNM_H

#include "image/picture.h"

/*
 * pnm_load(source, image, info, err):
 * Read into ${image}, or only the header if it is NULL.  The image has the
 * fewest bits, but at least 8, that hold the file's largest value; if that is
 * not all ones, the samples are scaled.
 */
bool pnm_load(const struct source *, struct image *, struct picture_info *,
    struct dcp_error *) CHECKED;

/* Write a P6 file with the bits of ${image}. */
bool pnm_write(const char *path, const struct image *, struct dcp_error *)
    CHECKED;

#endif
