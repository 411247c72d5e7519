/* hmac_test.c: the vectors of RFC 2202, in pieces, one stream after another. */
#include "base/hex.h"
#include "base/testing.h"
#include "crypt/hmac.h"

/* RFC 2202, 3: key and data; a text of one byte is repeated. */
static const struct {
	const char *key, *data;
	size_t key_size, data_size;
	const char *want;
} vectors[] = {
	{"\x0b", "Hi There", 20, 8,
	    "b617318655057264e28bc0b6fb378c8ef146be00"},
	{"Jefe", "what do ya want for nothing?", 4, 28,
	    "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79"},
	{"\xaa", "\xdd", 20, 50, "125d7342b9ac11cd91a39af48aa17b4f63f175d3"},
	{"\x01\x02\x03\x04\x05\x06\x07\x08\x09\x0a\x0b\x0c\x0d\x0e\x0f\x10"
	    "\x11\x12\x13\x14\x15\x16\x17\x18\x19", "\xcd", 25, 50,
	    "4c9007f4026250c6bc8414f9bf50c86c2d7235da"},
	{"\x0c", "Test With Truncation", 20, 20,
	    "4c1a03424b55e07fe7f27be1d58bb9324a9a5a04"},
	{"\xaa", "Test Using Larger Than Block-Size Key - Hash Key First", 80,
	    54, "aa4ae5e15272d00e95705637ce8a3b55ed402112"},
	{"\xaa", "Test Using Larger Than Block-Size Key and Larger Than One "
	    "Block-Size Data", 80, 73,
	    "e8e99d0f45237d786d6bbaa7965c7808bbff1a91"},
};

#define VECTOR_COUNT	(sizeof(vectors) / sizeof(vectors[0]))

static void
spread(uint8_t *to, const char *from, size_t size)
{
	if (strlen(from) == 1)
		memset(to, from[0], size);
	else
		memcpy(to, from, size);
}

/* The same message twice, in pieces of ${piece} bytes. */
static void
check_vector(size_t i, size_t piece)
{
	uint8_t key[80], data[80], out[HMAC_SIZE];
	struct dcp_error err = {0};
	struct hmac_stream *s;
	struct hmac *hmac;
	size_t at, n, round;
	char text[2 * HMAC_SIZE + 1];

	spread(key, vectors[i].key, vectors[i].key_size);
	spread(data, vectors[i].data, vectors[i].data_size);
	hmac = hmac_new(key, vectors[i].key_size, &err);
	ck_assert_ptr_nonnull(hmac);
	memset(key, 0, sizeof(key));
	ck_assert_ptr_nonnull(s = hmac_begin(hmac, &err));
	for (round = 0; round < 2; round++) {
		for (at = 0; at < vectors[i].data_size; at += n) {
			n = vectors[i].data_size - at;
			n = n < piece ? n : piece;
			ck_assert(hmac_add(s, data + at, n, &err));
		}
		ck_assert(hmac_add(s, NULL, 0, &err));
		ck_assert(hmac_end(s, out, &err));
		hex_format(text, out, sizeof(out));
		ck_assert_str_eq(text, vectors[i].want);
	}
	hmac_drop(s);
	hmac_free(hmac);
}

START_TEST(vectors_of_rfc_2202)
{
	size_t i, piece;

	for (i = 0; i < VECTOR_COUNT; i++)
		for (piece = 1; piece <= 80; piece += 13)
			check_vector(i, piece);
	hmac_drop(NULL);
	hmac_free(NULL);
}
END_TEST

START_TEST(streams_of_one_key_are_apart)
{
	uint8_t a[HMAC_SIZE], b[HMAC_SIZE], c[HMAC_SIZE];
	struct dcp_error err = {0};
	struct hmac *hmac = hmac_new("key", 3, &err);
	struct hmac_stream *one, *two;

	ck_assert_ptr_nonnull(hmac);
	ck_assert_ptr_nonnull(one = hmac_begin(hmac, &err));
	ck_assert(hmac_add(one, "ab", 2, &err));
	ck_assert_ptr_nonnull(two = hmac_begin(hmac, &err));
	ck_assert(hmac_add(two, "abc", 3, &err));
	ck_assert(hmac_add(one, "c", 1, &err));
	ck_assert(hmac_end(one, a, &err) && hmac_end(two, b, &err));
	ck_assert(hmac_end(two, c, &err));
	ck_assert(hmac_equal(a, b));
	ck_assert(!hmac_equal(a, c));
	hmac_drop(one);
	hmac_drop(two);
	hmac_free(hmac);
}
END_TEST

/* The checks of many are those of each: sizes alike, unlike, and few. */
START_TEST(many_are_as_one)
{
	enum { COUNT = 37, MOST = 700 };
	static const unsigned spread[] = {0, 1, 13, 64};
	struct dcp_error err = {0};
	struct hmac *hmac = hmac_new("sixteen bytes..", 16, &err);
	struct hmac_stream *s = hmac_begin(hmac, &err);
	struct hmac_message m[COUNT];
	uint8_t bytes[MOST], have[COUNT][HMAC_SIZE], want[HMAC_SIZE];
	size_t i, count, base;

	ck_assert(hmac != NULL && s != NULL);
	for (i = 0; i < MOST; i++)
		bytes[i] = (uint8_t)(i * i);
	for (base = 0; base < 200; base++)
		for (count = 1; count <= COUNT; count += 12) {
			for (i = 0; i < count; i++)
				m[i] = (struct hmac_message){bytes + i,
				    (base + i * spread[base % 4]) % 600,
				    have[i]};
			ck_assert(hmac_many(hmac, m, count, &err));
			for (i = 0; i < count; i++) {
				ck_assert(hmac_add(s, m[i].at, m[i].size,
				    &err) && hmac_end(s, want, &err));
				ck_assert_mem_eq(have[i], want, HMAC_SIZE);
			}
		}
	hmac_drop(s);
	hmac_free(hmac);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("hmac");

	tcase_add_test(t, vectors_of_rfc_2202);
	tcase_add_test(t, streams_of_one_key_are_apart);
	tcase_add_test(t, many_are_as_one);
	return testing_run("hmac", t);
}
