/* toolkey.c: see toolkey.h. */
#include "toolkey.h"

#include <assert.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/array.h"
#include "base/input.h"
#include "base/limits.h"
#include "base/path.h"
#include "crypt/certs.h"
#include "crypt/random.h"
#include "crypt/secret.h"
#include "toolcert.h"
#include "toolkdm.h"
#include "trust/keyfile.h"

/* Before the number of a descriptor, where a name of a file may stand. */
#define DESCRIPTOR	"fd:"

/* array_room(), for options. */
static void *
room(const struct tool *tool, void *at, size_t count, size_t size)
{
	struct dcp_error err = {0};
	void *more = array_room(at, count, size, &err);

	if (more == NULL)
		tool_fail(tool, "%s", err.text);
	return more;
}

static void
add_source(const struct tool *tool, struct toolkey *o, int option)
{
	o->sources = room(tool, o->sources, o->source_count,
	    sizeof(*o->sources));
	o->sources[o->source_count++] = (struct toolkey_source){
		.option = option, .name = optarg};
}

static void
add_key(const struct tool *tool, struct toolkey *o)
{
	o->keys = room(tool, o->keys, o->key_count, sizeof(*o->keys));
	o->keys[o->key_count++] = toolpass_key(optarg);
}

static void
add_house(const struct tool *tool, struct toolkey *o)
{
	o->houses = room(tool, o->houses, o->house_count, sizeof(*o->houses));
	o->houses[o->house_count++] = optarg;
}

bool
toolkey_take(const struct tool *tool, struct toolkey *o, int c)
{
	switch (c) {
	case TOOLKEY_KEY_FILE:
	case TOOLKEY_KDM:
	case TOOLKEY_CLEAR:
		add_source(tool, o, c);
		break;
	case TOOLKEY_KEY:
		add_key(tool, o);
		break;
	case TOOLKEY_ENCRYPT:
		if (o->encrypt != NULL)
			tool_fail(tool, "have --encrypt twice, want one key "
			    "for one track file");
		o->encrypt = optarg;
		break;
	case TOOLKEY_HOUSE:
		add_house(tool, o);
		break;
	case TOOLKEY_KEY_ID:
		o->key_id = tool_uuid(tool, "--key-id", optarg);
		o->has_key_id = true;
		break;
	default:
		return toolpass_take(tool, c);
	}
	secret_guard();
	return true;
}

/* Something is named that only a private key opens. */
static bool
has_sealed(const struct toolkey *o)
{
	size_t i;

	for (i = 0; i < o->source_count; i++)
		if (o->sources[i].option != TOOLKEY_CLEAR)
			return true;
	return false;
}

void
toolkey_check_sources(const struct tool *tool, const struct toolkey *o)
{
	if (o->key_count == 0 && has_sealed(o))
		tool_fail(tool, "have --key-file or --kdm, want --key too: the "
		    "private key that opens them");
}

void
toolkey_check(const struct tool *tool, const struct toolkey *o)
{
	if (o->encrypt != NULL && o->has_key_id)
		tool_fail(tool, "have --encrypt, which makes a new key, and "
		    "--key-id, which takes one that is there");
	if (o->encrypt != NULL && o->house_count == 0)
		tool_fail(tool, "have --encrypt, want --house too: a "
		    "certificate that the key file is sealed to");
	if (o->encrypt == NULL && o->house_count > 0)
		tool_fail(tool, "have --house, want --encrypt too");
	if (o->has_key_id && o->source_count == 0)
		tool_fail(tool, "have --key-id, want --key-file or --kdm too");
	toolkey_check_sources(tool, o);
}

bool
toolkey_check_output(const struct toolkey *o, const char *output,
    struct dcp_error *err)
{
	bool ok = true;
	size_t i;

	for (i = 0; ok && i < o->source_count; i++)
		ok = path_check_input(output, o->sources[i].name, err);
	for (i = 0; ok && i < o->key_count; i++)
		ok = toolpass_check_output(&o->keys[i], output, err);
	for (i = 0; ok && i < o->house_count; i++)
		ok = path_check_input(output, o->houses[i], err);
	return ok;
}

