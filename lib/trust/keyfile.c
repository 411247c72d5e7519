/* keyfile.c: see keyfile.h. */
#include "trust/keyfile.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/hex.h"
#include "base/limits.h"
#include "base/output.h"
#include "base/str.h"
#include "crypt/secret.h"
#include "crypt/secretread.h"

#define KEY_DIGITS	(2u * KEYRING_KEY_SIZE)

/* Characters of one line: type, id, key, composition, note, and a newline. */
#define LINE_SIZE	(KEYRING_TYPE_SIZE + 2 * UUID_SIZE + KEY_DIGITS + 1 + \
	LIMIT_KEY_NOTE + 1)

/* A part of the text, which is never copied. */
struct piece {
	const char *at;
	size_t size;
};

/* Cut the next word off the front of ${line}; an empty one if none is left. */
static struct piece
take_word(struct piece *line)
{
	struct piece word;

	while (line->size > 0 && (*line->at == ' ' || *line->at == '\t')) {
		line->at++;
		line->size--;
	}
	word = (struct piece){.at = line->at};
	while (word.size < line->size && word.at[word.size] != ' ' &&
	    word.at[word.size] != '\t')
		word.size++;
	line->at += word.size;
	line->size -= word.size;
	return word;
}

static bool
is_dash(struct piece word)
{
	return word.size == 1 && *word.at == '-';
}

/* A UUID of the length ${word} has.  What it holds is not for messages. */
static bool
read_uuid(struct piece word, struct uuid *out)
{
	char text[UUID_URN_SIZE];
	struct dcp_error hidden = {0};
	bool ok = word.size < sizeof(text);

	if (ok) {
		memcpy(text, word.at, word.size);
		text[word.size] = '\0';
		ok = uuid_parse(text, out, &hidden);
		secret_wipe(text, sizeof(text));
		secret_wipe(&hidden, sizeof(hidden));
	}
	return ok;
}

/* "MDIK" or "-"; false, and ${word} is something else, if it is no type. */
static bool
read_type(struct piece word, char *type)
{
	*type = '\0';
	if (is_dash(word))
		return true;
	if (word.size != KEYRING_TYPE_SIZE - 1)
		return false;
	memcpy(type, word.at, word.size);
	type[word.size] = '\0';
	return keyring_is_type(type);
}

/*
 * A word of ${text} has as many hexadecimal digits as a key, and could be one:
 * notes are shown, and it is not to be.
 */
static bool
has_key_digits(struct piece text)
{
	uint8_t key[KEYRING_KEY_SIZE];
	struct piece word;
	bool has = false;

	while (!has && (word = take_word(&text)).size > 0)
		has = word.size == KEY_DIGITS &&
		    hex_parse(word.at, key, sizeof(key));
	secret_wipe(key, sizeof(key));
	return has;
}

/* What follows the key: a composition or "-", and a note; or only a note. */
static bool
add_rest(struct piece rest, struct keyring *ring, const struct uuid *id,
    const char *type, const uint8_t *key, struct dcp_error *err)
{
	char note[LIMIT_KEY_NOTE + 1];
	struct piece after = rest, word = take_word(&after);
	struct uuid cpl;
	bool has_cpl = read_uuid(word, &cpl);

	if (has_cpl || is_dash(word))
		rest = after;
	while (rest.size > 0 && (*rest.at == ' ' || *rest.at == '\t')) {
		rest.at++;
		rest.size--;
	}
	if (has_key_digits(rest))
		return error_set(err, DCP_BAD_INPUT, "have %u hexadecimal "
		    "digits behind the key, want a note or composition: a "
		    "second key needs a line of its own", KEY_DIGITS);
	if (rest.size > LIMIT_KEY_NOTE || !str_is_utf8(rest.at, rest.size))
		return error_set(err, DCP_BAD_INPUT, "have a note that is too "
		    "long or no UTF-8, want up to %d bytes", LIMIT_KEY_NOTE);
	memcpy(note, rest.at, rest.size);
	note[rest.size] = '\0';
	return keyring_add(ring, id, type, has_cpl ? &cpl : NULL, key, err) &&
	    (rest.size == 0 || keyring_note(ring, id, note, err));
}

static bool
parse_line(struct piece line, struct keyring *ring, struct dcp_error *err)
{
	uint8_t key[KEYRING_KEY_SIZE];
	char type[KEYRING_TYPE_SIZE];
	struct piece all = line, word = take_word(&line);
	struct uuid id;
	bool ok;

	if (memchr(all.at, '\r', all.size) != NULL)
		return error_set(err, DCP_BAD_INPUT, "have a carriage return "
		    "within the line, want lines that end with LF or CR LF");
	if (word.size == 0 || *word.at == '#')
		return true;
	if (read_type(word, type))
		word = take_word(&line);
	else
		*type = '\0';
	if (!read_uuid(word, &id))
		return error_set(err, DCP_BAD_INPUT,
		    "have no key id, want a UUID, after a type such as MDIK");
	word = take_word(&line);
	ok = word.size == KEY_DIGITS &&
	    hex_parse(word.at, key, sizeof(key));
	ok = ok ? add_rest(line, ring, &id, type, key, err)
	    : error_set(err, DCP_BAD_INPUT,
	    "have no key behind its id, want %u hexadecimal digits",
	    KEY_DIGITS);
	secret_wipe(key, sizeof(key));
	return ok;
}

/* Cut the next line off the front of ${text}, without its end. */
static struct piece
take_line(struct piece *text)
{
	const char *end = memchr(text->at, '\n', text->size);
	struct piece line = {.at = text->at, .size = text->size};

	if (end != NULL)
		line.size = (size_t)(end - text->at);
	text->at += line.size + (end != NULL);
	text->size -= line.size + (end != NULL);
	if (line.size > 0 && line.at[line.size - 1] == '\r')
		line.size--;
	return line;
}

