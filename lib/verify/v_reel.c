/* v_reel.c: see v_reel.h. */
#include "verify/v_reel.h"

#include <inttypes.h>

#include "base/limits.h"
#include "verify/v_element.h"

/* Some old servers stumble over shorter reels (Doremi TB-65). */
#define SHORT_REEL_SECONDS	5

static bool
is_text(enum cpl_kind kind)
{
	return kind == CPL_SUBTITLE || kind == CPL_MAIN_CAPTION ||
	    kind == CPL_CLOSED_CAPTION || kind == CPL_CLOSED_SUBTITLE;
}

/* Shorter than ${seconds}, in whole numbers. */
static bool
is_shorter(uint64_t count, struct rational rate, uint64_t seconds)
{
	return rational_is_rate(rate) && count < LIMIT_EDIT_UNITS &&
	    count * (uint64_t)rate.den < (uint64_t)rate.num * seconds;
}

/* What the numbers of one asset say without any other. */
static void
judge_range(const struct subject *s, const struct cpl *cpl,
    const struct cpl_asset *a, const struct diag_place *place)
{
	uint64_t entry = cpl_entry_point(a), duration = cpl_duration(a);

	if (!a->has_intrinsic_duration)
		return;
	if (entry >= a->intrinsic_duration && entry > 0)
		diag_report(s->diag, RULE_REEL_ENTRY, place,
		    "have %" PRIu64 ", want less than %" PRIu64, entry,
		    a->intrinsic_duration);
	else if (duration > a->intrinsic_duration - entry)
		diag_report(s->diag, RULE_REEL_RANGE, place,
		    "have %" PRIu64 " and %" PRIu64 ", want at most %" PRIu64
		    " together", entry, duration, a->intrinsic_duration);
	if (cpl->dialect != DIALECT_SMPTE || !a->has_edit_rate)
		return;
	if (is_shorter(duration, a->edit_rate, 1))
		diag_report(s->diag, RULE_REEL_SHORT, place,
		    "have %" PRIu64 " edit units", duration);
	if (is_shorter(a->intrinsic_duration, a->edit_rate, 1))
		diag_report(s->diag, RULE_REEL_SHORT_FILE, place,
		    "have %" PRIu64 " edit units", a->intrinsic_duration);
}

/* FrameRate counts both eyes, EditRate one (ST 429-10, 5.2). */
static void
judge_frame_rate(const struct subject *s, const struct cpl_asset *a,
    const struct diag_place *place)
{
	bool stereo = a->kind == CPL_STEREO_PICTURE;
	struct rational want = a->edit_rate;
	char have_text[RATIONAL_SIZE], want_text[RATIONAL_SIZE];

	if (!cpl_kind_is_picture(a->kind) || !a->has_frame_rate ||
	    !a->has_edit_rate || want.num > INT32_MAX / 2)
		return;
	if (stereo)
		want.num *= 2;
	if (rational_equal(a->frame_rate, want))
		return;
	rational_print(have_text, a->frame_rate);
	rational_print(want_text, want);
	diag_report(s->diag, stereo ? RULE_STEREO_FRAME_RATE :
	    RULE_PICTURE_FRAME_RATE, place, "have %s, want %s", have_text,
	    want_text);
}

static void
judge_twice(const struct subject *s, const struct cpl_reel *reel,
    const struct cpl_asset *a, const struct diag_place *place)
{
	const struct cpl_asset *b;

	if (a->kind == CPL_CLOSED_CAPTION || a->kind == CPL_CLOSED_SUBTITLE ||
	    a->kind == CPL_AUX_DATA || a->kind == CPL_UNKNOWN)
		return;
	for (b = reel->assets; b < a; b++)
		if (b->kind == a->kind || (cpl_kind_is_picture(a->kind) &&
		    cpl_kind_is_picture(b->kind))) {
			diag_report(s->diag, RULE_CPL_KIND_TWICE, place,
			    "have %s and %s", b->name, a->name);
			return;
		}
}

