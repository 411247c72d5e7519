/*
 * moment.h: points in time as people give them: a date with its offset, a date
 * in a zone that is known from elsewhere, or so long after another.  A time
 * of day whose zone nobody said is refused: it would be wrong by hours.
 */
#ifndef BASE_MOMENT_H
#define BASE_MOMENT_H

#include "base/timestamp.h"

/* What a text may leave to others. */
struct moment_context {
	const char *zone;	/* "+01:00", "Z"; NULL: none is known */
	bool has_base;
	struct timestamp base;	/* what "+14d" is counted from */
};

/*
 * moment_parse(text, context, out, err):
 * "2026-01-31T18:00:00+01:00", the same without seconds, which are then 0, or
 * without the offset, which is then ${context}'s; or "+36h", "+14d", "+2w"
 * from the base, in its zone.
 */
bool moment_parse(const char *text, const struct moment_context *,
    struct timestamp *, struct dcp_error *) CHECKED;

/*
 * moment_show_in(zone, moment, err):
 * The same moment, as clocks in ${zone} have it; as it is if that is NULL.
 */
bool moment_show_in(const char *zone, struct timestamp *, struct dcp_error *)
    CHECKED;

/* moment_parse_zone(text, minutes, err): "Z", "UTC", "+05:30": minutes east. */
bool moment_parse_zone(const char *text, int16_t *minutes,
    struct dcp_error *) CHECKED;

#endif
