#include "report/verdict.h"

#include "base/testing.h"

static struct bytes out;

static void
tear_down(void)
{
	bytes_clear(&out);
}

static const char *
text_of(const struct verdict *v)
{
	bytes_reset(&out);
	verdict_print(v, false, &out);
	return bytes_text(&out);
}

START_TEST(good)
{
	struct verdict v = {.subject = "PKG", .kind = "SMPTE"};

	v.count[FINDING_BV21] = 1;
	ck_assert(verdict_is_good(&v));
	ck_assert_str_eq(text_of(&v), "PKG: deliverable by the SMPTE rules: "
	    "no errors, 1 breach of Bv2.1, no warnings, 0 info; "
	    "no checks skipped\n");
}
END_TEST

START_TEST(bad)
{
	struct verdict v = {.subject = "a.mxf", .kind = "SMPTE", .lone = true,
	    .reason = {"mxf.index", "j2k.poc"}, .reason_count = 2,
	    .skipped = 1};
	struct dcp_error err = {0};

	v.count[FINDING_ERROR] = 3;
	v.count[FINDING_WARNING] = 2;
	ck_assert_str_eq(text_of(&v), "a.mxf: not in order by the SMPTE rules: "
	    "3 errors (mxf.index, j2k.poc), no breaches of Bv2.1, 2 warnings, "
	    "0 info; 1 check skipped\n");
	bytes_reset(&out);
	ck_assert(verdict_print_json(&v, &out, &err));
	ck_assert_str_eq(bytes_text(&out), "{\"verdict\":\"not in order\","
	    "\"deliverable\":false,\"package\":\"a.mxf\",\"rules\":\"SMPTE\","
	    "\"errors\":3,\"bv21\":0,\"warnings\":2,\"infos\":0,\"skipped\":1,"
	    "\"reasons\":[\"mxf.index\",\"j2k.poc\"]}\n");
}
END_TEST

START_TEST(too_many_reasons)
{
	struct verdict v = {.subject = "P", .kind = "IMF", .reason_count = 10};
	size_t i;

	for (i = 0; i < VERDICT_REASONS; i++)
		v.reason[i] = "a.b";
	v.count[FINDING_ERROR] = 10;
	ck_assert_ptr_nonnull(strstr(text_of(&v), "a.b and 2 more)"));
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("verdict");

	tcase_add_checked_fixture(t, NULL, tear_down);
	tcase_add_test(t, good);
	tcase_add_test(t, bad);
	tcase_add_test(t, too_many_reasons);
	return testing_run("report/verdict", t);
}
