/* v_kdmkeys.c: see v_kdmkeys.h. */
#include "verify/v_kdmkeys.h"

#include <stdlib.h>
#include <string.h>

#include "crypt/cert.h"
#include "trust/kdmkeys.h"

/* What RSA with 2048 bits makes of a key block (ST 430-2, 5.2). */
#define SEALED_SIZE	256	/* bytes */

/*
 * The types of ST 430-1, 5.2.8, and that of immersive sound.  Those of
 * forensic marking are for devices, not for track files.
 */
static const struct {
	const char *type;
	bool is_forensic;
} types[] = {
	{"MDIK", false}, {"MDAK", false}, {"MDSK", false}, {"MDEK", false},
	{"FMIK", true}, {"FMAK", true},
};

/* The index in types; as many as there are: none of them. */
static size_t
find_type(const char *type)
{
	size_t i;

	for (i = 0; i < sizeof(types) / sizeof(types[0]); i++)
		if (type != NULL && strcmp(type, types[i].type) == 0)
			break;
	return i;
}

static bool
is_known_type(const struct kdm_key *k)
{
	return find_type(k->type) < sizeof(types) / sizeof(types[0]) &&
	    (k->scope == NULL || strcmp(k->scope, KDM_SCOPE) == 0 ||
	    (strcmp(k->type, "MDEK") == 0 &&
	    strcmp(k->scope, KDM_SCOPE_MDEK) == 0));
}

static bool
is_forensic(const struct kdm_key *k)
{
	size_t i = find_type(k->type);

	return i < sizeof(types) / sizeof(types[0]) && types[i].is_forensic;
}

static bool
is_twice(const struct kdm *k, size_t index)
{
	const struct kdm_key *key = &k->keys[index];
	size_t i;

	for (i = 0; i < index; i++)
		if (k->keys[i].has_id && key->has_id &&
		    uuid_equal(&k->keys[i].id, &key->id) &&
		    k->keys[i].type != NULL && key->type != NULL &&
		    strcmp(k->keys[i].type, key->type) == 0)
			return true;
	return false;
}

static void
judge_list(const struct v_kdm *v)
{
	const struct kdm *k = v->kdm;
	char id[UUID_SIZE];
	size_t i;

	for (i = 0; i < k->key_count; i++) {
		const struct kdm_key *key = &k->keys[i];
		struct diag_place at = diag_line(v->place, key->line);

		if (key->type != NULL && !is_known_type(key))
			diag_report(v->diag, RULE_KDM_KEY_TYPE_UNKNOWN, &at,
			    "have %s of %s", key->type, key->scope == NULL ?
			    "no scope" : key->scope);
		if (is_twice(k, i)) {
			uuid_format(id, &key->id);
			diag_report(v->diag, RULE_KDM_KEY_TWICE, &at,
			    "have %s %s", key->type, id);
		}
	}
	if (k->key_count != k->sealed_count)
		diag_report(v->diag, RULE_KDM_KEY_COUNT, v->place,
		    "have %zu in the list and %zu blocks", k->key_count,
		    k->sealed_count);
}

static void
judge_sealed(const struct v_kdm *v)
{
	const struct kdm *k = v->kdm;
	size_t i;

	for (i = 0; i < k->sealed_count; i++) {
		const struct kdm_sealed *s = &k->sealed[i];
		struct diag_place at = diag_line(v->place, s->line);

		if (s->algorithm == NULL ||
		    strcmp(s->algorithm, KDM_OAEP) != 0)
			diag_report(v->diag, RULE_KDM_KEY_CIPHER, &at,
			    "have %s, want %s", s->algorithm == NULL ? "none" :
			    s->algorithm, KDM_OAEP);
		/* SHA-1 is also what XML Encryption has where none is said. */
		else if (s->digest != NULL &&
		    strcmp(s->digest, KDM_OAEP_DIGEST) != 0)
			diag_report(v->diag, RULE_KDM_KEY_CIPHER, &at,
			    "have %s, want %s", s->digest, KDM_OAEP_DIGEST);
		else if (s->size != SEALED_SIZE)
			diag_report(v->diag, RULE_KDM_KEY_CIPHER, &at,
			    "have %zu bytes, want %d", s->size, SEALED_SIZE);
	}
}

