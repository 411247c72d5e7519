/* dcdm.h: light to the code values of the DCDM (SMPTE ST 428-1): the kernel. */
#ifndef IMAGE_DCDM_H
#define IMAGE_DCDM_H

#include <stdint.h>

/* Samples of one call: fixed, so that every compiler makes vectors of it. */
#define DCDM_BLOCK	256

/*
 * For DCDM_BLOCK pixels of linear RGB, code = 4095 * light^(1/2.6), rounded,
 * of light = row[0] * R + row[1] * G + row[2] * B.  Light below 0 gives 0,
 * above 1 gives 4095; there must be no NaN.  The error before rounding is
 * below 0.002 of a code.
 */
typedef void dcdm_kernel(const float row[3], float rgb[3][DCDM_BLOCK],
    uint16_t code[DCDM_BLOCK]);

/* In plain C; and the same compiled for wider vectors, where there are any. */
dcdm_kernel dcdm_encode_plain, dcdm_encode_avx2;

/* The fastest one on this processor; all give the same codes. */
dcdm_kernel *dcdm_encode(void);

#endif
