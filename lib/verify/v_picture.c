/* v_picture.c: see v_picture.h. */
#include "verify/v_picture.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "mxf/ul.h"
#include "verify/v_j2k.h"

#define COUNT(array)	(sizeof(array) / sizeof((array)[0]))

static bool
rate_is_one_of(struct rational rate, const int32_t (*rates)[2], size_t count)
{
	size_t i;

	for (i = 0; i < count; i++)
		if (rational_equal(rate, (struct rational){rates[i][0],
		    rates[i][1]}))
			return true;
	return false;
}

static bool
is_4k(const struct trackfile *t)
{
	return t->picture.stored_width > 2048 ||
	    t->picture.stored_height > 1080;
}

/* Above ${limit} edit units a second. */
static bool
is_above(struct rational rate, int32_t limit)
{
	return rational_compare(rate, (struct rational){limit, 1}) > 0;
}

/* ST 428-1, 428-11, 428-21, RDD 52 and what Interop servers play. */
static void
judge_rate(const struct v_picture *v)
{
	static const int32_t cinema[][2] = {{24, 1}, {25, 1}, {30, 1}, {48, 1},
	    {50, 1}, {60, 1}, {96, 1}, {100, 1}, {120, 1}};
	static const int32_t archive[][2] = {{16, 1}, {200, 11}, {20, 1},
	    {240, 11}};
	static const int32_t bv21_2k[][2] = {{24, 1}, {25, 1}, {48, 1}};
	static const int32_t bv21_4k[][2] = {{24, 1}};
	static const int32_t interop[][2] = {{24, 1}, {48, 1}};
	struct rational rate = v->trackfile->edit_rate;
	bool is_interop = v->trackfile->dialect == TRACKFILE_INTEROP;
	char have[RATIONAL_SIZE];

	rational_print(have, rate);
	if (rate_is_one_of(rate, archive, COUNT(archive)))
		diag_report(v->diag, RULE_PICTURE_RATE_ARCHIVE, v->place,
		    "have %s", have);
	else if (!rate_is_one_of(rate, cinema, COUNT(cinema)))
		diag_report(v->diag, RULE_PICTURE_RATE, v->place, "have %s",
		    have);
	else if (is_interop && !rate_is_one_of(rate, interop, COUNT(interop)))
		diag_report(v->diag, RULE_PICTURE_RATE_INTEROP, v->place,
		    "have %s", have);
	else if (!is_interop && !(is_4k(v->trackfile) ?
	    rate_is_one_of(rate, bv21_4k, COUNT(bv21_4k)) :
	    rate_is_one_of(rate, bv21_2k, COUNT(bv21_2k))))
		diag_report(v->diag, RULE_PICTURE_RATE_BV21, v->place,
		    "have %s, want %s", have, is_4k(v->trackfile) ? "24" :
		    "24, 25 or 48");
}

/* 4K above 30, and 4K in stereo above that of ST 429-2: nobody's level. */
static void
judge_level(const struct v_picture *v)
{
	const struct trackfile *t = v->trackfile;
	struct rational rate = t->edit_rate;
	char text[RATIONAL_SIZE];

	if (v->stereo && is_4k(t) && t->dialect != TRACKFILE_INTEROP)
		diag_report(v->diag, RULE_STEREO_4K, v->place, "have %" PRIu32
		    "x%" PRIu32, t->picture.stored_width,
		    t->picture.stored_height);
	if (is_4k(t) ? !is_above(rate, 30) : !v->stereo || !is_above(rate, 60))
		return;
	rational_print(text, rate);
	diag_report(v->diag, RULE_PICTURE_LEVEL, v->place,
	    "have %" PRIu32 "x%" PRIu32 " at %s%s, %s profile %s",
	    t->picture.stored_width, t->picture.stored_height, text,
	    v->stereo ? " for each eye" : "",
	    dciprofile_has_rate(&v->profile, rate, v->stereo) &&
	    dciprofile_has_container(&v->profile, t->picture.stored_width,
	    t->picture.stored_height) ? "inside" : "and outside",
	    v->profile.name);
}

