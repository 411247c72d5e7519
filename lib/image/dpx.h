/* dpx.h: DPX files (SMPTE ST 268-1): film scans and mastering intermediates. */
#ifndef IMAGE_DPX_H
#define IMAGE_DPX_H

#include "image/picture.h"

/*
 * dpx_load(source, image, info, err):
 * Read into ${image}, or only the header if it is NULL.  Either byte order;
 * RGB, RGBA, ABGR, and luma but for 10 bits; 8, 10, 12 and 16 bits, packed or
 * filled by method A or B; stored from the top or from the bottom.  Other
 * forms are DCP_UNSUPPORTED.
 */
bool dpx_load(const struct source *, struct image *, struct picture_info *,
    struct dcp_error *) CHECKED;

#endif
