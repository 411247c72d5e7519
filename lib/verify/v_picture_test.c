#include "verify/v_picture.h"

#include "base/testing.h"

/* A track file that is no picture: v_picture_begin() never saw it. */
START_TEST(nothing_is_wanted_before_it_began)
{
	struct v_picture v = {0};

	ck_assert(!v_picture_wants(&v, 0));
	ck_assert(!v_picture_wants(&v, UINT64_MAX));
}
END_TEST

START_TEST(samples_are_spread_evenly)
{
	struct subject_options options = {.frames = 3};
	struct trackfile t = {.duration = 12};
	struct v_picture v = {.options = &options, .trackfile = &t,
	    .reads_frames = true};
	uint64_t i, count = 0;

	for (i = 0; i < t.duration; i++)
		count += v_picture_wants(&v, i);
	ck_assert_uint_eq(count, 3);
	ck_assert(v_picture_wants(&v, 0));
	ck_assert(v_picture_wants(&v, 4));
	ck_assert(v_picture_wants(&v, 8));
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("v_picture");

	tcase_add_test(t, nothing_is_wanted_before_it_began);
	tcase_add_test(t, samples_are_spread_evenly);
	return testing_run("verify/v_picture", t);
}
