/* info_cpl.c: see info_cpl.h. */
#include "info/info_cpl.h"

#include "info/info_sign.h"

#include <inttypes.h>
#include <stdio.h>

static void
put_markers(const struct cpl_asset *a, struct rational rate,
    struct outline *o)
{
	char text[TIMECODE_SIZE];
	size_t i;

	outline_list(o, "markers");
	for (i = 0; i < a->marker_count; i++) {
		outline_row(o);
		outline_text(o, "label", a->markers[i].label);
		if (a->markers[i].has_offset) {
			rational_timecode(text, a->markers[i].offset, rate);
			outline_say(o, "offset", "%" PRIu64 "  %s",
			    a->markers[i].offset, text);
			json_number(outline_json(o), "offset",
			    a->markers[i].offset);
		}
		outline_close(o);
	}
	outline_close(o);
}

/* Which file it is, if the package says so. */
static void
put_file(const struct cpl_asset *a, const struct dcp *dcp, struct outline *o)
{
	const struct dcp_file *file = NULL;

	if (a->has_id)
		json_uuid(outline_json(o), "id", &a->id);
	if (dcp != NULL && a->has_id)
		file = dcp_find(dcp, 1, &a->id, NULL);
	if (file != NULL) {
		outline_text(o, "file", file->name);
		if (!file->exists)
			outline_say(o, "present", "(missing)");
	} else if (a->has_id) {
		char text[UUID_SIZE];

		uuid_format(text, &a->id);
		outline_say(o, "id", "%s%s", text,
		    dcp == NULL ? "" : " (not in this package)");
	}
	if (dcp != NULL)
		json_flag(outline_json(o), "present", file != NULL &&
		    file->exists);
}

static void
put_times(const struct cpl_asset *a, struct outline *o)
{
	struct json *json = outline_json(o);
	char rate[RATIONAL_SIZE];

	rational_print(rate, a->edit_rate);
	if (rational_is_rate(a->edit_rate))
		outline_say(o, "edit_rate", "%s/s", rate);
	outline_say(o, "duration", "%" PRIu64 " from %" PRIu64 " of %" PRIu64,
	    cpl_duration(a), cpl_entry_point(a), a->has_intrinsic_duration ?
	    a->intrinsic_duration : cpl_entry_point(a) + cpl_duration(a));
	if (a->has_edit_rate)
		json_rational(json, "edit_rate", a->edit_rate);
	json_number(json, "entry_point", cpl_entry_point(a));
	json_number(json, "duration", cpl_duration(a));
	if (a->has_intrinsic_duration)
		json_number(json, "intrinsic_duration", a->intrinsic_duration);
}

static void
put_asset(const struct cpl_asset *a, const struct dcp *dcp, struct outline *o)
{
	char hash[DIGEST_TEXT_SIZE], key[UUID_SIZE];

	outline_row(o);
	outline_text(o, "kind", a->name);
	if (cpl_kind_is_track(a->kind)) {
		put_file(a, dcp, o);
		put_times(a, o);
	}
	outline_text(o, "language", a->language);
	if (a->has_frame_rate && cpl_kind_is_picture(a->kind))
		json_rational(outline_json(o), "frame_rate", a->frame_rate);
	json_text(outline_json(o), "screen_aspect_ratio", a->aspect_text);
	if (a->has_key_id) {
		uuid_format(key, &a->key_id);
		outline_say(o, "encrypted", "encrypted with key %s", key);
		json_uuid(outline_json(o), "key_id", &a->key_id);
	}
	if (a->has_hash) {
		digest_format(hash, &a->hash);
		json_text(outline_json(o), "hash", hash);
	}
	outline_close(o);
}

/* The rate that a reel counts in. */
static struct rational
reel_rate(const struct cpl_reel *reel)
{
	const struct rational none = {0};
	const struct cpl_asset *a = cpl_find_picture(reel);
	size_t i;

	for (i = 0; a == NULL && i < reel->asset_count; i++)
		if (cpl_kind_is_track(reel->assets[i].kind))
			a = &reel->assets[i];
	return a == NULL ? none : a->edit_rate;
}

