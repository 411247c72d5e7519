/* aes_test.c: the vectors of the standards; many lanes equal one. */
#include "base/hex.h"
#include "base/testing.h"
#include "base/workers.h"
#include "crypt/aes.h"

#define BLOCKS	4
#define SIZE	(BLOCKS * AES_BLOCK_SIZE)

/* SP 800-38A, F.2.1 and F.2.2. */
static const char key_38a[] = "2b7e151628aed2a6abf7158809cf4f3c";
static const char iv_38a[] = "000102030405060708090a0b0c0d0e0f";
static const char plain_38a[] =
    "6bc1bee22e409f96e93d7e117393172a" "ae2d8a571e03ac9c9eb76fac45af8e51"
    "30c81c46a35ce411e5fbc1191a0a52ef" "f69f2445df4f9b17ad2b417be66c3710";
static const char cipher_38a[] =
    "7649abac8119b246cee98e9b12e9197d" "5086cb9b507219ee95db113a917678b2"
    "73bed6b8e3c1743b7116e69e22229516" "3ff1caa1681fac09120eca307586e1a7";

static struct aes *
new_aes(const char *text)
{
	struct dcp_error err = {0};
	uint8_t key[AES_KEY_SIZE];
	struct aes *aes;

	ck_assert(hex_parse(text, key, sizeof(key)));
	ck_assert_ptr_nonnull(aes = aes_new(key, &err));
	return aes;
}

START_TEST(vector_of_fips_197)
{
	struct aes *aes = new_aes("000102030405060708090a0b0c0d0e0f");
	struct dcp_error err = {0};
	uint8_t b[AES_BLOCK_SIZE], zero[AES_BLOCK_SIZE] = {0};
	struct aes_lane lane = {.from = b, .to = b, .size = sizeof(b)};
	char text[2 * sizeof(b) + 1];

	ck_assert(hex_parse("00112233445566778899aabbccddeeff", b,
	    sizeof(b)));
	ck_assert(aes_cbc_encrypt(aes, &lane, 1, &err));
	hex_format(text, b, sizeof(b));
	ck_assert_str_eq(text, "69c4e0d86a7b0430d8cdb78070b4c55a");
	ck_assert_mem_eq(lane.iv, b, sizeof(b));
	ck_assert(aes_cbc_decrypt(aes, zero, b, b, sizeof(b), &err));
	hex_format(text, b, sizeof(b));
	ck_assert_str_eq(text, "00112233445566778899aabbccddeeff");
	aes_free(aes);
	aes_free(NULL);
}
END_TEST

/* The vector in ${count} lanes at once. */
static void
check_vector(const struct aes *aes, size_t count)
{
	struct aes_lane lane[40] = {{0}};
	uint8_t plain[SIZE], to[40][SIZE], want[SIZE];
	struct dcp_error err = {0};
	size_t i;

	ck_assert(hex_parse(plain_38a, plain, SIZE));
	ck_assert(hex_parse(cipher_38a, want, SIZE));
	for (i = 0; i < count; i++) {
		lane[i] = (struct aes_lane){.from = plain, .to = to[i],
		    .size = SIZE};
		ck_assert(hex_parse(iv_38a, lane[i].iv, AES_BLOCK_SIZE));
	}
	ck_assert(aes_cbc_encrypt(aes, lane, count, &err));
	for (i = 0; i < count; i++) {
		ck_assert_mem_eq(to[i], want, SIZE);
		ck_assert_mem_eq(lane[i].iv, want + SIZE - AES_BLOCK_SIZE,
		    AES_BLOCK_SIZE);
	}
}

START_TEST(vector_of_sp_800_38a)
{
	struct aes *aes = new_aes(key_38a);
	uint8_t b[SIZE], iv[AES_BLOCK_SIZE], want[SIZE];
	struct dcp_error err = {0};
	size_t count;

	for (count = 0; count <= 40; count++)
		check_vector(aes, count);
	ck_assert(hex_parse(iv_38a, iv, sizeof(iv)));
	ck_assert(hex_parse(cipher_38a, b, SIZE));
	ck_assert(hex_parse(plain_38a, want, SIZE));
	ck_assert(aes_cbc_decrypt(aes, iv, b, b, SIZE, &err));
	ck_assert_mem_eq(b, want, SIZE);
	ck_assert(aes_cbc_decrypt(aes, iv, NULL, NULL, 0, &err));
	aes_free(aes);
}
END_TEST

