/* xmlread.c: see xmlread.h. */
#include "xml/xmlread.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/tree.h>

#include "base/bytes.h"
#include "base/input.h"
#include "base/limits.h"
#include "base/str.h"
#include "xml/xmlguard.h"

/* A text that had to be put together; kept until the document goes. */
struct text {
	struct text *next;
	char at[];
};

struct xml_document {
	xmlDoc *tree;		/* its _private is this document */
	struct xmlread_form form;
	struct text *texts;
};

static const xmlNode *
node_of(const struct xml_element *e)
{
	return (const xmlNode *)(const void *)e;
}

static const struct xml_element *
element_of(const xmlNode *node)
{
	return (const struct xml_element *)(const void *)node;
}

/* ${text} of libxml2's, as one line without a full stop. */
static void
fail_with(struct dcp_error *err, enum dcp_status status, long line,
    const char *text)
{
	struct bytes shown = {0};
	size_t size = strlen(text);

	while (size > 0 && (text[size - 1] == '\n' || text[size - 1] == '.'))
		size--;
	str_print(&shown, text, size);
	error_set(err, status, "line %ld: %s", line, bytes_text(&shown));
	bytes_clear(&shown);
}

/* What a parser's _private is. */
struct run {
	struct dcp_error *err;	/* its first fault */
};

static void
refuse(xmlParserCtxt *ctxt, const char *what)
{
	const struct run *run = ctxt->_private;

	fail_with(run->err, DCP_REFUSED, ctxt->input == NULL ? 0 :
	    ctxt->input->line, what);
	xmlStopParser(ctxt);
}

static void
refuse_doctype(void *context, const xmlChar *name, const xmlChar *external,
    const xmlChar *system)
{
	(void)name;
	(void)external;
	(void)system;
	refuse(context, "have a document type declaration, want none: "
	    "it can make a small file fill the memory or fetch others");
}

static void
start_element(void *context, const xmlChar *name, const xmlChar *prefix,
    const xmlChar *uri, int space_count, const xmlChar **spaces,
    int attribute_count, int default_count, const xmlChar **attributes)
{
	xmlParserCtxt *ctxt = context;

	if (ctxt->nodeNr >= LIMIT_XML_DEPTH) {
		refuse(ctxt, "elements are nested deeper than is sensible");
		return;
	}
	xmlSAX2StartElementNs(ctxt, name, prefix, uri, space_count, spaces,
	    attribute_count, default_count, attributes);
}

static void
keep_fault(void *context, xmlError *fault)
{
	xmlParserCtxt *ctxt = context;
	const struct run *run = ctxt->_private;

	if (fault->level != XML_ERR_FATAL || run == NULL)
		return;
	if (fault->code == XML_ERR_NO_MEMORY)
		error_memory(run->err);
	else
		fail_with(run->err, DCP_BAD_INPUT, fault->line,
		    fault->message == NULL ? "is no XML" : fault->message);
}

static xmlDoc *
read_tree(const struct bytes *b, struct dcp_error *err)
{
	xmlParserCtxt *ctxt = xmlNewParserCtxt();
	struct run run = {.err = err};
	xmlDoc *tree;

	if (ctxt == NULL) {
		error_memory(err);
		return NULL;
	}
	ctxt->sax->internalSubset = refuse_doctype;
	ctxt->sax->startElementNs = start_element;
	ctxt->sax->serror = keep_fault;
	ctxt->_private = &run;
	tree = xmlCtxtReadMemory(ctxt, (const char *)b->at, (int)b->size,
	    NULL, NULL, XML_PARSE_NONET | XML_PARSE_NOERROR |
	    XML_PARSE_NOWARNING | XML_PARSE_BIG_LINES);
	if (tree != NULL && (err->status != DCP_OK ||
	    xmlDocGetRootElement(tree) == NULL)) {
		xmlFreeDoc(tree);
		tree = NULL;
	}
	if (tree == NULL)
		error_set(err, DCP_BAD_INPUT, "is no XML document");
	xmlFreeParserCtxt(ctxt);
	return tree;
}

