/*
 * timestamp.h: dates of documents and files: xs:dateTime (XML Schema 1.0
 * part 2, 3.2.7) to and from seconds, without the system's time zones.
 */
#ifndef BASE_TIMESTAMP_H
#define BASE_TIMESTAMP_H

#include <stdint.h>

#include "base/error.h"

struct timestamp {
	int64_t seconds;	/* since 1970-01-01T00:00:00 UTC, no leap seconds */
	int16_t zone_minutes;	/* east of UTC, for printing only */
	bool zoned;		/* the text gave a zone; if not, UTC is assumed */
};

/* Year, month and day of the Gregorian calendar and time of day, in UTC. */
struct timestamp_civil {
	int32_t year;
	uint8_t month, day, hour, minute, second;
};

/* Characters, with the NUL, of "2026-11-22T10:00:00+00:00". */
#define TIMESTAMP_SIZE	32

/*
 * timestamp_parse(text, out, err):
 * "YYYY-MM-DDThh:mm:ss", an optional fraction (dropped), and "Z", "+hh:mm",
 * "-hh:mm" or nothing.  Fields outside their range are DCP_BAD_INPUT; years
 * go from 0001 to 9999, and 24:00:00 is the midnight that ends its day.
 */
bool timestamp_parse(const char *text, struct timestamp *, struct dcp_error *)
    CHECKED;

/* "YYYY-MM-DDThh:mm:ss+hh:mm" in the stamp's own zone. */
void timestamp_format(char *to, const struct timestamp *);

/*
 * UTC fields of ${seconds}, whose year must fit in 32 bits, and back; the
 * fields must be in range.
 */
struct timestamp_civil timestamp_split(int64_t seconds);
int64_t timestamp_join(const struct timestamp_civil *);

#endif
