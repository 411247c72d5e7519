/*
 * testcard.h: a picture for lining up, with its own number in it, for people
 * and for programs to read.  dcp-testcard(1) describes what is where.
 */
#ifndef IMAGE_TESTCARD_H
#define IMAGE_TESTCARD_H

#include "base/error.h"
#include "base/rational.h"
#include "image/image.h"

/* Smallest size at which the cells can be read. */
#define TESTCARD_WIDTH_MIN	256
#define TESTCARD_HEIGHT_MIN	108

/* Frames that the cells can number. */
#define TESTCARD_FRAMES_MAX	(1u << 24)

enum testcard_eye { TESTCARD_MONO, TESTCARD_LEFT, TESTCARD_RIGHT };

/* What a card says of itself in its cells. */
struct testcard_mark {
	uint32_t frame;
	enum testcard_eye eye;
	unsigned rate;		/* frames a second, rounded up */
};

/* Start with `struct testcard t = {0};` and end with testcard_clear(). */
struct testcard {
	enum testcard_eye eye;
	struct rational rate;
	uint32_t disparity;	/* pixels that the ball is farther right for
				 * the left eye than for the right one */
	struct image ground;	/* all that stands still; private */
};

/*
 * testcard_init(card, width, height, rate, eye, disparity, err):
 * Draw all that does not move.  The card may then be used by several threads.
 */
bool testcard_init(struct testcard *, uint32_t width, uint32_t height,
    struct rational rate, enum testcard_eye, uint32_t disparity,
    struct dcp_error *) CHECKED;

void testcard_clear(struct testcard *);

/*
 * testcard_draw(card, frame, image, err):
 * Draw frame ${frame}, below TESTCARD_FRAMES_MAX, into ${image}, which is
 * initialised here: 10 bits, Rec. 709 with gamma 2.4, full range.
 */
bool testcard_draw(const struct testcard *, uint32_t frame, struct image *,
    struct dcp_error *) CHECKED;

/* Does the white flash show in this frame: the first 1/24 of each second? */
bool testcard_is_flash(struct rational rate, uint64_t frame);

/*
 * testcard_read(image, mark, err):
 * Read the cells of a whole card, of any size and of codes of any kind: RGB
 * or X'Y'Z', also after lossy coding or scaling.  DCP_BAD_INPUT if there are
 * no cells or their check sum is wrong.
 */
bool testcard_read(const struct image *, struct testcard_mark *,
    struct dcp_error *) CHECKED;

const char *testcard_eye_name(enum testcard_eye);

#endif