static void
look_at_line_ends(const struct bytes *b, struct xmlread_form *form)
{
	size_t i;

	for (i = 0; i < b->size; i++) {
		if (b->at[i] == '\n')
			form->lf = true;
		else if (b->at[i] != '\r')
			continue;
		else if (i + 1 < b->size && b->at[i + 1] == '\n') {
			form->crlf = true;
			i++;
		} else
			form->cr = true;
	}
}

static void
look_at_form(struct xml_document *doc, const struct bytes *b)
{
	struct xmlread_form *form = &doc->form;
	const char *encoding = (const char *)doc->tree->encoding;
	bool wide = b->size > 1 && (memcmp(b->at, "\xfe\xff", 2) == 0 ||
	    memcmp(b->at, "\xff\xfe", 2) == 0);

	form->has_mark = wide ||
	    (b->size > 2 && memcmp(b->at, "\xef\xbb\xbf", 3) == 0);
	/* libxml2: -1 without a declaration, -2 with one that says nothing. */
	form->has_declaration = doc->tree->standalone != -1;
	form->has_standalone = doc->tree->standalone >= 0;
	form->standalone = doc->tree->standalone == 1;
	if (encoding != NULL && strlen(encoding) < sizeof(form->encoding))
		memcpy(form->encoding, encoding, strlen(encoding) + 1);
	if (!wide)
		look_at_line_ends(b, form);
}

static struct xml_document *
parse(const struct bytes *b, struct dcp_error *err)
{
	struct xml_document *doc;
	struct dcp_error why = {0};

	if (!bytes_ok(b, err))
		return NULL;
	if ((doc = calloc(1, sizeof(*doc))) == NULL) {
		error_memory(err);
		return NULL;
	}
	if (xmlguard_check(b->at, b->size, &why))
		doc->tree = read_tree(b, &why);
	if (doc->tree == NULL) {
		error_set(err, why.status, "%s", why.text);
		xmlread_free(doc);
		return NULL;
	}
	doc->tree->_private = doc;
	look_at_form(doc, b);
	return doc;
}

struct xml_document *
xmlread_parse(const void *bytes, size_t size, struct dcp_error *err)
{
	struct xml_document *doc;
	struct bytes b = {0};

	if (size > LIMIT_XML_SIZE) {
		error_set(err, DCP_REFUSED, "have %zu bytes, want %u at most",
		    size, LIMIT_XML_SIZE);
		return NULL;
	}
	bytes_put(&b, bytes, size);
	doc = parse(&b, err);
	bytes_clear(&b);
	return doc;
}

struct xml_document *
xmlread_load(const char *path, struct dcp_error *err)
{
	struct dcp_error why = {0};
	struct bytes b = {0};
	const char *text = why.text;
	size_t size = strlen(path);
	struct xml_document *doc = NULL;

	if (input_load(path, LIMIT_XML_SIZE, &b, &why))
		doc = parse(&b, err);
	else {
		/* Whoever says where, says the name of the file once. */
		if (strncmp(text, path, size) == 0 &&
		    strncmp(text + size, ": ", 2) == 0)
			text += size + 2;
		error_set(err, why.status, "%s", text);
	}
	bytes_clear(&b);
	return doc;
}

void
xmlread_free(struct xml_document *doc)
{
	struct text *t, *next;

	if (doc == NULL)
		return;
	for (t = doc->texts; t != NULL; t = next) {
		next = t->next;
		free(t);
	}
	xmlFreeDoc(doc->tree);
	free(doc);
}

const struct xmlread_form *
xmlread_form(const struct xml_document *doc)
{
	return &doc->form;
}

const struct xml_element *
xmlread_root(const struct xml_document *doc)
{
	return element_of(xmlDocGetRootElement(doc->tree));
}

/* ${node} or the first element behind it. */
static const struct xml_element *
element_from(const xmlNode *node)
{
	while (node != NULL && node->type != XML_ELEMENT_NODE)
		node = node->next;
	return element_of(node);
}

const struct xml_element *
xmlread_first(const struct xml_element *e)
{
	return element_from(node_of(e)->children);
}

