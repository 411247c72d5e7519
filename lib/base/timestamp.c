/* timestamp.c: see timestamp.h. */
#include "base/timestamp.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* Days from 1970-01-01 to the first of March of ${year}, Gregorian. */
static int64_t
days_to_march(int64_t year)
{
	int64_t era = (year >= 0 ? year : year - 399) / 400;
	int64_t in_era = year - era * 400;

	return era * 146097 + in_era * 365 + in_era / 4 - in_era / 100 -
	    719468;
}

int64_t
timestamp_join(const struct timestamp_civil *c)
{
	/* Count months from March, so that the leap day is a year's last. */
	int64_t month = (c->month + 9) % 12;
	int64_t year = c->year - (c->month <= 2);
	int64_t days = days_to_march(year) + (153 * month + 2) / 5 +
	    c->day - 1;

	return ((days * 24 + c->hour) * 60 + c->minute) * 60 + c->second;
}

struct timestamp_civil
timestamp_split(int64_t seconds)
{
	int64_t days = seconds / 86400 - (seconds % 86400 < 0);
	int64_t rest = seconds - days * 86400;
	int64_t shifted = days + 719468;
	int64_t era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
	int64_t in_era = shifted - era * 146097;
	int64_t year_of_era = (in_era - in_era / 1460 + in_era / 36524 -
	    in_era / 146096) / 365;
	int64_t day = in_era - (year_of_era * 365 + year_of_era / 4 -
	    year_of_era / 100);
	int64_t month = (5 * day + 2) / 153;
	struct timestamp_civil c;

	c.day = (uint8_t)(day - (153 * month + 2) / 5 + 1);
	c.month = (uint8_t)(month < 10 ? month + 3 : month - 9);
	c.year = (int32_t)(year_of_era + era * 400 + (c.month <= 2));
	c.hour = (uint8_t)(rest / 3600);
	c.minute = (uint8_t)(rest / 60 % 60);
	c.second = (uint8_t)(rest % 60);
	return c;
}

static bool
read_digits(const char **text, size_t count, unsigned max, unsigned *out)
{
	unsigned v = 0;
	size_t i;

	for (i = 0; i < count; i++, (*text)++) {
		if (**text < '0' || **text > '9')
			return false;
		v = v * 10 + (unsigned)(**text - '0');
	}
	*out = v;
	return v <= max;
}

static bool
read_mark(const char **text, char mark)
{
	if (**text != mark)
		return false;
	(*text)++;
	return true;
}

static bool
read_civil(const char **at, struct timestamp_civil *c)
{
	static const uint8_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31,
	    30, 31};
	unsigned year, month, day, hour, minute, second;
	bool leap;

	if (!read_digits(at, 4, 9999, &year) || !read_mark(at, '-') ||
	    !read_digits(at, 2, 12, &month) || !read_mark(at, '-') ||
	    !read_digits(at, 2, 31, &day) || !read_mark(at, 'T') ||
	    !read_digits(at, 2, 24, &hour) || !read_mark(at, ':') ||
	    !read_digits(at, 2, 59, &minute) || !read_mark(at, ':') ||
	    !read_digits(at, 2, 59, &second) || year == 0 || month == 0 ||
	    day == 0)
		return false;
	/* 24:00:00 is midnight at the end of the day, and no later. */
	if (hour == 24 && (minute != 0 || second != 0))
		return false;
	leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
	if (day > (unsigned)days[month - 1] + (month == 2 && leap))
		return false;
	*c = (struct timestamp_civil){(int32_t)year, (uint8_t)month,
	    (uint8_t)day, (uint8_t)hour, (uint8_t)minute, (uint8_t)second};
	return true;
}

/* A fraction of a second, if there is one; hour 24 has only zeros. */
static bool
skip_fraction(const char **at, bool zero)
{
	size_t size;

	if (**at != '.')
		return true;
	size = strspn(*at + 1, zero ? "0" : "0123456789");
	*at += 1 + size;
	return size > 0;
}

static bool
read_zone(const char **at, struct timestamp *t)
{
	unsigned hours, minutes;
	bool west = **at == '-';

	if (**at == '\0')
		return true;
	t->zoned = true;
	if (read_mark(at, 'Z'))
		return true;
	if (!read_mark(at, west ? '-' : '+') ||
	    !read_digits(at, 2, 14, &hours) || !read_mark(at, ':') ||
	    !read_digits(at, 2, 59, &minutes) || hours * 60 + minutes > 14 * 60)
		return false;
	t->zone_minutes = (int16_t)(hours * 60 + minutes);
	if (west)
		t->zone_minutes = (int16_t)-t->zone_minutes;
	return true;
}

bool
timestamp_parse(const char *text, struct timestamp *out,
    struct dcp_error *err)
{
	struct timestamp_civil c;
	struct timestamp t = {0};
	const char *at = text;

	*out = t;
	if (!read_civil(&at, &c) || !skip_fraction(&at, c.hour == 24) ||
	    !read_zone(&at, &t) || *at != '\0')
		goto bad;
	t.seconds = timestamp_join(&c) - (int64_t)t.zone_minutes * 60;
	*out = t;
	return true;
bad:
	return error_set(err, DCP_BAD_INPUT, "have '%.40s', want a date such "
	    "as 2026-01-31T12:00:00+00:00", text);
}

void
timestamp_format(char *to, const struct timestamp *t)
{
	struct timestamp_civil c =
	    timestamp_split(t->seconds + (int64_t)t->zone_minutes * 60);
	int zone = t->zone_minutes < 0 ? -t->zone_minutes : t->zone_minutes;

	snprintf(to, TIMESTAMP_SIZE,
	    "%04" PRId32 "-%02u-%02uT%02u:%02u:%02u%c%02d:%02d", c.year,
	    c.month, c.day, c.hour, c.minute, c.second,
	    t->zone_minutes < 0 ? '-' : '+', zone / 60, zone % 60);
}