bool
toolkey_has_sources(const struct toolkey *o)
{
	return o->source_count > 0;
}

bool
toolkey_is_encrypting(const struct toolkey *o)
{
	return o->encrypt != NULL || o->has_key_id;
}

bool
toolkey_load(const struct tool *tool, const struct toolkey *o,
    struct toolkey_private *keys, struct dcp_error *err)
{
	size_t i;

	keys->at = calloc(o->key_count + 1, sizeof(*keys->at));
	if (keys->at == NULL)
		return error_memory(err);
	for (i = 0; i < o->key_count; i++) {
		keys->at[i] = toolpass_load(tool, &o->keys[i], err);
		if (keys->at[i] == NULL)
			return error_in(err, "--key");
		keys->count++;
	}
	return true;
}

void
toolkey_unload(struct toolkey_private *keys)
{
	size_t i;

	for (i = 0; i < keys->count; i++)
		privkey_free(keys->at[i]);
	free(keys->at);
	*keys = (struct toolkey_private){0};
}

static bool
open_kdm(const struct tool *tool, const struct toolkey *o, const char *path,
    const struct toolkey_private *keys, struct keyring *ring,
    struct dcp_error *err)
{
	struct kdm kdm = {0};
	bool ok;

	ok = kdm_load(path, &kdm, err) || error_in(err, "%s", path);
	ok = ok && toolkdm_take(tool, path, &kdm, keys, o->looking, ring, err);
	kdm_clear(&kdm);
	return ok;
}

/* A document begins with '<', maybe behind a byte order mark or blanks. */
static bool
is_xml(const struct bytes *file)
{
	static const char before[] = " \t\r\n\xef\xbb\xbf";
	size_t i = 0;

	while (i < file->size && file->at[i] != '\0' &&
	    strchr(before, file->at[i]) != NULL)
		i++;
	return i < file->size && file->at[i] == '<';
}

/* Only "not for this key" is a reason to try the next. */
static bool
open_keyfile(const struct bytes *file, const struct toolkey_private *keys,
    struct keyring *ring, struct dcp_error *err)
{
	struct dcp_error one = {0};
	size_t i;

	for (i = 0; i < keys->count; i++) {
		one = (struct dcp_error){0};
		if (keyfile_open(file->at, file->size, keys->at[i], ring, &one))
			return true;
		if (one.status != DCP_REFUSED)
			break;
	}
	return error_set(err, one.status, "%s", one.text);
}

/* Whichever of both options a file was named with, its content decides. */
static bool
open_sealed(const struct tool *tool, const struct toolkey *o, const char *path,
    const struct toolkey_private *keys, struct keyring *ring,
    struct dcp_error *err)
{
	struct bytes file = {0};
	bool ok;

	if (!input_load(path, LIMIT_KEYFILE_SIZE, &file, err))
		return false;
	if (cms_is(file.at, file.size))
		ok = open_keyfile(&file, keys, ring, err) ||
		    error_in(err, "%s", path);
	else if (is_xml(&file))
		ok = open_kdm(tool, o, path, keys, ring, err);
	else
		ok = error_set(err, DCP_BAD_INPUT, "%s: is no sealed key file "
		    "and no KDM; --clear-keys is for keys in clear", path);
	secret_wipe(file.at, file.size);
	bytes_clear(&file);
	return ok;
}

int
toolkey_descriptor(const struct tool *tool, const char *option,
    const char *name)
{
	size_t prefix = strlen(DESCRIPTOR);

	return strncmp(name, DESCRIPTOR, prefix) != 0 ? -1 :
	    (int)tool_number(tool, option, name + prefix, 0, INT_MAX);
}

static bool
read_clear(const struct tool *tool, const char *name, struct keyring *ring,
    struct dcp_error *err)
{
	int fd = toolkey_descriptor(tool, "--clear-keys", name);

