/*
 * xmlread.h: XML documents that strangers wrote, as a tree to walk.
 *
 * What could harm is refused before anything is read from it: a document type
 * declaration (and with it every entity that is not built in), more than
 * LIMIT_XML_SIZE bytes, elements nested deeper than LIMIT_XML_DEPTH.  Nothing
 * is ever fetched.  This folder is the only one that includes libxml2.
 */
#ifndef XML_XMLREAD_H
#define XML_XMLREAD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

/* A document; it owns all its elements and all texts taken from them. */
struct xml_document;

/* An element of a document; valid until xmlread_free(). */
struct xml_element;

/* How the file begins and how its lines end: for those who care (RDD 52). */
struct xmlread_form {
	bool has_mark;		/* a byte order mark stands first */
	bool has_declaration;	/* <?xml ...?> stands first */
	bool has_standalone;	/* ... and says standalone="..." */
	bool standalone;	/* "yes" */
	char encoding[32];	/* as declared, "" if not */
	bool lf, crlf, cr;	/* line ends that occur */
};

/*
 * xmlread_parse(bytes, size, err):
 * Read a whole document in UTF-8, UTF-16 or another encoding that it names.
 * NULL on failure: DCP_BAD_INPUT with the line if it is not well-formed,
 * DCP_REFUSED for what could harm.  xmlread_free() takes NULL.
 */
struct xml_document *xmlread_parse(const void *bytes, size_t size,
    struct dcp_error *) CHECKED;

/* The same for the file at ${path}; the error names no file. */
struct xml_document *xmlread_load(const char *path, struct dcp_error *)
    CHECKED;
void xmlread_free(struct xml_document *);

const struct xmlread_form *xmlread_form(const struct xml_document *);

/* The root; there always is one. */
const struct xml_element *xmlread_root(const struct xml_document *);

/* The first child element, the next sibling element; NULL if none. */
const struct xml_element *xmlread_first(const struct xml_element *);
const struct xml_element *xmlread_next(const struct xml_element *);

/* NULL for the root. */
const struct xml_element *xmlread_parent(const struct xml_element *);

/* Name without prefix; namespace, "" if none; line in the file, from 1. */
const char *xmlread_name(const struct xml_element *);
const char *xmlread_space(const struct xml_element *);
long xmlread_line(const struct xml_element *);

/* Has this name, and this namespace; NULL for ${space} is any. */
bool xmlread_is(const struct xml_element *, const char *space,
    const char *name);

/*
 * xmlread_child(parent, space, name): the first such child, or NULL.
 * xmlread_again(element): the next sibling of the same name and namespace.
 */
const struct xml_element *xmlread_child(const struct xml_element *,
    const char *space, const char *name);
const struct xml_element *xmlread_again(const struct xml_element *);

/*
 * xmlread_text(element):
 * The text in it, and in elements in it, without the white space at its ends;
 * "" if none.  It lives as long as the document.  "" also if memory runs out.
 */
const char *xmlread_text(const struct xml_element *);

/* Has text of its own, not just in elements in it, that is no white space. */
bool xmlread_has_text(const struct xml_element *);

/* The value of the attribute without namespace, as above; NULL if absent. */
const char *xmlread_attribute(const struct xml_element *, const char *name);

/* The same for one that has a namespace: "id" of XMLREAD_XML is xml:id. */
const char *xmlread_attribute_of(const struct xml_element *, const char *space,
    const char *name);

#define XMLREAD_XML	"http://www.w3.org/XML/1998/namespace"

#endif
