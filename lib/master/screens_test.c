/* screens_test.c: tables of screens: what rows say, and all their faults. */
#include "master/screens.h"
#include "base/testing.h"

#define SERVER	"testdata/certs/server/"

/* What was reported, a line each: "2+" for a note, "2!" for a fault. */
struct said {
	char text[2000];
};

static void
hear(void *context, size_t line, bool bad, const char *text)
{
	struct said *said = context;
	size_t size = strlen(said->text);

	snprintf(said->text + size, sizeof(said->text) - size, "%zu%c %s\n",
	    line, bad ? '!' : '+', text);
}

static const struct screens_defaults defaults = {.until = "+2d",
    .zone = "+02:00", .now = {1767258000, 0, true}};

static bool
load(const char *text, struct screens *s, struct said *said,
    struct dcp_error *err)
{
	*said = (struct said){""};
	testing_file("list.csv", text);
	return screens_load("list.csv", &defaults, s, hear, said, err);
}

static void
check_time(const struct timestamp *t, const char *want)
{
	char have[TIMESTAMP_SIZE];

	timestamp_format(have, t);
	ck_assert_str_eq(have, want);
}

START_TEST(test_rows)
{
	struct dcp_error err = {0};
	struct screens s;
	struct said said;

	ck_assert_msg(load("screen,CINEMA,Certificate,from,until,zone,"
	    "annotation,devices,Phone\n"
	    "1,Ost," SERVER "leaf.pem,2026-02-01T10:00,,,,,110\n"
	    "2,\"Ost\"," SERVER "second.pem,2026-02-01T10:00,+1h,-01:00,"
	    "\"Hall, 2\"," SERVER "leaf.pem | 2jmj7l5rSw0yVb/vlWAYkK/YBwk=\n",
	    &s, &said, &err), "%s", err.text);
	ck_assert_str_eq(said.text, "1+ the column 'Phone' is none known here, "
	    "and left alone\n");
	ck_assert_uint_eq(s.count, 2);
	ck_assert_str_eq(s.at[0].cinema, "Ost");
	ck_assert_str_eq(s.at[0].screen, "1");
	ck_assert_ptr_null(s.at[0].annotation);
	check_time(&s.at[0].not_before, "2026-02-01T10:00:00+02:00");
	check_time(&s.at[0].not_after, "2026-02-03T10:00:00+02:00");
	check_time(&s.at[1].not_before, "2026-02-01T10:00:00-01:00");
	check_time(&s.at[1].not_after, "2026-02-01T11:00:00-01:00");
	ck_assert_str_eq(s.at[1].annotation, "Hall, 2");
	ck_assert_uint_eq(s.at[1].devices.count, 2);
	ck_assert_str_eq(cert_facts(chain_leaf(&s.at[1].chain))->subject.common_name.text,
	    "SM.server-2");
	screens_clear(&s);
}
END_TEST

/* All faults of all rows are told before it fails. */
START_TEST(test_faults)
{
	struct dcp_error err = {0};
	struct screens s;
	struct said said;

	ck_assert(load("cinema,screen,certificate,from,devices\n"
	    ",1,absent.pem,2026-02-01T10:00Z\n"
	    "Ost,,list.csv,\n"
	    "Ost,2," SERVER "leaf.pem,soon,nothing|\n"
	    "Ost,3," SERVER "leaf.pem,2026-02-01T10:00Z,,more\n", &s, &said,
	    &err));
	ck_assert_str_eq(said.text,
	    "2! cinema: have none, want one\n"
	    "2! certificate: absent.pem: No such file or directory\n"
	    "3! screen: have none, want one\n"
	    "3! certificate: list.csv: have no certificate, want at least one, "
	    "in PEM or DER form\n"
	    "3! from: have none, here or for all, want one\n"
	    "4! from: have 'soon', want a date such as "
	    "2026-01-31T12:00:00+00:00\n"
	    "4! devices: nothing: No such file or directory\n"
	    "4! devices: have nothing between two '|', want a device\n"
	    "5! have 6 fields, want 5 as the first row\n");
	ck_assert_uint_eq(s.bad_count, 9);
	ck_assert(s.at[0].has_window);
	ck_assert(!s.at[2].has_window);
	ck_assert_uint_eq(s.at[0].chain.certs.count, 0);
	ck_assert_uint_eq(s.at[2].chain.certs.count, 1);
	screens_clear(&s);
}
END_TEST

START_TEST(test_heads)
{
	static const char *const texts[][2] = {
		{"", "have no screens"},
		{"cinema,screen,certificate\n", "have no screens"},
		{"cinema,screen\na,b\n", "have no column 'certificate'"},
		{"cinema,screen,certificate,Screen\na\n", "two columns"},
		{"cinema,screen,certificate\n\"a\n", "does not close"},
	};
	struct screens s;
	struct said said;
	size_t i;

	for (i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		struct dcp_error err = {0};

		ck_assert(!load(texts[i][0], &s, &said, &err));
		ck_assert_int_eq(err.status, DCP_BAD_INPUT);
		ck_assert_msg(strstr(err.text, texts[i][1]) != NULL, "%s",
		    err.text);
	}
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("screens");

	tcase_add_checked_fixture(t, testing_enter, testing_leave);
	tcase_add_checked_fixture(t, testing_see_testdata, NULL);
	tcase_add_test(t, test_rows);
	tcase_add_test(t, test_faults);
	tcase_add_test(t, test_heads);
	return testing_run("screens", t);
}
