/* xmlwrite.c: see xmlwrite.h. */
#include "xml/xmlwrite.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/str.h"

static void
put(struct xmlwrite *w, const char *text)
{
	bytes_put(w->to, text, strlen(text));
}

static void
indent(struct xmlwrite *w)
{
	bytes_fill(w->to, ' ', 2 * ((size_t)w->outside + w->depth));
}

/* A character that XML 1.0 cannot carry at all (2.2), as UTF-8 in ${text}. */
static bool
has_forbidden(const char *text)
{
	const unsigned char *p;

	for (p = (const unsigned char *)text; *p != '\0'; p++)
		if ((*p < ' ' && *p != '\t' && *p != '\n' && *p != '\r') ||
		    (p[0] == 0xef && p[1] == 0xbf && p[2] >= 0xbe))
			return true;
	return false;
}

bool
xmlwrite_check(const char *text, struct dcp_error *err)
{
	return (str_is_utf8(text, strlen(text)) && !has_forbidden(text)) ||
	    error_set(err, DCP_BAD_INPUT, "have text that is no UTF-8 or holds "
	    "control characters, want such as XML can carry");
}

/*
 * Beside what XML demands, CR is written by number, as a parser would make LF
 * of it; and in attributes white space, of which it would make spaces.
 */
static void
put_escaped(struct xmlwrite *w, const char *name, const char *text,
    bool attribute)
{
	const char *p;

	if (w->failure.status != DCP_OK)
		return;
	if (!xmlwrite_check(text, &w->failure)) {
		error_in(&w->failure, "%s", name);
		return;
	}
	for (p = text; *p != '\0'; p++) {
		if (*p == '&')
			put(w, "&amp;");
		else if (*p == '<')
			put(w, "&lt;");
		else if (*p == '>')
			put(w, "&gt;");
		else if (*p == '"' && attribute)
			put(w, "&quot;");
		else if (*p == '\r' || (attribute && (*p == '\n' ||
		    *p == '\t')))
			bytes_printf(w->to, "&#%d;", *p);
		else
			bytes_u8(w->to, (uint8_t)*p);
	}
}

static void
put_attributes(struct xmlwrite *w, const char *const *a)
{
	for (; a != NULL && a[0] != NULL; a += 2) {
		if (a[1] == NULL)
			continue;
		bytes_printf(w->to, " %s=\"", a[0]);
		put_escaped(w, a[0], a[1], true);
		put(w, "\"");
	}
}

void
xmlwrite_begin(struct xmlwrite *w, struct bytes *to)
{
	*w = (struct xmlwrite){.to = to};
	put(w, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
}

void
xmlwrite_begin_fragment(struct xmlwrite *w, struct bytes *to, unsigned depth)
{
	*w = (struct xmlwrite){.to = to, .outside = depth};
}

void
xmlwrite_open(struct xmlwrite *w, const char *name,
    const char *const *attributes)
{
	assert(w->depth < XMLWRITE_DEPTH);
	indent(w);
	bytes_printf(w->to, "<%s", name);
	put_attributes(w, attributes);
	put(w, ">\n");
	w->open[w->depth++] = name;
}

void
xmlwrite_close(struct xmlwrite *w)
{
	assert(w->depth > 0);
	w->depth--;
	indent(w);
	bytes_printf(w->to, "</%s>\n", w->open[w->depth]);
}

void
xmlwrite_text_with(struct xmlwrite *w, const char *name,
    const char *const *attributes, const char *text)
{
	indent(w);
	bytes_printf(w->to, "<%s", name);
	put_attributes(w, attributes);
	put(w, ">");
	put_escaped(w, name, text, false);
	bytes_printf(w->to, "</%s>\n", name);
}

void
xmlwrite_text(struct xmlwrite *w, const char *name, const char *text)
{
	xmlwrite_text_with(w, name, NULL, text);
}

void
xmlwrite_optional(struct xmlwrite *w, const char *name, const char *text)
{
	if (text != NULL)
		xmlwrite_text(w, name, text);
}

void
xmlwrite_empty_with(struct xmlwrite *w, const char *name,
    const char *const *attributes)
{
	indent(w);
	bytes_printf(w->to, "<%s", name);
	put_attributes(w, attributes);
	put(w, "/>\n");
}

void
xmlwrite_empty(struct xmlwrite *w, const char *name)
{
	xmlwrite_empty_with(w, name, NULL);
}

void
xmlwrite_uuid(struct xmlwrite *w, const char *name, const struct uuid *id)
{
	char text[UUID_URN_SIZE];

	uuid_format_urn(text, id);
	xmlwrite_text(w, name, text);
}

void
xmlwrite_time(struct xmlwrite *w, const char *name, const struct timestamp *t)
{
	char text[TIMESTAMP_SIZE];

	timestamp_format(text, t);
	xmlwrite_text(w, name, text);
}

void
xmlwrite_number(struct xmlwrite *w, const char *name, uint64_t v)
{
	char text[24];

	snprintf(text, sizeof(text), "%" PRIu64, v);
	xmlwrite_text(w, name, text);
}

void
xmlwrite_rational(struct xmlwrite *w, const char *name, struct rational r)
{
	char text[RATIONAL_SIZE];

	rational_format(text, r);
	xmlwrite_text(w, name, text);
}

bool
xmlwrite_end(struct xmlwrite *w, struct dcp_error *err)
{
	assert(w->depth == 0);
	if (w->failure.status != DCP_OK)
		return error_set(err, w->failure.status, "%s",
		    w->failure.text);
	return bytes_ok(w->to, err);
}
