/* dcdm.c: see dcdm.h. */
#include "image/dcdm.h"

#include "image/dcdmkernel.h"

void
dcdm_encode_plain(const float row[3], float rgb[3][DCDM_BLOCK],
    uint16_t code[DCDM_BLOCK])
{
	encode_block(row, rgb, code);
}

dcdm_kernel *
dcdm_encode(void)
{
#ifdef __x86_64__
	if (__builtin_cpu_supports("avx2"))
		return dcdm_encode_avx2;
#endif
	return dcdm_encode_plain;
}
