/*
 * v_xml.h: what holds for every XML document of a package: how the file is
 * written, and that it fits its schema.
 */
#ifndef VERIFY_V_XML_H
#define VERIFY_V_XML_H

#include "verify/subject.h"

struct v_xml_document {
	const struct xml_document *document;
	enum dialect dialect;
	const char *space, *known_space; /* namespace: its own, its dialect's */
	const char *schema;		/* below schemas/; NULL: none known */
	const struct xmlnotes *notes;	/* of its parser */
	bool has_issue_date;
	struct timestamp issue_date;
	enum rule space_rule, schema_rule, empty_rule;
};

/* Judge a document that was read. */
void v_xml_judge(const struct subject *, const struct diag_place *,
    const struct v_xml_document *);

#endif
