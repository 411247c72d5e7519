/*
 * cells.h: the row of black and white cells by which programs read a test
 * card.  There are 64 of the same width from the left border to the right
 * one, three units high, from 50/54 of the height down; white is 1.  From the
 * left, highest bit first:
 *
 *     8 bits   10101100, to find and measure black and white
 *     24 bits  number of the frame
 *     2 bits   eye: 0 mono, 1 left, 2 right
 *     10 bits  frames a second, rounded up
 *     4 bits   version of this layout, 1
 *     16 bits  check sum of the 40 bits between: CRC-16 with the polynomial
 *              0x1021 and the start value 0xffff
 */
#ifndef IMAGE_CELLS_H
#define IMAGE_CELLS_H

#include "image/testcard.h"

void cells_draw(struct image *, const struct testcard_mark *);

/* See testcard_read(). */
bool cells_read(const struct image *, struct testcard_mark *,
    struct dcp_error *) CHECKED;

#endif
