/* outline.c: see outline.h. */
#include "report/outline.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"

#define LABEL_WIDTH	20	/* columns of text before a value */
#define INDENT		2	/* columns */

struct outline {
	struct json *json;	/* NULL: text */
	struct bytes text;
	unsigned depth;
	bool in_row, row_begun;
};

struct outline *
outline_new(bool json)
{
	struct outline *o = calloc(1, sizeof(*o));

	if (o == NULL || !json)
		return o;
	if ((o->json = json_new()) == NULL) {
		free(o);
		return NULL;
	}
	return o;
}

void
outline_free(struct outline *o)
{
	if (o == NULL)
		return;
	json_free(o->json);
	bytes_clear(&o->text);
	free(o);
}

struct json *
outline_json(struct outline *o)
{
	return o == NULL ? NULL : o->json;
}

static bool
is_text(const struct outline *o)
{
	return o != NULL && o->json == NULL;
}

static void
put_safely(struct outline *o, const char *text)
{
	str_print(&o->text, text, strlen(text));
}

static void
indent(struct outline *o)
{
	bytes_fill(&o->text, ' ', (size_t)INDENT * o->depth);
}

/* "edit_rate" as "edit rate"; how many characters that are. */
static size_t
put_key(struct outline *o, const char *key)
{
	size_t n;

	for (n = 0; key[n] != '\0'; n++)
		bytes_u8(&o->text, key[n] == '_' ? ' ' : (uint8_t)key[n]);
	return n;
}

static void
put_label(struct outline *o, const char *key)
{
	size_t n = put_key(o, key);

	bytes_fill(&o->text, ' ', n < LABEL_WIDTH ? LABEL_WIDTH - n : 1);
}

/* What stands before a value. */
static void
begin_value(struct outline *o, const char *key)
{
	if (!o->in_row) {
		indent(o);
		put_label(o, key);
	} else if (o->row_begun) {
		bytes_put(&o->text, "  ", 2);
	} else {
		indent(o);
		o->row_begun = true;
	}
}

static void
end_value(struct outline *o)
{
	if (!o->in_row)
		bytes_u8(&o->text, '\n');
}

/* A line of its own, and all below it further in. */
static void
put_heading(struct outline *o, const char *text)
{
	indent(o);
	put_safely(o, text);
	bytes_u8(&o->text, '\n');
	o->depth++;
}

void
outline_title(struct outline *o, const char *key, const char *text)
{
	json_text(outline_json(o), key, text);
	if (is_text(o))
		put_heading(o, text);
}

static void
put_key_heading(struct outline *o, const char *key)
{
	indent(o);
	(void)put_key(o, key);
	bytes_u8(&o->text, '\n');
	o->depth++;
}

void
outline_open(struct outline *o, const char *key)
{
	json_open(outline_json(o), key);
	if (is_text(o))
		put_key_heading(o, key);
}

void
outline_list(struct outline *o, const char *key)
{
	json_open_array(outline_json(o), key);
	if (is_text(o))
		put_key_heading(o, key);
}

void
outline_item(struct outline *o, const char *text)
{
	json_open(outline_json(o), NULL);
	if (is_text(o))
		put_heading(o, text);
}

void
outline_row(struct outline *o)
{
	json_open(outline_json(o), NULL);
	if (is_text(o)) {
		o->in_row = true;
		o->row_begun = false;
	}
}

void
outline_close(struct outline *o)
{
	json_close(outline_json(o));
	if (is_text(o) && o->in_row) {
		bytes_u8(&o->text, '\n');
		o->in_row = false;
	} else if (is_text(o)) {
		o->depth--;
	}
}

void
outline_say(struct outline *o, const char *key, const char *fmt, ...)
{
	char text[1024];
	va_list ap;

	if (!is_text(o))
		return;
	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	begin_value(o, key);
	put_safely(o, text);
	end_value(o);
}

void
outline_text(struct outline *o, const char *key, const char *text)
{
	if (text == NULL || *text == '\0')
		return;
	json_text(outline_json(o), key, text);
	if (is_text(o)) {
		begin_value(o, key);
		put_safely(o, text);
		end_value(o);
	}
}

void
outline_number(struct outline *o, const char *key, uint64_t n)
{
	json_number(outline_json(o), key, n);
	outline_say(o, key, "%" PRIu64, n);
}

/* In a row a flag that is set is its own name. */
void
outline_flag(struct outline *o, const char *key, bool flag)
{
	json_flag(outline_json(o), key, flag);
	if (!is_text(o) || !o->in_row) {
		outline_say(o, key, "%s", flag ? "yes" : "no");
	} else if (flag) {
		begin_value(o, key);
		(void)put_key(o, key);
	}
}

void
outline_uuid(struct outline *o, const char *key, const struct uuid *id)
{
	char text[UUID_SIZE];

	json_uuid(outline_json(o), key, id);
	uuid_format(text, id);
	outline_say(o, key, "%s", text);
}

void
outline_rational(struct outline *o, const char *key, struct rational r)
{
	char text[RATIONAL_SIZE];

	if (!rational_is_rate(r))
		return;
	json_rational(outline_json(o), key, r);
	rational_print(text, r);
	outline_say(o, key, "%s", text);
}

void
outline_size(struct outline *o, const char *key, uint64_t size)
{
	static const char *const units[] = {"kB", "MB", "GB", "TB"};
	double amount = (double)size / 1e3;
	size_t i = 0;

	json_number(outline_json(o), key, size);
	while (amount >= 1000 && i < 3) {
		amount /= 1000;
		i++;
	}
	if (size < 1000)
		outline_say(o, key, "%" PRIu64 " bytes", size);
	else
		outline_say(o, key, "%.1f %s (%" PRIu64 " bytes)", amount,
		    units[i], size);
}

void
outline_units(struct outline *o, const char *key, uint64_t count,
    struct rational rate)
{
	char text[TIMECODE_SIZE];

	json_number(outline_json(o), key, count);
	rational_timecode(text, count, rate);
	if (rational_is_rate(rate))
		outline_say(o, key, "%" PRIu64 " (%s)", count, text);
	else
		outline_say(o, key, "%" PRIu64, count);
}

void
outline_time(struct outline *o, const char *key, const struct timestamp *t)
{
	char text[TIMESTAMP_SIZE];

	timestamp_format(text, t);
	outline_text(o, key, text);
}

bool
outline_print(struct outline *o, struct bytes *to, struct dcp_error *err)
{
	if (o == NULL)
		return error_memory(err);
	if (o->json != NULL)
		return json_print(o->json, to, err);
	if (!bytes_ok(&o->text, err))
		return false;
	if (o->in_row)
		outline_close(o);
	bytes_put(to, o->text.at, o->text.size);
	return bytes_ok(to, err);
}
