/* timestamp_test.c: dates to seconds and back, over the whole calendar. */
#include "base/testing.h"
#include "base/timestamp.h"

#include <string.h>

static bool
parses(const char *text, int64_t seconds, int zone)
{
	struct timestamp t = {.seconds = 99, .zoned = true};
	struct dcp_error err = {0};

	if (!timestamp_parse(text, &t, &err)) {
		ck_assert_int_eq(err.status, DCP_BAD_INPUT);
		ck_assert(t.seconds == 0 && t.zone_minutes == 0 && !t.zoned);
		return false;
	}
	ck_assert_int_eq(t.seconds, seconds);
	ck_assert_int_eq(t.zone_minutes, zone);
	return true;
}

START_TEST(dates_become_seconds)
{
	ck_assert(parses("1970-01-01T00:00:00Z", 0, 0));
	ck_assert(parses("1970-01-01T00:00:00", 0, 0));
	ck_assert(parses("1970-01-01T01:00:00+01:00", 0, 60));
	ck_assert(parses("1969-12-31T16:30:00-07:30", 0, -450));
	ck_assert(parses("1970-01-01T00:00:00-00:00", 0, 0));
	ck_assert(parses("1969-12-31T23:59:59Z", -1, 0));
	ck_assert(parses("2000-02-29T12:00:00.5Z", 951825600, 0));
	ck_assert(parses("2038-01-19T03:14:08+00:00", INT64_C(2147483648), 0));
	ck_assert(parses("9999-12-31T23:59:59Z", INT64_C(253402300799), 0));
	ck_assert(parses("0001-01-01T00:00:00Z", INT64_C(-62135596800), 0));
	ck_assert(parses("1969-12-31T24:00:00Z", 0, 0));
	ck_assert(parses("1969-12-31T24:00:00.00Z", 0, 0));
	ck_assert(parses("1970-01-01T14:00:00+14:00", 0, 840));
}
END_TEST

START_TEST(a_zone_is_noticed)
{
	struct dcp_error err = {0};
	struct timestamp t;

	ck_assert(timestamp_parse("2026-11-22T10:00:00", &t, &err));
	ck_assert(!t.zoned);
	ck_assert(timestamp_parse("2026-11-22T10:00:00Z", &t, &err));
	ck_assert(t.zoned);
}
END_TEST

START_TEST(all_else_is_no_date)
{
	static const char *const bad[] = {"", "2026-11-22", "2026-11-22T10:00",
	    "2026-13-01T00:00:00Z", "2026-00-01T00:00:00Z",
	    "2026-01-00T00:00:00Z", "2026-04-31T00:00:00Z",
	    "2026-02-29T00:00:00Z", "1900-02-29T00:00:00Z",
	    "2026-01-01T25:00:00Z", "2026-01-01T24:00:01Z",
	    "2026-01-01T24:00:00.1Z", "2026-01-01T00:60:00Z",
	    "2026-01-01T00:00:60Z", "2026-01-01T00:00:00.Z",
	    "2026-01-01T00:00:00+14:01", "2026-01-01T00:00:00+15:00",
	    "2026-01-01T00:00:00+01", "2026-01-01T00:00:00+0100",
	    "2026-01-01T00:00:00ZZ", "2026-01-01T00:00:00z",
	    "2026-01-01t00:00:00Z", "2026-01-01 00:00:00Z",
	    " 2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z ",
	    "-2026-01-01T00:00:00Z", "12026-01-01T00:00:00Z",
	    "0000-01-01T00:00:00Z", "2026-1-01T00:00:00Z"};
	size_t i;

	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		ck_assert_msg(!parses(bad[i], 0, 0), "'%s'", bad[i]);
}
END_TEST

START_TEST(every_truncation_fails)
{
	static const char good[] = "2026-11-22T10:20:30+05:30";
	char text[sizeof(good)];
	size_t n;

	for (n = 0; n < sizeof(good) - 1; n++) {
		memcpy(text, good, n);
		text[n] = '\0';
		/* Without its zone the date is whole. */
		ck_assert_msg(parses(text, 1795342830, 0) == (n == 19), "%s",
		    text);
	}
}
END_TEST

START_TEST(text_is_in_its_own_zone)
{
	struct timestamp t = {.seconds = 951825600, .zone_minutes = -450};
	char text[TIMESTAMP_SIZE];

	timestamp_format(text, &t);
	ck_assert_str_eq(text, "2000-02-29T04:30:00-07:30");
	t.zone_minutes = 330;
	timestamp_format(text, &t);
	ck_assert_str_eq(text, "2000-02-29T17:30:00+05:30");
	t = (struct timestamp){.seconds = INT64_C(-62135596800)};
	timestamp_format(text, &t);
	ck_assert_str_eq(text, "0001-01-01T00:00:00+00:00");
}
END_TEST

/* Every day of ten thousand years, counted by hand. */
START_TEST(the_calendar_is_gregorian)
{
	static const unsigned lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30,
	    31, 30, 31};
	int64_t at = INT64_C(-62135596800);
	unsigned year, month, day, last;

	for (year = 1; year <= 9999; year++)
	for (month = 1; month <= 12; month++) {
		last = lengths[month - 1];
		if (month == 2 && year % 4 == 0 &&
		    (year % 100 != 0 || year % 400 == 0))
			last = 29;
		for (day = 1; day <= last; day++, at += 86400) {
			struct timestamp_civil c = timestamp_split(at + 86399);

			if (c.year != (int)year || c.month != month ||
			    c.day != day || c.hour != 23 || c.minute != 59 ||
			    c.second != 59 || timestamp_join(&c) != at + 86399)
				ck_abort_msg("%u-%u-%u", year, month, day);
		}
	}
	ck_assert_int_eq(at, INT64_C(253402300800));
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("timestamp");

	tcase_set_timeout(t, 60);
	tcase_add_test(t, dates_become_seconds);
	tcase_add_test(t, a_zone_is_noticed);
	tcase_add_test(t, all_else_is_no_date);
	tcase_add_test(t, every_truncation_fails);
	tcase_add_test(t, text_is_in_its_own_zone);
	tcase_add_test(t, the_calendar_is_gregorian);
	return testing_run("timestamp", t);
}
