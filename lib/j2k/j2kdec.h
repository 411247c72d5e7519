/* j2kdec.h: a JPEG 2000 codestream back into a picture. */
#ifndef J2K_J2KDEC_H
#define J2K_J2KDEC_H

#include "base/error.h"
#include "base/span.h"
#include "image/image.h"

/*
 * j2kdec_decode(data, reduce, image, err):
 * Decode the codestream at the beginning of ${data} into ${image}, which is
 * initialised here (memory it has is used again) and gets the bits of the
 * codestream, 8 to 16.  Each step of ${reduce} halves both sides, rounding
 * up, and saves three quarters of the time.  One component is repeated to
 * three, those above three are dropped.
 *
 * What a stranger's codestream may cost in memory is bounded by limits.h
 * (DCP_REFUSED); signed or subsampled components and those of differing bits
 * are DCP_UNSUPPORTED.  Safe from several threads at once.
 */
bool j2kdec_decode(struct span data, unsigned reduce, struct image *,
    struct dcp_error *) CHECKED;

#endif