const struct xml_element *
xmlread_next(const struct xml_element *e)
{
	return element_from(node_of(e)->next);
}

const struct xml_element *
xmlread_parent(const struct xml_element *e)
{
	const xmlNode *up = node_of(e)->parent;

	return up == NULL || up->type != XML_ELEMENT_NODE ? NULL :
	    element_of(up);
}

const char *
xmlread_name(const struct xml_element *e)
{
	return (const char *)node_of(e)->name;
}

const char *
xmlread_space(const struct xml_element *e)
{
	const xmlNs *ns = node_of(e)->ns;

	return ns == NULL || ns->href == NULL ? "" : (const char *)ns->href;
}

long
xmlread_line(const struct xml_element *e)
{
	return xmlGetLineNo(node_of(e));
}

bool
xmlread_is(const struct xml_element *e, const char *space, const char *name)
{
	return strcmp(xmlread_name(e), name) == 0 &&
	    (space == NULL || strcmp(xmlread_space(e), space) == 0);
}

/* ${e} or the first of its siblings behind it that has this name. */
static const struct xml_element *
named_from(const struct xml_element *e, const char *space, const char *name)
{
	while (e != NULL && !xmlread_is(e, space, name))
		e = xmlread_next(e);
	return e;
}

const struct xml_element *
xmlread_child(const struct xml_element *parent, const char *space,
    const char *name)
{
	return named_from(xmlread_first(parent), space, name);
}

const struct xml_element *
xmlread_again(const struct xml_element *e)
{
	return named_from(xmlread_next(e), xmlread_space(e), xmlread_name(e));
}

/* A trimmed copy of ${text} that lives as long as ${doc}. */
static const char *
keep_text(struct xml_document *doc, const char *text)
{
	size_t size = strlen(text);
	struct text *t = malloc(sizeof(*t) + size + 1);

	if (t == NULL)
		return "";
	memcpy(t->at, text, size + 1);
	t->next = doc->texts;
	doc->texts = t;
	return str_trim(t->at);
}

static bool
is_trimmed(const char *text)
{
	size_t size = strlen(text);

	return size == 0 || (strchr(" \t\r\n", text[0]) == NULL &&
	    strchr(" \t\r\n", text[size - 1]) == NULL);
}

/* The text in the nodes from ${node} on, which belong to ${owner}. */
static const char *
text_of(const xmlNode *owner, const xmlNode *node)
{
	xmlChar *all;
	const char *kept;

	if (node == NULL)
		return "";
	if (node->type == XML_TEXT_NODE && node->next == NULL &&
	    is_trimmed((const char *)node->content))
		return (const char *)node->content;
	all = xmlNodeGetContent(owner);
	if (all == NULL)
		return "";
	kept = keep_text(owner->doc->_private, (const char *)all);
	xmlFree(all);
	return kept;
}

const char *
xmlread_text(const struct xml_element *e)
{
	return text_of(node_of(e), node_of(e)->children);
}

bool
xmlread_has_text(const struct xml_element *e)
{
	const xmlNode *n;

	for (n = node_of(e)->children; n != NULL; n = n->next)
		if ((n->type == XML_TEXT_NODE || n->type ==
		    XML_CDATA_SECTION_NODE) && n->content != NULL &&
		    n->content[strspn((const char *)n->content, " \t\r\n")] !=
		    '\0')
			return true;
	return false;
}

static const char *
attribute_of(const struct xml_element *e, const char *space, const char *name)
{
	const xmlAttr *a;
	const char *in;

	for (a = node_of(e)->properties; a != NULL; a = a->next) {
		in = a->ns == NULL || a->ns->href == NULL ? "" :
		    (const char *)a->ns->href;
		if (strcmp((const char *)a->name, name) == 0 &&
		    strcmp(in, space) == 0)
			return text_of((const xmlNode *)(const void *)a,
			    a->children);
	}
	return NULL;
}

const char *
xmlread_attribute(const struct xml_element *e, const char *name)
{
	return attribute_of(e, "", name);
}

const char *
xmlread_attribute_of(const struct xml_element *e, const char *space,
    const char *name)
{
	return attribute_of(e, space, name);
}
