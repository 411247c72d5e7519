/* kdmkeys.c: see kdmkeys.h. */
#include "trust/kdmkeys.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "crypt/cert.h"
#include "crypt/privkey.h"
#include "crypt/secret.h"
#include "trust/keyring.h"

/* Memory for what is secret while a message is opened, in one piece. */
struct work {
	uint8_t plain[LIMIT_KDM_SEALED];
	uint8_t key[KDMBLOCK_KEY_SIZE];
};

/* The type of the key: as its block says, or else the public part. */
static const char *
type_of(const struct kdm *kdm, const struct kdmblock *b)
{
	const struct kdm_key *k = kdm_find_key(kdm, &b->key_id);

	if (*b->type != '\0')
		return keyring_is_type(b->type) ? b->type : NULL;
	return k != NULL && k->type != NULL && keyring_is_type(k->type) ?
	    k->type : NULL;
}

/* One block; what cannot be opened, or is no block, is no failure here. */
static bool
open_one(const struct kdm *kdm, const struct privkey *key,
    const struct kdm_sealed *s, struct kdmblock *b, struct work *work,
    struct keyring *ring, struct dcp_error *err)
{
	struct dcp_error why = {0};
	size_t size = 0;

	*b = (struct kdmblock){0};
	if (s->bytes == NULL)
		return true;
	if (!privkey_unwrap(key, s->bytes, s->size, work->plain,
	    sizeof(work->plain), &size, &why))
		return why.status != DCP_NO_MEMORY || error_memory(err);
	if (!kdmblock_parse(work->plain, size, b, work->key, &why)) {
		b->size = size;
		return true;
	}
	return ring == NULL || keyring_add(ring, &b->key_id, type_of(kdm, b),
	    &b->cpl_id, work->key, err);
}

/* Not one block was opened: whose key it would take. */
static bool
refuse_key(const struct kdm *kdm, struct dcp_error *err)
{
	if (kdm->sealed_count == 0)
		return error_set(err, DCP_REFUSED, "have no key blocks");
	return error_set(err, DCP_REFUSED, "the private key opens none of the "
	    "%zu key blocks, want that of the recipient, %.300s",
	    kdm->sealed_count, kdm->recipient_subject == NULL ?
	    "which it does not name" : kdm->recipient_subject);
}

bool
kdmkeys_open(const struct kdm *kdm, const struct privkey *key,
    struct kdmblock *blocks, struct keyring *ring, struct dcp_error *err)
{
	struct work *work = secret_new(sizeof(*work), err);
	bool ok = work != NULL, any = false;
	size_t i;

	for (i = 0; ok && i < kdm->sealed_count; i++) {
		ok = open_one(kdm, key, &kdm->sealed[i], &blocks[i], work,
		    ring, err);
		if (!ok)
			error_in(err, "key block %zu", i + 1);
		any = any || blocks[i].size > 0;
	}
	secret_free(work);
	return ok && (any || refuse_key(kdm, err));
}

/* The lowest of the faults that keep keys from being taken, or none. */
static bool
refuse_faults(const struct kdm *kdm, const struct kdmblock *blocks,
    const struct digest *signer, struct dcp_error *err)
{
	struct bytes text = {0};
	unsigned faults, fault;
	size_t i;

	for (i = 0; i < kdm->sealed_count; i++) {
		faults = kdmblock_compare(&blocks[i], kdm, i, signer) &
		    ~(unsigned)KDMBLOCK_ORDER;
		if (faults == 0)
			continue;
		fault = faults & (~faults + 1);
		kdmblock_describe(&blocks[i], kdm, i, signer,
		    (enum kdmblock_fault)fault, &text);
		error_set(err, DCP_BAD_INPUT, "key block %zu (line %ld): %s",
		    i + 1, kdm->sealed[i].line, bytes_text(&text));
		bytes_clear(&text);
		return false;
	}
	return true;
}

/* Every key that the public part lists has a block. */
static bool
refuse_absent(const struct kdm *kdm, const struct kdmblock *blocks,
    struct dcp_error *err)
{
	char id[UUID_SIZE];
	size_t i, j;