static void
judge_stored_size(const struct v_picture *v)
{
	static const uint32_t sizes[][2] = {
		/* RDD 52 has the first four, ST 428-1 also the containers */
		{1998, 1080}, {2048, 858}, {3996, 2160}, {4096, 1716},
		{2048, 1080}, {4096, 2160},
	};
	uint32_t width = v->trackfile->picture.stored_width;
	uint32_t height = v->trackfile->picture.stored_height;
	size_t i;

	for (i = 0; i < COUNT(sizes); i++)
		if (width == sizes[i][0] && height == sizes[i][1])
			break;
	if (i == COUNT(sizes))
		diag_report(v->diag, RULE_PICTURE_SIZE, v->place,
		    "have %" PRIu32 "x%" PRIu32, width, height);
	else if (i >= 4 && v->trackfile->dialect != TRACKFILE_INTEROP)
		diag_report(v->diag, RULE_PICTURE_SIZE_BV21, v->place,
		    "have %" PRIu32 "x%" PRIu32, width, height);
}

static void
judge_descriptor(const struct v_picture *v)
{
	const struct trackfile *t = v->trackfile;
	const struct trackfile_picture *p = &t->picture;
	struct rational want = t->edit_rate;
	char have_text[RATIONAL_SIZE], want_text[RATIONAL_SIZE];

	if (rational_is_rate(p->aspect) && p->stored_height > 0 &&
	    (uint64_t)p->aspect.num * p->stored_height !=
	    (uint64_t)p->aspect.den * p->stored_width) {
		rational_print(have_text, p->aspect);
		diag_report(v->diag, RULE_PICTURE_ASPECT_FILE, v->place,
		    "have %s, want %" PRIu32 "/%" PRIu32, have_text,
		    p->stored_width, p->stored_height);
	}
	if (t->dialect == TRACKFILE_SMPTE && !ul_is(&p->coding, is_4k(t) ?
	    UL_CODING_JPEG2000_4K : UL_CODING_JPEG2000_2K))
		diag_report(v->diag, RULE_PICTURE_CODING, v->place,
		    "have %s, want %s", ul_find(&p->coding) == UL_COUNT ?
		    "one that is not known" : ul_text(ul_find(&p->coding)),
		    ul_text(is_4k(t) ? UL_CODING_JPEG2000_4K :
		    UL_CODING_JPEG2000_2K));
	if (!v->stereo || want.num > INT32_MAX / 2)
		return;
	want.num *= 2;
	if (!rational_equal(p->sample_rate, want)) {
		rational_print(have_text, p->sample_rate);
		rational_print(want_text, want);
		diag_report(v->diag, RULE_STEREO_SAMPLE_RATE, v->place,
		    "have %s, want %s", have_text, want_text);
	}
}

/*
 * The first of these that has the size and the rate: the standard ones, the
 * recommended practice for rates that it is about, then the examples.
 */
static bool
choose_profile(struct v_picture *v, struct dcp_error *err)
{
	static const char *const small[] = {"dci-2k", "dci-hfr-2k",
	    "2k-3d-120-example"};
	static const char *const large[] = {"dci-4k", "dci-hfr-4k",
	    "4k-3d-120-example"};
	const struct trackfile *t = v->trackfile;
	const char *const *names = is_4k(t) ? large : small;
	bool fast = is_above(t->edit_rate, v->stereo ? 30 : 48);
	size_t i;

	for (i = fast ? 1 : 0; i < 3; i++) {
		if (!dciprofile_load(&v->profile, names[i], err))
			return false;
		if (dciprofile_has_rate(&v->profile, t->edit_rate, v->stereo))
			return true;
	}
	return dciprofile_load(&v->profile, names[0], err);
}

