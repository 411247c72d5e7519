/* resample.h: a picture at another number of pixels: Lanczos-3, separable. */
#ifndef IMAGE_RESAMPLE_H
#define IMAGE_RESAMPLE_H

#include "image/image.h"

/*
 * resample_lanczos(from, to, err):
 * Scale ${from} to the size of ${to}, which is initialised with the same bits.
 * When it becomes smaller the kernel is as much wider, so that nothing
 * aliases; beyond the borders the border samples go on.  Codes are rounded
 * and clipped, floats are not.
 */
bool resample_lanczos(const struct image *from, struct image *to,
    struct dcp_error *) CHECKED;

#endif