	for (i = 0; i < kdm->key_count; i++) {
		for (j = 0; j < kdm->sealed_count; j++)
			if (kdmblock_is_of(&blocks[j], &kdm->keys[i]))
				break;
		if (j < kdm->sealed_count)
			continue;
		uuid_format(id, &kdm->keys[i].id);
		return error_set(err, DCP_BAD_INPUT, "line %ld: the public "
		    "part lists the key %s, which no key block has",
		    kdm->keys[i].line, id);
	}
	return true;
}

/* Move all of ${from} to ${ring}. */
static bool
hand_over(struct keyring *ring, const struct keyring *from,
    struct dcp_error *err)
{
	const struct keyring_key *k;
	size_t i;

	for (i = 0; i < keyring_count(from); i++) {
		k = keyring_at(from, i);
		if (!keyring_add(ring, &k->id, k->type, &k->cpl, k->key, err))
			return false;
	}
	return true;
}

bool
kdmkeys_take(const struct kdm *kdm, const struct privkey *key,
    const struct digest *signer, struct keyring *ring, struct dcp_error *err)
{
	struct kdmblock *blocks = calloc(kdm->sealed_count + 1,
	    sizeof(*blocks));
	struct keyring *opened = keyring_new(err);
	bool ok = opened != NULL && (blocks != NULL || error_memory(err));

	ok = ok && kdmkeys_open(kdm, key, blocks, opened, err) &&
	    refuse_faults(kdm, blocks, signer, err) &&
	    refuse_absent(kdm, blocks, err) && hand_over(ring, opened, err);
	keyring_free(opened);
	free(blocks);
	return ok;
}

/* The block of one key, but for what only the key says. */
static struct kdmblock
block_of(const struct kdm *kdm, const struct digest *signer)
{
	struct kdmblock b = {.size = KDMBLOCK_SIZE, .signer = *signer,
	    .cpl_id = kdm->cpl_id};
	char date[TIMESTAMP_SIZE];

	timestamp_format(date, &kdm->not_before);
	memcpy(b.not_before, date, sizeof(b.not_before) - 1);
	timestamp_format(date, &kdm->not_after);
	memcpy(b.not_after, date, sizeof(b.not_after) - 1);
	return b;
}

static bool
seal_one(struct kdm *kdm, const struct kdm_key *k, struct kdmblock *b,
    const struct cert *recipient, const struct keyring *ring, uint8_t *plain,
    struct dcp_error *err)
{
	const uint8_t *key = keyring_find(ring, &k->id);
	struct bytes wrapped = {0};
	struct kdm_sealed *s;
	char id[UUID_SIZE];

	uuid_format(id, &k->id);
	if (key == NULL)
		return error_set(err, DCP_REFUSED, "have no %s key %s",
		    k->type, id);
	b->key_id = k->id;
	memcpy(b->type, k->type, sizeof(b->type) - 1);
	kdmblock_format(b, key, plain);
	if (!cert_wrap(recipient, plain, KDMBLOCK_SIZE, &wrapped, err))
		return false;
	s = bytes_ok(&wrapped, err) ? kdm_add_sealed(kdm, err) : NULL;
	if (s == NULL) {
		bytes_clear(&wrapped);
		return false;
	}
	*s = (struct kdm_sealed){.algorithm = KDM_OAEP,
	    .digest = KDM_OAEP_DIGEST, .bytes = wrapped.at,
	    .size = wrapped.size};
	return true;
}

bool
kdmkeys_seal(struct kdm *kdm, const struct digest *signer,
    const struct cert *recipient, const struct keyring *ring,
    struct dcp_error *err)
{
	struct kdmblock b = block_of(kdm, signer);
	uint8_t *plain = secret_new(KDMBLOCK_SIZE, err);
	bool ok = plain != NULL;
	size_t i;

	for (i = 0; ok && i < kdm->key_count; i++)
		ok = seal_one(kdm, &kdm->keys[i], &b, recipient, ring, plain,
		    err);
	secret_free(plain);
	return ok;
}
