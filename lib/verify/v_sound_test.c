#include "verify/v_sound.h"

#include "base/testing.h"

static struct diag d;
static const struct diag_place place = {.file = "a.mxf"};
static struct trackfile_label labels[3];

static void
tear_down(void)
{
	diag_clear(&d);
}

/* 5.1 at 24 and 48 kHz with labels for two channels of a group. */
static struct trackfile
good(void)
{
	struct trackfile t = {
		.kind = TRACKFILE_SOUND, .edit_rate = {24, 1},
		.sound = {.sampling_rate = {48000, 1}, .channel_count = 6,
		    .bits = 24, .block_size = 18, .label = labels,
		    .label_count = 3},
	};

	t.sound.assignment = ul_of(UL_CHANNELS_MCA);
	labels[0] = (struct trackfile_label){.kind = TRACKFILE_SOUNDFIELD,
	    .link = {{1}}, .dictionary = ul_of(UL_MCA_51)};
	labels[1] = (struct trackfile_label){.kind = TRACKFILE_CHANNEL,
	    .group = {{1}}, .channel = 1, .dictionary = ul_of(UL_MCA_L)};
	labels[2] = (struct trackfile_label){.kind = TRACKFILE_CHANNEL,
	    .group = {{1}}, .channel = 2, .dictionary = ul_of(UL_MCA_R)};
	return t;
}

static const char *
broken(const struct trackfile *t)
{
	diag_clear(&d);
	v_sound_judge(&d, &place, t);
	ck_assert_uint_le(d.count, 1);
	return d.count == 0 ? "" : diag_finding(&d, 0)->rule;
}

START_TEST(every_rate_has_whole_samples)
{
	static const int32_t rates[] = {24, 25, 30, 48, 50, 60, 96, 100, 120};
	struct trackfile t = good();
	size_t i;

	for (i = 0; i < sizeof(rates) / sizeof(rates[0]); i++) {
		t.edit_rate.num = rates[i];
		ck_assert_str_eq(broken(&t), "");
		ck_assert_uint_eq(v_sound_unit_size(&t),
		    48000u / (unsigned)rates[i] * 18);
	}
	t.edit_rate = (struct rational){30000, 1001};
	ck_assert_str_eq(broken(&t), "sound.frame-size");
}
END_TEST

START_TEST(labels_name_each_channel_once)
{
	struct trackfile t = good();

	labels[2].channel = 1;
	ck_assert_str_eq(broken(&t), "sound.label-channel");
	labels[2].channel = 7;
	ck_assert_str_eq(broken(&t), "sound.label-channel");
	t = good();
	labels[2].group = (struct uuid){{9}};
	ck_assert_str_eq(broken(&t), "sound.label-group");
	/* Hearing impaired needs no group. */
	labels[2].dictionary = ul_of(UL_MCA_HI);
	ck_assert_str_eq(broken(&t), "");
}
END_TEST

START_TEST(interop_has_no_labels)
{
	struct trackfile t = good();

	t.sound.label_count = 0;
	ck_assert_str_eq(broken(&t), "sound.labels");
	t.dialect = TRACKFILE_INTEROP;
	t.sound.assignment = (struct ul){{0}};
	ck_assert_str_eq(broken(&t), "");
	t.dialect = TRACKFILE_IMF;
	t.sound.bits = 16;
	ck_assert_str_eq(broken(&t), "");
}
END_TEST

START_TEST(nothing_known)
{
	struct trackfile t = {.kind = TRACKFILE_SOUND};

	v_sound_judge(&d, &place, &t);
	ck_assert_uint_gt(d.count, 0);
	ck_assert_uint_eq(v_sound_unit_size(&t), 0);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("v_sound");

	tcase_add_checked_fixture(t, NULL, tear_down);
	tcase_add_test(t, every_rate_has_whole_samples);
	tcase_add_test(t, labels_name_each_channel_once);
	tcase_add_test(t, interop_has_no_labels);
	tcase_add_test(t, nothing_known);
	return testing_run("verify/v_sound", t);
}