static void
put_reel(const struct cpl_reel *reel, size_t number, uint64_t start,
    const struct dcp *dcp, struct outline *o)
{
	struct rational rate = reel_rate(reel);
	char heading[32];
	size_t i;

	snprintf(heading, sizeof(heading), "reel %zu", number);
	outline_item(o, heading);
	if (reel->has_id)
		json_uuid(outline_json(o), "id", &reel->id);
	outline_text(o, "annotation", reel->annotation);
	outline_units(o, "start", start, rate);
	outline_units(o, "duration", cpl_reel_duration(reel), rate);
	outline_list(o, "assets");
	for (i = 0; i < reel->asset_count; i++)
		put_asset(&reel->assets[i], dcp, o);
	outline_close(o);
	for (i = 0; i < reel->asset_count; i++)
		if (reel->assets[i].marker_count > 0)
			put_markers(&reel->assets[i], rate, o);
	outline_close(o);
}

/* All reels, one behind the other as long as they count alike. */
static void
put_reels(const struct cpl *cpl, const struct dcp *dcp, struct outline *o)
{
	uint64_t start = 0;
	size_t i;

	outline_list(o, "reels");
	for (i = 0; i < cpl->reel_count; i++) {
		struct rational rate = reel_rate(&cpl->reels[i]);

		if (i > 0 && !rational_equal(rate,
		    reel_rate(&cpl->reels[i - 1])))
			(void)rational_rescale(start,
			    reel_rate(&cpl->reels[i - 1]), rate, &start);
		put_reel(&cpl->reels[i], i + 1, start, dcp, o);
		start += cpl_reel_duration(&cpl->reels[i]);
	}
	outline_close(o);
}

static void
put_lists(const struct cpl *cpl, struct outline *o)
{
	size_t i;

	if (cpl->version_count > 0) {
		outline_list(o, "content_versions");
		for (i = 0; i < cpl->version_count; i++) {
			outline_row(o);
			outline_text(o, "id", cpl->versions[i].id);
			outline_text(o, "label", cpl->versions[i].label);
			outline_close(o);
		}
		outline_close(o);
	}
	if (cpl->rating_count > 0) {
		outline_list(o, "ratings");
		for (i = 0; i < cpl->rating_count; i++) {
			outline_row(o);
			outline_text(o, "agency", cpl->ratings[i].agency);
			outline_text(o, "label", cpl->ratings[i].label);
			outline_close(o);
		}
		outline_close(o);
	}
}

static const struct cpl_metadata *
find_metadata(const struct cpl *cpl)
{
	const struct cpl_asset *a;

	if (cpl->reel_count == 0)
		return NULL;
	a = cpl_find(&cpl->reels[0], CPL_METADATA);
	return a == NULL ? NULL : a->metadata;
}

static void
put_area(struct outline *o, const char *key, const struct cpl_area *area)
{
	outline_say(o, key, "%" PRIu64 "x%" PRIu64, area->width,
	    area->height);
	json_open(outline_json(o), key);
	json_number(outline_json(o), "width", area->width);
	json_number(outline_json(o), "height", area->height);
	json_close(outline_json(o));
}

static void
put_metadata(const struct cpl_metadata *m, struct outline *o)
{
	outline_open(o, "metadata");
	outline_text(o, "full_title", m->full_title);
	if (m->has_version_number)
		outline_number(o, "version_number", m->version_number);
	outline_text(o, "version_status", m->version_status);
	outline_text(o, "territory", m->territory);
	outline_text(o, "chain", m->chain);
	outline_text(o, "distributor", m->distributor);
	outline_text(o, "facility", m->facility);
	outline_text(o, "luminance", m->luminance);
	outline_text(o, "luminance_units", m->luminance_units);
	outline_text(o, "sound_configuration", m->sound_configuration);
	outline_text(o, "subtitle_languages", m->subtitle_languages);
	if (m->has_stored_area)
		put_area(o, "stored_area", &m->stored_area);
	if (m->has_active_area)
		put_area(o, "active_area", &m->active_area);
	outline_close(o);
}

bool
info_cpl(const struct cpl *cpl, const struct dcp *dcp, struct outline *o,
    struct dcp_error *err)
{
	const struct cpl_metadata *metadata = find_metadata(cpl);

	outline_text(o, "dialect", dialect_name(cpl->dialect));
	if (cpl->has_id)
		outline_uuid(o, "id", &cpl->id);
	outline_text(o, "title", cpl->title);
	outline_text(o, "annotation", cpl->annotation);
	outline_text(o, "content_kind", cpl->kind);
	if (cpl->has_issue_date)
		outline_time(o, "issue_date", &cpl->issue_date);
	outline_text(o, "issuer", cpl->issuer);
	outline_text(o, "creator", cpl->creator);
	if (!info_sign_document(cpl->document, cpl->dialect, o, err))
		return false;
	put_lists(cpl, o);
	if (metadata != NULL)
		put_metadata(metadata, o);
	put_reels(cpl, dcp, o);
	return true;
}
