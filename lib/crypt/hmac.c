/* hmac.c: see hmac.h. */
#include "crypt/hmac.h"

#include <stdlib.h>
#include <string.h>

#include <openssl/core_names.h>
#include <openssl/evp.h>

#include "base/bytes.h"
#include "crypt/secret.h"
#include "crypt/sha1lanes.h"

/* RFC 2104, 2: the key is combined with these, a block of each. */
#define INNER	0x36
#define OUTER	0x5c

/* Fewer bytes than of so many full lanes, and one after another is sooner. */
#define WORTH	6u

/* The key is within; never used itself, only copied. */
struct hmac {
	EVP_MAC_CTX *keyed;

	/* Of hmac_many(): every lane behind the block of the key. */
	struct sha1lanes inner, outer;
	bool has_lanes;
};

struct hmac_stream {
	EVP_MAC_CTX *ctx;
};

static bool
refused(struct dcp_error *err)
{
	return error_set(err, DCP_REFUSED, "OpenSSL cannot do HMAC-SHA1");
}

static bool
make_ready(struct hmac *hmac, const void *key, size_t size)
{
	char sha1[] = "SHA1";
	const OSSL_PARAM params[] = {
		OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, sha1,
		    0),
		OSSL_PARAM_construct_end(),
	};
	EVP_MAC *mac = EVP_MAC_fetch(NULL, "HMAC", NULL);
	bool ok;

	ok = mac != NULL && (hmac->keyed = EVP_MAC_CTX_new(mac)) != NULL &&
	    EVP_MAC_init(hmac->keyed, key, size, params) == 1;
	EVP_MAC_free(mac);
	return ok;
}

/* All lanes behind the key, combined with ${with}. */
static void
begin_lanes(struct sha1lanes *s, const uint8_t *key, size_t size, uint8_t with)
{
	uint8_t block[SHA1LANES_BLOCK];
	const uint8_t *at[SHA1LANES_COUNT];
	size_t i;

	for (i = 0; i < sizeof(block); i++)
		block[i] = (uint8_t)((i < size ? key[i] : 0) ^ with);
	for (i = 0; i < SHA1LANES_COUNT; i++)
		at[i] = block;
	sha1lanes_start(s);
	sha1lanes_run(s, at, 1);
	secret_wipe(block, sizeof(block));
}

struct hmac *
hmac_new(const void *key, size_t size, struct dcp_error *err)
{
	struct hmac *hmac = calloc(1, sizeof(*hmac));

	if (hmac == NULL) {
		error_memory(err);
		return NULL;
	}
	if (!make_ready(hmac, key, size)) {
		refused(err);
		hmac_free(hmac);
		return NULL;
	}
	hmac->has_lanes = sha1lanes_is_there() && size <= SHA1LANES_BLOCK;
	if (hmac->has_lanes) {
		begin_lanes(&hmac->inner, key, size, INNER);
		begin_lanes(&hmac->outer, key, size, OUTER);
	}
	return hmac;
}

/* OpenSSL cleanses what it frees. */
void
hmac_free(struct hmac *hmac)
{
	if (hmac == NULL)
		return;
	EVP_MAC_CTX_free(hmac->keyed);
	secret_wipe(hmac, sizeof(*hmac));
	free(hmac);
}

struct hmac_stream *
hmac_begin(const struct hmac *hmac, struct dcp_error *err)
{
	struct hmac_stream *s = calloc(1, sizeof(*s));

	if (s == NULL) {
		error_memory(err);
		return NULL;
	}
	if ((s->ctx = EVP_MAC_CTX_dup(hmac->keyed)) == NULL) {
		refused(err);
		hmac_drop(s);
		return NULL;
	}
	return s;
}

bool
hmac_add(struct hmac_stream *s, const void *bytes, size_t size,
    struct dcp_error *err)
{
	return size == 0 || EVP_MAC_update(s->ctx, bytes, size) == 1 ||
	    refused(err);
}

bool
hmac_end(struct hmac_stream *s, uint8_t out[HMAC_SIZE], struct dcp_error *err)
{
	size_t made;

	memset(out, 0, HMAC_SIZE);
	if (EVP_MAC_final(s->ctx, out, &made, HMAC_SIZE) == 1 &&
	    made == HMAC_SIZE && EVP_MAC_init(s->ctx, NULL, 0, NULL) == 1)
		return true;
	memset(out, 0, HMAC_SIZE);
	return refused(err);
}

