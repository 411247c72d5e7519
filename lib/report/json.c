/* json.c: see json.h. */
#include "report/json.h"

#include <assert.h>
#include <inttypes.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"

struct json {
	json_t *open[JSON_DEPTH];	/* [0] is owned and owns the others */
	size_t depth;			/* of the innermost that is open */
	bool bad;			/* memory ran out */
};

struct json *
json_new(void)
{
	struct json *j = calloc(1, sizeof(*j));

	if (j == NULL)
		return NULL;
	j->open[0] = json_object();
	if (j->open[0] == NULL) {
		free(j);
		return NULL;
	}
	return j;
}

void
json_free(struct json *j)
{
	if (j == NULL)
		return;
	json_decref(j->open[0]);
	free(j);
}

/* Put ${value}, which is handed over, into what is open. */
static void
put(struct json *j, const char *key, json_t *value)
{
	json_t *in;
	int failed;

	if (j == NULL || j->bad) {
		json_decref(value);
		return;
	}
	in = j->open[j->depth];
	assert((key == NULL) == json_is_array(in));
	if (key == NULL)
		failed = json_array_append_new(in, value);
	else
		failed = json_object_set_new_nocheck(in, key, value);
	if (failed != 0)
		j->bad = true;
}

static void
open_one(struct json *j, const char *key, json_t *value)
{
	put(j, key, value);
	if (j == NULL || j->bad)
		return;
	assert(j->depth + 1 < JSON_DEPTH);
	j->open[++j->depth] = value;
}

void
json_open(struct json *j, const char *key)
{
	open_one(j, key, json_object());
}

void
json_open_array(struct json *j, const char *key)
{
	open_one(j, key, json_array());
}

void
json_close(struct json *j)
{
	if (j == NULL || j->bad)
		return;
	assert(j->depth > 0);
	j->depth--;
}

void
json_text(struct json *j, const char *key, const char *text)
{
	if (text != NULL)
		json_bytes(j, key, text, strlen(text));
}

void
json_bytes(struct json *j, const char *key, const void *text, size_t size)
{
	const uint8_t *at = text;
	struct bytes safe = {0};
	size_t n;

	for (; size > 0; at += n, size -= n) {
		n = str_any_character(at, size);
		if (n > 0) {
			bytes_put(&safe, at, n);
			continue;
		}
		bytes_printf(&safe, "\\x%02x", at[0]);
		n = 1;
	}
	put(j, key, safe.bad ? NULL :
	    json_stringn_nocheck(bytes_text(&safe), safe.size));
	bytes_clear(&safe);
}

void
json_number(struct json *j, const char *key, uint64_t value)
{
	char text[24];

	/* JSON has no largest number, but readers do: beyond it, text. */
	if (value <= INT64_MAX) {
		put(j, key, json_integer((json_int_t)value));
	} else {
		snprintf(text, sizeof(text), "%" PRIu64, value);
		json_text(j, key, text);
	}
}

void
json_flag(struct json *j, const char *key, bool value)
{
	put(j, key, json_boolean(value));
}

void
json_rational(struct json *j, const char *key, struct rational value)
{
	char text[RATIONAL_SIZE];

	rational_print(text, value);
	json_text(j, key, text);
}

void
json_uuid(struct json *j, const char *key, const struct uuid *id)
{
	char text[UUID_URN_SIZE];

	uuid_format_urn(text, id);
	json_text(j, key, text);
}

static int
append(const char *text, size_t size, void *context)
{
	struct bytes *to = context;

	bytes_put(to, text, size);
	return 0;
}

/* The code point of a character of 1 to 3 bytes. */
static unsigned
code_of(const uint8_t *at, size_t size)
{
	if (size == 1)
		return at[0];
	return size == 2 ? (at[0] & 0x1fu) << 6 | (at[1] & 0x3fu) :
	    (at[0] & 0xfu) << 12 | (at[1] & 0x3fu) << 6 | (at[2] & 0x3fu);
}

/* Jansson escapes what JSON must; this also what no terminal may have. */
static void
put_escaped(struct bytes *to, const struct bytes *line)
{
	const uint8_t *at = line->at;
	size_t left = line->size, n;

	for (; left > 0; at += n, left -= n) {
		n = str_character(at, left);
		if (n > 0) {
			bytes_put(to, at, n);
			continue;
		}
		n = str_any_character(at, left);
		assert(n > 0 && n <= 3);
		bytes_printf(to, "\\u%04X", code_of(at, n));
	}
}

bool
json_print(const struct json *j, struct bytes *to, struct dcp_error *err)
{
	struct bytes line = {0};
	bool ok = j != NULL && !j->bad && json_dump_callback(j->open[0],
	    append, &line, JSON_COMPACT | JSON_PRESERVE_ORDER |
	    JSON_REAL_PRECISION(10)) == 0 && !line.bad;

	if (ok) {
		put_escaped(to, &line);
		bytes_u8(to, '\n');
	}
	bytes_clear(&line);
	return ok ? bytes_ok(to, err) : error_memory(err);
}
