/* tripletseal.c: see tripletseal.h. */
#include "mxf/tripletseal.h"

#include <assert.h>
#include <string.h>

#include "base/limits.h"
#include "crypt/random.h"
#include "mxf/klv.h"
#include "mxf/triplet.h"

#define LENGTH_SIZE	4u	/* bytes of a length as it is written */
#define NUMBER_SIZE	8u	/* bytes of a number */

/* Items 6 to 8, with their lengths. */
static size_t
tail_size(bool no_mic)
{
	return 3 * LENGTH_SIZE +
	    (no_mic ? 0 : sizeof(struct uuid) + NUMBER_SIZE + HMAC_SIZE);
}

uint64_t
tripletseal_size(uint64_t source_size, uint64_t plaintext_offset, bool no_mic)
{
	uint64_t value = triplet_value_size(source_size, plaintext_offset);
	uint64_t length = klv_head_size(value) - UL_SIZE;
	uint64_t head = 4 * LENGTH_SIZE + 16 + NUMBER_SIZE + UL_SIZE +
	    NUMBER_SIZE;

	return head + length + value + tail_size(no_mic);
}

/* Bytes of the source in the last block; padding follows. */
static size_t
rest_size(const struct tripletseal_packet *p)
{
	return (size_t)((p->size - p->plaintext_offset) % AES_BLOCK_SIZE);
}

/* Where the encrypted value of a packet to be lies in its buffer. */
static uint8_t *
sealed_value(const struct tripletseal_packet *p, bool no_mic)
{
	return p->to->at + p->to->size - tail_size(no_mic) -
	    triplet_value_size(p->size, p->plaintext_offset);
}

static void
put_head(struct bytes *to, const struct tripletseal_file *file,
    const struct tripletseal_packet *p)
{
	klv_put_length(to, sizeof(file->context_id.bytes));
	bytes_put(to, file->context_id.bytes, sizeof(file->context_id.bytes));
	klv_put_length(to, NUMBER_SIZE);
	bytes_u64(to, p->plaintext_offset);
	klv_put_length(to, UL_SIZE);
	bytes_put(to, p->source_key.bytes, UL_SIZE);
	klv_put_length(to, NUMBER_SIZE);
	bytes_u64(to, p->size);
	klv_put_length(to, triplet_value_size(p->size, p->plaintext_offset));
}

static void
put_tail(struct bytes *to, const struct tripletseal_file *file,
    const struct tripletseal_packet *p)
{
	if (file->no_mic) {
		klv_put_length(to, 0);
		klv_put_length(to, 0);
		klv_put_length(to, 0);
		return;
	}
	klv_put_length(to, sizeof(file->track_file_id.bytes));
	bytes_put(to, file->track_file_id.bytes,
	    sizeof(file->track_file_id.bytes));
	klv_put_length(to, NUMBER_SIZE);
	bytes_u64(to, p->sequence);
	klv_put_length(to, HMAC_SIZE);
	bytes_fill(to, 0, HMAC_SIZE);
}

/* Append all of the packet, its value yet to be written. */
static bool
append(const struct tripletseal_file *file, const struct tripletseal_packet *p,
    struct dcp_error *err)
{
	assert(p->plaintext_offset <= p->size && p->size <= LIMIT_FRAME_SIZE);
	put_head(p->to, file, p);
	bytes_room(p->to,
	    (size_t)triplet_value_size(p->size, p->plaintext_offset));
	put_tail(p->to, file, p);
	return bytes_ok(p->to, err);
}

uint8_t *
tripletseal_place(const struct tripletseal_file *file,
    struct tripletseal_packet *p, struct dcp_error *err)
{
	uint8_t *at;

	assert(p->plaintext_offset == 0);
	if (!append(file, p, err))
		return NULL;
	at = sealed_value(p, file->no_mic) + TRIPLET_CHECK_SIZE;
	p->at = at;
	p->placed = true;
	return at;
}

