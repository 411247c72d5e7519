/*
 * draw.h: plain shapes in pictures of codes.  What lies outside of the picture
 * is not drawn.
 */
#ifndef IMAGE_DRAW_H
#define IMAGE_DRAW_H

#include "image/image.h"

struct draw_colour {
	uint16_t code[3];
};

/* All pixels from (x, y) on, ${width} to the right, ${height} down. */
void draw_box(struct image *, int32_t x, int32_t y, int32_t width,
    int32_t height, struct draw_colour);

/* The border of such a box, ${thickness} pixels inwards. */
void draw_frame(struct image *, int32_t x, int32_t y, int32_t width,
    int32_t height, int32_t thickness, struct draw_colour);

/* All pixels from ${inner} up to ${outer}, in pixels, away from (x, y). */
void draw_ring(struct image *, int32_t x, int32_t y, int32_t inner,
    int32_t outer, struct draw_colour);

/*
 * draw_text(image, x, y, scale, text, colour):
 * Capital letters, digits and ":-./" of 5 by 7 dots, each ${scale} pixels wide
 * and high, one dot apart; other characters are blank.  (x, y) is the upper
 * left corner.
 */
void draw_text(struct image *, int32_t x, int32_t y, int32_t scale,
    const char *text, struct draw_colour);

/* Pixels that this text is wide. */
int32_t draw_text_width(int32_t scale, const char *text);

#define DRAW_TEXT_DOTS	7	/* height of text at a scale of 1, in pixels */

#endif