/* The key of an asset is in the list, under the type of the asset. */
static void
judge_asset(const struct v_kdm *v, const struct cpl_asset *a,
    struct diag_place *place)
{
	const struct kdm_key *key = kdm_find_key(v->kdm, &a->key_id);
	const char *want = cpl_key_type(a->kind);
	struct diag_place at;
	char id[UUID_SIZE];
	size_t i;

	uuid_format(id, &a->key_id);
	if (key == NULL) {
		diag_report(v->diag, RULE_KDM_KEY_MISSING, place,
		    "want %s %s for %s", want == NULL ? "a key" : want, id,
		    a->name);
		return;
	}
	/* One id may stand there for several types. */
	for (i = 0; want != NULL && i < v->kdm->key_count; i++)
		if (v->kdm->keys[i].has_id && v->kdm->keys[i].type != NULL &&
		    uuid_equal(&v->kdm->keys[i].id, &a->key_id) &&
		    strcmp(v->kdm->keys[i].type, want) == 0)
			return;
	if (want == NULL || key->type == NULL)
		return;
	at = diag_line(place, key->line);
	diag_report(v->diag, RULE_KDM_KEY_TYPE, &at, "%s of %s: have %s, "
	    "want %s", id, a->name, key->type, want);
}

/* An earlier asset of the composition has the same key. */
static bool
was_asked(const struct cpl *cpl, size_t reel, size_t asset)
{
	const struct cpl_asset *a = &cpl->reels[reel].assets[asset], *b;
	size_t i, j;

	for (i = 0; i <= reel; i++)
		for (j = 0; j < cpl->reels[i].asset_count; j++) {
			b = &cpl->reels[i].assets[j];
			if (b == a)
				return false;
			if (b->has_key_id && b->kind == a->kind &&
			    uuid_equal(&b->key_id, &a->key_id))
				return true;
		}
	return false;
}

static bool
is_used(const struct cpl *cpl, const struct uuid *id)
{
	size_t i, j;

	for (i = 0; i < cpl->reel_count; i++)
		for (j = 0; j < cpl->reels[i].asset_count; j++)
			if (cpl->reels[i].assets[j].has_key_id &&
			    uuid_equal(&cpl->reels[i].assets[j].key_id, id))
				return true;
	return false;
}

static void
judge_composition(const struct v_kdm *v)
{
	const struct kdm *k = v->kdm;
	struct diag_place place = *v->place;
	char id[UUID_SIZE];
	size_t i, j;

	for (i = 0; i < v->cpl->reel_count; i++) {
		place.reel = (uint32_t)(i + 1);
		for (j = 0; j < v->cpl->reels[i].asset_count; j++)
			if (v->cpl->reels[i].assets[j].has_key_id &&
			    !was_asked(v->cpl, i, j))
				judge_asset(v, &v->cpl->reels[i].assets[j],
				    &place);
	}
	for (i = 0; i < k->key_count; i++) {
		const struct kdm_key *key = &k->keys[i];
		struct diag_place at = diag_line(v->place, key->line);

		if (!key->has_id || is_forensic(key) ||
		    is_used(v->cpl, &key->id))
			continue;
		uuid_format(id, &key->id);
		diag_report(v->diag, RULE_KDM_KEY_SURPLUS, &at, "have %s %s",
		    key->type == NULL ? "a key" : key->type, id);
	}
}

/* Each fault of a key block is a breach of one rule. */
static enum rule
rule_of(enum kdmblock_fault fault)
{
	switch (fault) {
	case KDMBLOCK_UNOPENED:
		return RULE_KDM_BLOCK_CLOSED;
	case KDMBLOCK_LENGTH:
	case KDMBLOCK_STRUCTURE:
		return RULE_KDM_BLOCK_FORM;
	case KDMBLOCK_SIGNER:
		return RULE_KDM_BLOCK_SIGNER;
	case KDMBLOCK_CPL:
		return RULE_KDM_BLOCK_COMPOSITION;
	case KDMBLOCK_TYPE:
	case KDMBLOCK_KEY_ID:
		return RULE_KDM_BLOCK_KEY;
	case KDMBLOCK_ORDER:
		return RULE_KDM_BLOCK_ORDER;
	case KDMBLOCK_NOT_BEFORE:
	case KDMBLOCK_NOT_AFTER:
		break;
	}
	return RULE_KDM_BLOCK_WINDOW;
}

