/* compose.c: see compose.h. */
#include "master/compose.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "crypt/nameid.h"
#include "master/soundfield.h"
#include "mxf/mxfread.h"

#define AUX_SPACE	"http://www.smpte-ra.org/schemas/429-14/2014/Aux-Data"
#define KIND_16		DIALECT_METADATA_SPACE "#scope/content-kind"
#define KIND_IMF	"http://www.smpte-ra.org/schemas/2067-3/2013#content-kind"

static const struct {
	const char *kind;
	const char *scope;
} kinds[] = {
	{"feature", NULL}, {"trailer", NULL}, {"test", NULL},
	{"teaser", NULL}, {"rating", NULL}, {"advertisement", NULL},
	{"short", NULL}, {"transitional", NULL}, {"psa", NULL},
	{"policy", NULL}, {"clip", KIND_16}, {"promo", KIND_16},
	{"stereocard", KIND_16}, {"episode", KIND_IMF},
	{"highlights", KIND_IMF}, {"event", KIND_IMF},
};

bool
compose_kind(const char *text, const char **scope)
{
	size_t i;

	*scope = NULL;
	for (i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (strcmp(text, kinds[i].kind) == 0) {
			*scope = kinds[i].scope;
			return true;
		}
	return false;
}

void
compose_begin(struct compose *c, const struct uuid *id)
{
	*c = (struct compose){0};
	c->cpl.dialect = DIALECT_SMPTE;
	c->cpl.has_id = true;
	c->cpl.id = *id;
}

void
compose_clear(struct compose *c)
{
	size_t i;

	for (i = 0; i < c->text_count; i++)
		free(c->texts[i]);
	free(c->texts);
	cpl_clear(&c->cpl);
	*c = (struct compose){0};
}

/* A copy of ${text} that lives as long as ${c}; NULL if memory ran out. */
static const char *
keep(struct compose *c, const char *text, struct dcp_error *err)
{
	char **more = array_room(c->texts, c->text_count, sizeof(*more), err);

	if (more == NULL)
		return NULL;
	c->texts = more;
	more[c->text_count] = strdup(text);
	if (more[c->text_count] == NULL) {
		error_memory(err);
		return NULL;
	}
	return more[c->text_count++];
}

/* ${*to} is a kept copy of ${text}, or NULL if there is none to keep. */
static bool
keep_optional(struct compose *c, const char *text, const char **to,
    struct dcp_error *err)
{
	*to = text == NULL || *text == '\0' ? NULL : keep(c, text, err);
	return err->status == DCP_OK;
}

static bool
check_fit(const struct trackfile *t, struct dcp_error *err)
{
	if (t->fault != NULL)
		return error_set(err, DCP_BAD_INPUT, "is not whole: %s",
		    t->fault);
	if (t->dialect != TRACKFILE_SMPTE)
		return error_set(err, DCP_UNSUPPORTED, "have a track file of "
		    "%s, want one of SMPTE, as the playlist is", t->dialect ==
		    TRACKFILE_INTEROP ? "an Interop package" : "IMF");
	if (!rational_is_rate(t->edit_rate) || t->duration == 0)
		return error_set(err, DCP_BAD_INPUT,
		    "have no edit unit to play");
	return true;
}

/* A caption says of itself where it is to be seen (ST 429-5). */
static enum cpl_kind
kind_of_text(const struct trackfile_text *text)
{
	enum cpl_kind kind = text->display_type == NULL ? CPL_UNKNOWN :
	    cpl_kind_of(text->display_type);

	return kind == CPL_MAIN_CAPTION || kind == CPL_CLOSED_CAPTION ||
	    kind == CPL_CLOSED_SUBTITLE ? kind : CPL_SUBTITLE;
}

static enum cpl_kind
kind_of_track(const struct trackfile *t)
{
	switch (t->kind) {
	case TRACKFILE_PICTURE:
		return CPL_PICTURE;
	case TRACKFILE_STEREO:
		return CPL_STEREO_PICTURE;
	case TRACKFILE_SOUND:
		return CPL_SOUND;
	case TRACKFILE_TIMED_TEXT:
		return kind_of_text(&t->text);
	case TRACKFILE_IAB:
	case TRACKFILE_AUX:
		return CPL_AUX_DATA;
	case TRACKFILE_OTHER:
	case TRACKFILE_MPEG2:
		break;
	}
	return CPL_UNKNOWN;
}

/* What is to be played of ${t}, by default all behind the entry point. */
static bool
set_range(struct cpl_asset *a, const struct compose_part *part,
    struct dcp_error *err)
{
	uint64_t all = a->intrinsic_duration;

	a->has_entry_point = true;
	a->entry_point = part->has_entry_point ? part->entry_point : 0;
	if (a->entry_point >= all)
		return error_set(err, DCP_BAD_INPUT, "have %" PRIu64
		    " edit units, cannot enter at %" PRIu64, all,
		    a->entry_point);
	a->has_duration = true;
	a->duration = part->has_duration ? part->duration :
	    all - a->entry_point;
	if (a->duration == 0 || a->duration > all - a->entry_point)
		return error_set(err, DCP_BAD_INPUT, "have %" PRIu64
		    " edit units from %" PRIu64 " on, want %" PRIu64,
		    all - a->entry_point, a->entry_point, a->duration);
	return true;
}

static bool
set_picture(struct compose *c, struct cpl_asset *a, const struct trackfile *t,
    struct dcp_error *err)
{
	struct cpl_area size = {t->picture.stored_width,
	    t->picture.stored_height};
	int32_t eyes = a->kind == CPL_STEREO_PICTURE ? 2 : 1;

	if (size.width == 0 || size.width > INT32_MAX || size.height == 0 ||
	    size.height > INT32_MAX)
		return error_set(err, DCP_BAD_INPUT,
		    "does not say how large its pictures are");
	if (a->edit_rate.num > INT32_MAX / eyes)
		return error_set(err, DCP_BAD_INPUT, "have a rate beyond all");
	if (c->stored.width != 0 && (c->stored.width != size.width ||
	    c->stored.height != size.height || c->picture != a->kind))
		return error_set(err, DCP_BAD_INPUT, "have %s of %" PRIu64
		    "x%" PRIu64 ", want %s of %" PRIu64 "x%" PRIu64
		    " as in the reels before", cpl_kind_name(a->kind),
		    size.width, size.height, cpl_kind_name(c->picture),
		    c->stored.width, c->stored.height);
	c->stored = size;
	c->picture = a->kind;
	a->has_frame_rate = a->has_aspect = true;
	a->frame_rate = a->edit_rate;
	a->frame_rate.num *= eyes;	/* both eyes count (ST 429-10, 5.2) */
	a->aspect.num = (int32_t)size.width;
	a->aspect.den = (int32_t)size.height;
	return true;
}

static bool
set_sound(struct compose *c, struct cpl_asset *a, const struct trackfile *t,
    struct dcp_error *err)
{
	const struct trackfile_sound *s = &t->sound;
	struct bytes text = {0};
	bool ok = true;

	if (c->sound_rate.num != 0 && (c->sound_channels != s->channel_count ||
	    !rational_equal(c->sound_rate, s->sampling_rate)))
		return error_set(err, DCP_BAD_INPUT, "have %" PRIu32
		    " channels at %" PRId32 " Hz, want %" PRIu32 " at %" PRId32
		    " as in the reels before", s->channel_count,
		    s->sampling_rate.num, c->sound_channels,
		    c->sound_rate.num);
	if (c->sound_rate.num == 0 && soundfield_format(s, &text))
		ok = bytes_ok(&text, err) && keep_optional(c,
		    bytes_text(&text), &c->sound_configuration, err);
	bytes_clear(&text);
	c->sound_rate = s->sampling_rate;
	c->sound_channels = s->channel_count;
	return ok && keep_optional(c, c->sound_language != NULL ?
	    c->sound_language : soundfield_language(s), &a->language, err);
}

/* The first of several languages: the element takes one (ST 429-7). */
static bool
set_text(struct compose *c, struct cpl_asset *a, const struct trackfile *t,
    struct dcp_error *err)
{
	char language[64] = "";

	if (t->text.languages != NULL)
		snprintf(language, sizeof(language), "%.*s",
		    (int)strcspn(t->text.languages, ", "), t->text.languages);
	return keep_optional(c, language, &a->language, err);
}

static bool
set_data(struct compose *c, struct cpl_asset *a, const struct trackfile *t,
    struct dcp_error *err)
{
	char label[UL_TEXT_SIZE], urn[UL_TEXT_SIZE + 16];

	if (t->kind == TRACKFILE_AUX)
		a->space = AUX_SPACE;
	if (ul_is_zero(&t->data_coding))
		return true;
	ul_format(label, &t->data_coding);
	snprintf(urn, sizeof(urn), "urn:smpte:ul:%s", label);
	return keep_optional(c, urn, &a->data_type, err);
}

/* The hash of a record that still holds for the file. */
static bool
set_hash(const struct compose *c, struct cpl_asset *a, const char *path,
    struct dcp_error *err)
{
	const struct record *known;
	struct record file;

	if (c->records == NULL)
		return true;
	if (!record_of_file(path, &a->id, NULL, &file, err))
		return false;
	known = record_find(c->records, &file);
	a->has_hash = known != NULL;
	if (known != NULL)
		a->hash = known->hash;
	return true;
}

static bool
set_asset(struct compose *c, struct cpl_asset *a, const struct trackfile *t,
    const struct compose_part *part, struct dcp_error *err)
{
	a->has_id = a->has_edit_rate = a->has_intrinsic_duration = true;
	a->id = t->id;
	a->edit_rate = t->edit_rate;
	a->intrinsic_duration = t->duration;
	a->has_key_id = t->crypto.present;
	a->key_id = t->crypto.key_id;
	if (!set_hash(c, a, part->path, err) || !set_range(a, part, err))
		return false;
	switch (a->kind) {
	case CPL_PICTURE:
	case CPL_STEREO_PICTURE:
		return set_picture(c, a, t, err);
	case CPL_SOUND:
		return set_sound(c, a, t, err);
	case CPL_AUX_DATA:
		return set_data(c, a, t, err);
	default:
		return set_text(c, a, t, err);
	}
}

static bool
is_single(enum cpl_kind kind)
{
	return kind == CPL_PICTURE || kind == CPL_STEREO_PICTURE ||
	    kind == CPL_SOUND || kind == CPL_SUBTITLE;
}

static bool
add_part(struct compose *c, struct cpl_reel *reel,
    const struct compose_part *part, struct dcp_error *err)
{
	struct mxfread *r = mxfread_open(part->path, err);
	const struct trackfile *t;
	struct cpl_asset *a = NULL;
	enum cpl_kind kind;
	bool ok = false;

	if (r == NULL)
		return false;	/* which names the file */
	t = mxfread_trackfile(r);
	kind = kind_of_track(t);
	if (kind == CPL_UNKNOWN)
		error_set(err, DCP_UNSUPPORTED,
		    "is no track file of a kind that a playlist knows");
	else if (is_single(kind) && (cpl_find(reel, kind) != NULL ||
	    (cpl_kind_is_picture(kind) && cpl_find_picture(reel) != NULL)))
		error_set(err, DCP_BAD_INPUT, "is a second %s in the reel",
		    cpl_kind_is_picture(kind) ? "picture" :
		    cpl_kind_name(kind));
	else if (check_fit(t, err))
		a = cpl_add_asset(reel, kind, err);
	if (a != NULL)
		ok = set_asset(c, a, t, part, err);
	mxfread_close(r);
	return ok || error_in(err, "%s", part->path);
}

static bool
check_rates(const struct compose *c, const struct cpl_reel *reel,
    const struct compose_part *parts, struct dcp_error *err)
{
	char have[RATIONAL_SIZE], want[RATIONAL_SIZE];
	size_t i;

	for (i = 0; i < reel->asset_count; i++) {
		if (rational_equal(reel->assets[i].edit_rate, c->rate))
			continue;
		rational_print(have, reel->assets[i].edit_rate);
		rational_print(want, c->rate);
		return error_set(err, DCP_BAD_INPUT, "%s: have %s edit units "
		    "a second, want %s as the other tracks", parts[i].path,
		    have, want);
	}
	return true;
}

static bool
check_durations(const struct cpl_reel *reel, const struct compose_part *parts,
    struct dcp_error *err)
{
	struct bytes text = {0};
	bool differ = false;
	size_t i;

	for (i = 0; i < reel->asset_count; i++) {
		differ = differ || reel->assets[i].duration !=
		    reel->assets[0].duration;
		bytes_printf(&text, "%s%s plays %" PRIu64, i == 0 ? "" : ", ",
		    parts[i].path, reel->assets[i].duration);
	}
	if (differ)
		error_set(err, DCP_BAD_INPUT, "have tracks of unequal "
		    "duration (%s edit units), want a part of each that is "
		    "equal: FILE@ENTRY+DURATION", bytes_text(&text));
	bytes_clear(&text);
	return !differ;
}

bool
compose_reel(struct compose *c, const struct compose_part *parts, size_t count,
    struct dcp_error *err)
{
	struct cpl_reel *reel = cpl_add_reel(&c->cpl, err);
	char name[40];
	size_t i;

	if (reel == NULL)
		return false;
	snprintf(name, sizeof(name), "reel %zu", c->cpl.reel_count);
	reel->has_id = true;
	if (!nameid_make(&c->cpl.id, name, &reel->id, err))
		return false;
	for (i = 0; i < count; i++)
		if (!add_part(c, reel, &parts[i], err))
			return error_in(err, "%s", name);
	if (reel->asset_count == 0)
		return error_set(err, DCP_BAD_INPUT, "%s: have no track file",
		    name);
	if (c->rate.num == 0)
		c->rate = (cpl_find_picture(reel) != NULL ?
		    cpl_find_picture(reel) : &reel->assets[0])->edit_rate;
	if (!check_rates(c, reel, parts, err) ||
	    !check_durations(reel, parts, err))
		return error_in(err, "%s", name);
	return true;
}