	tool_note(tool, "%s: has keys in clear: whoever reads it can decrypt",
	    name);
	if (fd == -1)
		return keyfile_load_clear(name, ring, err);
	return keyfile_read_clear(fd, ring, err) || error_in(err, "%s", name);
}

bool
toolkey_add(const struct tool *tool, const struct toolkey *o,
    const struct toolkey_source *source, const struct toolkey_private *keys,
    struct keyring *ring, struct dcp_error *err)
{
	return source->option == TOOLKEY_CLEAR ?
	    read_clear(tool, source->name, ring, err) :
	    open_sealed(tool, o, source->name, keys, ring, err);
}

struct keyring *
toolkey_ring(const struct tool *tool, const struct toolkey *o,
    struct dcp_error *err)
{
	struct keyring *ring = keyring_new(err);
	const struct toolkey_source *source = o->sources;
	struct toolkey_private keys = {0};
	size_t i;
	bool ok;

	ok = ring != NULL && toolkey_load(tool, o, &keys, err);
	for (i = 0; ok && i < o->source_count; i++, source++)
		ok = toolkey_add(tool, o, source, &keys, ring, err);
	toolkey_unload(&keys);
	if (!ok) {
		keyring_free(ring);
		ring = NULL;
	}
	return ring;
}

/* Add a key that nobody has had, of ${type}, to ${ring}. */
static bool
add_fresh(struct keyring *ring, const struct uuid *id, const char *type,
    const char *note, struct dcp_error *err)
{
	uint8_t key[KEYRING_KEY_SIZE];
	bool ok;

	ok = random_bytes(key, sizeof(key), err) &&
	    keyring_add(ring, id, type, NULL, key, err) &&
	    (note == NULL || keyring_note(ring, id, note, err));
	secret_wipe(key, sizeof(key));
	return ok;
}

static bool
is_issuer(const struct certs *chain, size_t index)
{
	size_t i;

	for (i = 0; i < chain->count; i++)
		if (i != index &&
		    cert_issued_by(chain->at[i], chain->at[index]))
			return true;
	return false;
}

/* Of a file with a whole chain only the leaf is a recipient. */
static bool
load_house(const struct tool *tool, const char *path, struct certs *to,
    struct dcp_error *err)
{
	struct certs chain = {0};
	const struct cert_facts *facts;
	size_t leaf = 0;
	bool ok;

	ok = certs_load(&chain, path, err);
	while (ok && leaf + 1 < chain.count && is_issuer(&chain, leaf))
		leaf++;
	facts = ok ? cert_facts(chain.at[leaf]) : NULL;
	if (ok && facts->key_usage.present &&
	    (facts->usage & CERT_KEY_ENCIPHERMENT) == 0)
		ok = error_set(err, DCP_REFUSED, "%s: KeyUsage has no "
		    "keyEncipherment, want a certificate that keys may be "
		    "sealed to", path);
	ok = ok && toolcert_warn(tool, path, &chain, err) &&
	    certs_add(to, cert_share(chain.at[leaf]), err);
	certs_clear(&chain);
	return ok;
}

static bool
load_houses(const struct tool *tool, const struct toolkey *o,
    struct certs *to, struct dcp_error *err)
{
	size_t i;

	for (i = 0; i < o->house_count; i++)
		if (!load_house(tool, o->houses[i], to, err))
			return false;
	return true;
}

bool
toolkey_save(const struct tool *tool, const struct toolkey *o,
    const char *path, const struct keyring *ring, struct dcp_error *err)
{
	struct certs to = {0};
	bool ok;

	tool_catch_signals();
	ok = load_houses(tool, o, &to, err) &&
	    keyfile_save(path, ring, &to, err);
	certs_clear(&to);
	return ok;
}

/* The fresh key alone goes to the file, whatever else is in ${ring}. */
static bool
make_key(const struct tool *tool, const struct toolkey *o,
    struct keyring *ring, const struct uuid *id, const char *type,
    const char *note, struct dcp_error *err)
{
	struct keyring *fresh = keyring_new(err);
	bool ok;

	ok = fresh != NULL && add_fresh(fresh, id, type, note, err) &&
	    toolkey_save(tool, o, o->encrypt, fresh, err) &&
	    keyring_add(ring, id, type, NULL, keyring_find(fresh, id), err);
	keyring_free(fresh);
	return ok;
}

