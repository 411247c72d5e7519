/* xsd.c: see xsd.h. */
#include "xml/xsd.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlIO.h>
#include <libxml/xmlschemas.h>

#include "base/bytes.h"
#include "base/embedded.h"
#include "base/str.h"

/* Names of schemas as libxml2 sees them; a scheme that nothing serves. */
#define SCHEME	"embedded:/"

struct xsd {
	xmlSchema *schema;
};

struct run {
	xsd_report *report;
	void *context;
	const char *space;	/* namespace of the root */
	bool valid;
};

/*
 * libxml2 calls this for every file that it wants to open in any thread: it
 * gets the library's own schemas and nothing else.
 */
static xmlParserInput *
load_embedded(const char *url, const char *id, xmlParserCtxt *ctxt)
{
	const struct embedded *file = NULL;
	xmlParserInputBuffer *buffer;
	xmlParserInput *input;

	(void)id;
	if (url != NULL && strncmp(url, SCHEME, strlen(SCHEME)) == 0)
		file = embedded_find(url + strlen(SCHEME));
	if (file == NULL)
		return NULL;
	buffer = xmlParserInputBufferCreateMem((const char *)file->bytes,
	    (int)file->size, XML_CHAR_ENCODING_NONE);
	if (buffer == NULL)
		return NULL;
	input = xmlNewIOInputStream(ctxt, buffer, XML_CHAR_ENCODING_NONE);
	if (input == NULL)
		xmlFreeParserInputBuffer(buffer);
	else
		input->filename = (char *)xmlStrdup((const xmlChar *)url);
	return input;
}

/* A fault in one of our own schemas: kept for whoever wrote it. */
static void
keep_fault(void *context, xmlError *fault)
{
	struct dcp_error *err = context;
	struct bytes shown = {0};

	if (fault->message != NULL)
		str_print(&shown, fault->message, strcspn(fault->message,
		    "\n"));
	error_set(err, DCP_UNSUPPORTED, "%s: line %d: %s", fault->file == NULL ?
	    "schema" : fault->file, fault->line, bytes_text(&shown));
	bytes_clear(&shown);
}

struct xsd *
xsd_open(const char *name, struct dcp_error *err)
{
	char url[256];
	xmlSchemaParserCtxt *ctxt = NULL;
	struct xsd *xsd = calloc(1, sizeof(*xsd));
	struct dcp_error why = {0};

	if (xsd == NULL) {
		error_memory(err);
		return NULL;
	}
	xmlSetExternalEntityLoader(load_embedded);
	snprintf(url, sizeof(url), SCHEME "%s", name);
	ctxt = xmlSchemaNewParserCtxt(url);
	if (ctxt != NULL) {
		xmlSchemaSetParserStructuredErrors(ctxt, keep_fault, &why);
		xsd->schema = xmlSchemaParse(ctxt);
	}
	xmlSchemaFreeParserCtxt(ctxt);
	if (xsd->schema == NULL || why.status != DCP_OK) {
		error_set(&why, DCP_UNSUPPORTED, "is no schema of the library");
		error_set(err, why.status, "%s: %s", name, why.text);
		xsd_close(xsd);
		return NULL;
	}
	return xsd;
}

void
xsd_close(struct xsd *xsd)
{
	if (xsd == NULL)
		return;
	xmlSchemaFree(xsd->schema);
	free(xsd);
}

/* libxml2 writes "{namespace}name"; the root's goes without saying. */
static void
drop_space(char *text, const char *space)
{
	size_t size = strlen(space);
	char *p;

	while (size > 0 && (p = strchr(text, '{')) != NULL) {
		if (strncmp(p + 1, space, size) == 0 && p[size + 1] == '}')
			memmove(p, p + size + 2, strlen(p + size + 2) + 1);
		else
			p++;
		text = p;
	}
}

static void
report_fault(void *context, xmlError *fault)
{
	struct run *run = context;
	struct bytes shown = {0};
	const char *text = fault->message == NULL ? "" : fault->message;
	size_t size = strlen(text);
	long line = fault->line;

	run->valid = false;
	if (run->report == NULL)
		return;
	while (size > 0 && strchr(".\n ", text[size - 1]) != NULL)
		size--;
	str_print(&shown, text, size);
	bytes_u8(&shown, 0);
	if (fault->node != NULL)
		line = xmlGetLineNo(fault->node);
	if (!shown.bad) {
		drop_space((char *)shown.at, run->space);
		run->report(run->context, line, (const char *)shown.at);
	}
	bytes_clear(&shown);
}

bool
xsd_validate(struct xsd *xsd, const struct xml_document *doc,
    xsd_report *report, void *context, bool *valid, struct dcp_error *err)
{
	const struct xml_element *root = xmlread_root(doc);
	const xmlNode *node = (const xmlNode *)(const void *)root;
	struct run run = {report, context, xmlread_space(root), true};
	xmlSchemaValidCtxt *ctxt = xmlSchemaNewValidCtxt(xsd->schema);
	int result;

	*valid = false;
	if (ctxt == NULL)
		return error_memory(err);
	xmlSchemaSetValidStructuredErrors(ctxt, report_fault, &run);
	result = xmlSchemaValidateDoc(ctxt, node->doc);
	xmlSchemaFreeValidCtxt(ctxt);
	if (result < 0)
		return error_set(err, DCP_UNSUPPORTED,
		    "the schema could not be applied");
	*valid = run.valid && result == 0;
	return true;
}
