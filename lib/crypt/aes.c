/*
 * aes.c: see aes.h.  All of the cipher is OpenSSL's.  Chains side by side are
 * one call of it a step: the next block of each chain, combined with the last
 * one made, stands in a row of blocks, and AES in its plainest mode (ECB)
 * turns the row into the next ciphertext of each.
 */
#include "crypt/aes.h"

#include <assert.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include <openssl/evp.h>

/* Chains in one row: more wait for memory. */
#define ROW_LANES	16u

/*
 * Chains are brought into rows so many blocks at a time.  Equal frames lie a
 * multiple of the page size apart, where the places in the processor's first
 * cache are the same: block by block, each would push the others out.
 */
#define TILE_STEPS	32u
#define TILE_SIZE	(TILE_STEPS * AES_BLOCK_SIZE)	/* bytes of a chain */

/* What OpenSSL takes at once: it counts bytes as int. */
#define PIECE_SIZE	((size_t)1 << 30)	/* bytes */

struct aes {
	EVP_CIPHER_CTX *row;		/* ECB */
	EVP_CIPHER_CTX *encrypt;	/* CBC */
	EVP_CIPHER_CTX *decrypt;
};

static bool
refused(struct dcp_error *err)
{
	return error_set(err, DCP_REFUSED, "OpenSSL cannot do AES-128");
}

/* A context with the key in it; never used itself, only copied. */
static EVP_CIPHER_CTX *
keyed(const EVP_CIPHER *cipher, const uint8_t *key, int encrypt,
    struct dcp_error *err)
{
	EVP_CIPHER_CTX *ctx = EVP_CIPHER_CTX_new();

	if (ctx == NULL) {
		error_memory(err);
		return NULL;
	}
	if (EVP_CipherInit_ex(ctx, cipher, NULL, key, NULL, encrypt) != 1 ||
	    EVP_CIPHER_CTX_set_padding(ctx, 0) != 1) {
		EVP_CIPHER_CTX_free(ctx);
		refused(err);
		return NULL;
	}
	return ctx;
}

/* A copy to work with, so that threads share the key but not the chain. */
static EVP_CIPHER_CTX *
copied(const EVP_CIPHER_CTX *keyed_ctx, const uint8_t *iv,
    struct dcp_error *err)
{
	EVP_CIPHER_CTX *ctx = EVP_CIPHER_CTX_new();

	if (ctx == NULL) {
		error_memory(err);
		return NULL;
	}
	if (EVP_CIPHER_CTX_copy(ctx, keyed_ctx) != 1 || (iv != NULL &&
	    EVP_CipherInit_ex(ctx, NULL, NULL, NULL, iv, -1) != 1)) {
		EVP_CIPHER_CTX_free(ctx);
		refused(err);
		return NULL;
	}
	return ctx;
}

struct aes *
aes_new(const uint8_t key[AES_KEY_SIZE], struct dcp_error *err)
{
	struct aes *aes = calloc(1, sizeof(*aes));

	if (aes == NULL) {
		error_memory(err);
		return NULL;
	}
	aes->row = keyed(EVP_aes_128_ecb(), key, 1, err);
	aes->encrypt = keyed(EVP_aes_128_cbc(), key, 1, err);
	aes->decrypt = keyed(EVP_aes_128_cbc(), key, 0, err);
	if (aes->row != NULL && aes->encrypt != NULL && aes->decrypt != NULL)
		return aes;
	aes_free(aes);
	return NULL;
}

/* OpenSSL cleanses what it frees. */
void
aes_free(struct aes *aes)
{
	if (aes == NULL)
		return;
	EVP_CIPHER_CTX_free(aes->row);
	EVP_CIPHER_CTX_free(aes->encrypt);
	EVP_CIPHER_CTX_free(aes->decrypt);
	free(aes);
}

