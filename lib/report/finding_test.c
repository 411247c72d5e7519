#include "report/finding.h"

#include "base/testing.h"

static struct bytes out;

static const struct finding whole = {
	.rule = "pkl.hash", .severity = FINDING_ERROR,
	.consequence = FINDING_BLOCKS_INGEST, .clause = "ST 429-8, 6.3",
	.message = "digest differs: have a, want b", .file = "dir/p.mxf",
	.count = 1,
};

static void
tear_down(void)
{
	bytes_clear(&out);
}

static const char *
text_of(const struct finding *f, bool colour)
{
	bytes_reset(&out);
	finding_print(f, colour, &out);
	return bytes_text(&out);
}

static const char *
json_of(const struct finding *f)
{
	struct dcp_error err = {0};

	bytes_reset(&out);
	ck_assert(finding_print_json(f, &out, &err));
	return bytes_text(&out);
}

START_TEST(a_line)
{
	ck_assert_str_eq(text_of(&whole, false), "error pkl.hash dir/p.mxf: "
	    "digest differs: have a, want b [ST 429-8, 6.3; blocks ingest]\n");
	ck_assert_str_eq(text_of(&whole, true), "\033[1;31merror\033[0m "
	    "pkl.hash dir/p.mxf: "
	    "digest differs: have a, want b [ST 429-8, 6.3; blocks ingest]\n");
	ck_assert_str_eq(json_of(&whole), "{\"rule\":\"pkl.hash\","
	    "\"severity\":\"error\",\"consequence\":\"blocks ingest\","
	    "\"clause\":\"ST 429-8, 6.3\","
	    "\"message\":\"digest differs: have a, want b\","
	    "\"file\":\"dir/p.mxf\"}\n");
}
END_TEST

START_TEST(frames)
{
	struct finding f = whole;

	f.has_frame = true;
	f.rate = (struct rational){24, 1};
	f.first = 25;
	f.last = 26;
	f.count = 2;
	f.samples[0] = 25;
	f.samples[1] = 26;
	f.reel = 3;
	f.at = "byte 9";
	ck_assert_str_eq(text_of(&f, false), "error pkl.hash dir/p.mxf byte 9 "
	    "reel 3 frame 25 00:00:01:01: digest differs: have a, want b; "
	    "in 2 frames from 25 to 26 [ST 429-8, 6.3; blocks ingest]\n");
	f.last = 30;
	ck_assert_ptr_nonnull(strstr(text_of(&f, false),
	    "in 2 frames from 25 to 30 (25, 26) ["));
	f.count = 6;
	f.last = 90;
	ck_assert_ptr_nonnull(strstr(text_of(&f, false), ", ...) ["));
	f.count = 2;
	f.last = 26;
	ck_assert_ptr_nonnull(strstr(json_of(&f), "\"at\":\"byte 9\","
	    "\"reel\":3,\"frame\":25,\"timecode\":\"00:00:01:01\",\"count\":2,"
	    "\"first\":25,\"last\":26,\"samples\":[25,26]}"));
}
END_TEST

START_TEST(names_of_strangers)
{
	struct finding f = whole;

	f.file = "a\nb\033[0m";
	ck_assert_str_eq(text_of(&f, false), "error pkl.hash a\\x0ab\\x1b[0m: "
	    "digest differs: have a, want b [ST 429-8, 6.3; blocks ingest]\n");
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("finding");

	tcase_add_checked_fixture(t, NULL, tear_down);
	tcase_add_test(t, a_line);
	tcase_add_test(t, frames);
	tcase_add_test(t, names_of_strangers);
	return testing_run("report/finding", t);
}
