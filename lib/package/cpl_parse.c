/* cpl_parse.c: from an XML tree to a playlist; see cpl.h. */
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/limits.h"
#include "package/cpl.h"
#include "xml/xmlget.h"

/* Durations and offsets are xs:long (ST 429-7, 7.1). */
#define COUNT_MAX INT64_MAX

static void
parse_version(struct xmlnotes *notes, const struct xml_element *e,
    struct cpl_version *v)
{
	v->line = xmlread_line(e);
	v->id = xmlget_text(notes, e, "Id", XMLGET_OPTIONAL);
	v->label = xmlget_text(notes, e, "LabelText", XMLGET_OPTIONAL);
}

/* All ContentVersion children of ${list}, which may be NULL. */
static bool
parse_versions(struct xmlnotes *notes, const struct xml_element *list,
    struct cpl_version **versions, size_t *count, struct dcp_error *err)
{
	struct cpl_version *more;
	const struct xml_element *e;

	if (list == NULL)
		return true;
	e = xmlread_child(list, NULL, "ContentVersion");
	for (; e != NULL && *count < LIMIT_ASSETS; e = xmlread_again(e)) {
		more = array_room(*versions, *count, sizeof(*more), err);
		if (more == NULL)
			return false;
		*versions = more;
		parse_version(notes, e, &more[(*count)++]);
	}
	return true;
}

static bool
parse_ratings(struct cpl *cpl, const struct xml_element *root,
    struct dcp_error *err)
{
	const struct xml_element *list =
	    xmlget_child(&cpl->notes, root, "RatingList", XMLGET_REQUIRED);
	struct cpl_rating *more;
	const struct xml_element *e;

	cpl->has_rating_list = list != NULL;
	e = list == NULL ? NULL : xmlread_child(list, NULL, "Rating");
	for (; e != NULL && cpl->rating_count < LIMIT_ASSETS;
	    e = xmlread_again(e)) {
		more = array_room(cpl->ratings, cpl->rating_count,
		    sizeof(*more), err);
		if (more == NULL)
			return false;
		cpl->ratings = more;
		more += cpl->rating_count++;
		more->line = xmlread_line(e);
		more->agency =
		    xmlget_text(&cpl->notes, e, "Agency", XMLGET_REQUIRED);
		more->label =
		    xmlget_text(&cpl->notes, e, "Label", XMLGET_REQUIRED);
	}
	return true;
}

static bool
parse_markers(struct xmlnotes *notes, const struct xml_element *asset,
    struct cpl_asset *a, struct dcp_error *err)
{
	const struct xml_element *list =
	    xmlget_child(notes, asset, "MarkerList", XMLGET_REQUIRED);
	struct cpl_marker *more;
	const struct xml_element *e, *label;

	e = list == NULL ? NULL : xmlread_child(list, NULL, "Marker");
	for (; e != NULL && a->marker_count < LIMIT_ASSETS;
	    e = xmlread_again(e)) {
		more =
		    array_room(a->markers, a->marker_count, sizeof(*more), err);
		if (more == NULL)
			return false;
		a->markers = more;
		more += a->marker_count++;
		more->line = xmlread_line(e);
		label = xmlget_child(notes, e, "Label", XMLGET_REQUIRED);
		if (label != NULL) {
			more->label = xmlread_text(label);
			more->scope = xmlread_attribute(label, "scope");
		}
		more->annotation =
		    xmlget_text(notes, e, "AnnotationText", XMLGET_OPTIONAL);
		more->has_offset = xmlget_number(notes, e, "Offset",
		    XMLGET_REQUIRED, 0, COUNT_MAX, &more->offset);
	}
	return true;
}

static bool
parse_properties(struct xmlnotes *notes, const struct xml_element *extension,
    struct cpl_extension *x, struct dcp_error *err)
{
	const struct xml_element *list =
	    xmlget_child(notes, extension, "PropertyList", XMLGET_OPTIONAL);
	struct cpl_property *more;
	const struct xml_element *e;

	e = list == NULL ? NULL : xmlread_child(list, NULL, "Property");
	for (; e != NULL && x->property_count < LIMIT_ASSETS;
	    e = xmlread_again(e)) {
		more = array_room(x->properties, x->property_count,
		    sizeof(*more), err);
		if (more == NULL)
			return false;
		x->properties = more;
		more += x->property_count++;
		more->name = xmlget_text(notes, e, "Name", XMLGET_REQUIRED);
		more->value = xmlget_text(notes, e, "Value", XMLGET_OPTIONAL);
	}
	return true;
}

