/*
 * compose_test.c: what compose.h promises and needs no track file; the rest is
 * in testdata/cli/cpl*.
 */
#include "master/compose.h"

#include "base/testing.h"

START_TEST(knows_kinds_and_their_scopes)
{
	static const char *const known[] = {"trailer", "test", "teaser",
	    "rating", "advertisement", "short", "transitional", "psa",
	    "policy", "promo", "stereocard", "episode", "highlights",
	    "event"};
	const char *scope = "";
	size_t i;

	ck_assert(compose_kind("feature", &scope));
	ck_assert_ptr_null(scope);
	ck_assert(compose_kind("clip", &scope));
	ck_assert_ptr_nonnull(strstr(scope, "429-16"));
	ck_assert(!compose_kind("Feature", &scope));
	ck_assert(!compose_kind("", &scope));
	ck_assert_ptr_null(scope);
	for (i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
		ck_assert(compose_kind(known[i], &scope));
		ck_assert_ptr_nonnull(strstr(COMPOSE_KINDS, known[i]));
	}
}
END_TEST

/* A composition of two reels of ten and five edit units. */
static void
begin(struct compose *c)
{
	static const struct uuid id = {{1}};
	struct dcp_error err = {0};
	struct cpl_asset *a;
	int i;

	compose_begin(c, &id);
	c->rate = (struct rational){24, 1};
	for (i = 0; i < 2; i++) {
		struct cpl_reel *reel = cpl_add_reel(&c->cpl, &err);

		ck_assert_ptr_nonnull(reel);
		a = cpl_add_asset(reel, CPL_PICTURE, &err);
		ck_assert_ptr_nonnull(a);
		a->intrinsic_duration = i == 0 ? 10 : 5;
	}
}

static const struct cpl_marker *
marker(const struct compose *c, size_t reel, size_t n)
{
	const struct cpl_asset *a = cpl_find(&c->cpl.reels[reel], CPL_MARKERS);

	ck_assert_ptr_nonnull(a);
	ck_assert_uint_lt(n, a->marker_count);
	return &a->markers[n];
}

START_TEST(marks_reels_and_compositions)
{
	struct dcp_error err = {0};
	struct compose c;

	begin(&c);
	ck_assert(compose_mark(&c, "FFEC", 0, 9, &err));
	ck_assert(compose_mark(&c, "LFEC", 0, 10, &err));
	ck_assert(compose_mark(&c, "FFMC", 2, 4, &err));
	ck_assert(compose_mark_content(&c, &err));
	ck_assert_uint_eq(marker(&c, 0, 0)->offset, 9);
	ck_assert_str_eq(marker(&c, 0, 1)->label, "FFOC");
	ck_assert_uint_eq(marker(&c, 0, 1)->offset, 1);
	ck_assert_str_eq(marker(&c, 1, 0)->label, "LFEC");
	ck_assert_uint_eq(marker(&c, 1, 0)->offset, 0);
	ck_assert_uint_eq(marker(&c, 1, 1)->offset, 4);
	ck_assert_str_eq(marker(&c, 1, 2)->label, "LFOC");
	ck_assert_uint_eq(marker(&c, 1, 2)->offset, 4);

	ck_assert(!compose_mark(&c, "FFOC", 1, 0, &err));
	err = (struct dcp_error){0};
	ck_assert(!compose_mark(&c, "FFTC", 0, 15, &err));
	err = (struct dcp_error){0};
	ck_assert(!compose_mark(&c, "FFTC", 1, 10, &err));
	err = (struct dcp_error){0};
	ck_assert(!compose_mark(&c, "FFTC", 3, 0, &err));
	compose_clear(&c);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("compose");

	tcase_add_test(t, knows_kinds_and_their_scopes);
	tcase_add_test(t, marks_reels_and_compositions);
	return testing_run("compose", t);
}
