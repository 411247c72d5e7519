/* v_marker.c: see v_marker.h. */
#include "verify/v_marker.h"

#include <inttypes.h>
#include <string.h>

/* The labels of ST 429-7, 8.3: first and last of each in turn. */
static const char *const labels[] = {
	"FFOC", "LFOC", "FFTC", "LFTC", "FFOI", "LFOI",
	"FFEC", "LFEC", "FFMC", "LFMC", "FFOB", "LFOB",
};
#define LABELS	(sizeof(labels) / sizeof(labels[0]))

/* Where each label stands first in the composition. */
struct found {
	bool is;
	size_t reel;		/* index */
	uint64_t offset;
};

static size_t
find_label(const struct cpl_marker *m)
{
	size_t i;

	for (i = 0; i < LABELS; i++)
		if (m->label != NULL && strcmp(m->label, labels[i]) == 0)
			break;
	return i;
}

static void
judge_one(const struct subject *s, const struct cpl_reel *reel, size_t index,
    const struct cpl_marker *m, struct found *found,
    const struct diag_place *cpl_place)
{
	struct diag_place place = diag_line(cpl_place, m->line);
	uint64_t duration = cpl_reel_duration(reel);
	size_t label = find_label(m);

	place.reel = (uint32_t)(index + 1);
	if (m->has_offset && duration > 0 && m->offset >= duration)
		diag_report(s->diag, RULE_MARKER_OFFSET, &place,
		    "have %" PRIu64 ", want less than %" PRIu64, m->offset,
		    duration);
	if (label == LABELS) {
		/* Another scope has labels of its own. */
		if (m->scope == NULL)
			diag_report(s->diag, RULE_MARKER_LABEL, &place,
			    "have \"%s\"", m->label == NULL ? "" : m->label);
	} else if (found[label].is) {
		diag_report(s->diag, RULE_MARKER_TWICE, &place, "have %s",
		    m->label);
	} else {
		found[label] = (struct found){true, index, m->offset};
	}
}

static bool
is_before(const struct found *a, const struct found *b)
{
	return a->reel != b->reel ? a->reel < b->reel : a->offset < b->offset;
}

static void
judge_order(const struct subject *s, const struct found *found,
    const struct diag_place *place)
{
	size_t i;

	for (i = 0; i < LABELS; i += 2)
		if (found[i].is && found[i + 1].is &&
		    is_before(&found[i + 1], &found[i]))
			diag_report(s->diag, RULE_MARKER_ORDER, place,
			    "%s stands before %s", labels[i + 1], labels[i]);
}

/* RDD 52, 8.5: FFOC is 1 in the first reel, LFOC the last but one unit. */
static void
judge_content(const struct subject *s, const struct cpl *cpl,
    const struct found *found, const struct diag_place *place)
{
	size_t last = cpl->reel_count - 1;
	uint64_t end = cpl_reel_duration(&cpl->reels[last]);

	if (!found[0].is)
		diag_report(s->diag, RULE_MARKER_FFOC, place, "have no FFOC");
	else if (found[0].reel != 0 || found[0].offset != 1)
		diag_report(s->diag, RULE_MARKER_FFOC, place,
		    "have %" PRIu64 " in reel %zu, want 1 in reel 1",
		    found[0].offset, found[0].reel + 1);
	if (!found[1].is)
		diag_report(s->diag, RULE_MARKER_LFOC, place, "have no LFOC");
	else if (end > 0 && (found[1].reel != last ||
	    found[1].offset != end - 1))
		diag_report(s->diag, RULE_MARKER_LFOC, place,
		    "have %" PRIu64 " in reel %zu, want %" PRIu64
		    " in reel %zu", found[1].offset, found[1].reel + 1,
		    end - 1, last + 1);
	if (cpl->kind != NULL && strcmp(cpl->kind, "feature") == 0 &&
	    (!found[6].is || !found[8].is))
		diag_report(s->diag, RULE_MARKER_CREDITS, place, "want %s",
		    found[6].is ? "FFMC" : found[8].is ? "FFEC" :
		    "FFEC and FFMC");
}

void
v_marker_judge(const struct subject *s, const struct cpl *cpl,
    const struct diag_place *place)
{
	struct found found[LABELS] = {{0}};
	const struct cpl_asset *markers;
	size_t i, j;

	for (i = 0; i < cpl->reel_count; i++) {
		markers = cpl_find(&cpl->reels[i], CPL_MARKERS);
		for (j = 0; markers != NULL && j < markers->marker_count; j++)
			judge_one(s, &cpl->reels[i], i, &markers->markers[j],
			    found, place);
	}
	judge_order(s, found, place);
	if (cpl->dialect == DIALECT_SMPTE && cpl->reel_count > 0)
		judge_content(s, cpl, found, place);
}