void
hmac_drop(struct hmac_stream *s)
{
	if (s == NULL)
		return;
	EVP_MAC_CTX_free(s->ctx);
	free(s);
}

/* All whole blocks of the messages. */
static void
run_lanes(struct sha1lanes *s, const struct hmac_message *m, size_t count)
{
	const uint8_t *at[SHA1LANES_COUNT];
	size_t i, left, step, done = 0;

	do {
		step = 0;
		for (i = 0; i < SHA1LANES_COUNT; i++) {
			left = i < count ? m[i].size / SHA1LANES_BLOCK : 0;
			at[i] = left > done ?
			    m[i].at + done * SHA1LANES_BLOCK : NULL;
			if (left > done && (step == 0 || left - done < step))
				step = left - done;
		}
		sha1lanes_run(s, at, step);
		done += step;
	} while (step > 0);
}

/* The last bytes of each, and the padding: one block or two. */
static void
end_lanes(struct sha1lanes *s, const struct hmac_message *m, size_t count)
{
	uint8_t tail[SHA1LANES_COUNT][2 * SHA1LANES_BLOCK] = {{0}};
	const uint8_t *first[SHA1LANES_COUNT] = {NULL};
	const uint8_t *second[SHA1LANES_COUNT] = {NULL};
	size_t i, rest, size;

	for (i = 0; i < count; i++) {
		rest = m[i].size % SHA1LANES_BLOCK;
		size = rest + 1 + sizeof(uint64_t) <= SHA1LANES_BLOCK ?
		    SHA1LANES_BLOCK : 2 * SHA1LANES_BLOCK;
		if (rest > 0)
			memcpy(tail[i], m[i].at + m[i].size - rest, rest);
		tail[i][rest] = 0x80;
		bytes_big_endian(tail[i] + size - sizeof(uint64_t),
		    8 * (uint64_t)(SHA1LANES_BLOCK + m[i].size),
		    sizeof(uint64_t));
		first[i] = tail[i];
		if (size > SHA1LANES_BLOCK)
			second[i] = tail[i] + SHA1LANES_BLOCK;
	}
	sha1lanes_run(s, first, 1);
	sha1lanes_run(s, second, 1);
}

static void
make_lanes(const struct hmac *hmac, const struct hmac_message *m, size_t count)
{
	struct hmac_message digest[SHA1LANES_COUNT];
	uint8_t inner[SHA1LANES_COUNT][HMAC_SIZE];
	struct sha1lanes s = hmac->inner;
	size_t i;

	run_lanes(&s, m, count);
	end_lanes(&s, m, count);
	for (i = 0; i < count; i++) {
		sha1lanes_bytes(&s, i, inner[i]);
		digest[i] = (struct hmac_message){inner[i], HMAC_SIZE, NULL};
	}
	s = hmac->outer;
	end_lanes(&s, digest, count);
	for (i = 0; i < count; i++)
		sha1lanes_bytes(&s, i, m[i].to);
	secret_wipe(&s, sizeof(s));
}

/* As long as the longest of them are all lanes. */
static bool
is_worth_while(const struct hmac_message *m, size_t count)
{
	size_t i, all = 0, most = 0;

	for (i = 0; i < count; i++) {
		all += m[i].size;
		most = m[i].size > most ? m[i].size : most;
	}
	return all / WORTH >= most;
}

static bool
make_streams(const struct hmac *hmac, const struct hmac_message *m,
    size_t count, struct dcp_error *err)
{
	struct hmac_stream *s = hmac_begin(hmac, err);
	bool ok = s != NULL;
	size_t i;

	for (i = 0; ok && i < count; i++)
		ok = hmac_add(s, m[i].at, m[i].size, err) &&
		    hmac_end(s, m[i].to, err);
	hmac_drop(s);
	return ok;
}

bool
hmac_many(const struct hmac *hmac, const struct hmac_message *m, size_t count,
    struct dcp_error *err)
{
	size_t n;

	for (; count > 0; m += n, count -= n) {
		n = count < SHA1LANES_COUNT ? count : SHA1LANES_COUNT;
		if (hmac->has_lanes && is_worth_while(m, n))
			make_lanes(hmac, m, n);
		else if (!make_streams(hmac, m, n, err))
			return false;
	}
	return true;
}

bool
hmac_equal(const uint8_t a[HMAC_SIZE], const uint8_t b[HMAC_SIZE])
{
	return secret_equal(a, b, HMAC_SIZE);
}
