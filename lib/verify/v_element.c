/* v_element.c: see v_element.h. */
#include "verify/v_element.h"

#include <inttypes.h>

/* ScreenAspectRatio is often rounded: 2.39 for 2048 by 858. */
#define ASPECT_TOLERANCE	100	/* one part in so many */

/* The essences that an element may stand for. */
static bool
kind_fits(enum cpl_kind element, enum trackfile_kind file)
{
	switch (element) {
	case CPL_PICTURE:
	case CPL_STEREO_PICTURE:
		return evidence_is_picture(file);
	case CPL_SOUND:
		return file == TRACKFILE_SOUND;
	case CPL_SUBTITLE:
	case CPL_MAIN_CAPTION:
	case CPL_CLOSED_CAPTION:
	case CPL_CLOSED_SUBTITLE:
		return file == TRACKFILE_TIMED_TEXT;
	case CPL_AUX_DATA:
		return file == TRACKFILE_AUX || file == TRACKFILE_IAB;
	default:
		return true;
	}
}

static void
judge_kind(const struct subject *s, const struct cpl_asset *a,
    const struct evidence *e, const struct diag_place *place)
{
	bool stereo = a->kind == CPL_STEREO_PICTURE;

	if (!kind_fits(a->kind, e->kind))
		diag_report(s->diag, RULE_REEL_ESSENCE, place,
		    "have %s in %s", trackfile_kind_text(e->kind), a->name);
	else if (cpl_kind_is_picture(a->kind) &&
	    stereo != (e->kind == TRACKFILE_STEREO))
		diag_report(s->diag, RULE_STEREO_ELEMENT, place,
		    "have %s in %s", trackfile_kind_text(e->kind), a->name);
}

static void
judge_time(const struct subject *s, const struct cpl_asset *a,
    const struct evidence *e, const struct diag_place *place)
{
	char have[RATIONAL_SIZE], want[RATIONAL_SIZE];

	if (a->has_intrinsic_duration && a->intrinsic_duration != e->duration)
		diag_report(s->diag, RULE_REEL_FILE_DURATION, place,
		    "have %" PRIu64 ", want %" PRIu64, a->intrinsic_duration,
		    e->duration);
	if (a->has_edit_rate && rational_is_rate(e->edit_rate) &&
	    !rational_equal(a->edit_rate, e->edit_rate)) {
		rational_print(have, a->edit_rate);
		rational_print(want, e->edit_rate);
		diag_report(s->diag, RULE_REEL_FILE_RATE, place,
		    "have %s, want %s", have, want);
	}
}

static void
judge_key(const struct subject *s, const struct cpl_asset *a,
    const struct evidence *e, const struct diag_place *place)
{
	char have[UUID_SIZE], want[UUID_SIZE];

	if (e->encrypted && !a->has_key_id) {
		diag_report(s->diag, RULE_CRYPTO_KEY_ID_MISSING, place, "%s",
		    "");
	} else if (!e->encrypted && a->has_key_id) {
		diag_report(s->diag, RULE_CRYPTO_KEY_ID_PLAIN, place, "%s", "");
	} else if (e->encrypted && !uuid_equal(&a->key_id, &e->key_id)) {
		uuid_format(have, &a->key_id);
		uuid_format(want, &e->key_id);
		diag_report(s->diag, RULE_CRYPTO_KEY_ID, place,
		    "have %s, want %s", have, want);
	}
}

/* |w/h - aspect| <= aspect / ASPECT_TOLERANCE, in whole numbers. */
static bool
aspect_fits(struct rational aspect, uint64_t width, uint64_t height)
{
	uint64_t have = (uint64_t)aspect.num * height;
	uint64_t want = (uint64_t)aspect.den * width;
	uint64_t apart = have > want ? have - want : want - have;

	return apart <= want / ASPECT_TOLERANCE;
}

static void
judge_aspect(const struct subject *s, const struct cpl_asset *a,
    const struct evidence *e, const struct diag_place *place)
{
	if (cpl_kind_is_picture(a->kind) && a->has_aspect && e->width > 0 &&
	    e->height > 0 && !aspect_fits(a->aspect, e->width, e->height))
		diag_report(s->diag, RULE_PICTURE_ASPECT, place,
		    "have %s, want %" PRIu32 " by %" PRIu32, a->aspect_text,
		    e->width, e->height);
}

/* The digest stands in the playlist, in the list, and is in the file. */
static void
judge_hash(const struct subject *s, const struct cpl *cpl,
    const struct cpl_asset *a, const struct diag_place *place)
{
	const struct pkl_asset *listed = subject_listed(s, &a->id);
	const struct evidence *e = subject_evidence(s, &a->id);
	const struct digest *want = NULL;
	char have_text[DIGEST_TEXT_SIZE], want_text[DIGEST_TEXT_SIZE];

	if (!a->has_hash) {
		if (a->has_key_id && cpl->dialect == DIALECT_SMPTE)
			diag_report(s->diag, RULE_CPL_HASH_MISSING, place,
			    "%s", "");
		return;
	}
	if (listed != NULL && listed->has_hash)
		want = &listed->hash;
	else if (e != NULL && e->hashed)
		want = &e->digest;
	if (want == NULL || digest_equal(&a->hash, want))
		return;
	digest_format(have_text, &a->hash);
	digest_format(want_text, want);
	diag_report(s->diag, RULE_CPL_HASH, place, "have %s, want %s",
	    have_text, want_text);
}

/* It is in no list of this package: then it is that of another one. */
static void
judge_foreign(const struct subject *s, const struct cpl_asset *a,
    const struct diag_place *place, const char *id)
{
	const struct dcp_file *f;

	f = dcp_find(s->others, s->other_count, &a->id, NULL);
	if (f != NULL && f->exists)
		return;
	if (s->other_count > 0)
		diag_report(s->diag, RULE_CPL_OV_MISSING, place, "have %s %s",
		    a->name, id);
	else
		diag_report(s->diag, RULE_CPL_EXTERNAL, place, "have %s %s",
		    a->name, id);
}

/* Is it in this package, and then in its packing list? */
static void
judge_presence(const struct subject *s, const struct cpl_asset *a,
    const struct diag_place *place)
{
	const struct dcp_file *f = dcp_find(s->dcp, 1, &a->id, NULL);
	char text[UUID_SIZE];

	if (f == NULL) {
		uuid_format(text, &a->id);
		if (!s->lone && subject_listed(s, &a->id) == NULL)
			judge_foreign(s, a, place, text);
	} else if (subject_knows_lists(s) &&
	    subject_listed(s, &a->id) == NULL) {
		diag_report(s->diag, RULE_CPL_ASSET_NOT_IN_PKL, place,
		    "have %s", f->name);
	}
}

void
v_element_judge(const struct subject *s, const struct cpl *cpl,
    const struct cpl_asset *a, const struct diag_place *place)
{
	const struct evidence *e;

	if (!a->has_id || !cpl_kind_is_track(a->kind))
		return;
	judge_presence(s, a, place);
	judge_hash(s, cpl, a, place);
	e = subject_evidence(s, &a->id);
	if (e == NULL)
		return;
	judge_kind(s, a, e, place);
	judge_key(s, a, e, place);
	if (kind_fits(a->kind, e->kind)) {
		judge_time(s, a, e, place);
		judge_aspect(s, a, e, place);
	}
}
