/* trackfile_test.c: what trackfile.h promises. */
#include "mxf/trackfile.h"

#include <string.h>

#include "base/testing.h"

START_TEST(frees_all_that_hangs_on_it)
{
	struct trackfile t = {.kind = TRACKFILE_SOUND};

	t.fault = strdup("fault");
	t.sound.label = calloc(1, sizeof(*t.sound.label));
	t.sound.label_count = 1;
	t.sound.label[0].name = strdup("Left");
	t.track = calloc(1, sizeof(*t.track));
	t.track_count = 1;
	t.track[0].name = strdup("Sound Track");
	trackfile_clear(&t);
	ck_assert_ptr_null(t.fault);
	ck_assert_uint_eq(t.track_count, 0);
	ck_assert_int_eq(t.kind, TRACKFILE_OTHER);
	trackfile_clear(&t);
}
END_TEST

START_TEST(finds_the_stated_duration)
{
	struct trackfile_track track[] = {
		{.material = true, .number = 7, .duration = 3},
		{.number = 0, .duration = 4},
		{.number = 7, .duration = TRACKFILE_ABSENT},
		{.number = 7, .duration = 5},
	};
	struct trackfile t = {.descriptor_duration = 6, .track = track,
		.track_count = 4};

	ck_assert_int_eq(trackfile_stated(&t), 5);
	t.track_count = 3;
	ck_assert_int_eq(trackfile_stated(&t), 6);
	t.descriptor_duration = TRACKFILE_ABSENT;
	ck_assert_int_eq(trackfile_stated(&t), TRACKFILE_ABSENT);
}
END_TEST

START_TEST(names_kinds_and_dialects)
{
	ck_assert_str_eq(trackfile_kind_text(TRACKFILE_STEREO), "stereo");
	ck_assert_str_eq(trackfile_kind_text(TRACKFILE_AUX), "aux");
	ck_assert_str_eq(trackfile_dialect_text(TRACKFILE_INTEROP), "interop");
	ck_assert_str_eq(trackfile_key_type(TRACKFILE_STEREO), "MDIK");
	ck_assert_str_eq(trackfile_key_type(TRACKFILE_SOUND), "MDAK");
	ck_assert_str_eq(trackfile_key_type(TRACKFILE_TIMED_TEXT), "MDSK");
	ck_assert_str_eq(trackfile_key_type(TRACKFILE_IAB), "MDEK");
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("trackfile");

	tcase_add_test(t, frees_all_that_hangs_on_it);
	tcase_add_test(t, finds_the_stated_duration);
	tcase_add_test(t, names_kinds_and_dialects);
	return testing_run("trackfile", t);
}
