/* xmlnote.c: see xmlnote.h. */
#include "xml/xmlnote.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/str.h"

/* ${text} of ${size} bytes, made safe to show; NULL if memory ran out. */
static char *
one_line(const char *text, size_t size)
{
	struct bytes b = {0};
	char *copy = NULL;

	str_print(&b, text, size);
	bytes_u8(&b, 0);
	if (!b.bad) {
		copy = (char *)b.at;
		b = (struct bytes){0};
	}
	bytes_clear(&b);
	return copy;
}

static bool
make_room(struct xmlnotes *notes)
{
	size_t capacity = notes->capacity == 0 ? 8 : notes->capacity * 2;
	struct xmlnote *more;

	if (notes->count < notes->capacity)
		return true;
	more = realloc(notes->at, capacity * sizeof(*more));
	if (more == NULL)
		return false;
	notes->at = more;
	notes->capacity = capacity;
	return true;
}

void
xmlnote_add(struct xmlnotes *notes, enum xmlnote_kind kind, long line,
    const char *element, const char *fmt, ...)
{
	char text[400];
	struct xmlnote n = {.kind = kind, .line = line, .element = element};
	va_list ap;

	if (notes == NULL || notes->bad || notes->count >= LIMIT_XML_NOTES)
		return;
	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	n.text = one_line(text, strlen(text));
	if (n.text == NULL || !make_room(notes)) {
		free(n.text);
		notes->bad = true;
		return;
	}
	notes->at[notes->count++] = n;
}

const char *
xmlnote_name(enum xmlnote_kind kind)
{
	switch (kind) {
	case XMLNOTE_MISSING:
		return "missing";
	case XMLNOTE_REPEATED:
		return "repeated";
	case XMLNOTE_EMPTY:
		return "empty";
	case XMLNOTE_VALUE:
		return "value";
	case XMLNOTE_UNKNOWN:
		return "unknown";
	}
	return "note";
}

void
xmlnote_clear(struct xmlnotes *notes)
{
	size_t i;

	for (i = 0; i < notes->count; i++)
		free(notes->at[i].text);
	free(notes->at);
	*notes = (struct xmlnotes){0};
}
