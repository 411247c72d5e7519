/*
 * toolkey.h: content keys as options that all programs share: where they come
 * from, what opens them, and where new ones go.
 *
 *	static const struct option options[] = {
 *		...
 *		TOOLKEY_OPTIONS,		opens what is encrypted
 *		TOOLKEY_ENCRYPT_OPTIONS,	encrypts
 *		TOOLPASS_OPTIONS,		with either
 *		TOOL_OPTIONS,
 *	};
 *	default:
 *		if (!toolkey_take(&tool, &o->keys, c))
 *			tool_common(&tool, c);
 *
 * and TOOLKEY_HELP, TOOLKEY_ENCRYPT_HELP, TOOLPASS_HELP in its text of options.
 */
#ifndef SRC_TOOLKEY_H
#define SRC_TOOLKEY_H

#include "tool.h"
#include "toolpass.h"
#include "mxf/trackfile.h"
#include "trust/keyring.h"

enum {
	TOOLKEY_KEY_FILE = TOOL_LONG + 1100, TOOLKEY_KDM, TOOLKEY_KEY,
	TOOLKEY_CLEAR, TOOLKEY_ENCRYPT, TOOLKEY_HOUSE, TOOLKEY_KEY_ID
};

#define TOOLKEY_OPTIONS \
	{"key-file", required_argument, NULL, TOOLKEY_KEY_FILE}, \
	{"kdm", required_argument, NULL, TOOLKEY_KDM}, \
	{"key", required_argument, NULL, TOOLKEY_KEY}, \
	{"clear-keys", required_argument, NULL, TOOLKEY_CLEAR}

#define TOOLKEY_HELP \
	"      --key-file file    content keys: a key file; may be repeated\n" \
	"      --kdm file         content keys: a KDM or DKDM; may be " \
	"repeated\n" \
	"      --key uri          the private key that opens them: a file or " \
	"pkcs11: URI\n" \
	"      --clear-keys file  content keys in clear: a file of mode 0600, " \
	"or fd:n\n"

#define TOOLKEY_ENCRYPT_OPTIONS \
	{"encrypt", required_argument, NULL, TOOLKEY_ENCRYPT}, \
	{"house", required_argument, NULL, TOOLKEY_HOUSE}, \
	{"key-id", required_argument, NULL, TOOLKEY_KEY_ID}

#define TOOLKEY_ENCRYPT_HELP \
	"      --encrypt file     encrypt with a fresh key; it goes to this new " \
	"key file\n" \
	"      --house cert       seal the key file to this certificate; may " \
	"be repeated\n" \
	"      --key-id id        encrypt with this one of the content keys " \
	"instead\n"

/* For programs that write key files in other ways: toolkey_save(). */
#define TOOLKEY_HOUSE_OPTIONS \
	{"house", required_argument, NULL, TOOLKEY_HOUSE}

#define TOOLKEY_HOUSE_HELP \
	"      --house cert       seal the key file to this certificate; may " \
	"be repeated\n"

/* A place that content keys come from. */
struct toolkey_source {
	int option;		/* TOOLKEY_KEY_FILE, TOOLKEY_KDM, ... */
	const char *name;
};

/* Start with {0}; end with toolkey_clear().  For the program, only: */
struct toolkey {
	struct toolkey_source *sources;
	size_t source_count;
	struct toolpass_key *keys;	/* --key */
	size_t key_count;
	const char *encrypt;		/* --encrypt, or NULL */
	const char **houses;		/* --house */
	size_t house_count;
	struct uuid key_id;		/* --key-id */
	bool has_key_id;
	/*
	 * The program sets it: what the keys open is only looked at, and a
	 * message that is not as it was signed is opened, with a warning.
	 * Else it is refused: nothing new is made with its keys.
	 */
	bool looking;
};

/*
 * toolkey_take(tool, o, c):
 * True, and done, if ${c}, from tool_option(), is an option of toolkey or
 * toolpass.  The first that has to do with keys guards the process
 * (secret_guard()).
 */
bool toolkey_take(const struct tool *, struct toolkey *, int c);