bool
keyfile_parse(const char *text, size_t size, struct keyring *ring,
    struct dcp_error *err)
{
	struct piece left = {.at = text, .size = size};
	uint64_t number = 1;

	for (; left.size > 0; number++)
		if (!parse_line(take_line(&left), ring, err))
			return error_in(err, "line %" PRIu64, number);
	return true;
}

/* What of the note of ${key} is read again; the name of a file can be any. */
static const char *
note_of(const struct keyring_key *key)
{
	const char *note = key->note == NULL ? "" : key->note;

	return has_key_digits((struct piece){note, strlen(note)}) ? "" : note;
}

/* Append a line to ${to}, which has room for LINE_SIZE; return its length. */
static size_t
format_line(char *to, const struct keyring_key *key)
{
	char id[UUID_SIZE], cpl[UUID_SIZE] = "-";
	const char *note = note_of(key);
	size_t size;

	uuid_format(id, &key->id);
	if (!uuid_is_zero(&key->cpl))
		uuid_format(cpl, &key->cpl);
	size = (size_t)snprintf(to, LINE_SIZE, "%s %s ",
	    key->type[0] == '\0' ? "-" : key->type, id);
	hex_format(to + size, key->key, KEYRING_KEY_SIZE);
	size += KEY_DIGITS;
	return size + (size_t)snprintf(to + size, LINE_SIZE - size,
	    *note == '\0' ? " %s\n" : " %s %s\n", cpl, note);
}

char *
keyfile_format(const struct keyring *ring, size_t *size,
    struct dcp_error *err)
{
	size_t count = keyring_count(ring), i;
	char *text = secret_new(count * LINE_SIZE + 1, err);

	*size = 0;
	for (i = 0; text != NULL && i < count; i++)
		*size += format_line(text + *size, keyring_at(ring, i));
	return text;
}

/* Nobody else can have read it, or put another key in it. */
static bool
check_owner(const struct stat *st, struct dcp_error *err)
{
	if (st->st_uid != geteuid())
		return error_set(err, DCP_REFUSED, "belongs to user %lu, "
		    "want keys in clear in a file of this user's own",
		    (unsigned long)st->st_uid);
	if ((st->st_mode & (S_IRWXG | S_IRWXO)) != 0)
		return error_set(err, DCP_REFUSED, "can be read or written by "
		    "others (mode %04o), want mode 0600 for keys in clear",
		    (unsigned)st->st_mode & 07777);
	return true;
}

bool
keyfile_read_clear(int fd, struct keyring *ring, struct dcp_error *err)
{
	struct stat st;
	size_t size;
	char *text;
	bool ok;

	if (fstat(fd, &st) == -1)
		return error_system(err);
	if (S_ISREG(st.st_mode) && !check_owner(&st, err))
		return false;
	text = secretread_all(fd, LIMIT_KEYFILE_SIZE, &size, err);
	ok = text != NULL && keyfile_parse(text, size, ring, err);
	secret_free(text);
	return ok;
}

/* A pipe or a device by its name, which could wait for ever, is refused. */
static bool
load(int fd, struct keyring *ring, struct dcp_error *err)
{
	struct stat st;

	if (fd == -1 || fstat(fd, &st) == -1)
		return error_system(err);
	if (!S_ISREG(st.st_mode))
		return error_set(err, DCP_REFUSED, "is not a regular file");
	return keyfile_read_clear(fd, ring, err);
}

bool
keyfile_load_clear(const char *path, struct keyring *ring,
    struct dcp_error *err)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	bool ok = load(fd, ring, err);

	if (fd != -1)
		close(fd);
	return ok || error_in(err, "%s", path);
}

bool
keyfile_save_clear(const char *path, const struct keyring *ring,
    struct dcp_error *err)
{
	size_t size;
	char *text = keyfile_format(ring, &size, err);
	bool ok = text != NULL && output_save_secret(path, text, size, err);

	secret_free(text);
	return ok;
}

bool
keyfile_write_clear(int fd, const struct keyring *ring, struct dcp_error *err)
{
	struct stat st;
	size_t size, at = 0;
	ssize_t n;
	char *text;

	if (fstat(fd, &st) == -1)
		return error_system(err);
	if (S_ISREG(st.st_mode) && !check_owner(&st, err))
		return false;
	text = keyfile_format(ring, &size, err);
	while (text != NULL && at < size) {
		n = write(fd, text + at, size - at);
		if (n == -1 && errno != EINTR) {
			error_system(err);
			break;
		}
		at += n == -1 ? 0 : (size_t)n;
	}
	secret_free(text);
	return text != NULL && at == size;
}

bool
keyfile_save(const char *path, const struct keyring *ring,
    const struct certs *to, struct dcp_error *err)
{
	struct bytes sealed = {0};
	size_t size;
	char *text = keyfile_format(ring, &size, err);
	bool ok;

	assert(keyring_count(ring) > 0);
	ok = text != NULL && (cms_seal(text, size, to, &sealed, err) ||
	    error_in(err, "%s", path)) &&
	    output_save_secret(path, sealed.at, sealed.size, err);
	secret_free(text);
	bytes_clear(&sealed);
	return ok;
}

bool
keyfile_open(const void *bytes, size_t size, const struct privkey *key,
    struct keyring *ring, struct dcp_error *err)
{
	size_t text_size;
	char *text = cms_open(bytes, size, key, &text_size, err);
	bool ok;

	ok = text != NULL && keyfile_parse(text, text_size, ring, err);
	secret_free(text);
	return ok;
}
