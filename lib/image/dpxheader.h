/* dpxheader.h: numbers in the header of a DPX file (SMPTE ST 268-1:2014). */
#ifndef IMAGE_DPXHEADER_H
#define IMAGE_DPXHEADER_H

#define DPXHEADER_SIZE		2048	/* generic and industry together */
#define DPXHEADER_IMAGE		768	/* offset of the image information */
#define DPXHEADER_ELEMENT_SIZE	72	/* one image element in it */
#define DPXHEADER_ELEMENTS	8	/* room for so many */
#define DPXHEADER_UNDEFINED	0xffffffffu

enum dpxheader_descriptor {
	DPXHEADER_LUMA = 6,
	DPXHEADER_RGB = 50,
	DPXHEADER_RGBA = 51,
	DPXHEADER_ABGR = 52
};

/* Transfer and colorimetric characteristic: one set of values for both. */
enum dpxheader_colour {
	DPXHEADER_UNSAID = 0,
	DPXHEADER_DENSITY = 1,
	DPXHEADER_LINEAR = 2,
	DPXHEADER_LOG = 3,
	DPXHEADER_274M = 5,	/* SMPTE ST 274 */
	DPXHEADER_709 = 6	/* ITU-R BT.709 */
};

#endif
