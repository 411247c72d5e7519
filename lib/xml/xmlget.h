/*
 * xmlget.h: children of an element as typed values.  What is missing, written
 * twice or no such value is noted, and the caller goes on with the rest.
 *
 * Children are found by name in any namespace: that they stand in the right
 * one is for a schema to say (xsd.h).
 */
#ifndef XML_XMLGET_H
#define XML_XMLGET_H

#include <stdint.h>

#include "base/rational.h"
#include "base/timestamp.h"
#include "base/uuid.h"
#include "xml/xmlnote.h"
#include "xml/xmlread.h"

/* Whether an absent child is worth a note. */
enum xmlget_need {
	XMLGET_OPTIONAL,
	XMLGET_REQUIRED
};

/*
 * Each looks for the child ${name} of ${parent} (which may be NULL: then
 * nothing is found and nothing noted).  Each returns false, and zero in
 * ${out}, if it is absent or is no such value.
 */

/* The child itself, or NULL. */
const struct xml_element *xmlget_child(struct xmlnotes *,
    const struct xml_element *parent, const char *name, enum xmlget_need);

/* Its text, or NULL; "" is noted if required.  Lives as the document. */
const char *xmlget_text(struct xmlnotes *, const struct xml_element *parent,
    const char *name, enum xmlget_need);

/* "urn:uuid:..."; the bare form is taken, and noted. */
bool xmlget_uuid(struct xmlnotes *, const struct xml_element *parent,
    const char *name, enum xmlget_need, struct uuid *out);

/* xs:dateTime. */
bool xmlget_time(struct xmlnotes *, const struct xml_element *parent,
    const char *name, enum xmlget_need, struct timestamp *out);

/* A whole number from ${min} to ${max}. */
bool xmlget_number(struct xmlnotes *, const struct xml_element *parent,
    const char *name, enum xmlget_need, uint64_t min, uint64_t max,
    uint64_t *out);

/* "num den", both above zero. */
bool xmlget_rational(struct xmlnotes *, const struct xml_element *parent,
    const char *name, enum xmlget_need, struct rational *out);

/* "true", "1", "false", "0". */
bool xmlget_truth(struct xmlnotes *, const struct xml_element *parent,
    const char *name, enum xmlget_need, bool *out);

#endif
