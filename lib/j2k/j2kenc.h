/*
 * j2kenc.h: a picture into a JPEG 2000 codestream of digital cinema that
 * never exceeds its limits.  With j2kdec.h the only user of OpenJPEG.
 */
#ifndef J2K_J2KENC_H
#define J2K_J2KENC_H

#include <stdint.h>

#include "base/bytes.h"
#include "base/error.h"
#include "image/image.h"
#include "j2k/dciprofile.h"

/* Bytes that a frame must have at least: below is no picture. */
#define J2KENC_SIZE_MIN	1000u

/* What all frames of a track file have in common. */
struct j2kenc {
	uint32_t width, height;		/* pixels */
	uint16_t rsiz;
	uint8_t guard_bits;
	uint8_t levels;			/* wavelet decompositions */
	uint8_t tile_parts;		/* 3, or 6 with a POC marker */
	struct dciprofile_limits limits;
};

/*
 * j2kenc_init(enc, profile, limits, width, height, err):
 * Encode as ${profile} says, each frame within ${limits}, which are those of
 * the profile or lower.  ${enc} owns nothing.  A picture too small for the
 * wavelet levels, and limits that no codestream can keep, are DCP_REFUSED.
 */
bool j2kenc_init(struct j2kenc *, const struct dciprofile *,
    struct dciprofile_limits, uint32_t width, uint32_t height,
    struct dcp_error *) CHECKED;

/*
 * j2kenc_encode(enc, image, to, err):
 * Replace the content of ${to} by the codestream of ${image}, X'Y'Z' codes of
 * 12 bits in the size of ${enc}.  It is parsed again before it is returned:
 * neither the frame nor a component exceeds its limit.  The same picture gives
 * the same bytes.  Safe from several threads at once; takes about 40 bytes of
 * memory a pixel, freed before it returns.
 */
bool j2kenc_encode(const struct j2kenc *, const struct image *,
    struct bytes *to, struct dcp_error *) CHECKED;

#endif
