/* csv.c: see csv.h. */
#include "base/csv.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/limits.h"
#include "base/str.h"

struct reader {
	struct csv *csv;
	const char *at;		/* next character; NUL ends the text */
	char *to;		/* where the next field's text goes */
	char separator;
	size_t line;
	size_t field_count;	/* of all rows so far */
};

/* Whichever stands first in the first row that has one, outside quotes. */
static char
find_separator(const char *text)
{
	bool quoted = false;

	for (; *text != '\0'; text++) {
		if (*text == '"')
			quoted = !quoted;
		else if (!quoted && strchr(",;\t", *text) != NULL)
			return *text;
		else if (!quoted && *text == '\n')
			break;
	}
	return ',';
}

static bool
is_end(const struct reader *r)
{
	return *r->at == r->separator || *r->at == '\n' || *r->at == '\0' ||
	    (r->at[0] == '\r' && (r->at[1] == '\n' || r->at[1] == '\0'));
}

static void
skip_space(struct reader *r)
{
	while ((*r->at == ' ' || *r->at == '\t') && *r->at != r->separator)
		r->at++;
}

/* From the quote at ${r} to the one that closes it. */
static bool
read_quoted(struct reader *r, struct dcp_error *err)
{
	size_t line = r->line;

	for (r->at++; *r->at != '\0'; *r->to++ = *r->at++) {
		if (*r->at == '\n')
			r->line++;
		if (*r->at != '"')
			continue;
		if (r->at[1] != '"')
			break;
		r->at++;
	}
	if (*r->at != '"')
		return error_set(err, DCP_BAD_INPUT, "line %zu: have a quote "
		    "that does not close", line);
	r->at++;
	skip_space(r);
	return is_end(r) || error_set(err, DCP_BAD_INPUT, "line %zu: have text "
	    "behind a closing quote, want it in the quotes", r->line);
}

static bool
read_plain(struct reader *r, struct dcp_error *err)
{
	const char *first = r->to;

	for (; !is_end(r); *r->to++ = *r->at++)
		if (*r->at == '"')
			return error_set(err, DCP_BAD_INPUT, "line %zu: have a "
			    "quote in the midst of a field, want all of it in "
			    "quotes, and each of its own twice", r->line);
	while (r->to > first && (r->to[-1] == ' ' || r->to[-1] == '\t'))
		r->to--;
	return true;
}

/* One field, up to what ends it. */
static bool
read_field(struct reader *r, struct dcp_error *err)
{
	char **more, *field = r->to;

	if (r->field_count >= LIMIT_CSV_FIELDS)
		return error_set(err, DCP_REFUSED, "line %zu: have more than "
		    "%d fields", r->line, LIMIT_CSV_FIELDS);
	skip_space(r);
	if (!(*r->at == '"' ? read_quoted(r, err) : read_plain(r, err)))
		return false;
	*r->to++ = '\0';
	more = array_room(r->csv->fields, r->field_count, sizeof(char *), err);
	if (more == NULL)
		return false;
	r->csv->fields = more;
	more[r->field_count++] = field;
	return true;
}

/* The fields of one row; it is kept if there is any text in them. */
static bool
read_row(struct reader *r, struct dcp_error *err)
{
	struct csv *csv = r->csv;
	struct csv_row row = {.line = r->line}, *more;
	size_t first = r->field_count;
	const char *text = r->to;

	while (read_field(r, err) && *r->at == r->separator && *r->at != '\0')
		r->at++;
	if (err->status != DCP_OK)
		return false;
	if (*r->at == '\r')
		r->at++;
	if (*r->at == '\n') {
		r->at++;
		r->line++;
	}
	row.field_count = r->field_count - first;
	if ((size_t)(r->to - text) == row.field_count) {
		r->field_count = first;
		return true;
	}
	more = array_room(csv->rows, csv->row_count, sizeof(*more), err);
	if (more == NULL)
		return false;
	csv->rows = more;
	more[csv->row_count++] = row;
	return true;
}

/* The array of all fields stays where it is now: rows may point into it. */
static void
point_rows(struct csv *csv)
{
	char **field = csv->fields;
	size_t i;

	for (i = 0; i < csv->row_count; i++) {
		csv->rows[i].fields = field;
		field += csv->rows[i].field_count;
	}
}

static bool
read_rows(struct csv *csv, const char *text, struct dcp_error *err)
{
	struct reader r = {.csv = csv, .at = text, .to = csv->text,
	    .separator = find_separator(text), .line = 1};

	while (*r.at != '\0')
		if (!read_row(&r, err))
			return false;
	point_rows(csv);
	return true;
}

bool
csv_parse(const void *bytes, size_t size, struct csv *csv,
    struct dcp_error *err)
{
	static const char mark[] = "\xef\xbb\xbf";
	struct dcp_error why = {0};
	char *text = malloc(size + 1);
	bool ok;

	*csv = (struct csv){.text = malloc(size + 2)};
	if (text == NULL || csv->text == NULL) {
		free(text);
		csv_clear(csv);
		return error_memory(err);
	}
	if (size > 0)
		memcpy(text, bytes, size);
	text[size] = '\0';
	if (!str_is_utf8(text, size))
		ok = error_set(&why, DCP_BAD_INPUT, "is no UTF-8 text");
	else
		ok = read_rows(csv, strncmp(text, mark, 3) == 0 ? text + 3 :
		    text, &why);
	free(text);
	if (ok)
		return true;
	csv_clear(csv);
	return error_set(err, why.status, "%s", why.text);
}

void
csv_clear(struct csv *csv)
{
	free(csv->rows);
	free(csv->fields);
	free(csv->text);
	*csv = (struct csv){0};
}
