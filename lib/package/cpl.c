/* cpl.c: see cpl.h. */
#include "package/cpl.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/limits.h"

static const char *const kind_names[] = {
	[CPL_UNKNOWN] = "unknown",
	[CPL_MARKERS] = "MainMarkers",
	[CPL_PICTURE] = "MainPicture",
	[CPL_STEREO_PICTURE] = "MainStereoscopicPicture",
	[CPL_SOUND] = "MainSound",
	[CPL_SUBTITLE] = "MainSubtitle",
	[CPL_MAIN_CAPTION] = "MainCaption",
	[CPL_CLOSED_CAPTION] = "ClosedCaption",
	[CPL_CLOSED_SUBTITLE] = "ClosedSubtitle",
	[CPL_AUX_DATA] = "AuxData",
	[CPL_METADATA] = "CompositionMetadataAsset",
};

const char *
cpl_kind_name(enum cpl_kind kind)
{
	return kind_names[kind];
}

enum cpl_kind
cpl_kind_of(const char *name)
{
	size_t i;

	/* Its name in Interop (CC-CPL, 2007). */
	if (strcmp(name, "MainClosedCaption") == 0)
		return CPL_CLOSED_CAPTION;
	for (i = CPL_MARKERS; i <= CPL_METADATA; i++)
		if (strcmp(name, kind_names[i]) == 0)
			return (enum cpl_kind)i;
	return CPL_UNKNOWN;
}

bool
cpl_kind_is_track(enum cpl_kind kind)
{
	return kind != CPL_UNKNOWN && kind != CPL_MARKERS &&
	    kind != CPL_METADATA;
}

bool
cpl_kind_is_picture(enum cpl_kind kind)
{
	return kind == CPL_PICTURE || kind == CPL_STEREO_PICTURE;
}

const char *
cpl_key_type(enum cpl_kind kind)
{
	switch (kind) {
	case CPL_PICTURE:
	case CPL_STEREO_PICTURE:
		return "MDIK";
	case CPL_SOUND:
		return "MDAK";
	case CPL_SUBTITLE:
	case CPL_MAIN_CAPTION:
	case CPL_CLOSED_CAPTION:
	case CPL_CLOSED_SUBTITLE:
		return "MDSK";
	case CPL_AUX_DATA:
		return "MDEK";
	case CPL_UNKNOWN:
	case CPL_MARKERS:
	case CPL_METADATA:
		break;
	}
	return NULL;
}

struct cpl_reel *
cpl_add_reel(struct cpl *cpl, struct dcp_error *err)
{
	struct cpl_reel *more;

	if (cpl->reel_count >= LIMIT_REELS) {
		error_set(err, DCP_REFUSED, "have more than %d reels",
		    LIMIT_REELS);
		return NULL;
	}
	more = array_room(cpl->reels, cpl->reel_count, sizeof(*more), err);
	if (more == NULL)
		return NULL;
	cpl->reels = more;
	return &more[cpl->reel_count++];
}

struct cpl_asset *
cpl_add_asset(struct cpl_reel *reel, enum cpl_kind kind, struct dcp_error *err)
{
	struct cpl_asset *more;

	if (reel->asset_count >= LIMIT_ASSETS) {
		error_set(err, DCP_REFUSED, "have more than %d assets in a reel",
		    LIMIT_ASSETS);
		return NULL;
	}
	more = array_room(reel->assets, reel->asset_count, sizeof(*more), err);
	if (more == NULL)
		return NULL;
	reel->assets = more;
	more[reel->asset_count].kind = kind;
	return &more[reel->asset_count++];
}

bool
cpl_add_property(struct cpl_metadata *m, const char *scope, const char *name,
    const struct cpl_property *property, struct dcp_error *err)
{
	struct cpl_extension *more;
	struct cpl_property *p = array_room(NULL, 0, sizeof(*p), err);

	if (p == NULL)
		return false;
	more = array_room(m->extensions, m->extension_count, sizeof(*more),
	    err);
	if (more == NULL) {
		free(p);
		return false;
	}
	*p = *property;
	m->extensions = more;
	more += m->extension_count++;
	more->scope = scope;
	more->name = name;
	more->properties = p;
	more->property_count = 1;
	return true;
}

void
cpl_clear_metadata(struct cpl_metadata *m)
{
	size_t i;

	for (i = 0; i < m->extension_count; i++)
		free(m->extensions[i].properties);
	free(m->extensions);
	free(m->alternates);
	*m = (struct cpl_metadata){0};
}

static void
clear_reel(struct cpl_reel *reel)
{
	size_t i;

	for (i = 0; i < reel->asset_count; i++) {
		free(reel->assets[i].markers);
		if (reel->assets[i].metadata != NULL)
			cpl_clear_metadata(reel->assets[i].metadata);
		free(reel->assets[i].metadata);
	}
	free(reel->assets);
}

void
cpl_clear(struct cpl *cpl)
{
	size_t i;

	for (i = 0; i < cpl->reel_count; i++)
		clear_reel(&cpl->reels[i]);
	free(cpl->reels);
	free(cpl->versions);
	free(cpl->ratings);
	xmlnote_clear(&cpl->notes);
	xmlread_free(cpl->document);
	*cpl = (struct cpl){0};
}

bool
cpl_load(const char *path, struct cpl *cpl, struct dcp_error *err)
{
	struct xml_document *doc = xmlread_load(path, err);

	if (doc == NULL) {
		*cpl = (struct cpl){0};
		return false;
	}
	return cpl_parse(doc, cpl, err);
}

const struct cpl_asset *
cpl_find(const struct cpl_reel *reel, enum cpl_kind kind)
{
	size_t i;

	for (i = 0; i < reel->asset_count; i++)
		if (reel->assets[i].kind == kind)
			return &reel->assets[i];
	return NULL;
}

const struct cpl_asset *
cpl_find_picture(const struct cpl_reel *reel)
{
	const struct cpl_asset *mono = cpl_find(reel, CPL_PICTURE);

	return mono != NULL ? mono : cpl_find(reel, CPL_STEREO_PICTURE);
}

uint64_t
cpl_entry_point(const struct cpl_asset *a)
{
	return a->has_entry_point ? a->entry_point : 0;
}

uint64_t
cpl_duration(const struct cpl_asset *a)
{
	uint64_t entry = cpl_entry_point(a);

	if (a->has_duration)
		return a->duration;
	return entry > a->intrinsic_duration ? 0 :
	    a->intrinsic_duration - entry;
}

uint64_t
cpl_reel_duration(const struct cpl_reel *reel)
{
	const struct cpl_asset *a = cpl_find_picture(reel);
	size_t i;

	for (i = 0; a == NULL && i < reel->asset_count; i++)
		if (cpl_kind_is_track(reel->assets[i].kind))
			a = &reel->assets[i];
	return a == NULL ? 0 : cpl_duration(a);
}
