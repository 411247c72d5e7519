/* sha1lanes_avx512.c: the kernel with vectors of 16 words. */
#include "crypt/sha1kernel.h"

#if defined(__x86_64__)

__attribute__((target("avx512f"), flatten))
void
sha1lanes_avx512(struct sha1lanes *s, const uint8_t *const at[SHA1LANES_COUNT],
    size_t blocks)
{
	sha1kernel_run(s, at, blocks);
}

#endif
