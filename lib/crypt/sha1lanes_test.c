/* sha1lanes_test.c: what sha1lanes.h promises, against OpenSSL's SHA-1. */
#include "crypt/sha1lanes.h"

#include "base/bytes.h"
#include "base/testing.h"
#include "crypt/digest.h"

#define MOST	(5 * SHA1LANES_BLOCK)

/* A message of ${size} bytes with its padding: whole blocks. */
static void
pad(struct bytes *to, size_t first, size_t size)
{
	size_t i;

	bytes_reset(to);
	for (i = 0; i < size; i++)
		bytes_u8(to, (uint8_t)(first + i * i));
	bytes_u8(to, 0x80);
	while (to->size % SHA1LANES_BLOCK != 56)
		bytes_u8(to, 0);
	bytes_u64(to, 8 * (uint64_t)size);
	ck_assert(!to->bad);
}

/* Message ${l} of ${s} has the digest of the first ${size} bytes. */
static void
check(const struct sha1lanes *s, size_t l, const struct bytes *message,
    size_t size)
{
	struct dcp_error err = {0};
	struct digest_stream *stream = digest_begin(DIGEST_SHA1, &err);
	uint8_t have[SHA1LANES_SIZE];
	struct digest want;

	ck_assert(digest_add(stream, message->at, size, &err));
	ck_assert(digest_end(stream, &want, &err));
	sha1lanes_bytes(s, l, have);
	ck_assert_mem_eq(have, want.bytes, SHA1LANES_SIZE);
	digest_free(stream);
}

/* Every size up to some blocks, other bytes in each lane. */
static void
try_kernel(sha1lanes_kernel *kernel)
{
	struct bytes message[SHA1LANES_COUNT] = {{0}};
	const uint8_t *at[SHA1LANES_COUNT];
	struct sha1lanes s;
	size_t size, l;

	for (size = 0; size < MOST; size++) {
		for (l = 0; l < SHA1LANES_COUNT; l++) {
			pad(&message[l], l * 31, size);
			at[l] = message[l].at;
		}
		sha1lanes_start(&s);
		kernel(&s, at, message[0].size / SHA1LANES_BLOCK);
		for (l = 0; l < SHA1LANES_COUNT; l++)
			check(&s, l, &message[l], size);
	}
	for (l = 0; l < SHA1LANES_COUNT; l++)
		bytes_clear(&message[l]);
}

START_TEST(every_kernel_equals_openssl)
{
	try_kernel(sha1lanes_plain);
#if defined(__x86_64__)
	if (__builtin_cpu_supports("avx512f"))
		try_kernel(sha1lanes_avx512);
#endif
}
END_TEST

/* Messages that end earlier stay as they are while others go on. */
START_TEST(lanes_of_different_sizes)
{
	struct bytes message[SHA1LANES_COUNT] = {{0}};
	const uint8_t *at[SHA1LANES_COUNT];
	struct sha1lanes s;
	size_t block, l;

	sha1lanes_start(&s);
	for (l = 0; l < SHA1LANES_COUNT; l++)
		pad(&message[l], l, 20 * l);
	for (block = 0; block < 10; block++) {
		for (l = 0; l < SHA1LANES_COUNT; l++)
			at[l] = block * SHA1LANES_BLOCK < message[l].size ?
			    message[l].at + block * SHA1LANES_BLOCK : NULL;
		sha1lanes_run(&s, at, 1);
	}
	for (l = 0; l < SHA1LANES_COUNT; l++) {
		check(&s, l, &message[l], 20 * l);
		bytes_clear(&message[l]);
	}
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("sha1lanes");

	tcase_add_test(t, every_kernel_equals_openssl);
	tcase_add_test(t, lanes_of_different_sizes);
	return testing_run("sha1lanes", t);
}