/* Lanes of all lengths, in place and not, give what each gives alone. */
#define MIXED	70u
#define MIXED_MAX (61 * AES_BLOCK_SIZE)

static size_t
mixed_size(size_t i)
{
	return i * 37 % 61 * AES_BLOCK_SIZE;
}

START_TEST(lanes_of_different_sizes)
{
	struct aes *aes = new_aes(key_38a);
	struct aes_lane lane[MIXED] = {{0}}, alone;
	static uint8_t plain[MIXED][MIXED_MAX], to[MIXED][MIXED_MAX];
	static uint8_t want[MIXED_MAX];
	struct dcp_error err = {0};
	size_t i, k;

	for (i = 0; i < MIXED; i++) {
		for (k = 0; k < MIXED_MAX; k++)
			plain[i][k] = (uint8_t)(i * 7 + k * 13 + k / 251);
		memcpy(to[i], plain[i], MIXED_MAX);
		lane[i].from = i % 2 == 0 ? plain[i] : to[i];
		lane[i].to = to[i];
		lane[i].size = mixed_size(i);
		memset(lane[i].iv, (int)i, AES_BLOCK_SIZE);
	}
	ck_assert(aes_cbc_encrypt(aes, lane, MIXED, &err));
	for (i = 0; i < MIXED; i++) {
		memcpy(want, plain[i], MIXED_MAX);
		alone = (struct aes_lane){.from = want, .to = want,
		    .size = mixed_size(i)};
		memset(alone.iv, (int)i, AES_BLOCK_SIZE);
		ck_assert(aes_cbc_encrypt(aes, &alone, 1, &err));
		ck_assert_mem_eq(to[i], want, MIXED_MAX);
		ck_assert_mem_eq(lane[i].iv, alone.iv, AES_BLOCK_SIZE);
	}
	aes_free(aes);
}
END_TEST

/* A chain may be cut at any block and gone on with. */
START_TEST(a_chain_in_pieces)
{
	struct aes *aes = new_aes(key_38a);
	uint8_t plain[SIZE], to[SIZE], want[SIZE];
	struct dcp_error err = {0};
	struct aes_lane lane[5];
	size_t cut, i;

	ck_assert(hex_parse(plain_38a, plain, SIZE));
	ck_assert(hex_parse(cipher_38a, want, SIZE));
	for (cut = 0; cut <= SIZE; cut += AES_BLOCK_SIZE) {
		for (i = 0; i < 5; i++) {
			lane[i] = (struct aes_lane){.from = plain, .to = to,
			    .size = cut};
			ck_assert(hex_parse(iv_38a, lane[i].iv,
			    AES_BLOCK_SIZE));
		}
		ck_assert(aes_cbc_encrypt(aes, lane, 5, &err));
		lane[4].from += cut;
		lane[4].to += cut;
		lane[4].size = SIZE - cut;
		ck_assert(aes_cbc_encrypt(aes, lane + 4, 1, &err));
		ck_assert_mem_eq(to, want, SIZE);
	}
	aes_free(aes);
}
END_TEST

/* Several threads use one key. */
static bool
both_ways(void *context, unsigned slot, uint64_t index, struct dcp_error *err)
{
	uint8_t b[SIZE], iv[AES_BLOCK_SIZE], want[SIZE];
	const struct aes *aes = context;

	(void)slot;
	(void)index;
	check_vector(aes, 7);
	return hex_parse(iv_38a, iv, sizeof(iv)) &&
	    hex_parse(cipher_38a, b, SIZE) &&
	    hex_parse(plain_38a, want, SIZE) &&
	    aes_cbc_decrypt(aes, iv, b, b, SIZE, err) &&
	    memcmp(b, want, SIZE) == 0;
}

START_TEST(threads_share_a_key)
{
	struct aes *aes = new_aes(key_38a);
	const struct workers_job job = {.count = 2000, .threads = 4,
	    .work = both_ways, .context = aes};
	struct dcp_error err = {0};

	ck_assert(workers_run(&job, &err));
	aes_free(aes);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("aes");

	tcase_add_test(t, vector_of_fips_197);
	tcase_add_test(t, vector_of_sp_800_38a);
	tcase_add_test(t, lanes_of_different_sizes);
	tcase_add_test(t, a_chain_in_pieces);
	tcase_add_test(t, threads_share_a_key);
	return testing_run("aes", t);
}
