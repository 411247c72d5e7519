/* v_kdmwindow.c: see v_kdmwindow.h. */
#include "verify/v_kdmwindow.h"

#include <string.h>

#define DAY		INT64_C(86400)	/* seconds */

/* Longer windows are worth a word: a year, and the day of a leap year. */
#define LONG_WINDOW	(366 * DAY)	/* seconds */

/* Characters of "2026-11-22T18:00:00+01:00", and where its offset begins. */
#define DATE_LENGTH	25
#define DATE_OFFSET	19

/* So it stands in every key block, byte by byte (ST 430-1, 6.1.2). */
static bool
has_form(const char *text)
{
	return strlen(text) == DATE_LENGTH && (text[DATE_OFFSET] == '+' ||
	    text[DATE_OFFSET] == '-');
}

static void
judge_form(const struct v_kdm *v, const char *name, const char *text)
{
	if (text != NULL && !has_form(text))
		diag_report(v->diag, RULE_KDM_DATE_FORM, v->place,
		    "%s: have %s", name, text);
}

/* False if no moment is inside: then there is no more to say. */
static bool
judge_shape(const struct v_kdm *v)
{
	const struct kdm *k = v->kdm;
	int64_t length = k->not_after.seconds - k->not_before.seconds;
	char from[TIMESTAMP_SIZE], to[TIMESTAMP_SIZE];

	timestamp_format(from, &k->not_before);
	timestamp_format(to, &k->not_after);
	if (length <= 0)
		diag_report(v->diag, RULE_KDM_WINDOW, v->place, "have %s to %s",
		    from, to);
	else if (length > LONG_WINDOW)
		diag_report(v->diag, RULE_KDM_WINDOW_LONG, v->place,
		    "have %s to %s", from, to);
	if (k->not_before.zoned && k->not_before.zone_minutes == 0 &&
	    k->not_after.zoned && k->not_after.zone_minutes == 0)
		diag_report(v->diag, RULE_KDM_ZONE, v->place, "have %s to %s",
		    from, to);
	return length > 0;
}

static bool
is_inside(const struct kdm *k, const struct timestamp *start)
{
	return start->seconds >= k->not_before.seconds &&
	    start->seconds < k->not_after.seconds;
}

/* There are showings, and all begin in the window: they wait for it. */
static bool
are_showings_inside(const struct v_kdm *v)
{
	const struct subject_kdm *s = &v->options->kdm;
	size_t i;

	for (i = 0; i < s->showing_count; i++)
		if (!is_inside(v->kdm, &s->showings[i]))
			return false;
	return s->showing_count > 0;
}

static void
judge_now(const struct v_kdm *v)
{
	const struct kdm *k = v->kdm;
	struct timestamp now = {.seconds = v->options->now};
	char have[TIMESTAMP_SIZE], edge[TIMESTAMP_SIZE];
	int64_t days;

	if (now.seconds == 0)
		return;
	timestamp_format(have, &now);
	if (k->not_after.seconds <= now.seconds) {
		timestamp_format(edge, &k->not_after);
		diag_report(v->diag, RULE_KDM_EXPIRED, v->place,
		    "it ended %s, and now it is %s", edge, have);
	} else if (k->not_before.seconds > now.seconds &&
	    !are_showings_inside(v)) {
		timestamp_format(edge, &k->not_before);
		days = (k->not_before.seconds - now.seconds + DAY - 1) / DAY;
		diag_report(v->diag, RULE_KDM_NOT_YET_VALID, v->place,
		    "the window begins %s, in %lld day%s", edge,
		    (long long)days, days == 1 ? "" : "s");
	}
}

/* Seconds that the composition lasts, rounded up; 0 if it does not say. */
static int64_t
show_length(const struct cpl *cpl)
{
	uint64_t seconds = 0, units;
	size_t i, j;

	for (i = 0; cpl != NULL && i < cpl->reel_count; i++) {
		const struct cpl_reel *reel = &cpl->reels[i];

		for (j = 0; j < reel->asset_count; j++)
			if (cpl_kind_is_track(reel->assets[j].kind) &&
			    reel->assets[j].has_edit_rate)
				break;
		units = cpl_reel_duration(reel);
		/* Above that it is no film, and the product no number. */
		if (j < reel->asset_count && units < UINT32_MAX)
			seconds += units *
			    (uint32_t)reel->assets[j].edit_rate.den /
			    (uint32_t)reel->assets[j].edit_rate.num + 1;
	}
	return seconds < INT32_MAX ? (int64_t)seconds : INT32_MAX;
}

static void
judge_showing(const struct v_kdm *v, const struct timestamp *start)
{
	const struct kdm *k = v->kdm;
	struct timestamp end = *start;
	char have[TIMESTAMP_SIZE], from[TIMESTAMP_SIZE], to[TIMESTAMP_SIZE];

	end.seconds += show_length(v->cpl);
	timestamp_format(have, start);
	timestamp_format(from, &k->not_before);
	timestamp_format(to, &k->not_after);
	if (!is_inside(k, start)) {
		diag_report(v->diag, RULE_KDM_SHOWING, v->place,
		    "have %s, want %s to %s", have, from, to);
	} else if (end.seconds > k->not_after.seconds) {
		timestamp_format(from, &end);
		diag_report(v->diag, RULE_KDM_OVERRUN, v->place,
		    "that of %s ends %s, the window %s", have, from, to);
	}
}

void
v_kdmwindow_judge(const struct v_kdm *v)
{
	const struct kdm *k = v->kdm;
	char issued[TIMESTAMP_SIZE], edge[TIMESTAMP_SIZE];
	size_t i;

	judge_form(v, "ContentKeysNotValidBefore", k->not_before_text);
	judge_form(v, "ContentKeysNotValidAfter", k->not_after_text);
	/* What is missing or no date is a fault by the schema. */
	if (!k->has_not_before || !k->has_not_after)
		return;
	if (!judge_shape(v))
		return;
	judge_now(v);
	for (i = 0; i < v->options->kdm.showing_count; i++)
		judge_showing(v, &v->options->kdm.showings[i]);
	if (k->has_issue_date && k->issue_date.seconds > k->not_after.seconds) {
		timestamp_format(issued, &k->issue_date);
		timestamp_format(edge, &k->not_after);
		diag_report(v->diag, RULE_KDM_ISSUE_DATE, v->place,
		    "issued %s, the window ended %s", issued, edge);
	}
}
