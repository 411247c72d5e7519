/*
 * c14n.h: canonical bytes of XML (Canonical XML 1.0, W3C 15 March 2001,
 * inclusive): what signatures and digests are made over, so that they do not
 * change when a document is written again by another program.
 *
 * The same bytes come out whatever the line ends, the kind of quotes, the order
 * of attributes and the form of characters (&#65;) and empty elements were.
 * White space between elements is text, and counts.
 */
#ifndef XML_C14N_H
#define XML_C14N_H

#include "base/bytes.h"
#include "xml/xmlread.h"

enum c14n_comments {
	C14N_NO_COMMENTS,	/* .../REC-xml-c14n-20010315 */
	C14N_WITH_COMMENTS	/* .../REC-xml-c14n-20010315#WithComments */
};

/*
 * c14n_document(document, comments, without, to, err):
 * Append the whole document, with instructions before and behind the root, but
 * for the element ${without} and all in it (NULL: nothing left out).
 * DCP_REFUSED if more than LIMIT_XML_NAMESPACES namespaces are in force
 * somewhere, DCP_BAD_INPUT for what has no canonical form (a relative namespace).
 */
bool c14n_document(const struct xml_document *, enum c14n_comments,
    const struct xml_element *without, struct bytes *to, struct dcp_error *)
    CHECKED;

/* The same for an element and all in it, in the namespaces of its place. */
bool c14n_element(const struct xml_element *, enum c14n_comments,
    struct bytes *to, struct dcp_error *) CHECKED;

#endif
