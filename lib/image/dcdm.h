/* dcdm.h: light to the code values of the DCDM (SMPTE ST 428-1): the kernel. */
#ifndef IMAGE_DCDM_H
#define IMAGE_DCDM_H

#include <stdint.h>

/* Samples of one call: fixed, so that every compiler makes vectors of it. */
#define DCDM_BLOCK	256

/*
 * dcdm_encode(light, code):
 * For DCDM_BLOCK samples, code = 4095 * light^(1/2.6), rounded to nearest.
 * Light below 0 gives 0, above 1 gives 4095; there must be no NaN.  Its error
 * before rounding is below 0.002 of a code.
 */
void dcdm_encode(const float light[DCDM_BLOCK], uint16_t code[DCDM_BLOCK]);

#endif
