/* identset_test.c: see identset.h. */
#include "audio/identset.h"

#include <sndfile.h>
#include <stdio.h>
#include <unistd.h>

#include "audio/ident.h"
#include "base/testing.h"

/* The file has these channels, and the tones from channel ${first} on. */
static void
expect(const char *name, unsigned first, unsigned count, bool lfe)
{
	static int from[6 * 4000];
	static int32_t want[4000];
	SF_INFO info = {0};
	SNDFILE *file;
	unsigned c, i;

	file = sf_open(name, SFM_READ, &info);
	ck_assert_msg(file != NULL, "%s", name);
	ck_assert_int_eq(info.channels, (int)count);
	ck_assert_int_eq(info.samplerate, 48000);
	ck_assert_int_eq(info.frames, 30001);
	ck_assert_int_eq(sf_readf_int(file, from, 4000), 4000);
	for (c = 0; c < count; c++) {
		struct ident ident = {48000, 6, first + c, lfe};

		if (count > 1)
			ident.lfe = c == 3;
		ident_samples(&ident, 0, want, 4000, 1);
		for (i = 0; i < 4000; i++)
			ck_assert_int_eq(from[i * count + c] >> 8, want[i]);
	}
	sf_close(file);
}

START_TEST(each_channel_has_a_file)
{
	static const char *const files[] = {"t_L.wav", "t_R.wav", "t_C.wav",
		"t_LFE.wav", "t_Ls.wav", "t_Rs.wav"};
	struct identset set = {6, 48000, 30001, false};
	struct dcp_error err = {0};
	unsigned i;

	ck_assert(identset_write(&set, ".", "t", &err));
	for (i = 0; i < 6; i++)
		expect(files[i], i, 1, i == 3);
}
END_TEST

START_TEST(all_channels_have_one_file)
{
	struct identset set = {6, 48000, 30001, true};
	struct dcp_error err = {0};

	ck_assert(identset_write(&set, ".", "all", &err));
	expect("all.wav", 0, 6, false);
}
END_TEST

START_TEST(other_numbers_are_numbered)
{
	struct identset set = {3, 48000, 24, false};
	struct dcp_error err = {0};
	char name[16];
	unsigned i;

	ck_assert(identset_write(&set, ".", "t", &err));
	for (i = 1; i <= 3; i++) {
		snprintf(name, sizeof(name), "t_%02u.wav", i);
		ck_assert_int_eq(access(name, F_OK), 0);
	}
	ck_assert(!identset_write(&set, "/nowhere/at/all", "t", &err));
	ck_assert_int_eq(err.status, DCP_IO);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("identset");

	tcase_add_checked_fixture(t, testing_enter, testing_leave);
	tcase_add_test(t, each_channel_has_a_file);
	tcase_add_test(t, all_channels_have_one_file);
	tcase_add_test(t, other_numbers_are_numbered);
	return testing_run("identset", t);
}
