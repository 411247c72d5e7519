/* sha1lanes.c: see sha1lanes.h. */
#include "crypt/sha1lanes.h"

#include "crypt/secret.h"
#include "crypt/sha1kernel.h"

/* FIPS 180-4, 5.3.1. */
static const uint32_t start[5] = {
	0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0,
};

void
sha1lanes_plain(struct sha1lanes *s, const uint8_t *const at[SHA1LANES_COUNT],
    size_t blocks)
{
	sha1kernel_run(s, at, blocks);
}

#if defined(__x86_64__)
static sha1lanes_kernel *
choose(void)
{
	return __builtin_cpu_supports("avx512f") ? sha1lanes_avx512 : NULL;
}
#else
static sha1lanes_kernel *
choose(void)
{
	return NULL;
}
#endif

bool
sha1lanes_is_there(void)
{
	return choose() != NULL;
}

void
sha1lanes_start(struct sha1lanes *s)
{
	size_t k, l;

	for (k = 0; k < 5; k++)
		for (l = 0; l < SHA1LANES_COUNT; l++)
			s->h[k][l] = start[k];
}

/* A message that is not there takes part with the bytes of another. */
void
sha1lanes_run(struct sha1lanes *s, const uint8_t *const at[SHA1LANES_COUNT],
    size_t blocks)
{
	sha1lanes_kernel *kernel = choose();
	const uint8_t *all[SHA1LANES_COUNT], *some = NULL;
	struct sha1lanes before;
	size_t k, l;

	for (l = 0; l < SHA1LANES_COUNT; l++)
		some = at[l] == NULL ? some : at[l];
	if (some == NULL)
		return;
	before = *s;
	for (l = 0; l < SHA1LANES_COUNT; l++)
		all[l] = at[l] == NULL ? some : at[l];
	(kernel == NULL ? sha1lanes_plain : kernel)(s, all, blocks);
	for (l = 0; l < SHA1LANES_COUNT; l++)
		for (k = 0; k < 5 && at[l] == NULL; k++)
			s->h[k][l] = before.h[k][l];
	secret_wipe(&before, sizeof(before));	/* it may follow a key */
}

void
sha1lanes_bytes(const struct sha1lanes *s, size_t l,
    uint8_t to[SHA1LANES_SIZE])
{
	size_t k;

	for (k = 0; k < 5; k++) {
		to[4 * k] = (uint8_t)(s->h[k][l] >> 24);
		to[4 * k + 1] = (uint8_t)(s->h[k][l] >> 16);
		to[4 * k + 2] = (uint8_t)(s->h[k][l] >> 8);
		to[4 * k + 3] = (uint8_t)s->h[k][l];
	}
}
