/* kdmcontent.c: see kdmcontent.h. */
#include "master/kdmcontent.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "trust/dsig.h"
#include "trust/kdmsigned.h"

bool
kdmcontent_add(struct kdmcontent *c, const char *type, const struct uuid *id,
    struct dcp_error *err)
{
	struct kdm_key *more;
	char text[UUID_SIZE];
	size_t i;

	for (i = 0; i < c->key_count; i++) {
		if (!uuid_equal(&c->keys[i].id, id))
			continue;
		uuid_format(text, id);
		return strcmp(c->keys[i].type, type) == 0 || error_set(err,
		    DCP_REFUSED, "key %s: is one of type %s and of %s, want a "
		    "key of its own for each track file", text,
		    c->keys[i].type, type);
	}
	more = array_room(c->keys, c->key_count, sizeof(*more), err);
	if (more == NULL)
		return false;
	c->keys = more;
	more[c->key_count++] = (struct kdm_key){.type = type, .has_id = true,
	    .id = *id, .scope = strcmp(type, "MDEK") == 0 ? KDM_SCOPE_MDEK :
	    KDM_SCOPE};
	return true;
}

static bool
add_asset(struct kdmcontent *c, const struct cpl_asset *a, size_t reel,
    struct dcp_error *err)
{
	const char *type = cpl_key_type(a->kind);

	if (!a->has_key_id)
		return true;
	if (type == NULL)
		return error_set(err, DCP_UNSUPPORTED, "reel %zu (line %ld): "
		    "%s has a KeyId, and there is no type of key for it",
		    reel, a->line, a->name);
	return kdmcontent_add(c, type, &a->key_id, err) ||
	    error_in(err, "reel %zu (line %ld)", reel, a->line);
}

/* Without a signature, or with one that does not hold, it has none. */
static bool
find_authenticator(const struct cpl *cpl, struct kdmcontent *c,
    struct dcp_error *err)
{
	struct dsig dsig = {0};

	if (!dsig_check(cpl->document, cpl->dialect == DIALECT_INTEROP ?
	    DSIG_INTEROP : DSIG_SMPTE, &dsig, err))
		return false;
	if (dsig.line != 0)
		c->has_authenticator = dsig_require(&dsig, &c->altered);
	if (c->has_authenticator)
		c->authenticator =
		    cert_facts(dsig.certs.at[dsig.leaf])->thumbprint;
	dsig_clear(&dsig);
	return true;
}

bool
kdmcontent_of_cpl(const struct cpl *cpl, struct kdmcontent *c,
    struct dcp_error *err)
{
	size_t i, j;

	*c = (struct kdmcontent){.cpl = cpl, .cpl_id = cpl->id, .title = cpl->title};
	if (!cpl->has_id || cpl->title == NULL) {
		error_set(err, DCP_BAD_INPUT, "is a composition without %s, "
		    "want it", cpl->has_id ? "ContentTitleText" : "Id");
		goto bad;
	}
	for (i = 0; i < cpl->reel_count; i++)
		for (j = 0; j < cpl->reels[i].asset_count; j++)
			if (!add_asset(c, &cpl->reels[i].assets[j], i + 1,
			    err))
				goto bad;
	if (c->key_count == 0) {
		error_set(err, DCP_REFUSED, "is a composition in which nothing "
		    "is encrypted (no KeyId): no keys are needed to play it");
		goto bad;
	}
	if (find_authenticator(cpl, c, err))
		return true;
bad:
	kdmcontent_clear(c);
	return false;
}

static bool
copy_keys(const struct kdm *kdm, struct kdmcontent *c, struct dcp_error *err)
{
	const struct kdm_key *k = kdm->keys;

	c->keys = calloc(kdm->key_count, sizeof(*c->keys));
	if (c->keys == NULL)
		return error_memory(err);
	for (; c->key_count < kdm->key_count; k++) {
		if (!k->has_id || k->type == NULL || !keyring_is_type(k->type))
			return error_set(err, DCP_BAD_INPUT, "line %ld: has a "
			    "key without a type or an id", k->line);
		c->keys[c->key_count++] = *k;
	}
	return true;
}

bool
kdmcontent_of_kdm(const struct kdm *kdm, struct kdmcontent *c,
    struct dcp_error *err)
{
	struct digest signer;
	bool ok;

	*c = (struct kdmcontent){.cpl_id = kdm->cpl_id, .title = kdm->title,
	    .has_authenticator = kdm->has_authenticator,
	    .authenticator = kdm->authenticator};
	if (!kdm->has_cpl_id || kdm->title == NULL || kdm->key_count == 0)
		ok = error_set(err, DCP_BAD_INPUT, "is a message without a "
		    "composition, a title or keys");
	else
		ok = kdmsigned_check(kdm, &signer, err) &&
		    copy_keys(kdm, c, err);
	if (!ok)
		kdmcontent_clear(c);
	return ok;
}

/* The first asset that has the key; NULL if it is not known. */
static const struct cpl_asset *
find_asset(const struct cpl *cpl, const struct uuid *key_id, size_t *reel)
{
	const struct cpl_asset *a;
	size_t i;

	for (*reel = 0; cpl != NULL && *reel < cpl->reel_count; ++*reel)
		for (i = 0; i < cpl->reels[*reel].asset_count; i++) {
			a = &cpl->reels[*reel].assets[i];
			if (a->has_key_id && uuid_equal(&a->key_id, key_id))
				return a;
		}
	return NULL;
}

static bool
refuse_missing(const struct kdmcontent *c, const struct kdm_key *key,
    size_t count, struct dcp_error *err)
{
	char id[UUID_SIZE], file[UUID_SIZE], of[128] = "";
	const struct cpl_asset *a;
	size_t reel;

	uuid_format(id, &key->id);
	a = find_asset(c->cpl, &key->id, &reel);
	if (a != NULL) {
		uuid_format(file, &a->id);
		snprintf(of, sizeof(of), ", of the track file %s in reel %zu,",
		    file, reel + 1);
	}
	return error_set(err, DCP_REFUSED, "have no %s key %s%s among the %zu "
	    "content keys, want it by --key-file, --kdm or --clear-keys",
	    key->type, id, of, count);
}

bool
kdmcontent_check(const struct kdmcontent *c, const struct keyring *ring,
    struct dcp_error *err)
{
	const struct keyring_key *k;
	char id[UUID_SIZE];
	size_t i;

	for (i = 0; i < c->key_count; i++) {
		k = keyring_entry(ring, &c->keys[i].id);
		uuid_format(id, &c->keys[i].id);
		if (k == NULL)
			return refuse_missing(c, &c->keys[i],
			    keyring_count(ring), err);
		if (k->type[0] != '\0' &&
		    strcmp(k->type, c->keys[i].type) != 0)
			return error_set(err, DCP_REFUSED, "have key %s of "
			    "type %s, want %s", id, k->type,
			    c->keys[i].type);
	}
	return true;
}

void
kdmcontent_clear(struct kdmcontent *c)
{
	free(c->keys);
	*c = (struct kdmcontent){0};
}
