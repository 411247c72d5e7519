/* kdmname.c: see kdmname.h. */
#include "master/kdmname.h"

#include <stdio.h>
#include <string.h>

#include "base/path.h"
#include "base/str.h"

/* As long as a part of a path may be on all file systems in use, in bytes. */
#define PART_SIZE	255

enum word {
	WORD_CINEMA, WORD_SCREEN, WORD_TITLE, WORD_RECIPIENT,
	WORD_COMPOSITION, WORD_ID, WORD_FROM, WORD_UNTIL, WORDS
};

static const char *const words[WORDS] = {
	"cinema", "screen", "title", "recipient", "composition", "id", "from",
	"until"
};

/* The word at "%{word}", whose end is told; WORDS if it is none. */
static enum word
find_word(const char *at, const char **end)
{
	size_t size = at[1] == '{' ? strcspn(at + 2, "}") : 0, i;

	*end = at + 1;
	if (at[1] != '{' || at[2 + size] != '}')
		return WORDS;
	*end = at + 3 + size;
	for (i = 0; i < WORDS; i++)
		if (strlen(words[i]) == size &&
		    strncmp(at + 2, words[i], size) == 0)
			break;
	return (enum word)i;
}

/* The parts between '/' that are in the pattern itself. */
static bool
check_parts(const char *pattern, struct dcp_error *err)
{
	const char *part = pattern;
	size_t size;

	for (;; part += size + 1) {
		size = strcspn(part, "/");
		if (size == 0 || (size == 1 && part[0] == '.') ||
		    (size == 2 && strncmp(part, "..", 2) == 0))
			return error_set(err, DCP_BAD_INPUT, "have '%.200s', "
			    "want a name inside the folder, without empty "
			    "parts, '.' and '..'", pattern);
		if (part[size] == '\0')
			return true;
	}
}

static bool
is_of(enum word word, enum kdmname_use use)
{
	switch (use) {
	case KDMNAME_MESSAGE:
		return word != WORD_CINEMA && word != WORD_SCREEN;
	case KDMNAME_CINEMA:
		return word == WORD_CINEMA || word == WORD_TITLE ||
		    word == WORD_COMPOSITION;
	case KDMNAME_SCREEN:
		break;
	}
	return true;
}

static bool
refuse_word(const char *pattern, enum kdmname_use use, struct dcp_error *err)
{
	struct bytes all = {0};
	size_t i;

	for (i = 0; i < WORDS; i++)
		if (is_of((enum word)i, use))
			bytes_printf(&all, "%s%%{%s}", all.size == 0 ? "" :
			    ", ", words[i]);
	error_set(err, DCP_BAD_INPUT, "have '%.200s', want no '%%' but in %s",
	    pattern, bytes_text(&all));
	bytes_clear(&all);
	return false;
}

/* Also what turns text round, with which names look like others. */
static bool
has_control(const char *text)
{
	size_t left = strlen(text), size;

	for (; left > 0; text += size, left -= size) {
		size = str_character(text, left);
		if (size == 0)
			return true;
	}
	return false;
}

bool
kdmname_check(const char *pattern, enum kdmname_use use,
    struct dcp_error *err)
{
	const char *at = pattern;
	enum word word;

	if (!str_is_utf8(pattern, strlen(pattern)))
		return error_set(err, DCP_BAD_INPUT, "is no UTF-8");
	if (has_control(pattern))
		return error_set(err, DCP_BAD_INPUT, "has control characters, "
		    "want none in the name of a file");
	while ((at = strchr(at, '%')) != NULL) {
		word = find_word(at, &at);
		if (word == WORDS || !is_of(word, use))
			return refuse_word(pattern, use, err);
	}
	return check_parts(pattern, err);
}

/* ${begin}: at the begin of a part of the path. */
static void
put_value(struct bytes *to, const char *text, bool begin)
{
	size_t left = strlen(text), size;

	for (; left > 0; text += size, left -= size, begin = false) {
		size = str_character(text, left);
		if (size > 1 || (size == 1 && strchr("abcdefghijklmnopqrstuv"
		    "wxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._", *text) !=
		    NULL && !(begin && *text == '.'))) {
			bytes_put(to, text, size);
			continue;
		}
		bytes_u8(to, '_');
		if (size == 0)
			size = 1;
	}
}

static void
put_word(struct bytes *to, enum word word, const struct kdmname_values *v)
{
	bool begin = to->size == 0 || to->at[to->size - 1] == '/';
	char id[UUID_SIZE], date[TIMESTAMP_SIZE], day[16];
	const char *values[] = {v->cinema, v->screen, v->title, v->recipient,
	    id, id, day, day};

	uuid_format(id, word == WORD_ID ? &v->message_id : &v->cpl_id);
	timestamp_format(date, word == WORD_FROM ? &v->not_before :
	    &v->not_after);
	snprintf(day, sizeof(day), "%.4s%.2s%.2s", date, date + 5, date + 8);
	if (values[word] != NULL)
		put_value(to, values[word], begin);
}

static bool
check_name(const char *name, struct dcp_error *err)
{
	const char *part;
	size_t size;

	for (part = name; *part != '\0'; part += size + (part[size] == '/')) {
		size = strcspn(part, "/");
		if (size == 0 || size > PART_SIZE)
			return error_set(err, DCP_REFUSED, "have the name "
			    "'%.300s', want one whose parts have 1 to %d "
			    "bytes", name, PART_SIZE);
	}
	return true;
}

bool
kdmname_format(const char *pattern, const struct kdmname_values *v,
    const char *suffix, struct bytes *to, struct dcp_error *err)
{
	const char *at = pattern, *end;

	bytes_reset(to);
	while (*at != '\0') {
		if (*at == '%') {
			put_word(to, find_word(at, &end), v);
			at = end;
		} else
			bytes_u8(to, (uint8_t)*at++);
	}
	if (!path_has_suffix(bytes_text(to), suffix))
		bytes_put(to, suffix, strlen(suffix));
	return bytes_ok(to, err) && check_name(bytes_text(to), err);
}
