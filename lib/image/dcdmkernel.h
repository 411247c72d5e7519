/*
 * dcdmkernel.h: the body of every dcdm_encode_*(), see dcdm.h.
 *
 * light^(1/2.6) is 2^(log2(light) / 2.6).  Both functions are minimax
 * polynomials over a short interval; the rest is the exponent of the float.
 */
#ifndef IMAGE_DCDMKERNEL_H
#define IMAGE_DCDMKERNEL_H

#include <string.h>

#include "image/dcdm.h"

/* Floats as integers: those that are not negative have the same order. */
#define DARKEST		0x2b8cbccc	/* 1e-12, far below code 0.5 */
#define THREE_QUARTERS	0x3f400000
#define ONE		0x3f800000
#define EXPONENT	23		/* first bit of a float's exponent */

#define KERNEL		static inline __attribute__((always_inline))

KERNEL float
float_of(int32_t bits)
{
	float f;

	memcpy(&f, &bits, sizeof(f));
	return f;
}

KERNEL int32_t
bits_of(float f)
{
	int32_t bits;

	memcpy(&bits, &f, sizeof(bits));
	return bits;
}

/* log2(1 + t) for t from -0.25 to 0.5; error below 4e-7 * (|t| + 0.02). */
KERNEL float
log2_near_1(float t)
{
	float p = 0.1150539112f;

	p = p * t - 0.2409609545f;
	p = p * t + 0.2996510598f;
	p = p * t - 0.3619598153f;
	p = p * t + 0.4805291862f;
	p = p * t - 0.7213114838f;
	p = p * t + 1.442698218f;
	return p * t;
}

/* 2^t for t from -0.5 to 0.5; relative error below 8e-8. */
KERNEL float
exp2_near_0(float t)
{
	float p = 0.001327647263f;

	p = p * t + 0.009675541343f;
	p = p * t + 0.05550713272f;
	p = p * t + 0.2402211972f;
	p = p * t + 0.6931469671f;
	return p * t + 1.000000072f;
}

KERNEL uint16_t
encode_light(float light)
{
	int32_t raw = bits_of(light);
	int32_t above = raw > DARKEST ? raw : DARKEST;
	int32_t bits = above < ONE ? above : ONE;
	/* It is 2^exponent * mantissa, which is 0.75 to 1.5. */
	int32_t exponent = (bits - THREE_QUARTERS) >> EXPONENT;
	float mantissa = float_of(bits - exponent * (1 << EXPONENT));
	float power = ((float)exponent + log2_near_1(mantissa - 1)) *
	    (float)(1 / 2.6);
	int32_t whole = (int32_t)(power - 0.5f);
	float part = exp2_near_0(power - (float)whole);
	float root = float_of(bits_of(part) + whole * (1 << EXPONENT));

	return (uint16_t)(int32_t)(root * 4095 + 0.5f);
}

KERNEL void
encode_block(const float row[3], float rgb[3][DCDM_BLOCK],
    uint16_t code[DCDM_BLOCK])
{
	const float r = row[0], g = row[1], b = row[2];
	int i;

	for (i = 0; i < DCDM_BLOCK; i++)
		code[i] = encode_light(r * rgb[0][i] + g * rgb[1][i] +
		    b * rgb[2][i]);
}

#endif
