/*
 * xmlnote.h: what a parser met in a document and could not take as it stands.
 * The parser goes on; whether it is allowed is for a rule to say.
 */
#ifndef XML_XMLNOTE_H
#define XML_XMLNOTE_H

#include <stddef.h>

#include "base/error.h"

enum xmlnote_kind {
	XMLNOTE_MISSING,	/* an element that the format demands */
	XMLNOTE_REPEATED,	/* a second one where one may stand */
	XMLNOTE_EMPTY,		/* an element that should say something */
	XMLNOTE_VALUE,		/* a text that is not what it should be */
	XMLNOTE_UNKNOWN		/* an element that was not expected here */
};

struct xmlnote {
	enum xmlnote_kind kind;
	long line;		/* in the file, from 1 */
	const char *element;	/* its name, "IssueDate"; lives as its source */
	char *text;		/* one line: "have \"x\", want a date" */
};

/* Start with {0}; end with xmlnote_clear(). */
struct xmlnotes {
	struct xmlnote *at;
	size_t count;
	size_t capacity;
	bool bad;		/* memory ran out: the list is not complete */
};

/*
 * xmlnote_add(notes, kind, line, element, fmt, ...):
 * Append one.  Beyond LIMIT_XML_NOTES further ones are dropped: a document
 * with so many faults needs no more.  ${notes} may be NULL.
 */
void xmlnote_add(struct xmlnotes *, enum xmlnote_kind, long line,
    const char *element, const char *, ...) PRINTF(5, 6);

/* "missing", "repeated", ... */
const char *xmlnote_name(enum xmlnote_kind);

void xmlnote_clear(struct xmlnotes *);

#endif
