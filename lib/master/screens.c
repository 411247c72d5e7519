/* screens.c: see screens.h. */
#include "master/screens.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/input.h"
#include "base/limits.h"
#include "base/path.h"
#include "base/str.h"

enum column {
	CINEMA, SCREEN, CERTIFICATE, FROM, UNTIL, ZONE, DEVICES, ANNOTATION,
	COLUMNS
};

static const char *const names[COLUMNS] = {
	"cinema", "screen", "certificate", "from", "until", "zone", "devices",
	"annotation"
};

/* Of a table while it is read. */
struct table {
	const struct screens_defaults *defaults;
	const char *path;
	size_t columns[COLUMNS];	/* index in a row; SIZE_MAX: none */
	screens_report *report;
	void *context;
	size_t bad_count;
};

static void
complain(struct table *t, size_t line, const char *where,
    const struct dcp_error *why)
{
	struct dcp_error said = {0};

	if (*where == '\0')
		error_set(&said, DCP_BAD_INPUT, "%s", why->text);
	else
		error_set(&said, DCP_BAD_INPUT, "%s: %s", where, why->text);
	t->bad_count++;
	t->report(t->context, line, true, said.text);
}

static enum column
find_column(const char *name)
{
	size_t i;

	for (i = 0; i < COLUMNS; i++)
		if (strcasecmp(name, names[i]) == 0)
			break;
	return (enum column)i;
}

static bool
read_head(struct table *t, const struct csv_row *row, struct dcp_error *err)
{
	struct dcp_error note;
	enum column column;
	size_t i;

	for (i = 0; i < COLUMNS; i++)
		t->columns[i] = SIZE_MAX;
	for (i = 0; i < row->field_count; i++) {
		column = find_column(row->fields[i]);
		if (column == COLUMNS) {
			note = (struct dcp_error){0};
			error_set(&note, DCP_OK, "the column '%.100s' is none "
			    "known here, and left alone", row->fields[i]);
			t->report(t->context, row->line, false, note.text);
		} else if (t->columns[column] != SIZE_MAX)
			return error_set(err, DCP_BAD_INPUT, "line %zu: have "
			    "two columns '%s'", row->line, names[column]);
		else
			t->columns[column] = i;
	}
	for (i = 0; i <= CERTIFICATE; i++)
		if (t->columns[i] == SIZE_MAX)
			return error_set(err, DCP_BAD_INPUT, "line %zu: have "
			    "no column '%s', want cinema, screen and "
			    "certificate", row->line, names[i]);
	return true;
}

/* What a row has in a column; NULL if nothing. */
static const char *
field(const struct table *t, const struct csv_row *row, enum column column)
{
	size_t i = t->columns[column];

	return i >= row->field_count || *row->fields[i] == '\0' ? NULL :
	    row->fields[i];
}

static bool
is_filled(struct table *t, const struct csv_row *row, enum column column)
{
	struct dcp_error why = {0};

	if (field(t, row, column) != NULL)
		return true;
	error_set(&why, DCP_BAD_INPUT, "have none, want one");
	complain(t, row->line, names[column], &why);
	return false;
}

/* The text of a date in the row, or else that of all rows. */
static void
read_time(struct table *t, const struct csv_row *row, enum column column,
    const char *fallback, const struct moment_context *context,
    struct timestamp *out)
{
	const char *text = field(t, row, column);
	struct dcp_error why = {0};

	if (text == NULL)
		text = fallback;
	if (text == NULL)
		error_set(&why, DCP_BAD_INPUT, "have none, here or for all, "
		    "want one");
	else if (moment_parse(text, context, out, &why))
		return;
	complain(t, row->line, names[column], &why);
}

static void
read_window(struct table *t, const struct csv_row *row, struct screen *s)
{
	const struct screens_defaults *d = t->defaults;
	const char *zone = field(t, row, ZONE);
	struct moment_context context = {.zone = zone == NULL ? d->zone : zone,
	    .has_base = true, .base = d->now};
	struct dcp_error why = {0};
	size_t bad = t->bad_count;

	if (!moment_show_in(context.zone, &context.base, &why)) {
		complain(t, row->line, names[ZONE], &why);
		return;
	}
	read_time(t, row, FROM, d->from, &context, &s->not_before);
	if (t->bad_count > bad)
		return;
	context.base = s->not_before;
	read_time(t, row, UNTIL, d->until, &context, &s->not_after);
	s->has_window = t->bad_count == bad;
}

