/*
 * xsd.h: is a document as its schema says (W3C XML Schema 1.0)?
 *
 * Schemas are the files of schemas/ that the library carries
 * (base/embedded.h).  One schema imports another by its name there; nothing
 * else is ever opened, on this machine or elsewhere.
 */
#ifndef XML_XSD_H
#define XML_XSD_H

#include "base/error.h"
#include "xml/xmlread.h"

/* A schema, ready for use; one thread at a time. */
struct xsd;

/*
 * xsd_open(name, err):
 * ${name} as below schemas/: "smpte/cpl.xsd".  NULL on failure.  xsd_close()
 * takes NULL.
 */
struct xsd *xsd_open(const char *name, struct dcp_error *) CHECKED;
void xsd_close(struct xsd *);

/* The document does not fit: ${text} is one line and says what, at ${line}. */
typedef void xsd_report(void *context, long line, const char *text);

/*
 * xsd_validate(schema, document, report, context, valid, err):
 * Call ${report} (may be NULL) for each fault, in order of the document, and
 * tell in ${valid} whether there was none.  False only if it could not run.
 */
bool xsd_validate(struct xsd *, const struct xml_document *, xsd_report *,
    void *, bool *, struct dcp_error *) CHECKED;

#endif