static bool
parse_extensions(struct xmlnotes *notes, const struct xml_element *asset,
    struct cpl_metadata *m, struct dcp_error *err)
{
	const struct xml_element *list = xmlget_child(notes, asset,
	    "ExtensionMetadataList", XMLGET_OPTIONAL);
	struct cpl_extension *more;
	const struct xml_element *e;

	e = list == NULL ? NULL
	                 : xmlread_child(list, NULL, "ExtensionMetadata");
	for (; e != NULL && m->extension_count < LIMIT_ASSETS;
	    e = xmlread_again(e)) {
		more = array_room(m->extensions, m->extension_count,
		    sizeof(*more), err);
		if (more == NULL)
			return false;
		m->extensions = more;
		more += m->extension_count++;
		more->line = xmlread_line(e);
		more->scope = xmlread_attribute(e, "scope");
		more->name = xmlget_text(notes, e, "Name", XMLGET_REQUIRED);
		if (!parse_properties(notes, e, more, err))
			return false;
	}
	return true;
}

static bool
parse_area(struct xmlnotes *notes, const struct xml_element *asset,
    const char *name, struct cpl_area *area)
{
	const struct xml_element *e =
	    xmlget_child(notes, asset, name, XMLGET_REQUIRED);
	bool wide, high;

	if (e == NULL)
		return false;
	wide = xmlget_number(notes, e, "Width", XMLGET_REQUIRED, 1, COUNT_MAX,
	    &area->width);
	high = xmlget_number(notes, e, "Height", XMLGET_REQUIRED, 1, COUNT_MAX,
	    &area->height);
	return wide && high;
}

static const char *
attribute_of(const struct xml_element *parent, const char *name,
    const char *attribute)
{
	const struct xml_element *e = xmlread_child(parent, NULL, name);

	return e == NULL ? NULL : xmlread_attribute(e, attribute);
}

static void
parse_metadata_texts(struct xmlnotes *notes, const struct xml_element *e,
    struct cpl_metadata *m)
{
	m->full_title =
	    xmlget_text(notes, e, "FullContentTitleText", XMLGET_REQUIRED);
	m->territory =
	    xmlget_text(notes, e, "ReleaseTerritory", XMLGET_OPTIONAL);
	m->territory_scope = attribute_of(e, "ReleaseTerritory", "scope");
	m->version_status = attribute_of(e, "VersionNumber", "status");
	m->chain = xmlget_text(notes, e, "Chain", XMLGET_OPTIONAL);
	m->distributor = xmlget_text(notes, e, "Distributor", XMLGET_OPTIONAL);
	m->facility = xmlget_text(notes, e, "Facility", XMLGET_OPTIONAL);
	m->luminance = xmlget_text(notes, e, "Luminance", XMLGET_OPTIONAL);
	m->luminance_units = attribute_of(e, "Luminance", "units");
	m->sound_configuration =
	    xmlget_text(notes, e, "MainSoundConfiguration", XMLGET_REQUIRED);
	m->subtitle_languages =
	    xmlget_text(notes, e, "MainSubtitleLanguageList", XMLGET_OPTIONAL);
}

static bool
parse_metadata(struct xmlnotes *notes, const struct xml_element *e,
    struct cpl_asset *a, struct dcp_error *err)
{
	struct cpl_metadata *m = calloc(1, sizeof(*m));

	if (m == NULL)
		return error_memory(err);
	a->metadata = m;
	parse_metadata_texts(notes, e, m);
	m->has_version_number = xmlget_number(notes, e, "VersionNumber",
	    XMLGET_OPTIONAL, 0, COUNT_MAX, &m->version_number);
	m->has_sample_rate = xmlget_rational(notes, e, "MainSoundSampleRate",
	    XMLGET_REQUIRED, &m->sample_rate);
	m->has_stored_area =
	    parse_area(notes, e, "MainPictureStoredArea", &m->stored_area);
	m->has_active_area =
	    parse_area(notes, e, "MainPictureActiveArea", &m->active_area);
	m->has_mca = xmlread_child(e, NULL, "MCASubDescriptors") != NULL;
	return parse_versions(notes,
		   xmlread_child(e, NULL, "AlternateContentVersionList"),
		   &m->alternates, &m->alternate_count, err) &&
	       parse_extensions(notes, e, m, err);
}

