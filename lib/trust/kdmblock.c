/* kdmblock.c: see kdmblock.h. */
#include "trust/kdmblock.h"

#include <stdio.h>
#include <string.h>

#include "base/hex.h"
#include "base/span.h"
#include "base/str.h"

/* ST 430-1, 6.1.2: 25 characters, "2026-01-31T12:00:00+00:00". */
#define DATE_SIZE	25
#define THUMBPRINT_SIZE	20

static const uint8_t structure_id[16] = {
	0xf1, 0xdc, 0x12, 0x44, 0x60, 0x16, 0x9a, 0x0e,
	0x85, 0xbc, 0x30, 0x06, 0x42, 0xf8, 0x66, 0xab
};

bool
kdmblock_parse(const uint8_t *bytes, size_t size, struct kdmblock *b,
    uint8_t *key, struct dcp_error *err)
{
	struct span s = span_of(bytes, size, 0);

	*b = (struct kdmblock){0};
	memset(key, 0, KDMBLOCK_KEY_SIZE);
	if (size != KDMBLOCK_SIZE && size != KDMBLOCK_INTEROP_SIZE)
		return error_set(err, DCP_BAD_INPUT, "have a key block of %zu "
		    "bytes, want %d, or %d of Interop", size, KDMBLOCK_SIZE,
		    KDMBLOCK_INTEROP_SIZE);
	b->size = size;
	span_copy(&s, b->structure_id, sizeof(b->structure_id));
	b->signer.size = THUMBPRINT_SIZE;
	span_copy(&s, b->signer.bytes, THUMBPRINT_SIZE);
	span_copy(&s, b->cpl_id.bytes, sizeof(b->cpl_id.bytes));
	if (size == KDMBLOCK_SIZE)
		span_copy(&s, b->type, 4);
	span_copy(&s, b->key_id.bytes, sizeof(b->key_id.bytes));
	span_copy(&s, b->not_before, DATE_SIZE);
	span_copy(&s, b->not_after, DATE_SIZE);
	span_copy(&s, key, KDMBLOCK_KEY_SIZE);
	return true;
}

void
kdmblock_format(const struct kdmblock *b, const uint8_t *key,
    uint8_t to[KDMBLOCK_SIZE])
{
	memcpy(to, structure_id, 16);
	memcpy(to + 16, b->signer.bytes, THUMBPRINT_SIZE);
	memcpy(to + 36, b->cpl_id.bytes, 16);
	memcpy(to + 52, b->type, 4);
	memcpy(to + 56, b->key_id.bytes, 16);
	memcpy(to + 72, b->not_before, DATE_SIZE);
	memcpy(to + 97, b->not_after, DATE_SIZE);
	memcpy(to + 122, key, KDMBLOCK_KEY_SIZE);
}

/* Both name the same moment; in any zone, if both are dates. */
static bool
is_same_time(const char *in_block, const char *text,
    const struct timestamp *public)
{
	struct dcp_error ignored = {0};
	struct timestamp t;

	if (text != NULL && strcmp(in_block, text) == 0)
		return true;
	return public != NULL && timestamp_parse(in_block, &t, &ignored) &&
	    t.zoned == public->zoned && t.seconds == public->seconds;
}

static bool
is_same_type(const struct kdmblock *b, const char *type)
{
	return b->size == KDMBLOCK_INTEROP_SIZE ||
	    (type != NULL && strcmp(type, b->type) == 0);
}

bool
kdmblock_is_of(const struct kdmblock *b, const struct kdm_key *k)
{
	return b->size > 0 && k->has_id && uuid_equal(&b->key_id, &k->id) &&
	    is_same_type(b, k->type);
}

/* Where the public part lists the block's key; the count if nowhere. */
static size_t
find_public(const struct kdmblock *b, const struct kdm *kdm, size_t index)
{
	const struct kdm_key *k = index < kdm->key_count ? &kdm->keys[index] :
	    NULL;

	if (k == NULL || !k->has_id || !uuid_equal(&k->id, &b->key_id))
		k = kdm_find_key(kdm, &b->key_id);
	return k == NULL ? kdm->key_count : (size_t)(k - kdm->keys);
}

static unsigned
compare_key(const struct kdmblock *b, const struct kdm *kdm, size_t index)
{
	size_t at = find_public(b, kdm, index);

	if (at == kdm->key_count)
		return KDMBLOCK_KEY_ID;
	return (at == index ? 0u : KDMBLOCK_ORDER) |
	    (is_same_type(b, kdm->keys[at].type) ? 0u : KDMBLOCK_TYPE);
}