static void
set_limits(struct v_picture *v)
{
	struct dcp_error err = {0};
	char rate[RATIONAL_SIZE];

	if (!(v->options->profile != NULL ? dciprofile_load(&v->profile,
	    v->options->profile, &err) : choose_profile(v, &err)) ||
	    !rational_is_rate(v->trackfile->edit_rate)) {
		v->reads_frames = false;
		diag_report(v->diag, RULE_PICTURE_SAMPLED, v->place,
		    "have no limits: %s", err.text);
		return;
	}
	v->limits = dciprofile_limits(&v->profile, v->trackfile->edit_rate,
	    v->stereo);
	rational_print(rate, v->trackfile->edit_rate);
	diag_report(v->diag, RULE_PICTURE_PROFILE, v->place, "%s (%s), at %s "
	    "a second%s: %" PRIu64 " bytes a frame, %" PRIu64 " a component",
	    v->profile.name, dciprofile_standing_name(v->profile.standing),
	    rate, v->stereo ? " and eye" : "", v->limits.frame_size,
	    v->limits.component_size);
}

void
v_picture_begin(struct v_picture *v, const struct subject_options *options,
    struct diag *diag, const struct diag_place *place,
    const struct trackfile *t, bool readable)
{
	v->options = options;
	v->diag = diag;
	v->place = place;
	v->trackfile = t;
	v->stereo = t->kind == TRACKFILE_STEREO;
	if (t->kind == TRACKFILE_MPEG2) {
		diag_report(diag, RULE_PICTURE_MPEG2, place, "%s", "");
		judge_rate(v);
		return;
	}
	v->reads_frames = readable && t->dialect != TRACKFILE_IMF;
	if (t->dialect != TRACKFILE_IMF) {
		set_limits(v);
		judge_rate(v);
		judge_level(v);
		judge_stored_size(v);
	}
	judge_descriptor(v);
	if (v->reads_frames && options->frames != 0 &&
	    options->frames < t->duration)
		diag_report(diag, RULE_PICTURE_SAMPLED, place,
		    "%" PRIu64 " of %" PRIu64, options->frames, t->duration);
}

bool
v_picture_wants(const struct v_picture *v, uint64_t unit)
{
	uint64_t wanted, all;

	/* False, too, of what v_picture_begin() never saw. */
	if (!v->reads_frames)
		return false;
	wanted = v->options->frames;
	all = v->trackfile->duration;
	/* The same as: unit is k * all / wanted, rounded up, for some k. */
	return wanted == 0 || wanted >= all || unit * wanted % all < wanted;
}

/* The descriptor was written once; the codestreams are the truth. */
static void
judge_against_descriptor(const struct v_j2k_frame *f, const struct v_picture *v,
    const struct codestream *cs)
{
	const struct trackfile_picture *p = &v->trackfile->picture;
	const struct trackfile_j2k *j = &p->j2k;

	if (cs->width != p->stored_width || cs->height != p->stored_height)
		diag_frame(f->diag, RULE_PICTURE_DESCRIPTOR, f->place, f->rate,
		    f->number, "have %" PRIu32 "x%" PRIu32 ", want %" PRIu32
		    "x%" PRIu32, p->stored_width, p->stored_height, cs->width,
		    cs->height);
	else if (!j->present)
		return;
	else if (j->rsiz != cs->rsiz)
		diag_frame(f->diag, RULE_PICTURE_DESCRIPTOR, f->place, f->rate,
		    f->number, "in the sub-descriptor have Rsiz %u, want %u",
		    j->rsiz, cs->rsiz);
	else if (j->component_count != cs->component_count)
		diag_frame(f->diag, RULE_PICTURE_DESCRIPTOR, f->place, f->rate,
		    f->number, "in the sub-descriptor have %u components, "
		    "want %u", j->component_count, cs->component_count);
	else if (j->width != cs->x_size || j->height != cs->y_size)
		diag_frame(f->diag, RULE_PICTURE_DESCRIPTOR, f->place, f->rate,
		    f->number, "in the sub-descriptor have %" PRIu32 "x%"
		    PRIu32 ", want %" PRIu32 "x%" PRIu32, j->width, j->height,
		    cs->x_size, cs->y_size);
}