/* An asset beside the picture: as fast and as long. */
static void
judge_beside(const struct subject *s, const struct cpl_asset *picture,
    const struct cpl_asset *a, const struct diag_place *place)
{
	char have[RATIONAL_SIZE], want[RATIONAL_SIZE];
	uint64_t lasts, reel = cpl_duration(picture);
	bool whole;

	if (!cpl_kind_is_track(a->kind) || !a->has_edit_rate ||
	    !picture->has_edit_rate)
		return;
	if (!rational_equal(a->edit_rate, picture->edit_rate)) {
		rational_print(have, a->edit_rate);
		rational_print(want, picture->edit_rate);
		diag_report(s->diag, RULE_REEL_EDIT_RATE, place,
		    "have %s, want %s", have, want);
	}
	whole = rational_rescale(cpl_duration(a), a->edit_rate,
	    picture->edit_rate, &lasts);
	if (is_text(a->kind) ? lasts > reel : !whole || lasts != reel)
		diag_report(s->diag, is_text(a->kind) ?
		    RULE_REEL_DURATION_TEXT : RULE_REEL_DURATION, place,
		    "have %" PRIu64 ", want %" PRIu64, lasts, reel);
}

static void
judge_asset(const struct subject *s, const struct cpl *cpl,
    const struct cpl_reel *reel, const struct cpl_asset *a,
    const struct diag_place *place)
{
	const struct cpl_asset *picture = cpl_find_picture(reel);

	judge_twice(s, reel, a, place);
	if (a->kind == CPL_UNKNOWN)
		diag_report(s->diag, RULE_CPL_UNKNOWN_ASSET, place,
		    "have %s of %s", a->name, a->space);
	if (cpl_kind_is_track(a->kind))
		judge_range(s, cpl, a, place);
	judge_frame_rate(s, a, place);
	if (picture != NULL && picture != a)
		judge_beside(s, picture, a, place);
	if (is_text(a->kind) && cpl->dialect == DIALECT_SMPTE &&
	    cpl_entry_point(a) != 0)
		diag_report(s->diag, RULE_REEL_TEXT_ENTRY, place,
		    "have %" PRIu64, cpl_entry_point(a));
	v_element_judge(s, cpl, a, place);
}

/* What the first reel set up, all others keep. */
static void
judge_picture_change(const struct subject *s, const struct cpl_asset *first,
    const struct cpl_asset *here, const struct diag_place *place)
{
	const struct evidence *a, *b;

	if (first->kind != here->kind)
		diag_report(s->diag, RULE_REEL_STEREO_CHANGE, place,
		    "have %s, want %s", here->name, first->name);
	if ((first->has_edit_rate && here->has_edit_rate &&
	    !rational_equal(first->edit_rate, here->edit_rate)) ||
	    (first->has_frame_rate && here->has_frame_rate &&
	    first->kind == here->kind &&
	    !rational_equal(first->frame_rate, here->frame_rate)))
		diag_report(s->diag, RULE_REEL_RATE_CHANGE, place, "%s", "");
	if (first->has_aspect && here->has_aspect &&
	    !rational_equal(first->aspect, here->aspect))
		diag_report(s->diag, RULE_REEL_ASPECT_CHANGE, place,
		    "have %s, want %s", here->aspect_text, first->aspect_text);
	a = first->has_id ? subject_evidence(s, &first->id) : NULL;
	b = here->has_id ? subject_evidence(s, &here->id) : NULL;
	if (a != NULL && b != NULL && evidence_is_picture(a->kind) &&
	    evidence_is_picture(b->kind) &&
	    (a->width != b->width || a->height != b->height))
		diag_report(s->diag, RULE_REEL_SIZE_CHANGE, place,
		    "have %" PRIu32 "x%" PRIu32 ", want %" PRIu32 "x%" PRIu32,
		    b->width, b->height, a->width, a->height);
}

static void
judge_sound_change(const struct subject *s, const struct cpl_asset *first,
    const struct cpl_asset *here, const struct diag_place *place)
{
	const struct evidence *a, *b;

	a = first->has_id ? subject_evidence(s, &first->id) : NULL;
	b = here->has_id ? subject_evidence(s, &here->id) : NULL;
	if (a != NULL && b != NULL && a->kind == TRACKFILE_SOUND &&
	    b->kind == TRACKFILE_SOUND && a->channel_count != b->channel_count)
		diag_report(s->diag, RULE_REEL_CHANNELS_CHANGE, place,
		    "have %" PRIu32 ", want %" PRIu32, b->channel_count,
		    a->channel_count);
}

