#include "master/wrapsound.h"

#include <string.h>
#include <unistd.h>

#include "audio/wavwrite.h"
#include "base/input.h"
#include "base/testing.h"
#include "master/unwrapsound.h"

static struct dcp_error err;
static const char in[] = "in.wav", out[] = "out.mxf", back[] = "back.wav";

/* Noise that is the same every time. */
static struct wav *
make(uint32_t rate, unsigned channels, uint32_t samples)
{
	struct wavwrite *w = wavwrite_open(in, channels, rate, samples, &err);
	int32_t v[CHANNELS_MAX] = {0};
	uint32_t i, c, state = 1;
	struct wav *wav;

	ck_assert_ptr_nonnull(w);
	for (i = 0; i < samples; i++) {
		for (c = 0; c < channels; c++) {
			state = state * 1664525 + 1013904223;
			v[c] = (int32_t)(state >> 8) + WAV_MIN;
		}
		ck_assert(wavwrite_samples(w, v, 1, &err));
	}
	ck_assert(wavwrite_commit(w, &err));
	wav = wav_open(in, &err);
	ck_assert_ptr_nonnull(wav);
	return wav;
}

static bool
wrap(struct wav *wav, struct rational rate, enum pcm_tail tail,
    struct mxfwrite_result *result)
{
	struct channelmap map;
	struct wrapsound wrapsound = {.source = &wav, .source_count = 1,
		.map = &map, .tail = tail, .id = {{7}}, .edit_rate = rate};

	ck_assert(channelmap_guess(&wav, 1, &map, &err));
	return wrapsound_run(&wrapsound, out, NULL, result, &err);
}

static void
unwrap(struct range units)
{
	struct unwrapsound sound = {.units = units, .path = back};
	struct mxfread *read = mxfread_open(out, &err);

	ck_assert_msg(read != NULL, "%s", err.text);
	sound.read = read;
	ck_assert_msg(unwrapsound_run(&sound, NULL, &err), "%s", err.text);
	mxfread_close(read);
}

static void
expect_same_file(void)
{
	struct bytes have = {0}, want = {0};

	ck_assert(input_load(in, 1 << 24, &want, &err));
	ck_assert(input_load(back, 1 << 24, &have, &err));
	ck_assert_uint_eq(have.size, want.size);
	ck_assert_mem_eq(have.at, want.at, want.size);
	bytes_clear(&have);
	bytes_clear(&want);
}

/* Two edit units and back, by way of the reader: the same WAV. */
static void
round_trip(int32_t edit_rate, uint32_t rate, unsigned channels)
{
	uint32_t samples = 2 * rate / (uint32_t)edit_rate;
	struct wav *wav = make(rate, channels, samples);
	struct mxfwrite_result result;
	struct digest digest;

	ck_assert_msg(wrap(wav, (struct rational){edit_rate, 1}, PCM_EXACT,
	    &result), "%s", err.text);
	ck_assert_uint_eq(result.duration, 2);
	ck_assert(digest_file(out, DIGEST_SHA1, &digest, &err));
	ck_assert(digest_equal(&digest, &result.digest));
	unwrap((struct range){0, 2});
	expect_same_file();
	wav_close(wav);
}

START_TEST(samples_come_back_at_every_rate)
{
	static const int32_t rates[] = {24, 25, 30, 48, 50, 60, 96, 100, 120};
	size_t i;

	for (i = 0; i < sizeof(rates) / sizeof(rates[0]); i++) {
		round_trip(rates[i], 48000, 6);
		round_trip(rates[i], 96000, 1);
	}
	round_trip(120, 96000, CHANNELS_MAX);
}
END_TEST

START_TEST(a_range_is_its_samples)
{
	struct wav *wav = make(48000, 2, 4 * 400);
	struct mxfwrite_result result;
	int32_t want[2 * 2 * 400], have[2 * 2 * 400];
	struct wav *part;

	ck_assert(wrap(wav, (struct rational){120, 1}, PCM_EXACT, &result));
	unwrap((struct range){1, 2});
	part = wav_open(back, &err);
	ck_assert_ptr_nonnull(part);
	ck_assert_uint_eq(wav_info(part)->samples, 2 * 400);
	ck_assert(wav_seek(wav, 400, &err));
	ck_assert(wav_read(wav, want, 2 * 400, &err));
	ck_assert(wav_read(part, have, 2 * 400, &err));
	ck_assert_mem_eq(have, want, sizeof(want));
	wav_close(part);
	wav_close(wav);
}
END_TEST

START_TEST(other_sample_rates_are_refused)
{
	struct wav *wav = make(44100, 1, 44100 / 25);
	struct mxfwrite_result result;

	ck_assert(!wrap(wav, (struct rational){25, 1}, PCM_EXACT, &result));
	ck_assert_ptr_nonnull(strstr(err.text,
	    "44100 samples a second, want 48000 or 96000"));
	ck_assert_int_ne(access(out, F_OK), 0);
	wav_close(wav);
}
END_TEST

START_TEST(what_is_left_over_is_an_error_or_padded)
{
	struct wav *wav = make(48000, 1, 401);
	struct mxfwrite_result result;

	ck_assert(!wrap(wav, (struct rational){120, 1}, PCM_EXACT, &result));
	ck_assert_int_ne(access(out, F_OK), 0);
	memset(&err, 0, sizeof(err));
	ck_assert(wrap(wav, (struct rational){120, 1}, PCM_PAD, &result));
	ck_assert_uint_eq(result.duration, 2);
	wav_close(wav);
	wav = wav_open(in, &err);
	ck_assert(wrap(wav, (struct rational){120, 1}, PCM_TRIM, &result));
	ck_assert_uint_eq(result.duration, 1);
	wav_close(wav);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("wrapsound");

	tcase_add_checked_fixture(t, testing_enter, testing_leave);
	tcase_add_test(t, samples_come_back_at_every_rate);
	tcase_add_test(t, a_range_is_its_samples);
	tcase_add_test(t, other_sample_rates_are_refused);
	tcase_add_test(t, what_is_left_over_is_an_error_or_padded);
	return testing_run("wrapsound", t);
}