/* What all assets have (ST 429-7, 7.1 and 7.2). */
static void
parse_generic(struct xmlnotes *notes, const struct xml_element *e,
    struct cpl_asset *a)
{
	a->has_id = xmlget_uuid(notes, e, "Id", XMLGET_REQUIRED, &a->id);
	a->annotation =
	    xmlget_text(notes, e, "AnnotationText", XMLGET_OPTIONAL);
	a->has_edit_rate = xmlget_rational(notes, e, "EditRate",
	    XMLGET_REQUIRED, &a->edit_rate);
	a->has_intrinsic_duration = xmlget_number(notes, e, "IntrinsicDuration",
	    XMLGET_REQUIRED, 0, COUNT_MAX, &a->intrinsic_duration);
	a->has_entry_point = xmlget_number(notes, e, "EntryPoint",
	    XMLGET_OPTIONAL, 0, COUNT_MAX, &a->entry_point);
	a->has_duration = xmlget_number(notes, e, "Duration", XMLGET_OPTIONAL,
	    0, COUNT_MAX, &a->duration);
}

static void
parse_hash(struct xmlnotes *notes, const struct xml_element *e,
    struct cpl_asset *a)
{
	const struct xml_element *h =
	    xmlget_child(notes, e, "Hash", XMLGET_OPTIONAL);
	struct dcp_error why = {0};

	if (h == NULL)
		return;
	a->has_hash =
	    digest_parse(xmlread_text(h), DIGEST_SHA1, &a->hash, &why);
	if (!a->has_hash)
		xmlnote_add(notes, XMLNOTE_VALUE, xmlread_line(h), "Hash",
		    "Hash: %s", why.text);
}

/* The UL of auxiliary data: 429-14's element, and Dolby's, which 429-18 has. */
static const char *
data_type(struct xmlnotes *notes, const struct xml_element *e)
{
	const char *text =
	    xmlget_text(notes, e, "DataEssenceCoding", XMLGET_OPTIONAL);

	return text != NULL
	           ? text
	           : xmlget_text(notes, e, "DataType", XMLGET_OPTIONAL);
}

static void
parse_track(struct xmlnotes *notes, const struct xml_element *e,
    struct cpl_asset *a)
{
	a->has_key_id =
	    xmlget_uuid(notes, e, "KeyId", XMLGET_OPTIONAL, &a->key_id);
	parse_hash(notes, e, a);
	a->language = xmlget_text(notes, e, "Language", XMLGET_OPTIONAL);
	if (a->kind == CPL_AUX_DATA)
		a->data_type = data_type(notes, e);
	if (!cpl_kind_is_picture(a->kind))
		return;
	a->has_frame_rate = xmlget_rational(notes, e, "FrameRate",
	    XMLGET_REQUIRED, &a->frame_rate);
	a->has_aspect = xmlget_rational(notes, e, "ScreenAspectRatio",
	    XMLGET_REQUIRED, &a->aspect);
	a->aspect_text =
	    xmlget_text(NULL, e, "ScreenAspectRatio", XMLGET_OPTIONAL);
}

static bool
parse_asset(struct xmlnotes *notes, const struct xml_element *e,
    struct cpl_reel *reel, struct dcp_error *err)
{
	enum cpl_kind kind = cpl_kind_of(xmlread_name(e));
	struct cpl_asset *a = cpl_add_asset(reel, kind, err);

	if (a == NULL)
		return false;
	a->line = xmlread_line(e);
	a->name = xmlread_name(e);
	a->space = xmlread_space(e);
	if (kind == CPL_UNKNOWN) {
		a->has_id = xmlget_uuid(NULL, e, "Id", XMLGET_OPTIONAL, &a->id);
		return true;
	}
	parse_generic(notes, e, a);
	if (kind == CPL_MARKERS)
		return parse_markers(notes, e, a, err);
	if (kind == CPL_METADATA)
		return parse_metadata(notes, e, a, err);
	parse_track(notes, e, a);
	return true;
}

