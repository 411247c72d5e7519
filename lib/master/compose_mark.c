/* compose_mark.c: markers of a composition; see compose.h. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/array.h"
#include "crypt/nameid.h"
#include "master/compose.h"

/* ST 429-7, 6.11: first and last frame of ... */
static const char *const labels[] = {"FFOC", "LFOC", "FFTC", "LFTC", "FFOI",
    "LFOI", "FFEC", "LFEC", "FFMC", "LFMC", "FFOB", "LFOB"};

/* The label as it stands in the table, or NULL. */
static const char *
find_label(const char *label)
{
	size_t i;

	for (i = 0; i < sizeof(labels) / sizeof(labels[0]); i++)
		if (strcmp(label, labels[i]) == 0)
			return labels[i];
	return NULL;
}

static bool
has_marker(const struct compose *c, const char *label)
{
	const struct cpl_asset *a;
	size_t i, k;

	for (i = 0; i < c->cpl.reel_count; i++) {
		a = cpl_find(&c->cpl.reels[i], CPL_MARKERS);
		for (k = 0; a != NULL && k < a->marker_count; k++)
			if (strcmp(a->markers[k].label, label) == 0)
				return true;
	}
	return false;
}

/* The markers of reel ${n} (from 0), new if it has none yet. */
static struct cpl_asset *
markers_of(struct compose *c, size_t n, struct dcp_error *err)
{
	struct cpl_reel *reel = &c->cpl.reels[n];
	uint64_t duration = cpl_reel_duration(reel);
	struct cpl_asset *a;
	char name[40];
	size_t i;

	for (i = 0; i < reel->asset_count; i++)
		if (reel->assets[i].kind == CPL_MARKERS)
			return &reel->assets[i];
	a = cpl_add_asset(reel, CPL_MARKERS, err);
	snprintf(name, sizeof(name), "markers %zu", n + 1);
	if (a == NULL || !nameid_make(&c->cpl.id, name, &a->id, err))
		return NULL;
	a->has_id = a->has_edit_rate = a->has_intrinsic_duration = true;
	a->edit_rate = c->rate;
	a->intrinsic_duration = duration;
	return a;
}

/* ${label} is one of the table. */
static bool
add_marker(struct compose *c, const char *label, size_t n, uint64_t offset,
    struct dcp_error *err)
{
	struct cpl_asset *a = markers_of(c, n, err);
	struct cpl_marker *more;

	if (a == NULL)
		return false;
	more = array_room(a->markers, a->marker_count, sizeof(*more), err);
	if (more == NULL)
		return false;
	a->markers = more;
	more += a->marker_count;
	more->label = label;
	more->has_offset = true;
	more->offset = offset;
	a->marker_count++;
	return true;
}

bool
compose_mark(struct compose *c, const char *label, size_t reel,
    uint64_t offset, struct dcp_error *err)
{
	const struct cpl *cpl = &c->cpl;
	size_t n = reel == 0 ? 0 : reel - 1;

	if (find_label(label) == NULL)
		return error_set(err, DCP_BAD_INPUT, "have the marker '%s', "
		    "want FFOC, LFOC, FFTC, LFTC, FFOI, LFOI, FFEC, LFEC, "
		    "FFMC, LFMC, FFOB or LFOB", label);
	if (has_marker(c, label))
		return error_set(err, DCP_BAD_INPUT,
		    "have %s more than once", label);
	for (; reel == 0 && n + 1 < cpl->reel_count &&
	    offset >= cpl_reel_duration(&cpl->reels[n]); n++)
		offset -= cpl_reel_duration(&cpl->reels[n]);
	if (n >= cpl->reel_count)
		return error_set(err, DCP_BAD_INPUT,
		    "%s: there is no reel %zu", label, reel);
	if (offset >= cpl_reel_duration(&cpl->reels[n]))
		return error_set(err, DCP_BAD_INPUT, "%s: have a reel of %"
		    PRIu64 " edit units, cannot mark %" PRIu64, label,
		    cpl_reel_duration(&cpl->reels[n]), offset);
	return add_marker(c, find_label(label), n, offset, err);
}

bool
compose_mark_content(struct compose *c, struct dcp_error *err)
{
	size_t last = c->cpl.reel_count - 1;
	uint64_t first = cpl_reel_duration(&c->cpl.reels[0]);
	uint64_t end = cpl_reel_duration(&c->cpl.reels[last]);

	if (!has_marker(c, "FFOC") &&
	    !add_marker(c, find_label("FFOC"), 0, first > 1 ? 1 : 0, err))
		return false;
	return has_marker(c, "LFOC") ||
	    add_marker(c, find_label("LFOC"), last, end - 1, err);
}
