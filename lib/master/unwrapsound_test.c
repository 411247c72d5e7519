#include "master/unwrapsound.h"

#include <stdio.h>
#include <unistd.h>

#include "audio/pcm.h"
#include "audio/wav.h"
#include "base/testing.h"
#include "mxf/mxfwrite.h"

#define UNITS	3
#define SAMPLES	400	/* of one edit unit at 48 kHz, 120 */

static struct dcp_error err;
static const char file[] = "in.mxf", out[] = "out";

/* Sample n of channel c (both from 0) of the track file. */
static int32_t
sample(unsigned n, unsigned c)
{
	return (int32_t)(c * 100000 + n) * (c % 2 == 0 ? 1 : -1);
}

static struct mxfread *
make(unsigned channels, struct ul assignment)
{
	struct mxfwrite_options options = {.kind = TRACKFILE_SOUND,
		.id = {{3}}, .edit_rate = {120, 1}, .duration = UNITS,
		.sampling_rate = {48000, 1}, .channel_count = channels,
		.assignment = assignment};
	struct mxfwrite *w = mxfwrite_open(file, &options, &err);
	static uint8_t unit[SAMPLES * 16 * PCM_SAMPLE_SIZE];
	struct mxfwrite_result result;
	struct mxfread *read;
	unsigned u, n, c;
	int32_t v;

	ck_assert_msg(w != NULL, "%s", err.text);
	for (u = 0; u < UNITS; u++) {
		for (n = 0; n < SAMPLES; n++)
			for (c = 0; c < channels; c++) {
				v = sample(u * SAMPLES + n, c);
				pcm_pack(unit + (n * channels + c) *
				    PCM_SAMPLE_SIZE, &v, 1);
			}
		ck_assert(mxfwrite_unit(w, unit, (size_t)SAMPLES * channels *
		    PCM_SAMPLE_SIZE, &err));
	}
	ck_assert(mxfwrite_close(w, &result, &err));
	read = mxfread_open(file, &err);
	ck_assert_ptr_nonnull(read);
	return read;
}

/* ${path} has one channel, ${c}, from sample ${first} on; remove it. */
static void
expect_channel(const char *name, unsigned c, unsigned first, unsigned count)
{
	int32_t have[UNITS * SAMPLES];
	char path[128];
	struct wav *wav;
	unsigned n;

	snprintf(path, sizeof(path), "%s/%s", out, name);
	wav = wav_open(path, &err);
	ck_assert_msg(wav != NULL, "%s", err.text);
	ck_assert_uint_eq(wav_info(wav)->channels, 1);
	ck_assert_uint_eq(wav_info(wav)->samples, count);
	ck_assert(wav_read(wav, have, count, &err));
	for (n = 0; n < count; n++)
		ck_assert_int_eq(have[n], sample(first + n, c));
	wav_close(wav);
	ck_assert_int_eq(unlink(path), 0);
}

static void
unwrap(struct mxfread *read, struct range units)
{
	struct unwrapsound sound = {.read = read, .units = units,
		.path = out, .mono = true};

	ck_assert_msg(unwrapsound_run(&sound, NULL, &err), "%s", err.text);
	mxfread_close(read);
}

START_TEST(channels_are_named_by_configuration)
{
	unwrap(make(8, ul_of(UL_CHANNELS_1)), (struct range){0, UNITS});
	expect_channel("01_L.wav", 0, 0, UNITS * SAMPLES);
	expect_channel("02_R.wav", 1, 0, UNITS * SAMPLES);
	expect_channel("03_C.wav", 2, 0, UNITS * SAMPLES);
	expect_channel("04_LFE.wav", 3, 0, UNITS * SAMPLES);
	expect_channel("05_Ls.wav", 4, 0, UNITS * SAMPLES);
	expect_channel("06_Rs.wav", 5, 0, UNITS * SAMPLES);
	expect_channel("07_HI.wav", 6, 0, UNITS * SAMPLES);
	expect_channel("08_VI-N.wav", 7, 0, UNITS * SAMPLES);
	ck_assert_int_eq(rmdir(out), 0);
}
END_TEST

START_TEST(nothing_is_claimed_of_wild_tracks)
{
	unwrap(make(2, ul_of(UL_CHANNELS_4)), (struct range){1, 2});
	expect_channel("01.wav", 0, SAMPLES, 2 * SAMPLES);
	expect_channel("02.wav", 1, SAMPLES, 2 * SAMPLES);
	ck_assert_int_eq(rmdir(out), 0);
}
END_TEST

static bool
stop(void *context, uint64_t done, uint64_t total)
{
	(void)context;
	ck_assert_uint_eq(total, UNITS);
	return done < 2;
}

START_TEST(an_interruption_leaves_nothing)
{
	struct progress progress = {stop, NULL};
	struct unwrapsound sound = {.units = {0, UNITS}, .path = out};
	struct mxfread *read = make(2, ul_of(UL_CHANNELS_4));

	sound.read = read;
	ck_assert(!unwrapsound_run(&sound, &progress, &err));
	ck_assert_int_eq(err.status, DCP_INTERRUPTED);
	ck_assert_int_ne(access(out, F_OK), 0);
	mxfread_close(read);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("unwrapsound");

	tcase_add_checked_fixture(t, testing_enter, testing_leave);
	tcase_add_test(t, channels_are_named_by_configuration);
	tcase_add_test(t, nothing_is_claimed_of_wild_tracks);
	tcase_add_test(t, an_interruption_leaves_nothing);
	return testing_run("unwrapsound", t);
}