static void
read_certificate(struct table *t, const struct csv_row *row, struct screen *s)
{
	const char *name = field(t, row, CERTIFICATE);
	struct dcp_error why = {0};
	char *path;

	if (!is_filled(t, row, CERTIFICATE))
		return;
	path = path_beside(t->path, name);
	if (path == NULL)
		error_memory(&why);
	if (path == NULL || !devices_chain(path, &s->chain, &why))
		complain(t, row->line, names[CERTIFICATE], &why);
	free(path);
}

static void
read_devices(struct table *t, const struct csv_row *row, struct screen *s)
{
	size_t i = t->columns[DEVICES];
	char *text, *next;

	if (field(t, row, DEVICES) == NULL)
		return;
	for (text = row->fields[i]; text != NULL; text = next) {
		struct dcp_error why = {0};

		next = strchr(text, '|');
		if (next != NULL)
			*next++ = '\0';
		text = str_trim(text);
		if (*text == '\0')
			error_set(&why, DCP_BAD_INPUT, "have nothing between "
			    "two '|', want a device");
		if (*text == '\0' ||
		    !devices_add(&s->devices, text, t->path, &why))
			complain(t, row->line, names[DEVICES], &why);
	}
}

static void
read_row(struct table *t, const struct csv_row *row, const struct csv *csv,
    struct screen *s)
{
	struct dcp_error why = {0};

	s->line = row->line;
	if (row->field_count > csv->rows[0].field_count) {
		error_set(&why, DCP_BAD_INPUT, "have %zu fields, want %zu as "
		    "the first row", row->field_count,
		    csv->rows[0].field_count);
		complain(t, row->line, "", &why);
		return;
	}
	s->cinema = is_filled(t, row, CINEMA) ? field(t, row, CINEMA) : "";
	s->screen = is_filled(t, row, SCREEN) ? field(t, row, SCREEN) : "";
	s->annotation = field(t, row, ANNOTATION);
	read_certificate(t, row, s);
	read_window(t, row, s);
	read_devices(t, row, s);
}

static bool
read_rows(struct table *t, struct screens *screens, struct dcp_error *err)
{
	const struct csv *csv = &screens->csv;
	size_t i;

	if (csv->row_count < 2)
		return error_set(err, DCP_BAD_INPUT, "have no screens, want a "
		    "row of names of columns, and a row for each screen");
	if (!read_head(t, &csv->rows[0], err))
		return false;
	screens->count = csv->row_count - 1;
	screens->at = calloc(screens->count, sizeof(*screens->at));
	if (screens->at == NULL) {
		screens->count = 0;
		return error_memory(err);
	}
	for (i = 0; i < screens->count; i++)
		read_row(t, &csv->rows[i + 1], csv, &screens->at[i]);
	screens->bad_count = t->bad_count;
	return true;
}

bool
screens_load(const char *path, const struct screens_defaults *defaults,
    struct screens *screens, screens_report *report, void *context,
    struct dcp_error *err)
{
	struct table t = {.defaults = defaults, .path = path,
	    .report = report, .context = context};
	struct bytes file = {0};
	bool ok;

	*screens = (struct screens){0};
	ok = input_load(path, LIMIT_CSV_SIZE, &file, err);
	if (ok)
		ok = (csv_parse(file.at, file.size, &screens->csv, err) &&
		    read_rows(&t, screens, err)) || error_in(err, "%s", path);
	if (!ok)
		screens_clear(screens);
	bytes_clear(&file);
	return ok;
}

void
screens_clear(struct screens *screens)
{
	size_t i;

	for (i = 0; i < screens->count; i++) {
		chain_clear(&screens->at[i].chain);
		devices_clear(&screens->at[i].devices);
	}
	free(screens->at);
	csv_clear(&screens->csv);
	*screens = (struct screens){0};
}
