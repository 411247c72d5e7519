/*
 * viewing.h: from the X'Y'Z' of digital cinema (SMPTE ST 428-1) back to what
 * a desktop screen shows.  For looking, not for mastering: what lies outside
 * of Rec. 709 is clipped.
 */
#ifndef IMAGE_VIEWING_H
#define IMAGE_VIEWING_H

#include "base/error.h"
#include "image/image.h"

/*
 * viewing_rec709(image, err):
 * Turn codes of X'Y'Z' into codes of Rec. 709 R'G'B' with gamma 2.4, in place
 * and of as many bits; 48 cd/m2 becomes peak white, and a D65 white stays one.
 */
bool viewing_rec709(struct image *, struct dcp_error *) CHECKED;

#endif