/* The list has the key of the block, under its type. */
static bool
is_listed(const struct kdm *k, const struct kdmblock *b)
{
	size_t i;

	for (i = 0; i < k->key_count; i++)
		if (kdmblock_is_of(b, &k->keys[i]))
			return true;
	return false;
}

/* Each key that is listed has one block. */
static void
judge_held(const struct v_kdm *v, const struct kdmblock *blocks)
{
	const struct kdm *k = v->kdm;
	struct diag_place at;
	char id[UUID_SIZE];
	size_t i, j, listed, held;
	const char *type;
	bool all = true;

	/* A block that is none of the list may be meant for one of it. */
	for (i = 0; all && i < k->sealed_count; i++)
		all = is_listed(k, &blocks[i]);
	for (i = 0; i < k->key_count; i++) {
		for (j = held = 0; j < k->sealed_count; j++)
			held += kdmblock_is_of(&blocks[j], &k->keys[i]);
		/* Of several types, perhaps; Interop blocks have none. */
		for (j = listed = 0; j < k->key_count; j++)
			listed += k->keys[j].has_id &&
			    uuid_equal(&k->keys[j].id, &k->keys[i].id);
		type = k->keys[i].type == NULL ? "a key" : k->keys[i].type;
		at = diag_line(v->place, k->keys[i].line);
		uuid_format(id, &k->keys[i].id);
		if (held == 0 && all)
			diag_report(v->diag, RULE_KDM_BLOCK_MISSING, &at,
			    "want that of %s %s", type, id);
		else if (held > 1 && held > listed)
			diag_report(v->diag, RULE_KDM_BLOCK_TWICE, &at,
			    "have %zu of %s %s, want one", held, type, id);
	}
}

static void
judge_block(const struct v_kdm *v, const struct kdmblock *block, size_t index,
    const struct digest *signer)
{
	struct diag_place at = diag_line(v->place, v->kdm->sealed[index].line);
	unsigned faults = kdmblock_compare(block, v->kdm, index, signer), bit;
	struct bytes text = {0};

	for (bit = 0; bit < KDMBLOCK_FAULTS; bit++) {
		enum kdmblock_fault fault = (enum kdmblock_fault)(1u << bit);

		if ((faults & 1u << bit) == 0)
			continue;
		bytes_reset(&text);
		kdmblock_describe(block, v->kdm, index, signer, fault,
		    &text);
		diag_report(v->diag, rule_of(fault), &at, "%s",
		    bytes_text(&text));
	}
	if (block->size == KDMBLOCK_INTEROP_SIZE)
		diag_report(v->diag, RULE_KDM_BLOCK_INTEROP, &at,
		    "have %zu bytes", block->size);
	bytes_clear(&text);
}

/* Not one of them opens: whose key it would take. */
static void
report_closed(const struct v_kdm *v)
{
	const char *name = v->kdm->recipient_subject;

	diag_report(v->diag, RULE_KDM_BLOCK_CLOSED, v->place, "it opens none "
	    "of %zu, want that of %s", v->kdm->sealed_count,
	    name == NULL ? "the recipient" : name);
}

static bool
judge_blocks(const struct v_kdm *v, struct dcp_error *err)
{
	const struct kdm *k = v->kdm;
	const struct dsig *s = v->signature;
	const struct digest *signer = s->certs.count == 0 ? NULL :
	    &cert_facts(s->certs.at[s->leaf])->thumbprint;
	struct kdmblock *blocks = calloc(k->sealed_count + 1, sizeof(*blocks));
	struct dcp_error why = {0};
	bool ok = true;
	size_t i;

	if (blocks == NULL)
		return error_memory(err);
	if (kdmkeys_open(k, v->options->kdm.key, blocks, NULL, &why)) {
		for (i = 0; i < k->sealed_count; i++)
			judge_block(v, &blocks[i], i, signer);
		judge_held(v, blocks);
	} else if (why.status == DCP_NO_MEMORY)
		ok = error_memory(err);
	else
		report_closed(v);
	free(blocks);
	return ok;
}

bool
v_kdmkeys_judge(const struct v_kdm *v, struct dcp_error *err)
{
	judge_list(v);
	judge_sealed(v);
	if (v->cpl != NULL)
		judge_composition(v);
	if (v->options->kdm.key != NULL && v->kdm->sealed_count > 0)
		return judge_blocks(v, err);
	diag_report(v->diag, RULE_KDM_BLOCK_SKIPPED, v->place, "%s", "");
	return true;
}
