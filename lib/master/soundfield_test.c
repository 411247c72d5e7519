/* soundfield_test.c: what soundfield.h promises. */
#include "master/soundfield.h"

#include "base/testing.h"

static void
check_text(const struct trackfile_sound *s, const char *want)
{
	struct bytes text = {0};

	ck_assert_int_eq(soundfield_format(s, &text), want != NULL);
	ck_assert_str_eq(bytes_text(&text), want == NULL ? "" : want);
	bytes_clear(&text);
}

START_TEST(follows_labels)
{
	char l[] = "chL", r[] = "chR", hi[] = "chHI", slv[] = "SLVS";
	char group[] = "sg51", en[] = "en", fr[] = "fr";
	struct trackfile_label labels[] = {
		{.kind = TRACKFILE_SOUNDFIELD, .symbol = group},
		{.kind = TRACKFILE_CHANNEL, .channel = 2, .symbol = r},
		{.kind = TRACKFILE_CHANNEL, .channel = 1, .symbol = l,
		    .language = en},
		{.kind = TRACKFILE_CHANNEL, .channel = 5, .symbol = slv},
		{.kind = TRACKFILE_CHANNEL, .channel = 4, .symbol = hi,
		    .language = en},
	};
	struct trackfile_sound s = {.channel_count = 6, .label = labels,
	    .label_count = 5, .assignment = ul_of(UL_CHANNELS_5)};

	check_text(&s, "51/L,R,-,HI,SLVS,-");
	ck_assert_str_eq(soundfield_language(&s), "en");
	labels[4].language = fr;
	ck_assert_ptr_null(soundfield_language(&s));
}
END_TEST

START_TEST(follows_assignments)
{
	struct trackfile_sound s = {.channel_count = 8};

	check_text(&s, NULL);
	ck_assert_ptr_null(soundfield_language(&s));
	s.assignment = ul_of(UL_CHANNELS_1);
	check_text(&s, "51/L,R,C,LFE,Ls,Rs,-,-");
	s.assignment = ul_of(UL_CHANNELS_5);	/* places are not known */
	check_text(&s, NULL);
	s.channel_count = 12;
	check_text(&s, NULL);
	s.assignment = ul_of(UL_CHANNELS_4);	/* wild track */
	check_text(&s, NULL);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("soundfield");

	tcase_add_test(t, follows_labels);
	tcase_add_test(t, follows_assignments);
	return testing_run("soundfield", t);
}
