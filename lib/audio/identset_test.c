/* identset_test.c: see identset.h. */
#include "audio/identset.h"

#include <sndfile.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "audio/ident.h"
#include "base/testing.h"

static char folder[64];

static void
setup(void)
{
	snprintf(folder, sizeof(folder), "/tmp/identset_test-XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(folder));
}

static void
teardown(void)
{
	ck_assert_int_eq(rmdir(folder), 0);
}

/* The file has these channels, and the tones from channel ${first} on. */
static void
expect(const char *name, unsigned first, unsigned count, bool lfe)
{
	static int from[6 * 4000];
	static int32_t want[4000];
	SF_INFO info = {0};
	SNDFILE *file;
	char path[128];
	unsigned c, i;

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	file = sf_open(path, SFM_READ, &info);
	ck_assert_msg(file != NULL, "%s", path);
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
	unlink(path);
}

START_TEST(each_channel_has_a_file)
{
	static const char *const files[] = {"t_L.wav", "t_R.wav", "t_C.wav",
		"t_LFE.wav", "t_Ls.wav", "t_Rs.wav"};
	struct identset set = {6, 48000, 30001, false};
	struct dcp_error err = {0};
	unsigned i;

	ck_assert(identset_write(&set, folder, "t", &err));
	for (i = 0; i < 6; i++)
		expect(files[i], i, 1, i == 3);
}
END_TEST

START_TEST(all_channels_have_one_file)
{
	struct identset set = {6, 48000, 30001, true};
	struct dcp_error err = {0};

	ck_assert(identset_write(&set, folder, "all", &err));
	expect("all.wav", 0, 6, false);
}
END_TEST

START_TEST(other_numbers_are_numbered)
{
	struct identset set = {3, 48000, 24, false};
	struct dcp_error err = {0};
	char path[128];
	unsigned i;

	ck_assert(identset_write(&set, folder, "t", &err));
	for (i = 1; i <= 3; i++) {
		snprintf(path, sizeof(path), "%s/t_%02u.wav", folder, i);
		ck_assert_int_eq(unlink(path), 0);
	}
	ck_assert(!identset_write(&set, "/nowhere/at/all", "t", &err));
	ck_assert_int_eq(err.status, DCP_IO);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("identset");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, each_channel_has_a_file);
	tcase_add_test(t, all_channels_have_one_file);
	tcase_add_test(t, other_numbers_are_numbered);
	return testing_run("identset", t);
}
