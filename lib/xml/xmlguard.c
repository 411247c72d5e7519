/* xmlguard.c: see xmlguard.h. */
#include "xml/xmlguard.h"

#include <stdint.h>
#include <string.h>
#include <strings.h>

#include "base/limits.h"

/*
 * Encodings, or how their names begin, in which the characters of markup are
 * single bytes that are part of no other character.
 */
static const char *const encodings[] = {"UTF-8", "UTF-16", "US-ASCII", "ASCII",
    "ISO-8859-", "windows-", "Shift_JIS", "EUC-", "GB", "Big5"};

/* The characters of a document, one or two bytes each. */
struct scan {
	const uint8_t *at;
	size_t size, next;	/* bytes */
	bool wide, little;	/* UTF-16, and its byte order */
	long line;
	size_t nodes;		/* the parser's tree will have */
};

/* The next character, or UTF-16 code unit; -1 at the end. */
static int
take(struct scan *s)
{
	size_t width = s->wide ? 2 : 1;
	int c;

	if (s->size - s->next < width)
		return -1;
	c = s->at[s->next];
	if (s->wide)
		c = s->little ? c | s->at[s->next + 1] << 8 :
		    c << 8 | s->at[s->next + 1];
	s->next += width;
	s->line += c == '\n';
	return c;
}

/* Step over all up to ${end} and ${end} itself, of three characters. */
static void
skip_behind(struct scan *s, const char *end)
{
	int a = 0, b = 0, c;

	while ((c = take(s)) >= 0) {
		if (a == end[0] && b == end[1] && c == end[2])
			return;
		a = b;
		b = c;
	}
}

/* "<!" was read: a comment, a section of text, or what the parser refuses. */
static void
skip_declaration(struct scan *s)
{
	int c = take(s);

	if (c == '-' && take(s) == '-')
		skip_behind(s, "-->");
	else if (c == '[')
		skip_behind(s, "]]>");
}

static void
skip_instruction(struct scan *s)
{
	int before = 0, c;

	while ((c = take(s)) >= 0 && (before != '?' || c != '>'))
		before = c;
}

/* "<" and a character of a name were read: count to the end of the tag. */
static size_t
count_attributes(struct scan *s)
{
	size_t count = 0;
	int quote = 0, c;

	while ((c = take(s)) >= 0 && (quote != 0 || c != '>')) {
		if (quote != 0)
			quote = c == quote ? 0 : quote;
		else if (c == '"' || c == '\'')
			quote = c;
		else if (c == '=')
			count++;
	}
	return count;
}

static bool
is_known(const char *name, size_t size)
{
	size_t i, n;

	for (i = 0; i < sizeof(encodings) / sizeof(encodings[0]); i++) {
		n = strlen(encodings[i]);
		if (size >= n && strncasecmp(name, encodings[i], n) == 0)
			return true;
	}
	return false;
}

static bool
refuse_encoding(const char *name, struct dcp_error *err)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyz"
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.";

	return error_set(err, DCP_UNSUPPORTED, "line 1: have the encoding "
	    "'%.*s', want UTF-8", (int)strspn(name, plain), name);
}

/* The encoding that the XML declaration names, if there is one. */
static bool
check_declared(const struct scan *s, struct dcp_error *err)
{
	char head[256] = "";
	size_t left = s->size - s->next;
	const char *name, *end;

	memcpy(head, s->at + s->next, left < sizeof(head) - 1 ? left :
	    sizeof(head) - 1);
	/* UTF-16 is so, whatever it says. */
	if (s->wide || strncmp(head, "<?xml", 5) != 0)
		return true;
	end = strstr(head, "?>");
	if (end == NULL)	/* cut short, or nobody writes such */
		return left < sizeof(head) || refuse_encoding("", err);
	name = strstr(head, "encoding");
	if (name == NULL || name > end)
		return true;
	name += strcspn(name, "\"'");
	name += *name != '\0';
	return is_known(name, strcspn(name, "\"'")) ||
	    refuse_encoding(name, err);
}

/* How the first character is written tells the encoding (XML 1.0, F). */
static bool
begin(struct scan *s, struct dcp_error *err)
{
	static const struct {
		const char *bytes;
		size_t size, mark;
		bool wide, little;
	} starts[] = {
		{"\xef\xbb\xbf", 3, 3, false, false},
		{"\xff\xfe\0\0", 4, 0, false, false},	/* UCS-4: no */
		{"\xff\xfe", 2, 2, true, true},
		{"\xfe\xff", 2, 2, true, false},
		{"<\0\0\0", 4, 0, false, false},	/* UCS-4: no */
		{"<\0", 2, 0, true, true},
		{"\0<", 2, 0, true, false},
	};
	size_t i;

	for (i = 0; i < sizeof(starts) / sizeof(starts[0]); i++) {
		if (s->size < starts[i].size || memcmp(s->at, starts[i].bytes,
		    starts[i].size) != 0)
			continue;
		s->next = starts[i].mark;
		s->wide = starts[i].wide;
		s->little = starts[i].little;
		break;
	}
	if (s->size > 0 && !s->wide && s->next == 0 &&
	    memchr("< \t\r\n", s->at[0], 5) == NULL)
		return error_set(err, DCP_BAD_INPUT,
		    "line 1: is no XML document, which begins with '<'");
	return check_declared(s, err);
}

/* "<" was read: step to the end of what it begins, and count its nodes. */
static bool
take_markup(struct scan *s, struct dcp_error *err)
{
	int c = take(s);
	size_t attributes;

	s->nodes += c != '/';
	if (c == '!') {
		skip_declaration(s);
		return true;
	}
	if (c == '?') {
		skip_instruction(s);
		return true;
	}
	attributes = count_attributes(s);
	s->nodes += 2 * attributes;	/* each has its text below it */
	return attributes <= LIMIT_XML_ATTRIBUTES ||
	    error_set(err, DCP_REFUSED, "line %ld: have an element of more "
	    "than %d attributes", s->line, LIMIT_XML_ATTRIBUTES);
}

bool
xmlguard_check(const void *bytes, size_t size, struct dcp_error *err)
{
	struct scan s = {.at = bytes, .size = size, .line = 1};
	bool in_text = false;
	int c;

	if (size == 0)
		return true;
	if (!begin(&s, err))
		return false;
	while ((c = take(&s)) >= 0) {
		if (c == '<' && !take_markup(&s, err))
			return false;
		s.nodes += c != '<' && !in_text;
		in_text = c != '<';
		if (s.nodes > LIMIT_XML_NODES)
			return error_set(err, DCP_REFUSED, "line %ld: have "
			    "more than %d elements, attributes, texts and "
			    "comments, want fewer", s.line, LIMIT_XML_NODES);
	}
	return true;
}