const struct keyring_key *
toolkey_find(const struct toolkey *o, const struct keyring *ring,
    struct dcp_error *err)
{
	const struct keyring_key *key = keyring_entry(ring, &o->key_id);
	char id[UUID_SIZE];

	assert(o->has_key_id);
	uuid_format(id, &o->key_id);
	if (key == NULL)
		error_set(err, DCP_REFUSED, "--key-id: have no key %s among "
		    "the content keys, %zu in all", id, keyring_count(ring));
	return key;
}

/* The key that is there already, if it is of ${type}, as far as is known. */
static const struct keyring_key *
find_key(const struct toolkey *o, const struct keyring *ring,
    const char *type, struct dcp_error *err)
{
	const struct keyring_key *key = toolkey_find(o, ring, err);
	char id[UUID_SIZE];

	if (key == NULL || key->type[0] == '\0' ||
	    strcmp(key->type, type) == 0)
		return key;
	uuid_format(id, &key->id);
	error_set(err, DCP_REFUSED, "--key-id: have key %s of type %s, "
	    "want %s", id, key->type, type);
	return NULL;
}

/* The key there is, or a fresh one, for the file that ${note} names. */
static const struct keyring_key *
choose_key(const struct tool *tool, const struct toolkey *o,
    struct keyring *ring, const char *type, const char *note,
    struct dcp_error *err)
{
	struct uuid id;

	assert(toolkey_is_encrypting(o));
	if (o->has_key_id)
		return find_key(o, ring, type, err);
	id = tool_fresh_uuid(tool);
	return make_key(tool, o, ring, &id, type, note, err) ?
	    keyring_entry(ring, &id) : NULL;
}

const struct keyring_key *
toolkey_encrypt(const struct tool *tool, const struct toolkey *o,
    struct keyring *ring, enum trackfile_kind kind, const char *path,
    struct dcp_error *err)
{
	const struct keyring_key *key = choose_key(tool, o, ring,
	    trackfile_key_type(kind), path_name(path), err);
	struct stat made, there;

	/* Now that there is a key file, it can be seen to be another one. */
	if (key == NULL || o->encrypt == NULL || stat(path, &there) == -1 ||
	    stat(o->encrypt, &made) == -1 || there.st_ino != made.st_ino ||
	    there.st_dev != made.st_dev)
		return key;
	error_set(err, DCP_REFUSED, "--encrypt: %s is to be the track file, "
	    "want another name for the key file", o->encrypt);
	toolkey_unmake(o);
	return NULL;
}

struct keyring *
toolkey_again(const struct tool *tool, const struct toolkey *o,
    const struct uuid *id, struct dcp_error *err)
{
	struct toolkey_source made = {TOOLKEY_KEY_FILE, o->encrypt};
	struct toolkey from = *o;
	struct keyring *ring;
	char text[UUID_SIZE];

	uuid_format(text, id);
	if (o->encrypt != NULL) {
		from.sources = &made;
		from.source_count = 1;
	}
	if (o->encrypt != NULL && o->key_count == 0) {
		error_set(err, DCP_REFUSED, "was begun with key %s, which is "
		    "in a key file: want --key too, the private key that "
		    "opens it", text);
		return NULL;
	}
	ring = toolkey_ring(tool, &from, err);
	if (ring != NULL && keyring_find(ring, id) == NULL) {
		error_set(err, DCP_REFUSED, "was begun with key %s, which is "
		    "not among the %zu content keys given", text,
		    keyring_count(ring));
		keyring_free(ring);
		ring = NULL;
	}
	return ring;
}

void
toolkey_unmake(const struct toolkey *o)
{
	if (o->encrypt != NULL)
		unlink(o->encrypt);
}

void
toolkey_clear(struct toolkey *o)
{
	free(o->sources);
	free(o->keys);
	free(o->houses);
	*o = (struct toolkey){0};
}
