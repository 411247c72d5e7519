/*
 * xmlguard.h: what must not even reach the parser.  libxml2 compares every
 * attribute of an element with every other, so that half a megabyte of them
 * takes it more than a minute; and a tree takes many times the memory of the
 * bytes that it is made from, most for comments of no text.
 */
#ifndef XML_XMLGUARD_H
#define XML_XMLGUARD_H

#include <stddef.h>

#include "base/error.h"

/*
 * xmlguard_check(bytes, size, err):
 * DCP_REFUSED, with the line, if an element has more than LIMIT_XML_ATTRIBUTES
 * attributes, or all of the document together more than LIMIT_XML_NODES nodes;
 * DCP_UNSUPPORTED for an encoding in which this cannot be seen.
 * True says nothing else of the document.
 */
bool xmlguard_check(const void *bytes, size_t size, struct dcp_error *)
    CHECKED;

#endif
