/* cpl_format.c: from a playlist to its document; see cpl.h. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "package/cpl.h"
#include "xml/xmlwrite.h"

#define STEREO	"http://www.smpte-ra.org/schemas/429-10/2008/" \
		"Main-Stereo-Picture-CPL"
#define TEXT	"http://www.smpte-ra.org/schemas/429-12/2008/TT"
#define AUX	"http://www.smpte-ra.org/schemas/429-14/2014/Aux-Data"
#define DOLBY	"http://www.dolby.com/schemas/2012/AD"

/*
 * The elements of a reel, in the order in which they are written: those of
 * ST 429-7 (6.9) in its order, then those of other namespaces.
 */
static const struct form {
	enum cpl_kind kind;
	const char *element;
	const char *prefix;	/* attribute that declares the namespace */
	const char *space;
	const char *language;	/* name of its Language element */
} forms[] = {
	{CPL_MARKERS, "MainMarkers", NULL, NULL, NULL},
	{CPL_PICTURE, "MainPicture", NULL, NULL, NULL},
	{CPL_SOUND, "MainSound", NULL, NULL, "Language"},
	{CPL_SUBTITLE, "MainSubtitle", NULL, NULL, "Language"},
	{CPL_STEREO_PICTURE, "msp-cpl:MainStereoscopicPicture",
	    "xmlns:msp-cpl", STEREO, NULL},
	{CPL_MAIN_CAPTION, "tt:MainCaption", "xmlns:tt", TEXT, "tt:Language"},
	{CPL_CLOSED_CAPTION, "tt:ClosedCaption", "xmlns:tt", TEXT,
	    "tt:Language"},
	{CPL_CLOSED_SUBTITLE, "tt:ClosedSubtitle", "xmlns:tt", TEXT,
	    "Language"},
	/* Immersive sound has a form of its own, as deployed (ST 429-18). */
	{CPL_AUX_DATA, "axd:AuxData", "xmlns:axd", DOLBY, NULL},
	{CPL_AUX_DATA, "aux:AuxData", "xmlns:aux", AUX, NULL},
	{CPL_METADATA, "meta:CompositionMetadataAsset", "xmlns:meta",
	    DIALECT_METADATA_SPACE, NULL},
};

/* The form of an asset: that of its kind and namespace, or of its kind. */
static const struct form *
form_of(const struct cpl_asset *a)
{
	const struct form *f = NULL;
	size_t i;

	for (i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
		if (forms[i].kind != a->kind)
			continue;
		if (f == NULL || (a->space != NULL && forms[i].space != NULL &&
		    strcmp(a->space, forms[i].space) == 0))
			f = &forms[i];
	}
	return f;
}

static void
format_generic(struct xmlwrite *w, const struct cpl_asset *a)
{
	xmlwrite_uuid(w, "Id", &a->id);
	xmlwrite_optional(w, "AnnotationText", a->annotation);
	xmlwrite_rational(w, "EditRate", a->edit_rate);
	xmlwrite_number(w, "IntrinsicDuration", a->intrinsic_duration);
	if (a->has_entry_point)
		xmlwrite_number(w, "EntryPoint", a->entry_point);
	if (a->has_duration)
		xmlwrite_number(w, "Duration", a->duration);
}

static void
format_track(struct xmlwrite *w, const struct form *f,
    const struct cpl_asset *a)
{
	char hash[DIGEST_TEXT_SIZE];

	if (a->has_key_id)
		xmlwrite_uuid(w, "KeyId", &a->key_id);
	if (a->has_hash) {
		digest_format(hash, &a->hash);
		xmlwrite_text(w, "Hash", hash);
	}
	if (cpl_kind_is_picture(a->kind)) {
		xmlwrite_rational(w, "FrameRate", a->frame_rate);
		xmlwrite_rational(w, "ScreenAspectRatio", a->aspect);
	}
	if (f->language != NULL)
		xmlwrite_optional(w, f->language, a->language);
	if (a->kind == CPL_AUX_DATA)
		xmlwrite_optional(w, strcmp(f->space, AUX) == 0 ?
		    "aux:DataEssenceCoding" : "axd:DataType", a->data_type);
}

