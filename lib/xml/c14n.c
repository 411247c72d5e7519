/* c14n.c: see c14n.h. */
#include "xml/c14n.h"

#include <libxml/c14n.h>
#include <libxml/tree.h>
#include <libxml/xmlIO.h>

#include "base/limits.h"

/* Which nodes of the tree are to be in the output. */
struct part {
	const xmlNode *within;	/* this element and all in it; NULL: all */
	const xmlNode *without;	/* but not this and all in it; may be NULL */
};

static const xmlNode *
node_of(const struct xml_element *e)
{
	return (const xmlNode *)(const void *)e;
}

/* Attributes and namespaces are where their element is. */
static int
is_visible(void *context, xmlNode *node, xmlNode *parent)
{
	const struct part *part = context;
	const xmlNode *n = node;
	bool inside = part->within == NULL;

	if (node->type == XML_NAMESPACE_DECL || node->type ==
	    XML_ATTRIBUTE_NODE)
		n = parent;
	for (; n != NULL && n->type != XML_DOCUMENT_NODE; n = n->parent) {
		if (n == part->without)
			return 0;
		inside = inside || n == part->within;
	}
	return inside;
}

static int
append(void *context, const char *bytes, int size)
{
	struct bytes *to = context;

	bytes_put(to, bytes, (size_t)size);
	return to->bad ? -1 : size;
}

/* How many namespaces are in force at ${node}, counted where declared. */
static size_t
count_namespaces(const xmlNode *node)
{
	size_t count = 0;
	const xmlNs *ns;

	for (; node != NULL && node->type == XML_ELEMENT_NODE;
	    node = node->parent)
		for (ns = node->nsDef; ns != NULL; ns = ns->next)
			count++;
	return count;
}

/* The node behind ${node} in order of the document; NULL at its end. */
static const xmlNode *
follow(const xmlNode *node)
{
	if (node->type == XML_ELEMENT_NODE && node->children != NULL)
		return node->children;
	while (node != NULL && node->next == NULL)
		node = node->parent;
	return node == NULL ? NULL : node->next;
}

/* libxml2 looks at each of them again at each element. */
static bool
check_namespaces(const xmlNode *root, struct dcp_error *err)
{
	const xmlNode *n;

	for (n = root; n != NULL; n = follow(n))
		if (n->type == XML_ELEMENT_NODE && n->nsDef != NULL &&
		    count_namespaces(n) > LIMIT_XML_NAMESPACES)
			return error_set(err, DCP_REFUSED, "line %ld: have "
			    "more than %d namespaces, want fewer",
			    xmlGetLineNo(n), LIMIT_XML_NAMESPACES);
	return true;
}

/* What libxml2 would print. */
static void
keep_fault(void *context, xmlError *fault)
{
	(void)context;
	(void)fault;
}

static bool
write_part(xmlDoc *tree, struct part *part, enum c14n_comments comments,
    struct bytes *to, struct dcp_error *err)
{
	xmlStructuredErrorFunc old = xmlStructuredError;
	void *old_context = xmlStructuredErrorContext;
	xmlOutputBuffer *out;
	int written, closed;

	if (!check_namespaces(xmlDocGetRootElement(tree), err))
		return false;
	out = xmlOutputBufferCreateIO(append, NULL, to, NULL);
	if (out == NULL)
		return error_memory(err);
	xmlSetStructuredErrorFunc(NULL, keep_fault);
	written = xmlC14NExecute(tree, is_visible, part, XML_C14N_1_0, NULL,
	    comments == C14N_WITH_COMMENTS, out);
	closed = xmlOutputBufferClose(out);
	xmlSetStructuredErrorFunc(old_context, old);
	if (!bytes_ok(to, err))
		return false;
	return (written >= 0 && closed >= 0) || error_set(err, DCP_BAD_INPUT,
	    "has no canonical form, want absolute namespaces");
}

bool
c14n_document(const struct xml_document *document, enum c14n_comments comments,
    const struct xml_element *without, struct bytes *to, struct dcp_error *err)
{
	struct part part = {.without = node_of(without)};

	return write_part(node_of(xmlread_root(document))->doc, &part,
	    comments, to, err);
}

bool
c14n_element(const struct xml_element *element, enum c14n_comments comments,
    struct bytes *to, struct dcp_error *err)
{
	struct part part = {.within = node_of(element)};

	return write_part(node_of(element)->doc, &part, comments, to, err);
}
