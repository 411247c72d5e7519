#include "verify/diag.h"

#include <string.h>

#include "base/testing.h"

static struct diag d;
static const struct rational rate = {24, 1};

static void
tear_down(void)
{
	diag_clear(&d);
}

START_TEST(text_is_copied)
{
	char name[] = "a.mxf";
	struct diag_place place = {.file = name, .reel = 2};
	const struct finding *f;
	int i;

	for (i = 0; i < 40; i++)
		diag_report(&d, RULE_PKL_HASH, &place, "have %d, want %d", i,
		    7);
	name[0] = 'b';
	ck_assert_uint_eq(d.count, 40);
	f = diag_finding(&d, 3);
	ck_assert_str_eq(f->file, "a.mxf");
	ck_assert_str_eq(f->rule, "pkl.hash");
	ck_assert_ptr_nonnull(strstr(f->message, ": have 3, want 7"));
	ck_assert_uint_eq(f->reel, 2);
	ck_assert_ptr_null(f->at);
}
END_TEST

START_TEST(places)
{
	struct diag_place place = {.file = "a"};
	struct diag_place line = diag_line(&place, 12);
	struct diag_place byte = diag_byte(&place, 1ull << 40);

	ck_assert_str_eq(line.at, "line 12");
	ck_assert_str_eq(byte.at, "byte 1099511627776");
	diag_report(&d, RULE_MAP_XML, &line, "%s", "");
	ck_assert_str_eq(diag_finding(&d, 0)->at, "line 12");
	ck_assert_ptr_null(strchr(diag_finding(&d, 0)->message, ':'));
}
END_TEST

START_TEST(frames_are_one_finding)
{
	struct diag_place place = {.file = "a.mxf"};
	struct diag_place other = {.file = "b.mxf"};
	const struct finding *f;
	uint64_t i;

	for (i = 0; i < 10000; i++) {
		diag_frame(&d, RULE_J2K_TLM, &place, rate, i * 2, "first");
		diag_frame(&d, RULE_J2K_TLM, &place, rate, i * 2, "eye");
	}
	diag_frame(&d, RULE_J2K_TLM, &other, rate, 5, "x");
	ck_assert_uint_eq(d.count, 2);
	f = diag_finding(&d, 0);
	ck_assert_uint_eq(f->count, 10000);
	ck_assert_uint_eq(f->first, 0);
	ck_assert_uint_eq(f->last, 19998);
	ck_assert_uint_eq(f->samples[FINDING_SAMPLES - 1], 8);
	ck_assert_ptr_nonnull(strstr(f->message, "first"));
}
END_TEST

START_TEST(order_and_counts)
{
	struct diag_place place = {0};
	struct diag more = {0};

	diag_report(&d, RULE_TEXT_SKIPPED, &place, "%s", "");
	diag_report(&d, RULE_MAP_EMPTY_TEXT, &place, "one");
	diag_report(&more, RULE_MAP_EMPTY_TEXT, &place, "two");
	diag_report(&more, RULE_PKL_HASH, &place, "%s", "");
	diag_append(&d, &more);
	ck_assert_uint_eq(more.count, 0);
	diag_sort(&d);
	ck_assert_str_eq(diag_finding(&d, 0)->rule, "pkl.hash");
	ck_assert_ptr_nonnull(strstr(diag_finding(&d, 1)->message, "one"));
	ck_assert_ptr_nonnull(strstr(diag_finding(&d, 2)->message, "two"));
	ck_assert_uint_eq(diag_count(&d, FINDING_ERROR), 1);
	ck_assert_uint_eq(diag_count(&d, FINDING_WARNING), 2);
	ck_assert_uint_eq(diag_count(&d, FINDING_INFO), 0);
	ck_assert_uint_eq(diag_skipped(&d), 1);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("diag");

	tcase_add_checked_fixture(t, NULL, tear_down);
	tcase_add_test(t, text_is_copied);
	tcase_add_test(t, places);
	tcase_add_test(t, frames_are_one_finding);
	tcase_add_test(t, order_and_counts);
	return testing_run("verify/diag", t);
}
