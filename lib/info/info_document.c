/* info_document.c: see info_document.h. */
#include "info/info_document.h"

#include <inttypes.h>
#include <string.h>

#include "info/info_cpl.h"
#include "info/info_kdm.h"
#include "info/info_sign.h"
#include "package/assetmap.h"
#include "package/pkl.h"

/* The first element of this name at or below ${e}, or NULL. */
static const struct xml_element *
find(const struct xml_element *e, const char *name)
{
	const struct xml_element *child, *found;

	if (strcmp(xmlread_name(e), name) == 0)
		return e;
	for (child = xmlread_first(e); child != NULL;
	    child = xmlread_next(child))
		if ((found = find(child, name)) != NULL)
			return found;
	return NULL;
}

/* Elements of this name at and below ${e}; of any if it is NULL. */
static uint64_t
count(const struct xml_element *e, const char *name)
{
	uint64_t n = name == NULL || strcmp(xmlread_name(e), name) == 0;
	const struct xml_element *child;

	for (child = xmlread_first(e); child != NULL;
	    child = xmlread_next(child))
		n += count(child, name);
	return n;
}

/* The text of the first element ${name}, under ${key}. */
static void
put(struct outline *o, const char *key, const struct xml_element *root,
    const char *name)
{
	const struct xml_element *e = find(root, name);

	if (e != NULL)
		outline_text(o, key, xmlread_text(e));
}

static void
put_pkl_asset(const struct pkl_asset *a, struct outline *o)
{
	char hash[DIGEST_TEXT_SIZE];

	outline_row(o);
	if (a->has_id)
		outline_uuid(o, "id", &a->id);
	outline_text(o, "original_name", a->original_name);
	outline_text(o, "type", a->type);
	if (a->has_size)
		outline_size(o, "size", a->size);
	if (a->has_hash) {
		digest_format(hash, &a->hash);
		outline_text(o, "hash", hash);
	}
	outline_close(o);
}

static bool
describe_pkl(struct xml_document *doc, struct outline *o,
    struct dcp_error *err)
{
	struct pkl pkl = {0};
	bool ok = pkl_parse(doc, &pkl, err);
	size_t i;

	if (!ok)
		return false;
	outline_text(o, "dialect", dialect_name(pkl.dialect));
	if (pkl.has_id)
		outline_uuid(o, "id", &pkl.id);
	outline_text(o, "annotation", pkl.annotation);
	if (pkl.has_issue_date)
		outline_time(o, "issue_date", &pkl.issue_date);
	outline_text(o, "issuer", pkl.issuer);
	outline_text(o, "creator", pkl.creator);
	ok = info_sign_document(pkl.document, pkl.dialect, o, err);
	outline_list(o, "assets");
	for (i = 0; i < pkl.asset_count; i++)
		put_pkl_asset(&pkl.assets[i], o);
	outline_close(o);
	pkl_clear(&pkl);
	return ok;
}

static void
put_mapped(const struct assetmap_asset *a, struct outline *o)
{
	size_t i;

	outline_row(o);
	if (a->has_id)
		outline_uuid(o, "id", &a->id);
	if (a->is_packing_list)
		outline_flag(o, "packing_list", true);
	json_open_array(outline_json(o), "paths");
	for (i = 0; i < a->chunk_count; i++) {
		if (a->chunks[i].path == NULL)
			continue;
		json_text(outline_json(o), NULL, a->chunks[i].path);
		outline_say(o, "path", "%s", a->chunks[i].path);
	}
	json_close(outline_json(o));
	outline_close(o);
}

static bool
describe_map(struct xml_document *doc, struct outline *o,
    struct dcp_error *err)
{
	struct assetmap map = {0};
	bool ok = assetmap_parse(doc, &map, err);
	size_t i;

	if (!ok)
		return false;
	outline_text(o, "dialect", dialect_name(map.dialect));
	if (map.has_id)
		outline_uuid(o, "id", &map.id);
	outline_text(o, "annotation", map.annotation);
	if (map.has_volume_count)
		outline_number(o, "volume_count", map.volume_count);
	if (map.has_issue_date)
		outline_time(o, "issue_date", &map.issue_date);
	outline_text(o, "issuer", map.issuer);
	outline_text(o, "creator", map.creator);
	outline_list(o, "assets");
	for (i = 0; i < map.asset_count; i++)
		put_mapped(&map.assets[i], o);
	outline_close(o);
	assetmap_clear(&map);
	return true;
}