static void
format_markers(struct xmlwrite *w, const struct cpl_asset *a)
{
	size_t i;

	xmlwrite_open(w, "MarkerList", NULL);
	for (i = 0; i < a->marker_count; i++) {
		const struct cpl_marker *m = &a->markers[i];
		const char *const scope[] = {"scope", m->scope, NULL};

		xmlwrite_open(w, "Marker", NULL);
		xmlwrite_text_with(w, "Label", scope, m->label);
		xmlwrite_optional(w, "AnnotationText", m->annotation);
		xmlwrite_number(w, "Offset", m->offset);
		xmlwrite_close(w);
	}
	xmlwrite_close(w);
}

static void
format_area(struct xmlwrite *w, const char *name, const struct cpl_area *area)
{
	xmlwrite_open(w, name, NULL);
	xmlwrite_number(w, "meta:Width", area->width);
	xmlwrite_number(w, "meta:Height", area->height);
	xmlwrite_close(w);
}

static void
format_version(struct xmlwrite *w, const char *name,
    const struct cpl_version *v)
{
	xmlwrite_open(w, name, NULL);
	xmlwrite_text(w, "Id", v->id);
	xmlwrite_text(w, "LabelText", v->label);
	xmlwrite_close(w);
}

static void
format_extension(struct xmlwrite *w, const struct cpl_extension *x)
{
	const char *const scope[] = {"scope", x->scope, NULL};
	size_t i;

	xmlwrite_open(w, "meta:ExtensionMetadata", scope);
	xmlwrite_text(w, "meta:Name", x->name);
	if (x->property_count > 0)
		xmlwrite_open(w, "meta:PropertyList", NULL);
	for (i = 0; i < x->property_count; i++) {
		xmlwrite_open(w, "meta:Property", NULL);
		xmlwrite_text(w, "meta:Name", x->properties[i].name);
		xmlwrite_text(w, "meta:Value", x->properties[i].value);
		xmlwrite_close(w);
	}
	if (x->property_count > 0)
		xmlwrite_close(w);
	xmlwrite_close(w);
}

/* What says who made this version, for whom (ST 429-16, 4.2 to 4.8). */
static void
format_release(struct xmlwrite *w, const struct cpl_metadata *m)
{
	const char *const territory[] = {"scope", m->territory_scope, NULL};
	const char *const status[] = {"status", m->version_status, NULL};
	char number[24];
	size_t i;

	xmlwrite_text(w, "meta:FullContentTitleText", m->full_title);
	if (m->territory != NULL)
		xmlwrite_text_with(w, "meta:ReleaseTerritory", territory,
		    m->territory);
	if (m->has_version_number) {
		snprintf(number, sizeof(number), "%" PRIu64,
		    m->version_number);
		xmlwrite_text_with(w, "meta:VersionNumber", status, number);
	}
	xmlwrite_optional(w, "meta:Chain", m->chain);
	xmlwrite_optional(w, "meta:Distributor", m->distributor);
	xmlwrite_optional(w, "meta:Facility", m->facility);
	if (m->alternate_count > 0) {
		xmlwrite_open(w, "meta:AlternateContentVersionList", NULL);
		for (i = 0; i < m->alternate_count; i++)
			format_version(w, "meta:ContentVersion",
			    &m->alternates[i]);
		xmlwrite_close(w);
	}
}

static void
format_metadata(struct xmlwrite *w, const struct cpl_metadata *m)
{
	const char *const units[] = {"units", m->luminance_units, NULL};
	size_t i;

	format_release(w, m);
	if (m->luminance != NULL)
		xmlwrite_text_with(w, "meta:Luminance", units, m->luminance);
	xmlwrite_text(w, "meta:MainSoundConfiguration",
	    m->sound_configuration);
	xmlwrite_rational(w, "meta:MainSoundSampleRate", m->sample_rate);
	format_area(w, "meta:MainPictureStoredArea", &m->stored_area);
	format_area(w, "meta:MainPictureActiveArea", &m->active_area);
	xmlwrite_optional(w, "meta:MainSubtitleLanguageList",
	    m->subtitle_languages);
	if (m->extension_count > 0) {
		xmlwrite_open(w, "meta:ExtensionMetadataList", NULL);
		for (i = 0; i < m->extension_count; i++)
			format_extension(w, &m->extensions[i]);
		xmlwrite_close(w);
	}
}