/*
 * Write what can be encrypted in place: the vector, the check value, and the
 * last block with its padding.
 */
static bool
prepare(const struct tripletseal_file *file, const struct tripletseal_packet *p,
    struct dcp_error *err)
{
	size_t i, rest = rest_size(p);
	uint8_t *value, *last;

	if (!p->placed && !append(file, p, err))
		return false;
	value = sealed_value(p, file->no_mic);
	if (!random_bytes(value, AES_BLOCK_SIZE, err))
		return false;
	memcpy(value + AES_BLOCK_SIZE, TRIPLET_CHECK_VALUE, AES_BLOCK_SIZE);
	if (p->plaintext_offset > 0)
		memcpy(value + TRIPLET_CHECK_SIZE, p->at,
		    (size_t)p->plaintext_offset);
	last = value + TRIPLET_CHECK_SIZE + p->size - rest;
	if (rest > 0 && !p->placed)
		memcpy(last, p->at + p->size - rest, rest);
	for (i = rest; i < AES_BLOCK_SIZE; i++)
		last[i] = (uint8_t)(i - rest);
	return true;
}

/* Packets that are worked on side by side. */
#define TOGETHER	16u

/* The check values, whole blocks and last blocks of all of them. */
static bool
encrypt(const struct tripletkey *key, bool no_mic,
    const struct tripletseal_packet *p, size_t count, struct dcp_error *err)
{
	struct aes_lane lane[TOGETHER];
	uint8_t *value;
	size_t i, offset, rest;

	for (i = 0; i < count; i++) {
		value = sealed_value(&p[i], no_mic);
		lane[i] = (struct aes_lane){.size = AES_BLOCK_SIZE,
		    .from = value + AES_BLOCK_SIZE,
		    .to = value + AES_BLOCK_SIZE};
		memcpy(lane[i].iv, value, AES_BLOCK_SIZE);
	}
	if (!aes_cbc_encrypt(key->aes, lane, count, err))
		return false;
	for (i = 0; i < count; i++) {
		offset = (size_t)p[i].plaintext_offset;
		rest = rest_size(&p[i]);
		lane[i].from = offset < p[i].size ? p[i].at + offset : NULL;
		lane[i].to += AES_BLOCK_SIZE + offset;
		lane[i].size = p[i].size - offset - rest;
	}
	if (!aes_cbc_encrypt(key->aes, lane, count, err))
		return false;
	for (i = 0; i < count; i++) {
		lane[i].to += lane[i].size;
		lane[i].from = lane[i].to;
		lane[i].size = AES_BLOCK_SIZE;
	}
	return aes_cbc_encrypt(key->aes, lane, count, err);
}

/* The integrity check covers all from the value on, up to itself. */
static bool
put_mics(const struct tripletkey *key, const struct tripletseal_packet *p,
    size_t count, struct dcp_error *err)
{
	struct hmac_message message[TOGETHER];
	size_t i;

	for (i = 0; i < count; i++) {
		const uint8_t *value = sealed_value(&p[i], false);
		uint8_t *mic = p[i].to->at + p[i].to->size - HMAC_SIZE;

		message[i] = (struct hmac_message){
			value, (size_t)(mic - value), mic,
		};
	}
	return hmac_many(key->hmac, message, count, err);
}

bool
tripletseal_run(const struct tripletkey *key,
    const struct tripletseal_file *file,
    const struct tripletseal_packet *plain, size_t count,
    struct dcp_error *err)
{
	size_t i, n;

	for (i = 0; i < count; i++)
		if (!prepare(file, &plain[i], err))
			return false;
	for (; count > 0; plain += n, count -= n) {
		n = count < TOGETHER ? count : TOGETHER;
		if (!encrypt(key, file->no_mic, plain, n, err) ||
		    (!file->no_mic && !put_mics(key, plain, n, err)))
			return false;
	}
	return true;
}