static bool
describe_volume(struct xml_document *doc, struct outline *o,
    struct dcp_error *err)
{
	struct assetmap_volume volume = {0};

	if (!assetmap_parse_volume(doc, &volume, err))
		return false;
	outline_text(o, "dialect", dialect_name(volume.dialect));
	if (volume.has_index)
		outline_number(o, "volume_index", volume.index);
	assetmap_clear_volume(&volume);
	return true;
}

static bool
describe_cpl(struct xml_document *doc, struct outline *o,
    struct dcp_error *err)
{
	struct cpl cpl = {0};
	bool ok;

	if (!cpl_parse(doc, &cpl, err))
		return false;
	ok = info_cpl(&cpl, NULL, o, err);
	cpl_clear(&cpl);
	return ok;
}

/* When the first subtitle comes and the last one goes, as written. */
static void
put_span(const struct xml_element *e, const char **in, const char **out)
{
	const struct xml_element *child;

	if (strcmp(xmlread_name(e), "Subtitle") == 0) {
		if (*in == NULL)
			*in = xmlread_attribute(e, "TimeIn");
		*out = xmlread_attribute(e, "TimeOut");
	}
	for (child = xmlread_first(e); child != NULL;
	    child = xmlread_next(child))
		put_span(child, in, out);
}

/* ST 428-7 and the Interop form, which differ in names. */
static void
describe_subtitle(const struct xml_element *root, struct outline *o)
{
	const char *in = NULL, *out = NULL;

	outline_text(o, "dialect", dialect_name(dialect_identify(root, NULL)));
	put(o, "id", root, strcmp(xmlread_name(root), "DCSubtitle") == 0 ?
	    "SubtitleID" : "Id");
	put(o, "title", root, "ContentTitleText");
	put(o, "title", root, "MovieTitle");
	put(o, "reel", root, "ReelNumber");
	put(o, "language", root, "Language");
	put(o, "issue_date", root, "IssueDate");
	put(o, "edit_rate", root, "EditRate");
	put(o, "time_code_rate", root, "TimeCodeRate");
	put(o, "start_time", root, "StartTime");
	put(o, "display_type", root, "DisplayType");
	outline_number(o, "fonts", count(root, "LoadFont"));
	outline_number(o, "subtitles", count(root, "Subtitle"));
	outline_number(o, "texts", count(root, "Text"));
	outline_number(o, "images", count(root, "Image"));
	put_span(root, &in, &out);
	outline_text(o, "first_in", in);
	outline_text(o, "last_out", out);
}

static bool
describe_kdm(struct xml_document *doc, struct outline *o,
    struct dcp_error *err)
{
	struct kdm kdm;

	bool ok;

	if (!kdm_parse(doc, &kdm, err))
		return false;
	ok = info_kdm(&kdm, o, err);
	kdm_clear(&kdm);
	return ok;
}

static void
describe_other(const struct xml_element *root, struct outline *o)
{
	outline_text(o, "root", xmlread_name(root));
	outline_text(o, "namespace", xmlread_space(root));
	outline_text(o, "dialect", dialect_identify(root, NULL) ==
	    DIALECT_UNKNOWN ? NULL :
	    dialect_name(dialect_identify(root, NULL)));
	outline_number(o, "elements", count(root, NULL));
	put(o, "id", root, "Id");
	put(o, "title", root, "title");
}

/* ${doc} is handed over. */
static bool
describe(struct xml_document *doc, struct outline *o, struct dcp_error *err)
{
	const struct xml_element *root = xmlread_root(doc);
	enum dialect_document kind;

	dialect_identify(root, &kind);
	outline_text(o, "kind", kind == DIALECT_OTHER_DOCUMENT ? "XML" :
	    dialect_document_name(kind));
	switch (kind) {
	case DIALECT_CPL:
		return describe_cpl(doc, o, err);
	case DIALECT_PKL:
		return describe_pkl(doc, o, err);
	case DIALECT_ASSETMAP:
		return describe_map(doc, o, err);
	case DIALECT_VOLINDEX:
		return describe_volume(doc, o, err);
	case DIALECT_SUBTITLE:
		describe_subtitle(root, o);
		break;
	case DIALECT_KDM:
		return describe_kdm(doc, o, err);
	default:
		describe_other(root, o);
	}
	xmlread_free(doc);
	return true;
}

bool
info_document(const char *path, struct outline *o, struct dcp_error *err)
{
	struct xml_document *doc = xmlread_load(path, err);

	return (doc != NULL && describe(doc, o, err)) ||
	    error_in(err, "%s", path);
}