static void
format_asset(struct xmlwrite *w, const struct form *f,
    const struct cpl_asset *a)
{
	const char *const attributes[] = {f->prefix, f->space, NULL};

	xmlwrite_open(w, f->element, attributes);
	format_generic(w, a);
	if (a->kind == CPL_MARKERS)
		format_markers(w, a);
	else if (a->kind == CPL_METADATA)
		format_metadata(w, a->metadata);
	else
		format_track(w, f, a);
	xmlwrite_close(w);
}

static void
format_reel(struct xmlwrite *w, const struct cpl_reel *reel)
{
	size_t i, k;

	xmlwrite_open(w, "Reel", NULL);
	xmlwrite_uuid(w, "Id", &reel->id);
	xmlwrite_optional(w, "AnnotationText", reel->annotation);
	xmlwrite_open(w, "AssetList", NULL);
	for (k = 0; k < sizeof(forms) / sizeof(forms[0]); k++)
		for (i = 0; i < reel->asset_count; i++)
			if (form_of(&reel->assets[i]) == &forms[k])
				format_asset(w, &forms[k], &reel->assets[i]);
	xmlwrite_close(w);
	xmlwrite_close(w);
}

static void
format_ratings(struct xmlwrite *w, const struct cpl *cpl)
{
	size_t i;

	if (cpl->rating_count == 0) {
		xmlwrite_empty(w, "RatingList");
		return;
	}
	xmlwrite_open(w, "RatingList", NULL);
	for (i = 0; i < cpl->rating_count; i++) {
		xmlwrite_open(w, "Rating", NULL);
		xmlwrite_text(w, "Agency", cpl->ratings[i].agency);
		xmlwrite_text(w, "Label", cpl->ratings[i].label);
		xmlwrite_close(w);
	}
	xmlwrite_close(w);
}

static void
format_head(struct xmlwrite *w, const struct cpl *cpl)
{
	const char *const scope[] = {"scope", cpl->kind_scope, NULL};
	size_t i;

	xmlwrite_uuid(w, "Id", &cpl->id);
	xmlwrite_optional(w, "AnnotationText", cpl->annotation);
	if (cpl->has_icon_id)
		xmlwrite_uuid(w, "IconId", &cpl->icon_id);
	xmlwrite_time(w, "IssueDate", &cpl->issue_date);
	xmlwrite_optional(w, "Issuer", cpl->issuer);
	xmlwrite_optional(w, "Creator", cpl->creator);
	xmlwrite_text(w, "ContentTitleText", cpl->title);
	xmlwrite_text_with(w, "ContentKind", scope, cpl->kind);
	for (i = 0; i < cpl->version_count; i++)
		format_version(w, "ContentVersion", &cpl->versions[i]);
	format_ratings(w, cpl);
}

static bool
can_format(const struct cpl *cpl, struct dcp_error *err)
{
	size_t i, k;

	for (i = 0; i < cpl->reel_count; i++)
		for (k = 0; k < cpl->reels[i].asset_count; k++)
			if (cpl->reels[i].assets[k].kind == CPL_UNKNOWN)
				return error_set(err, DCP_UNSUPPORTED,
				    "reel %zu: have an asset of unknown kind",
				    i + 1);
	return true;
}

bool
cpl_format(const struct cpl *cpl, struct bytes *to, struct dcp_error *err)
{
	const char *const attributes[] = {"xmlns",
	    dialect_of(DIALECT_SMPTE)->cpl_space, NULL};
	struct xmlwrite w;
	size_t i;

	if (!can_format(cpl, err))
		return false;
	xmlwrite_begin(&w, to);
	xmlwrite_open(&w, "CompositionPlaylist", attributes);
	format_head(&w, cpl);
	xmlwrite_open(&w, "ReelList", NULL);
	for (i = 0; i < cpl->reel_count; i++)
		format_reel(&w, &cpl->reels[i]);
	xmlwrite_close(&w);
	xmlwrite_close(&w);
	return xmlwrite_end(&w, err);
}
