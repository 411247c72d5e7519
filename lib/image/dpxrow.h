/*
 * dpxrow.h: the forms in which DPX stores a row of samples (SMPTE ST 268-1,
 * packing): kernels, without any check of their own.
 */
#ifndef IMAGE_DPXROW_H
#define IMAGE_DPXROW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "image/image.h"

enum dpxrow_packing { DPXROW_PACKED, DPXROW_FILLED_A, DPXROW_FILLED_B };

struct dpxrow {
	uint32_t width;
	size_t samples;		/* width * channels */
	unsigned channels;	/* 1 to 4 */
	unsigned bits;		/* 8, 10, 12 or 16 */
	unsigned packing;	/* enum dpxrow_packing */
	uint8_t from[3];	/* channels that are R, G and B */
	bool little;		/* byte order */
};

/* Bytes that the samples of a row take, without padding to a word. */
size_t dpxrow_size(const struct dpxrow *);

/*
 * dpxrow_unpack(row, bytes, scratch, plane):
 * ${bytes} holds dpxrow_size() bytes, ${scratch} row->samples samples, and
 * each ${plane} gets row->width samples.
 */
void dpxrow_unpack(const struct dpxrow *, const uint8_t *bytes,
    uint16_t *scratch, uint16_t *const plane[3]);

/* Row ${y} as 10 bits filled by method A, big-endian: 4 * width bytes. */
void dpxrow_pack(const struct image *, uint32_t y, uint8_t *bytes);

#endif