static size_t
count_kind(const struct cpl_reel *reel, enum cpl_kind kind)
{
	size_t i, n = 0;

	for (i = 0; i < reel->asset_count; i++)
		n += reel->assets[i].kind == kind;
	return n;
}

/* Where the first reel has so many of a kind, all have (RDD 52, 8.3.1). */
static void
judge_texts(const struct subject *s, const struct cpl_reel *first,
    const struct cpl_reel *here, const struct diag_place *place)
{
	static const enum cpl_kind kinds[] = {CPL_SUBTITLE, CPL_MAIN_CAPTION,
	    CPL_CLOSED_CAPTION, CPL_CLOSED_SUBTITLE};
	size_t i, have, want;

	for (i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		have = count_kind(here, kinds[i]);
		want = count_kind(first, kinds[i]);
		if (have != want)
			diag_report(s->diag, RULE_REEL_TEXT_PARTLY, place,
			    "have %zu %s, want %zu", have,
			    cpl_kind_name(kinds[i]), want);
	}
}

static void
judge_change(const struct subject *s, const struct cpl *cpl,
    const struct cpl_reel *reel, const struct diag_place *place)
{
	const struct cpl_reel *first = &cpl->reels[0];
	const struct cpl_asset *a = cpl_find_picture(first);
	const struct cpl_asset *b = cpl_find_picture(reel);

	if (a != NULL && b != NULL)
		judge_picture_change(s, a, b, place);
	a = cpl_find(first, CPL_SOUND);
	b = cpl_find(reel, CPL_SOUND);
	if (a != NULL && b != NULL)
		judge_sound_change(s, a, b, place);
	if ((a == NULL) != (b == NULL))
		diag_report(s->diag, RULE_REEL_SOUND_PARTLY, place, "%s", "");
	if (cpl->dialect == DIALECT_SMPTE)
		judge_texts(s, first, reel, place);
}

static void
judge_encryption(const struct subject *s, const struct cpl *cpl,
    const struct diag_place *place)
{
	size_t i, j, plain = 0, encrypted = 0;

	for (i = 0; i < cpl->reel_count; i++)
		for (j = 0; j < cpl->reels[i].asset_count; j++)
			if (!cpl_kind_is_track(cpl->reels[i].assets[j].kind))
				continue;
			else if (cpl->reels[i].assets[j].has_key_id)
				encrypted++;
			else
				plain++;
	if (cpl->dialect == DIALECT_SMPTE && plain > 0 && encrypted > 0)
		diag_report(s->diag, RULE_REEL_ENCRYPTED_PARTLY, place,
		    "have %zu with a key and %zu without", encrypted, plain);
}

static void
judge_reel(const struct subject *s, const struct cpl *cpl, size_t index,
    const struct diag_place *cpl_place)
{
	const struct cpl_reel *reel = &cpl->reels[index];
	const struct cpl_asset *picture = cpl_find_picture(reel);
	struct diag_place in_reel = diag_line(cpl_place, reel->line), place;
	size_t i;

	in_reel.reel = (uint32_t)(index + 1);
	if (picture == NULL)
		diag_report(s->diag, RULE_REEL_NO_PICTURE, &in_reel, "%s", "");
	else if (picture->has_edit_rate && is_shorter(cpl_duration(picture),
	    picture->edit_rate, SHORT_REEL_SECONDS))
		diag_report(s->diag, RULE_REEL_FIVE_SECONDS, &in_reel,
		    "have %" PRIu64 " edit units", cpl_duration(picture));
	for (i = 0; i < reel->asset_count; i++) {
		place = diag_line(&in_reel, reel->assets[i].line);
		place.asset = reel->assets[i].id;
		judge_asset(s, cpl, reel, &reel->assets[i], &place);
	}
	if (index > 0)
		judge_change(s, cpl, reel, &in_reel);
}

void
v_reel_judge(const struct subject *s, const struct cpl *cpl,
    const struct diag_place *place)
{
	size_t i;

	for (i = 0; i < cpl->reel_count; i++)
		judge_reel(s, cpl, i, place);
	judge_encryption(s, cpl, place);
}