/*
 * toolkey_check(tool, o):
 * After the last option: tool_fail() if they do not go together.
 * toolkey_check_sources() is for programs without TOOLKEY_ENCRYPT_OPTIONS.
 */
void toolkey_check(const struct tool *, const struct toolkey *);
void toolkey_check_sources(const struct tool *, const struct toolkey *);

/*
 * toolkey_check_output(o, output, err):
 * No key file, message, private key or certificate that the options name is
 * ${output}, which would replace it: path_check_input().
 */
bool toolkey_check_output(const struct toolkey *, const char *output,
    struct dcp_error *) CHECKED;

/* Content keys were named; and: something is to be encrypted. */
bool toolkey_has_sources(const struct toolkey *);
bool toolkey_is_encrypting(const struct toolkey *);

/*
 * toolkey_ring(tool, o, err):
 * All content keys that the options name, maybe none.  Loads the private keys,
 * asking for their passphrases; warns about keys in clear.  NULL on failure.
 * The caller frees the ring with keyring_free().
 */
struct keyring *toolkey_ring(const struct tool *, const struct toolkey *,
    struct dcp_error *) CHECKED;

/* The private keys of --key, loaded: for programs that need them, too. */
struct toolkey_private {
	struct privkey **at;
	size_t count;
};

/*
 * The steps of toolkey_ring(): load all private keys into ${keys}, which is
 * {0}, and ends with toolkey_unload() in any case; and add the content keys of
 * one source to ${ring}.
 */
bool toolkey_load(const struct tool *, const struct toolkey *,
    struct toolkey_private *keys, struct dcp_error *) CHECKED;
void toolkey_unload(struct toolkey_private *);
bool toolkey_add(const struct tool *, const struct toolkey *,
    const struct toolkey_source *, const struct toolkey_private *,
    struct keyring *ring, struct dcp_error *) CHECKED;

/*
 * toolkey_encrypt(tool, o, ring, kind, path, err):
 * The key to encrypt one track file of ${kind} with, which will be ${path}, and
 * may not be the key file.  It is in ${ring}, from toolkey_ring(), when this
 * returns: by --key-id one that was there; else a fresh one, which --encrypt's
 * new file holds, whole and safely on the disk, before anything is encrypted
 * with it, with the name of the track file as its note.  Call it once for each
 * program run.  NULL on failure.
 */
const struct keyring_key *toolkey_encrypt(const struct tool *,
    const struct toolkey *, struct keyring *, enum trackfile_kind,
    const char *path, struct dcp_error *) CHECKED;

/*
 * toolkey_again(tool, o, id, err):
 * A ring with key ${id}, which an earlier run began its work with: out of the
 * key file that --encrypt made then and --key opens, or from where --key-id
 * has it.  NULL on failure.
 */
struct keyring *toolkey_again(const struct tool *, const struct toolkey *,
    const struct uuid *id, struct dcp_error *) CHECKED;

/*
 * toolkey_unmake(o):
 * Nothing is there that was encrypted with the key of toolkey_encrypt(), in
 * this run: remove the key file that it made, if it made one, so that the same
 * command may be given again.
 */
void toolkey_unmake(const struct toolkey *);

/*
 * toolkey_find(o, ring, err):
 * The key that --key-id names, which must have been given; NULL if ${ring} has
 * none such.
 */
const struct keyring_key *toolkey_find(const struct toolkey *,
    const struct keyring *, struct dcp_error *) CHECKED;

/*
 * toolkey_save(tool, o, path, ring, err):
 * Write the keys of ${ring} to a new key file, sealed to the certificates of
 * --house (of a file with a chain, to its leaf): keyfile_save().  One that is
 * not that of a house is said, as a warning.
 */
bool toolkey_save(const struct tool *, const struct toolkey *,
    const char *path, const struct keyring *, struct dcp_error *) CHECKED;

/*
 * toolkey_descriptor(tool, option, name):
 * The number in "fd:N", or -1 if ${name} does not begin so.
 */
int toolkey_descriptor(const struct tool *, const char *option,
    const char *name);

/* Free what the options hold; they are {0} again. */
void toolkey_clear(struct toolkey *);

#endif