unsigned
kdmblock_compare(const struct kdmblock *b, const struct kdm *kdm,
    size_t index, const struct digest *signer)
{
	unsigned faults = 0;

	if (b->size == 0)
		return KDMBLOCK_UNOPENED;
	if (b->size != KDMBLOCK_SIZE && b->size != KDMBLOCK_INTEROP_SIZE)
		return KDMBLOCK_LENGTH;
	if (memcmp(b->structure_id, structure_id, 16) != 0)
		faults |= KDMBLOCK_STRUCTURE;
	if (signer != NULL && !digest_equal(&b->signer, signer))
		faults |= KDMBLOCK_SIGNER;
	if (!kdm->has_cpl_id || !uuid_equal(&b->cpl_id, &kdm->cpl_id))
		faults |= KDMBLOCK_CPL;
	if (!is_same_time(b->not_before, kdm->not_before_text,
	    kdm->has_not_before ? &kdm->not_before : NULL))
		faults |= KDMBLOCK_NOT_BEFORE;
	if (!is_same_time(b->not_after, kdm->not_after_text,
	    kdm->has_not_after ? &kdm->not_after : NULL))
		faults |= KDMBLOCK_NOT_AFTER;
	return faults | compare_key(b, kdm, index);
}

/* "the key block has the ${what} "x", the public part "y"" */
static void
put_texts(struct bytes *to, const char *what, const char *have,
    const char *public)
{
	bytes_printf(to, "the key block has the %s \"", what);
	str_print(to, have, strlen(have));
	bytes_printf(to, "\", ");
	if (public == NULL) {
		bytes_printf(to, "the public part none");
		return;
	}
	bytes_printf(to, "the public part \"");
	str_print(to, public, strlen(public));
	bytes_printf(to, "\"");
}

static void
put_cpl(struct bytes *to, const struct kdmblock *b, const struct kdm *kdm)
{
	char have[UUID_SIZE], public[UUID_SIZE];

	uuid_format(have, &b->cpl_id);
	uuid_format(public, &kdm->cpl_id);
	put_texts(to, "composition", have, kdm->has_cpl_id ? public : NULL);
}

static void
put_structure(struct bytes *to, const struct kdmblock *b)
{
	char have[33], want[33];

	hex_format(have, b->structure_id, 16);
	hex_format(want, structure_id, 16);
	bytes_printf(to, "the key block has the structure id %s, want %s",
	    have, want);
}

static void
put_signer(struct bytes *to, const struct kdmblock *b,
    const struct digest *signer)
{
	char have[DIGEST_TEXT_SIZE], want[DIGEST_TEXT_SIZE];

	digest_format(have, &b->signer);
	digest_format(want, signer);
	bytes_printf(to, "the key block has the signer's thumbprint %s, the "
	    "signature's certificate %s", have, want);
}

static void
put_key(struct bytes *to, const struct kdmblock *b, const struct kdm *kdm,
    size_t index, enum kdmblock_fault fault)
{
	size_t at = find_public(b, kdm, index);
	char id[UUID_SIZE];

	uuid_format(id, &b->key_id);
	if (fault == KDMBLOCK_TYPE)
		put_texts(to, "key type", b->type, kdm->keys[at].type);
	else if (fault == KDMBLOCK_ORDER)
		bytes_printf(to, "the key block of %s is number %zu, and the "
		    "public part lists it as %zu", id, index + 1, at + 1);
	else
		bytes_printf(to, "the key block has the key id %s, which the "
		    "public part does not list", id);
}

void
kdmblock_describe(const struct kdmblock *b, const struct kdm *kdm,
    size_t index, const struct digest *signer, enum kdmblock_fault fault,
    struct bytes *to)
{
	switch (fault) {
	case KDMBLOCK_UNOPENED:
		bytes_printf(to, "the private key does not open the key block");
		return;
	case KDMBLOCK_LENGTH:
		bytes_printf(to, "the key block has %zu bytes, want %d, or %d "
		    "of Interop", b->size, KDMBLOCK_SIZE,
		    KDMBLOCK_INTEROP_SIZE);
		return;
	case KDMBLOCK_STRUCTURE:
		put_structure(to, b);
		return;
	case KDMBLOCK_SIGNER:
		put_signer(to, b, signer);
		return;
	case KDMBLOCK_CPL:
		put_cpl(to, b, kdm);
		return;
	case KDMBLOCK_NOT_BEFORE:
		put_texts(to, "start", b->not_before, kdm->not_before_text);
		return;
	case KDMBLOCK_NOT_AFTER:
		put_texts(to, "end", b->not_after, kdm->not_after_text);
		return;
	case KDMBLOCK_TYPE:
	case KDMBLOCK_KEY_ID:
	case KDMBLOCK_ORDER:
		put_key(to, b, kdm, index, fault);
		return;
	}
}
