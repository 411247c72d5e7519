/*
 * colour.h: from the colours of a source to the 12-bit X'Y'Z' of digital
 * cinema (SMPTE ST 428-1): linear light, a matrix, then
 *
 *     CV = 4095 * (48/52.37 * X)^(1/2.6), rounded, 0 to 4095,
 *
 * so that the source's peak white (1.0) is shown at 48 cd/m2.
 *
 * White is kept as it is: a D65 white stays D65, at its own chromaticity
 * (X'Y'Z' 3883 3960 4092), and the DCI white stays the DCI white (3794 3960
 * 3890).  No adaptation is made, unless the caller asks for that to the DCI
 * white.
 */
#ifndef IMAGE_COLOUR_H
#define IMAGE_COLOUR_H

#include "base/error.h"
#include "image/image.h"

enum colour_primaries {
	COLOUR_PRIMARIES_UNKNOWN,	/* the file does not say */
	COLOUR_REC709,		/* ITU-R BT.709, sRGB; D65 */
	COLOUR_P3_D65,		/* SMPTE EG 432-1; D65 */
	COLOUR_P3_DCI,		/* SMPTE RP 431-2; white 0.314 0.351 */
	COLOUR_REC2020,		/* ITU-R BT.2020; D65 */
	COLOUR_ACES_AP0,	/* SMPTE ST 2065-1; white 0.32168 0.33767 */
	COLOUR_ACES_AP1,	/* Academy S-2014-004; the same white */
	COLOUR_XYZ		/* CIE 1931 XYZ */
};

enum colour_transfer {
	COLOUR_TRANSFER_UNKNOWN,	/* the file does not say */
	COLOUR_GAMMA22,
	COLOUR_GAMMA24,		/* ITU-R BT.1886 with a black of zero */
	COLOUR_GAMMA26,		/* RP 431-2 */
	COLOUR_SRGB,		/* IEC 61966-2-1 */
	COLOUR_BT709,		/* the camera's curve of BT.709 and BT.2020 */
	COLOUR_LINEAR,		/* 1.0 is peak white; above is clipped */
	COLOUR_PQ,		/* ST 2084: absolute; above 48 cd/m2 clipped */
	COLOUR_DCDM,		/* already X'Y'Z' (ST 428-1): passed through */
	COLOUR_LOG		/* printing density or another log: a file may
				 * say so, but it cannot be converted here */
};

struct colour_space {
	enum colour_primaries primaries;
	enum colour_transfer transfer;
	bool adapt;		/* Bradford from its white to the DCI white */
};

/* Their names, for people; "unknown" if unknown.  Never NULL. */
const char *colour_primaries_name(enum colour_primaries);
const char *colour_transfer_name(enum colour_transfer);

/*
 * colour_named(name, out, err):
 * The space called ${name}, one of
 *     rec709 p3-d65 p3-dci rec2020 aces acescg xyz
 * with its usual transfer (gamma 2.4; P3 2.6; ACES linear; xyz as in a DCDM),
 * or "srgb", or the primaries and a transfer with a ':' between, as in
 * "rec2020:pq" or "rec709:linear".  Transfers are
 *     gamma2.2 gamma2.4 gamma2.6 srgb bt709 linear pq dcdm
 * An unknown name is DCP_REFUSED, and the message lists the names; so is
 * "srgb" with another transfer.
 */
bool colour_named(const char *name, struct colour_space *, struct dcp_error *)
    CHECKED;

/*
 * colour_new(space, bits, err):
 * Make ready to convert pictures of ${bits} bits (8 to 16, or IMAGE_FLOAT)
 * from ${space}, of which nothing may be unknown.  NULL on failure; free with
 * colour_free(), which takes NULL.  What it returns is never changed
 * afterwards, so all threads may use one.
 */
struct colour *colour_new(const struct colour_space *, unsigned bits,
    struct dcp_error *) CHECKED;
void colour_free(struct colour *);

/*
 * Has the source codes for more light than peak white, 48 cd/m2 (as PQ has)?
 * They become peak white.
 */
bool colour_clips(const struct colour *);

/*
 * colour_apply(colour, from, to, err):
 * Convert ${from}, of the bits that were stated, into 12-bit X'Y'Z' in ${to},
 * another image, which is initialised here.  Every code is within 1 of the
 * formula in double precision, and almost every one equal to it.  Negative
 * light, and NaN, is black.
 */
bool colour_apply(const struct colour *, const struct image *from,
    struct image *to, struct dcp_error *) CHECKED;

#endif
