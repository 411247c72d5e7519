/* moment_test.c: points in time as people give them. */
#include "base/moment.h"
#include "base/testing.h"

static const struct moment_context berlin = {.zone = "+01:00",
    .has_base = true, .base = {1769880600, 60, true}};

static void
check(const char *text, const struct moment_context *context,
    const char *want)
{
	struct dcp_error err = {0};
	struct timestamp t;
	char have[TIMESTAMP_SIZE];

	ck_assert_msg(moment_parse(text, context, &t, &err), "%s: %s", text,
	    err.text);
	ck_assert(t.zoned);
	timestamp_format(have, &t);
	ck_assert_str_eq(have, want);
}

START_TEST(test_dates)
{
	static const struct moment_context none = {0};

	check("2026-01-31T18:30:00+01:00", &none, "2026-01-31T18:30:00+01:00");
	check("2026-01-31T18:30+01:00", &none, "2026-01-31T18:30:00+01:00");
	check("2026-01-31T18:30:59Z", &none, "2026-01-31T18:30:59+00:00");
	check("2026-01-31T18:30-09:30", &none, "2026-01-31T18:30:00-09:30");
	check("2026-01-31T18:30", &berlin, "2026-01-31T18:30:00+01:00");
	check("2026-01-31T18:30:01", &berlin, "2026-01-31T18:30:01+01:00");
	check("2026-01-31T18:30Z", &berlin, "2026-01-31T18:30:00+00:00");
}
END_TEST

START_TEST(test_durations)
{
	check("+1h", &berlin, "2026-01-31T19:30:00+01:00");
	check("+14d", &berlin, "2026-02-14T18:30:00+01:00");
	check("+2w", &berlin, "2026-02-14T18:30:00+01:00");
}
END_TEST

START_TEST(test_bad)
{
	static const char *const texts[] = {"", "+", "+d", "+0d", "+1", "+1m",
	    "+-1d", "+1.5d", "+99999999999999999999999d", "+876601h", "now",
	    "2026-01-31", "2026-02-30T18:30:00Z", "2026-01-31T18",
	    "2026-01-31T18:30:", "2026-01-31T18:3", "2026-01-31T18:30+1"};
	static const struct moment_context none = {0};
	struct timestamp t;
	size_t i;

	for (i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		struct dcp_error err = {0};

		ck_assert_msg(!moment_parse(texts[i], &berlin, &t, &err), "%s",
		    texts[i]);
		ck_assert_int_eq(err.status, DCP_BAD_INPUT);
		ck_assert_int_eq(t.seconds, 0);
	}
	for (i = 0; i < 2; i++) {
		struct dcp_error err = {0};

		ck_assert(!moment_parse(i == 0 ? "2026-01-31T18:30" : "+1d",
		    &none, &t, &err));
		ck_assert_int_eq(err.status, DCP_BAD_INPUT);
	}
}
END_TEST

START_TEST(test_zones)
{
	static const struct {
		const char *text;
		int minutes;
	} zones[] = {{"Z", 0}, {"UTC", 0}, {"+05:30", 330}, {"-03:00", -180}};
	static const char *const bad[] = {"", "CET", "+5", "05:30", "+15:00",
	    ".5Z", "+01:00x"};
	int16_t minutes;
	size_t i;

	for (i = 0; i < sizeof(zones) / sizeof(zones[0]); i++) {
		struct dcp_error err = {0};

		ck_assert(moment_parse_zone(zones[i].text, &minutes, &err));
		ck_assert_int_eq(minutes, zones[i].minutes);
	}
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		struct dcp_error err = {0};

		ck_assert_msg(!moment_parse_zone(bad[i], &minutes, &err), "%s",
		    bad[i]);
	}
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("moment");

	tcase_add_test(t, test_dates);
	tcase_add_test(t, test_durations);
	tcase_add_test(t, test_bad);
	tcase_add_test(t, test_zones);
	return testing_run("moment", t);
}
