/* v_metadata.c: see v_metadata.h. */
#include "verify/v_metadata.h"

#include <inttypes.h>
#include <string.h>

/* Where a composition claims RDD 52 (ISDCF registry of scopes). */
#define CLAIM_SCOPE	"http://isdcf.com/ns/cplmd/app"
#define CLAIM_NAME	"Application"
#define CLAIM_PROPERTY	"DCP Constraints Profile"
#define CLAIM_VALUE	"SMPTE-RDD-52:2020-Bv2.1"

static bool
claims_profile(const struct cpl_metadata *m)
{
	size_t i, j;

	for (i = 0; i < m->extension_count; i++) {
		const struct cpl_extension *e = &m->extensions[i];

		if (e->scope == NULL || e->name == NULL ||
		    strcmp(e->scope, CLAIM_SCOPE) != 0 ||
		    strcmp(e->name, CLAIM_NAME) != 0)
			continue;
		for (j = 0; j < e->property_count; j++)
			if (e->properties[j].name != NULL &&
			    e->properties[j].value != NULL &&
			    strcmp(e->properties[j].name,
			    CLAIM_PROPERTY) == 0 &&
			    strcmp(e->properties[j].value, CLAIM_VALUE) == 0)
				return true;
	}
	return false;
}

static void
judge_picture(const struct subject *s, const struct cpl_metadata *m,
    const struct evidence *e, const struct diag_place *place)
{
	const struct cpl_area *a = &m->stored_area;

	if (m->has_stored_area &&
	    (a->width != e->width || a->height != e->height))
		diag_report(s->diag, RULE_METADATA_STORED_AREA, place,
		    "have %" PRIu64 "x%" PRIu64 ", want %" PRIu32 "x%" PRIu32,
		    a->width, a->height, e->width, e->height);
	a = &m->active_area;
	if (m->has_active_area && (a->width > e->width ||
	    a->height > e->height || a->width % 2 != 0 || a->height % 2 != 0))
		diag_report(s->diag, RULE_METADATA_ACTIVE_AREA, place,
		    "have %" PRIu64 "x%" PRIu64 " in %" PRIu32 "x%" PRIu32,
		    a->width, a->height, e->width, e->height);
}

/* "51/L,R,C,LFE,Ls,Rs,-,-": one place a channel; 0 if it is none such. */
static uint32_t
count_channels(const char *configuration)
{
	const char *p = strchr(configuration, '/');
	uint32_t n = 1;

	if (p == NULL || p == configuration || p[1] == '\0')
		return 0;
	for (p++; *p != '\0'; p++)
		n += *p == ',';
	return n;
}

static void
judge_sound(const struct subject *s, const struct cpl_metadata *m,
    const struct evidence *e, const struct diag_place *place)
{
	char have[RATIONAL_SIZE], want[RATIONAL_SIZE];
	uint32_t count;

	if (m->sound_configuration != NULL) {
		count = count_channels(m->sound_configuration);
		if (count != e->channel_count)
			diag_report(s->diag, RULE_METADATA_SOUND, place,
			    "have \"%s\", want %" PRIu32 " channels",
			    m->sound_configuration, e->channel_count);
	}
	if (m->has_sample_rate &&
	    !rational_equal(m->sample_rate, e->sampling_rate)) {
		rational_print(have, m->sample_rate);
		rational_print(want, e->sampling_rate);
		diag_report(s->diag, RULE_METADATA_SAMPLE_RATE, place,
		    "have %s, want %s", have, want);
	}
}

static void
judge_metadata(const struct subject *s, const struct cpl *cpl,
    const struct cpl_asset *a, const struct diag_place *place)
{
	const struct cpl_asset *picture = cpl_find_picture(&cpl->reels[0]);
	const struct cpl_asset *sound = cpl_find(&cpl->reels[0], CPL_SOUND);
	const struct evidence *e;

	if (!a->metadata->has_version_number)
		diag_report(s->diag, RULE_METADATA_VERSION, place, "%s", "");
	if (!claims_profile(a->metadata))
		diag_report(s->diag, RULE_METADATA_PROFILE, place, "want %s",
		    CLAIM_VALUE);
	e = picture == NULL ? NULL : subject_evidence(s, &picture->id);
	if (e != NULL && evidence_is_picture(e->kind))
		judge_picture(s, a->metadata, e, place);
	e = sound == NULL ? NULL : subject_evidence(s, &sound->id);
	if (e != NULL && e->kind == TRACKFILE_SOUND)
		judge_sound(s, a->metadata, e, place);
}

void
v_metadata_judge(const struct subject *s, const struct cpl *cpl,
    const struct diag_place *cpl_place)
{
	const struct cpl_asset *a;
	struct diag_place place;
	size_t i;

	if (cpl->dialect != DIALECT_SMPTE || cpl->reel_count == 0)
		return;
	a = cpl_find(&cpl->reels[0], CPL_METADATA);
	if (a == NULL) {
		diag_report(s->diag, RULE_METADATA_MISSING, cpl_place, "%s",
		    "");
	} else if (a->metadata != NULL) {
		place = diag_line(cpl_place, a->line);
		place.reel = 1;
		judge_metadata(s, cpl, a, &place);
	}
	for (i = 1; i < cpl->reel_count; i++) {
		a = cpl_find(&cpl->reels[i], CPL_METADATA);
		if (a == NULL)
			continue;
		place = diag_line(cpl_place, a->line);
		place.reel = (uint32_t)(i + 1);
		diag_report(s->diag, RULE_METADATA_FIRST_REEL, &place, "%s",
		    "");
	}
}
