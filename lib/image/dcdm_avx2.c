/*
 * dcdm_avx2.c: the kernel of dcdmkernel.h with vectors of eight floats.  No
 * fused multiply-add, so that it rounds as the plain one does.
 */
#include "image/dcdm.h"

#include "image/dcdmkernel.h"

#ifdef __x86_64__
__attribute__((target("avx2")))
#endif
void
dcdm_encode_avx2(const float row[3], float rgb[3][DCDM_BLOCK],
    uint16_t code[DCDM_BLOCK])
{
	encode_block(row, rgb, code);
}
