/* transfer.h: transfer functions: from a code to light, in double precision. */
#ifndef IMAGE_TRANSFER_H
#define IMAGE_TRANSFER_H

#include "image/colour.h"

/*
 * transfer_decode(transfer, v):
 * The light of the signal ${v} (0 to 1), with 1.0 for peak white; for PQ, 1.0
 * stands for 48 cd/m2, and more than 1.0 comes out.  ${transfer} is one of
 * light: neither unknown, nor DCDM, nor a log.
 */
double transfer_decode(enum colour_transfer, double v);

#endif
