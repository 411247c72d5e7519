/*
 * xmlplace.h: where in the bytes of a document its root's children stand: for
 * what has to be put in, or cut out, while every other byte stays as it is.
 */
#ifndef XML_XMLPLACE_H
#define XML_XMLPLACE_H

#include <stddef.h>

#include "base/error.h"

/* An element with its tags; bytes from the start of the document. */
struct xmlplace_child {
	size_t begin;
	size_t end;		/* one behind its last byte */
};

/* Start with {0}; end with xmlplace_clear(). */
struct xmlplace {
	struct xmlplace_child *children;	/* as xmlread_next() has them */
	size_t child_count;
	size_t end_tag;			/* offset of the root's "</name>" */
	char prefix[64];		/* of the root's name, "cpl:"; or "" */
};

/*
 * xmlplace_find(text, size, place, err):
 * ${text} is a document that xmlread_parse() takes.  DCP_UNSUPPORTED if it is
 * not in UTF-8 or another encoding of single bytes whose first half is ASCII,
 * if the root is "<name/>", or has a longer prefix than `prefix` can hold.
 */
bool xmlplace_find(const void *text, size_t size, struct xmlplace *,
    struct dcp_error *) CHECKED;
void xmlplace_clear(struct xmlplace *);

#endif