/* All of one chain, in pieces that OpenSSL can count. */
static bool
run_chain(EVP_CIPHER_CTX *ctx, const uint8_t *from, uint8_t *to, size_t size,
    struct dcp_error *err)
{
	size_t n;
	int made;

	for (; size > 0; size -= n, from += n, to += n) {
		n = size < PIECE_SIZE ? size : PIECE_SIZE;
		if (EVP_CipherUpdate(ctx, to, &made, from, (int)n) != 1 ||
		    (size_t)made != n)
			return refused(err);
	}
	return true;
}

static bool
encrypt_one(const struct aes *aes, struct aes_lane *lane,
    struct dcp_error *err)
{
	EVP_CIPHER_CTX *ctx;
	bool ok;

	if (lane->size == 0)
		return true;
	ctx = copied(aes->encrypt, lane->iv, err);
	ok = ctx != NULL &&
	    run_chain(ctx, lane->from, lane->to, lane->size, err);
	if (ok)
		memcpy(lane->iv, lane->to + lane->size - AES_BLOCK_SIZE,
		    AES_BLOCK_SIZE);
	EVP_CIPHER_CTX_free(ctx);
	return ok;
}

/* The chains that stand in the row, and how far all of them have come. */
struct row {
	struct aes_lane *lane[ROW_LANES];
	size_t done[ROW_LANES];		/* bytes of each */
	uint8_t block[ROW_LANES * AES_BLOCK_SIZE];	/* last one made */
	size_t count;
};

/* Take in chains that wait, until the row is full or none is left. */
static void
row_fill(struct row *row, struct aes_lane **next, const struct aes_lane *end)
{
	for (; row->count < ROW_LANES && *next < end; ++*next) {
		if ((*next)->size == 0)
			continue;
		row->lane[row->count] = *next;
		row->done[row->count] = 0;
		memcpy(row->block + row->count * AES_BLOCK_SIZE, (*next)->iv,
		    AES_BLOCK_SIZE);
		row->count++;
	}
}

/* Let out the chains that are at their end. */
static void
row_drain(struct row *row)
{
	size_t i = 0;

	while (i < row->count) {
		uint8_t *block = row->block + i * AES_BLOCK_SIZE;

		if (row->done[i] < row->lane[i]->size) {
			i++;
			continue;
		}
		memcpy(row->lane[i]->iv, block, AES_BLOCK_SIZE);
		row->count--;
		row->lane[i] = row->lane[row->count];
		row->done[i] = row->done[row->count];
		memmove(block, row->block + row->count * AES_BLOCK_SIZE,
		    AES_BLOCK_SIZE);
	}
}

/* How far all can go before one is at its end, in bytes. */
static size_t
row_reach(const struct row *row)
{
	size_t i, left, reach = SIZE_MAX;

	for (i = 0; i < row->count; i++) {
		left = row->lane[i]->size - row->done[i];
		reach = left < reach ? left : reach;
	}
	return reach;
}

/* ${to}, combined with ${with}: ${size} bytes, whole blocks. */
static void
combine_blocks(uint8_t *restrict to, const uint8_t *restrict with, size_t size)
{
	uint64_t x, y;
	size_t i;

	for (i = 0; i < size; i += sizeof(x)) {
		memcpy(&x, to + i, sizeof(x));
		memcpy(&y, with + i, sizeof(y));
		x ^= y;
		memcpy(to + i, &x, sizeof(x));
	}
}

/* The next ${size} bytes of each chain, row by row, are the tile. */
static void
tile_gather(uint8_t *tile, const struct row *row, size_t size)
{
	size_t i, k, step = row->count * AES_BLOCK_SIZE;

	for (i = 0; i < row->count; i++) {
		const uint8_t *from = row->lane[i]->from + row->done[i];
		uint8_t *to = tile + i * AES_BLOCK_SIZE;

		for (k = 0; k < size; k += AES_BLOCK_SIZE, to += step)
			memcpy(to, from + k, AES_BLOCK_SIZE);
	}
}

