/* keyring.c: see keyring.h. */
#include "trust/keyring.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/limits.h"
#include "base/str.h"
#include "crypt/secret.h"

/* Keys that share a piece of secret memory, which comes in whole pages. */
#define SHELF_KEYS	240

struct keyring {
	struct keyring_key **keys;
	size_t count;
	uint8_t **shelves;
	size_t shelf_count;
};

struct keyring *
keyring_new(struct dcp_error *err)
{
	struct keyring *ring = calloc(1, sizeof(*ring));

	if (ring == NULL)
		error_memory(err);
	return ring;
}

static void
free_key(struct keyring_key *key)
{
	if (key != NULL)
		free(key->note);
	free(key);
}

void
keyring_free(struct keyring *ring)
{
	size_t i;

	if (ring == NULL)
		return;
	for (i = 0; i < ring->count; i++)
		free_key(ring->keys[i]);
	for (i = 0; i < ring->shelf_count; i++)
		secret_free(ring->shelves[i]);
	free(ring->keys);
	free(ring->shelves);
	free(ring);
}

bool
keyring_is_type(const char *type)
{
	return strlen(type) == KEYRING_TYPE_SIZE - 1 &&
	    strspn(type, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") ==
	    KEYRING_TYPE_SIZE - 1;
}

static struct keyring_key *
find(const struct keyring *ring, const struct uuid *id)
{
	size_t i;

	for (i = 0; i < ring->count; i++)
		if (uuid_equal(&ring->keys[i]->id, id))
			return ring->keys[i];
	return NULL;
}

/* Where the next key will lie; NULL if memory ran out. */
static uint8_t *
place(struct keyring *ring, struct dcp_error *err)
{
	size_t shelf = ring->count / SHELF_KEYS;
	uint8_t **more;

	if (shelf == ring->shelf_count) {
		more = array_room(ring->shelves, ring->shelf_count,
		    sizeof(*more), err);
		if (more == NULL)
			return NULL;
		ring->shelves = more;
		more[shelf] = secret_new((size_t)SHELF_KEYS *
		    KEYRING_KEY_SIZE, err);
		if (more[shelf] == NULL)
			return NULL;
		ring->shelf_count++;
	}
	return ring->shelves[shelf] +
	    ring->count % SHELF_KEYS * KEYRING_KEY_SIZE;
}

static struct keyring_key *
append(struct keyring *ring, struct dcp_error *err)
{
	uint8_t *at = place(ring, err);
	struct keyring_key **more, *key;

	if (at == NULL || (more = array_room(ring->keys, ring->count,
	    sizeof(struct keyring_key *), err)) == NULL)
		return NULL;
	ring->keys = more;
	key = calloc(1, sizeof(*key));
	if (key == NULL) {
		error_memory(err);
		return NULL;
	}
	key->key = at;
	more[ring->count++] = key;
	return key;
}

/* Nothing of what is known already is said otherwise. */
static bool
agrees(const struct keyring_key *key, const char *type, const uint8_t *bytes,
    struct dcp_error *err)
{
	char id[UUID_SIZE];

	uuid_format(id, &key->id);
	if (!secret_equal(key->key, bytes, KEYRING_KEY_SIZE))
		return error_set(err, DCP_REFUSED,
		    "key %s: have two different keys of this id", id);
	if (*type != '\0' && key->type[0] != '\0' &&
	    strcmp(type, key->type) != 0)
		return error_set(err, DCP_REFUSED, "key %s: have type %s, "
		    "and %s for the same key", id, key->type, type);
	return true;
}

bool
keyring_add(struct keyring *ring, const struct uuid *id, const char *type,
    const struct uuid *cpl, const uint8_t *bytes, struct dcp_error *err)
{
	struct keyring_key *key = find(ring, id);

	if (type == NULL)
		type = "";
	assert(*type == '\0' || keyring_is_type(type));
	if (key == NULL) {
		if (ring->count == LIMIT_KEYS)
			return error_set(err, DCP_REFUSED,
			    "have more than %d keys", LIMIT_KEYS);
		if ((key = append(ring, err)) == NULL)
			return false;
		key->id = *id;
		memcpy(key->key, bytes, KEYRING_KEY_SIZE);
	} else if (!agrees(key, type, bytes, err))
		return false;
	if (key->type[0] == '\0')
		memcpy(key->type, type, strlen(type) + 1);
	if (cpl != NULL && uuid_is_zero(&key->cpl))
		key->cpl = *cpl;
	return true;
}

/* How much of ${text} a note takes: up to the limit, whole characters. */
static size_t
note_size(const char *text)
{
	size_t all = strlen(text), size = 0, step;

	while (size < all &&
	    (step = str_character(text + size, all - size)) > 0 &&
	    size + step <= LIMIT_KEY_NOTE)
		size += step;
	return size;
}

bool
keyring_note(struct keyring *ring, const struct uuid *id, const char *text,
    struct dcp_error *err)
{
	struct keyring_key *key = find(ring, id);
	size_t size = note_size(text);
	char *note = size == 0 ? NULL : strndup(text, size);

	assert(key != NULL);
	if (note == NULL && size > 0)
		return error_memory(err);
	free(key->note);
	key->note = note;
	return true;
}

const struct keyring_key *
keyring_entry(const struct keyring *ring, const struct uuid *id)
{
	return find(ring, id);
}

const uint8_t *
keyring_find(const struct keyring *ring, const struct uuid *id)
{
	const struct keyring_key *key = find(ring, id);

	return key == NULL ? NULL : key->key;
}

size_t
keyring_count(const struct keyring *ring)
{
	return ring->count;
}

const struct keyring_key *
keyring_at(const struct keyring *ring, size_t i)
{
	assert(i < ring->count);
	return ring->keys[i];
}
