/* pkl.c: see pkl.h. */
#include "package/pkl.h"

#include <stdlib.h>

#include "base/array.h"
#include "base/limits.h"
#include "xml/xmlget.h"
#include "xml/xmlwrite.h"

struct pkl_asset *
pkl_add_asset(struct pkl *pkl, struct dcp_error *err)
{
	struct pkl_asset *more;

	if (pkl->asset_count >= LIMIT_ASSETS) {
		error_set(err, DCP_REFUSED, "have more than %d assets",
		    LIMIT_ASSETS);
		return NULL;
	}
	more = array_room(pkl->assets, pkl->asset_count, sizeof(*more), err);
	if (more == NULL)
		return NULL;
	pkl->assets = more;
	return &more[pkl->asset_count++];
}

static void
parse_asset(struct pkl *pkl, const struct xml_element *e, struct pkl_asset *a)
{
	/* IMF lists (ST 2067-2) have SHA-1 here, too. */
	enum xmlget_need need = pkl->dialect == DIALECT_INTEROP ?
	    XMLGET_OPTIONAL : XMLGET_REQUIRED;
	struct xmlnotes *notes = &pkl->notes;
	struct dcp_error why = {0};
	const char *hash;

	a->line = xmlread_line(e);
	a->has_id = xmlget_uuid(notes, e, "Id", XMLGET_REQUIRED, &a->id);
	a->annotation = xmlget_text(notes, e, "AnnotationText",
	    XMLGET_OPTIONAL);
	a->has_size = xmlget_number(notes, e, "Size", XMLGET_REQUIRED, 0,
	    INT64_MAX, &a->size);
	a->type = xmlget_text(notes, e, "Type", XMLGET_REQUIRED);
	a->original_name = xmlget_text(notes, e, "OriginalFileName",
	    XMLGET_OPTIONAL);
	hash = xmlget_text(notes, e, "Hash", need);
	if (hash == NULL)
		return;
	a->has_hash = digest_parse(hash, DIGEST_SHA1, &a->hash, &why);
	a->bad_hash = !a->has_hash;
	if (a->bad_hash)
		xmlnote_add(notes, XMLNOTE_VALUE, a->line, "Hash", "Hash: %s",
		    why.text);
}

static bool
parse_assets(struct pkl *pkl, const struct xml_element *root,
    struct dcp_error *err)
{
	const struct xml_element *list, *e;
	struct pkl_asset *a;

	list = xmlget_child(&pkl->notes, root, "AssetList", XMLGET_REQUIRED);
	e = list == NULL ? NULL : xmlread_child(list, NULL, "Asset");
	for (; e != NULL; e = xmlread_again(e)) {
		a = pkl_add_asset(pkl, err);
		if (a == NULL)
			return false;
		parse_asset(pkl, e, a);
	}
	return true;
}

static void
parse_head(struct pkl *pkl, const struct xml_element *root)
{
	struct xmlnotes *notes = &pkl->notes;

	pkl->has_id = xmlget_uuid(notes, root, "Id", XMLGET_REQUIRED,
	    &pkl->id);
	pkl->annotation = xmlget_text(notes, root, "AnnotationText",
	    XMLGET_OPTIONAL);
	pkl->has_icon_id = xmlget_uuid(notes, root, "IconId", XMLGET_OPTIONAL,
	    &pkl->icon_id);
	pkl->has_issue_date = xmlget_time(notes, root, "IssueDate",
	    XMLGET_REQUIRED, &pkl->issue_date);
	pkl->issuer = xmlget_text(notes, root, "Issuer", XMLGET_REQUIRED);
	pkl->creator = xmlget_text(notes, root, "Creator", XMLGET_REQUIRED);
	pkl->has_group_id = xmlget_uuid(notes, root, "GroupId",
	    XMLGET_OPTIONAL, &pkl->group_id);
	pkl->has_signer = xmlread_child(root, NULL, "Signer") != NULL;
	pkl->has_signature = xmlread_child(root, NULL, "Signature") != NULL;
}

bool
pkl_parse(struct xml_document *doc, struct pkl *pkl, struct dcp_error *err)
{
	const struct xml_element *root = xmlread_root(doc);
	enum dialect_document document;
	bool ok;

	*pkl = (struct pkl){.document = doc};
	pkl->dialect = dialect_identify(root, &document);
	pkl->space = xmlread_space(root);
	if (document != DIALECT_PKL)
		ok = error_set(err, DCP_BAD_INPUT,
		    "have the root %s, want PackingList", xmlread_name(root));
	else {
		parse_head(pkl, root);
		ok = parse_assets(pkl, root, err);
	}
	if (ok && pkl->notes.bad)
		ok = error_memory(err);
	if (!ok)
		pkl_clear(pkl);
	return ok;
}

bool
pkl_load(const char *path, struct pkl *pkl, struct dcp_error *err)
{
	struct xml_document *doc = xmlread_load(path, err);

	if (doc == NULL) {
		*pkl = (struct pkl){0};
		return false;
	}
	return pkl_parse(doc, pkl, err);
}

void
pkl_clear(struct pkl *pkl)
{
	free(pkl->assets);
	xmlnote_clear(&pkl->notes);
	xmlread_free(pkl->document);
	*pkl = (struct pkl){0};
}

static void
format_asset(struct xmlwrite *w, const struct pkl_asset *a)
{
	char hash[DIGEST_TEXT_SIZE];

	digest_format(hash, &a->hash);
	xmlwrite_open(w, "Asset", NULL);
	xmlwrite_uuid(w, "Id", &a->id);
	xmlwrite_optional(w, "AnnotationText", a->annotation);
	xmlwrite_text(w, "Hash", hash);
	xmlwrite_number(w, "Size", a->size);
	xmlwrite_text(w, "Type", a->type);
	xmlwrite_optional(w, "OriginalFileName", a->original_name);
	xmlwrite_close(w);
}

bool
pkl_format(const struct pkl *pkl, struct bytes *to, struct dcp_error *err)
{
	const char *const attributes[] = {"xmlns",
	    dialect_of(DIALECT_SMPTE)->pkl_space, NULL};
	struct xmlwrite w;
	size_t i;

	xmlwrite_begin(&w, to);
	xmlwrite_open(&w, "PackingList", attributes);
	xmlwrite_uuid(&w, "Id", &pkl->id);
	xmlwrite_optional(&w, "AnnotationText", pkl->annotation);
	if (pkl->has_icon_id)
		xmlwrite_uuid(&w, "IconId", &pkl->icon_id);
	xmlwrite_time(&w, "IssueDate", &pkl->issue_date);
	xmlwrite_text(&w, "Issuer", pkl->issuer);
	xmlwrite_text(&w, "Creator", pkl->creator);
	if (pkl->has_group_id)
		xmlwrite_uuid(&w, "GroupId", &pkl->group_id);
	xmlwrite_open(&w, "AssetList", NULL);
	for (i = 0; i < pkl->asset_count; i++)
		format_asset(&w, &pkl->assets[i]);
	xmlwrite_close(&w);
	xmlwrite_close(&w);
	return xmlwrite_end(&w, err);
}

const struct pkl_asset *
pkl_find(const struct pkl *pkl, const struct uuid *id)
{
	size_t i;

	for (i = 0; i < pkl->asset_count; i++)
		if (pkl->assets[i].has_id &&
		    uuid_equal(&pkl->assets[i].id, id))
			return &pkl->assets[i];
	return NULL;
}