/* Where samples are to go, which no decoder changes between two frames. */
static bool
has_shape_of(const struct codestream *a, const struct codestream *b)
{
	uint16_t i;

	if (a->width != b->width || a->height != b->height ||
	    a->component_count != b->component_count)
		return false;
	for (i = 0; i < a->component_count && i < CODESTREAM_COMPONENTS; i++)
		if (a->component[i].bits != b->component[i].bits ||
		    a->component[i].is_signed != b->component[i].is_signed ||
		    a->component[i].dx != b->component[i].dx ||
		    a->component[i].dy != b->component[i].dy)
			return false;
	return true;
}

static void
judge_shape(const struct v_j2k_frame *f, const struct codestream *have,
    const struct codestream *want)
{
	if (have->width != want->width || have->height != want->height)
		diag_frame(f->diag, RULE_PICTURE_CHANGE, f->place, f->rate,
		    f->number, "have %" PRIu32 "x%" PRIu32 ", want %" PRIu32
		    "x%" PRIu32, have->width, have->height, want->width,
		    want->height);
	else if (have->component_count != want->component_count)
		diag_frame(f->diag, RULE_PICTURE_CHANGE, f->place, f->rate,
		    f->number, "have %u components, want %u",
		    have->component_count, want->component_count);
	else
		diag_frame(f->diag, RULE_PICTURE_CHANGE, f->place, f->rate,
		    f->number, "the depth or subsampling differs");
}

/* The first frame is held against the header, all others against it. */
static void
compare(struct v_picture *v, const struct v_j2k_frame *f,
    enum trackfile_eye eye, const struct codestream *cs)
{
	if (!v->has_first) {
		judge_against_descriptor(f, v, cs);
		v->first = *cs;
		v->has_first = true;
	} else if (!has_shape_of(cs, &v->first)) {
		judge_shape(f, cs, &v->first);
	} else if (eye == TRACKFILE_LEFT) {
		v_j2k_compare(f, RULE_J2K_CHANGE, cs, &v->first);
	}
	if (eye == TRACKFILE_RIGHT && v->has_left &&
	    v->left_unit == f->number && has_shape_of(cs, &v->left))
		v_j2k_compare(f, RULE_STEREO_EYES, cs, &v->left);
	if (eye == TRACKFILE_LEFT && v->stereo) {
		v->left = *cs;
		v->left_unit = f->number;
		v->has_left = true;
	}
}

void
v_picture_size(struct v_picture *v, uint64_t unit, uint64_t size)
{
	if (v->limits.frame_size != 0 && size > v->limits.frame_size)
		diag_frame(v->diag, RULE_PICTURE_FRAME_SIZE, v->place,
		    v->trackfile->edit_rate, unit, "have %" PRIu64
		    " bytes, want at most %" PRIu64, size,
		    v->limits.frame_size);
}

void
v_picture_frame(struct v_picture *v, uint64_t unit, enum trackfile_eye eye,
    struct span data)
{
	struct v_j2k_frame f = {
		.diag = v->diag, .place = v->place,
		.bv21 = v->trackfile->dialect == TRACKFILE_SMPTE,
		.rate = v->trackfile->edit_rate, .number = unit,
		.profile = &v->profile, .limits = v->limits,
	};
	struct dcp_error err = {0};
	struct codestream cs;

	if (!codestream_parse(&cs, data, &err)) {
		diag_frame(v->diag, RULE_J2K_SYNTAX, v->place, f.rate, unit,
		    "%s", err.text);
		return;
	}
	v_j2k_judge(&f, &cs);
	compare(v, &f, eye, &cs);
}