static bool
parse_reel(struct cpl *cpl, const struct xml_element *e, struct dcp_error *err)
{
	struct cpl_reel *reel = cpl_add_reel(cpl, err);
	const struct xml_element *list, *asset;

	if (reel == NULL)
		return false;
	reel->line = xmlread_line(e);
	reel->has_id =
	    xmlget_uuid(&cpl->notes, e, "Id", XMLGET_REQUIRED, &reel->id);
	reel->annotation =
	    xmlget_text(&cpl->notes, e, "AnnotationText", XMLGET_OPTIONAL);
	list = xmlget_child(&cpl->notes, e, "AssetList", XMLGET_REQUIRED);
	asset = list == NULL ? NULL : xmlread_first(list);
	for (; asset != NULL; asset = xmlread_next(asset))
		if (!parse_asset(&cpl->notes, asset, reel, err))
			return false;
	return true;
}

static bool
parse_reels(struct cpl *cpl, const struct xml_element *root,
    struct dcp_error *err)
{
	const struct xml_element *list =
	    xmlget_child(&cpl->notes, root, "ReelList", XMLGET_REQUIRED);
	const struct xml_element *e =
	    list == NULL ? NULL : xmlread_child(list, NULL, "Reel");

	for (; e != NULL; e = xmlread_again(e))
		if (!parse_reel(cpl, e, err))
			return false;
	return true;
}

static void
parse_head(struct cpl *cpl, const struct xml_element *root)
{
	bool imf = cpl->dialect == DIALECT_IMF;
	struct xmlnotes *notes = &cpl->notes;

	cpl->has_id = xmlget_uuid(notes, root, "Id", XMLGET_REQUIRED, &cpl->id);
	cpl->annotation = xmlget_text(notes, root,
	    imf ? "Annotation" : "AnnotationText", XMLGET_OPTIONAL);
	cpl->has_icon_id =
	    xmlget_uuid(notes, root, "IconId", XMLGET_OPTIONAL, &cpl->icon_id);
	cpl->has_issue_date = xmlget_time(notes, root, "IssueDate",
	    XMLGET_REQUIRED, &cpl->issue_date);
	cpl->issuer = xmlget_text(notes, root, "Issuer", XMLGET_OPTIONAL);
	cpl->creator = xmlget_text(notes, root, "Creator", XMLGET_OPTIONAL);
	cpl->title = xmlget_text(notes, root,
	    imf ? "ContentTitle" : "ContentTitleText", XMLGET_REQUIRED);
	cpl->kind = xmlget_text(notes, root, "ContentKind", XMLGET_REQUIRED);
	cpl->kind_scope = attribute_of(root, "ContentKind", "scope");
	cpl->has_signer = xmlread_child(root, NULL, "Signer") != NULL;
	cpl->has_signature = xmlread_child(root, NULL, "Signature") != NULL;
}

/* What follows the titles; an IMF playlist has its own way with it. */
static bool
parse_body(struct cpl *cpl, const struct xml_element *root,
    struct dcp_error *err)
{
	enum xmlget_need need =
	    cpl->dialect == DIALECT_INTEROP ? XMLGET_OPTIONAL : XMLGET_REQUIRED;

	if (cpl->dialect == DIALECT_IMF)
		return true;
	xmlget_child(&cpl->notes, root, "ContentVersion", need);
	return parse_versions(&cpl->notes, root, &cpl->versions,
		   &cpl->version_count, err) &&
	       parse_ratings(cpl, root, err) && parse_reels(cpl, root, err);
}

bool
cpl_parse(struct xml_document *doc, struct cpl *cpl, struct dcp_error *err)
{
	const struct xml_element *root = xmlread_root(doc);
	enum dialect_document document;
	bool ok;

	*cpl = (struct cpl){.document = doc};
	cpl->dialect = dialect_identify(root, &document);
	cpl->space = xmlread_space(root);
	if (document != DIALECT_CPL)
		ok = error_set(err, DCP_BAD_INPUT,
		    "have the root %s, want CompositionPlaylist",
		    xmlread_name(root));
	else {
		parse_head(cpl, root);
		ok = parse_body(cpl, root, err);
	}
	if (ok && cpl->notes.bad)
		ok = error_memory(err);
	if (!ok)
		cpl_clear(cpl);
	return ok;
}
