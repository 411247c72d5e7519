/* dsig_strip.c: a document without its signature; see dsig.h. */
#include "trust/dsig.h"
#include "xml/xmlplace.h"

/* Append ${text} without the child at ${place} and the space before it. */
static size_t
put_until(const char *text, size_t from, const struct xmlplace_child *place,
    struct bytes *to)
{
	size_t end = place->begin;

	while (end > from && (text[end - 1] == ' ' || text[end - 1] == '\t' ||
	    text[end - 1] == '\r' || text[end - 1] == '\n'))
		end--;
	bytes_put(to, text + from, end - from);
	return place->end;
}

static bool
is_of_signature(const struct xml_element *root, const struct xml_element *e)
{
	return xmlread_is(e, DSIG_SPACE, "Signature") ||
	    xmlread_is(e, xmlread_space(root), "Signer");
}

static void
cut(const char *text, size_t size, const struct xml_element *root,
    const struct xmlplace *place, struct bytes *to)
{
	const struct xml_element *e = xmlread_first(root);
	size_t i, from = 0;

	for (i = 0; e != NULL && i < place->child_count; i++) {
		if (is_of_signature(root, e))
			from = put_until(text, from, &place->children[i], to);
		e = xmlread_next(e);
	}
	bytes_put(to, text + from, size - from);
}

bool
dsig_strip(const void *text, size_t size, struct bytes *to,
    struct dcp_error *err)
{
	struct xml_document *doc = xmlread_parse(text, size, err);
	struct xmlplace place = {0};
	bool ok;

	ok = doc != NULL && xmlplace_find(text, size, &place, err);
	if (ok)
		cut(text, size, xmlread_root(doc), &place, to);
	ok = ok && bytes_ok(to, err);
	xmlplace_clear(&place);
	xmlread_free(doc);
	return ok;
}
