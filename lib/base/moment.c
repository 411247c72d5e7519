/* moment.c: see moment.h. */
#include "base/moment.h"

#include <stdio.h>
#include <string.h>

#include "base/number.h"

/* Longest duration: a hundred years. */
#define HOURS_MAX	876600

/* "2026-01-31T18:00" is so long. */
#define MINUTE_SIZE	16

bool
moment_parse_zone(const char *text, int16_t *minutes, struct dcp_error *err)
{
	struct dcp_error ignored = {0};
	struct timestamp t;
	char date[64];

	*minutes = 0;
	if (strcmp(text, "UTC") == 0)
		return true;
	snprintf(date, sizeof(date), "2000-01-01T00:00:00%.20s", text);
	if (!timestamp_parse(date, &t, &ignored) || !t.zoned ||
	    strchr("Z+-", *text) == NULL)
		return error_set(err, DCP_BAD_INPUT, "have the zone '%.40s', "
		    "want an offset such as +01:00, or Z", text);
	*minutes = t.zone_minutes;
	return true;
}

bool
moment_show_in(const char *zone, struct timestamp *moment,
    struct dcp_error *err)
{
	return zone == NULL ||
	    moment_parse_zone(zone, &moment->zone_minutes, err);
}

/* "+14d" */
static bool
parse_duration(const char *text, const struct moment_context *context,
    struct timestamp *out, struct dcp_error *err)
{
	static const struct {
		char letter;
		unsigned hours;
	} units[] = {{'h', 1}, {'d', 24}, {'w', 7 * 24}};
	struct dcp_error ignored = {0};
	size_t size = strlen(text), i;
	uint64_t count = 0;
	char digits[24];

	for (i = 0; i < sizeof(units) / sizeof(units[0]); i++)
		if (text[size - 1] == units[i].letter)
			break;
	snprintf(digits, sizeof(digits), "%.*s",
	    size > 2 ? (int)size - 2 : 0, text + 1);
	if (size > sizeof(digits) || i == sizeof(units) / sizeof(units[0]) ||
	    !number_parse(digits, 1, HOURS_MAX / units[i].hours, &count,
	    &ignored))
		return error_set(err, DCP_BAD_INPUT, "have '%.40s', want a "
		    "date, or a time after one such as +36h, +14d or +2w",
		    text);
	if (!context->has_base)
		return error_set(err, DCP_BAD_INPUT, "have '%.40s', and "
		    "nothing to count it from", text);
	*out = context->base;
	out->seconds += (int64_t)(count * units[i].hours * 3600);
	return true;
}

/* Seconds may be left out. */
static void
complete(const char *text, char *to, size_t size)
{
	bool short_form = strlen(text) >= MINUTE_SIZE && text[10] == 'T' &&
	    text[13] == ':' && text[MINUTE_SIZE] != ':';

	if (short_form)
		snprintf(to, size, "%.16s:00%.20s", text, text + MINUTE_SIZE);
	else
		snprintf(to, size, "%.60s", text);
}

bool
moment_parse(const char *text, const struct moment_context *context,
    struct timestamp *out, struct dcp_error *err)
{
	char full[64];
	struct timestamp t;
	int16_t zone;

	*out = (struct timestamp){0};
	if (*text == '+')
		return parse_duration(text, context, out, err);
	complete(text, full, sizeof(full));
	if (!timestamp_parse(full, &t, err))
		return false;
	if (!t.zoned) {
		if (context->zone == NULL)
			return error_set(err, DCP_BAD_INPUT, "have '%.40s', "
			    "want its offset from UTC too, such as %.40s+01:00",
			    text, text);
		if (!moment_parse_zone(context->zone, &zone, err))
			return false;
		t.zone_minutes = zone;
		t.seconds -= (int64_t)zone * 60;
		t.zoned = true;
	}
	*out = t;
	return true;
}
