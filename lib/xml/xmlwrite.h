/*
 * xmlwrite.h: XML documents that this program writes: UTF-8, two spaces a
 * level, the same bytes every time.
 *
 * Calls follow the document from top to bottom.  What cannot be written (text
 * that is no UTF-8 or holds control characters) and memory that runs out is
 * remembered, and told once by xmlwrite_end().
 */
#ifndef XML_XMLWRITE_H
#define XML_XMLWRITE_H

#include <stdint.h>

#include "base/bytes.h"
#include "base/rational.h"
#include "base/timestamp.h"
#include "base/uuid.h"

/* Elements open at one time, at most. */
#define XMLWRITE_DEPTH	16

struct xmlwrite {
	struct bytes *to;
	const char *open[XMLWRITE_DEPTH];
	unsigned depth;
	unsigned outside;	/* levels around a fragment */
	struct dcp_error failure;
};

/* Can a document carry this text?  If not, DCP_BAD_INPUT. */
bool xmlwrite_check(const char *text, struct dcp_error *) CHECKED;

/* Begin a document in ${to}, which is borrowed until xmlwrite_end(). */
void xmlwrite_begin(struct xmlwrite *, struct bytes *to);

/*
 * The same for a part of a document that is put together elsewhere: ${depth}
 * elements are open around it.  It has no XML declaration.
 */
void xmlwrite_begin_fragment(struct xmlwrite *, struct bytes *to,
    unsigned depth);

/*
 * xmlwrite_open(w, name, attributes):
 * "<name attribute="value" ...>".  ${attributes} are pairs of name and value,
 * NULL behind the last, and may be NULL; a pair whose value is NULL is left
 * out.  Names are qualified names that stand as given ("meta:Chain"),
 * and ${name} must live until its xmlwrite_close().
 */
void xmlwrite_open(struct xmlwrite *, const char *name,
    const char *const *attributes);
void xmlwrite_close(struct xmlwrite *);

/* An element with text in it, on one line. */
void xmlwrite_text(struct xmlwrite *, const char *name, const char *text);
void xmlwrite_text_with(struct xmlwrite *, const char *name,
    const char *const *attributes, const char *text);

/* The same, or nothing at all if ${text} is NULL. */
void xmlwrite_optional(struct xmlwrite *, const char *name, const char *text);

/* "<name/>" */
void xmlwrite_empty(struct xmlwrite *, const char *name);
void xmlwrite_empty_with(struct xmlwrite *, const char *name,
    const char *const *attributes);

void xmlwrite_uuid(struct xmlwrite *, const char *name, const struct uuid *);
void xmlwrite_time(struct xmlwrite *, const char *name,
    const struct timestamp *);
void xmlwrite_number(struct xmlwrite *, const char *name, uint64_t);
void xmlwrite_rational(struct xmlwrite *, const char *name, struct rational);

/* End the document; false if anything in it could not be written. */
bool xmlwrite_end(struct xmlwrite *, struct dcp_error *) CHECKED;

#endif