static void
tile_scatter(const uint8_t *tile, struct row *row, size_t size)
{
	size_t i, k, step = row->count * AES_BLOCK_SIZE;

	for (i = 0; i < row->count; i++) {
		const uint8_t *from = tile + i * AES_BLOCK_SIZE;
		uint8_t *to = row->lane[i]->to + row->done[i];

		for (k = 0; k < size; k += AES_BLOCK_SIZE, from += step)
			memcpy(to + k, from, AES_BLOCK_SIZE);
		row->done[i] += size;
	}
}

/* The next ${size} bytes of each chain, at most TILE_STEPS blocks. */
static bool
row_run(struct row *row, size_t size, EVP_CIPHER_CTX *ctx,
    struct dcp_error *err)
{
	uint8_t tile[TILE_STEPS * ROW_LANES * AES_BLOCK_SIZE];
	size_t step = row->count * AES_BLOCK_SIZE, steps = size /
	    AES_BLOCK_SIZE;
	const uint8_t *last = row->block;
	uint8_t *at = tile;
	int made;

	tile_gather(tile, row, size);
	for (; steps > 0; steps--, last = at, at += step) {
		combine_blocks(at, last, step);
		if (EVP_EncryptUpdate(ctx, at, &made, at, (int)step) != 1 ||
		    made != (int)step)
			return refused(err);
	}
	memcpy(row->block, last, step);
	tile_scatter(tile, row, size);
	return true;
}

/* The rest of the one chain that is left, if there is one. */
static bool
row_finish(const struct aes *aes, const struct row *row,
    struct dcp_error *err)
{
	struct aes_lane *lane = row->lane[0], rest;

	if (row->count == 0)
		return true;
	rest = (struct aes_lane){.from = lane->from + row->done[0],
	    .to = lane->to + row->done[0], .size = lane->size - row->done[0]};
	memcpy(rest.iv, row->block, AES_BLOCK_SIZE);
	if (!encrypt_one(aes, &rest, err))
		return false;
	memcpy(lane->iv, rest.iv, AES_BLOCK_SIZE);
	return true;
}

static bool
encrypt_many(const struct aes *aes, struct aes_lane *lane, size_t count,
    struct dcp_error *err)
{
	EVP_CIPHER_CTX *ctx = copied(aes->row, NULL, err);
	const struct aes_lane *end = lane + count;
	struct row row = {.count = 0};
	size_t reach, size;
	bool ok = ctx != NULL;

	row_fill(&row, &lane, end);
	while (ok && row.count > 1) {
		for (reach = row_reach(&row); ok && reach > 0; reach -= size) {
			size = reach < TILE_SIZE ? reach : TILE_SIZE;
			ok = row_run(&row, size, ctx, err);
		}
		row_drain(&row);
		row_fill(&row, &lane, end);
	}
	ok = ok && row_finish(aes, &row, err);
	EVP_CIPHER_CTX_free(ctx);
	return ok;
}

bool
aes_cbc_encrypt(const struct aes *aes, struct aes_lane *lane, size_t count,
    struct dcp_error *err)
{
	size_t i;

	for (i = 0; i < count; i++)
		assert(lane[i].size % AES_BLOCK_SIZE == 0);
	return count == 1 ? encrypt_one(aes, lane, err) :
	    encrypt_many(aes, lane, count, err);
}

bool
aes_cbc_decrypt(const struct aes *aes, const uint8_t iv[AES_BLOCK_SIZE],
    const uint8_t *from, uint8_t *to, size_t size, struct dcp_error *err)
{
	EVP_CIPHER_CTX *ctx;
	bool ok;

	assert(size % AES_BLOCK_SIZE == 0);
	if (size == 0)
		return true;
	ctx = copied(aes->decrypt, iv, err);
	ok = ctx != NULL && run_chain(ctx, from, to, size, err);
	EVP_CIPHER_CTX_free(ctx);
	return ok;
}
