#include "audio/pcm.h"

#include <string.h>

#include "audio/wavwrite.h"
#include "base/testing.h"

static struct dcp_error err;
static const char mono[] = "mono.wav", poly[] = "poly.wav";

/* Sample n of channel c (from 0) is base + n * 16 + c. */
static struct wav *
make(const char *path, unsigned channels, uint32_t rate, uint32_t samples,
    int32_t base)
{
	struct wavwrite *w = wavwrite_open(path, channels, rate, samples,
	    &err);
	struct wav *wav;
	int32_t v[16];
	uint32_t n, c;

	ck_assert_ptr_nonnull(w);
	for (n = 0; n < samples; n++) {
		for (c = 0; c < channels; c++)
			v[c] = base + (int32_t)(n * 16 + c);
		ck_assert(wavwrite_samples(w, v, 1, &err));
	}
	ck_assert(wavwrite_commit(w, &err));
	wav = wav_open(path, &err);
	ck_assert_ptr_nonnull(wav);
	return wav;
}

static int32_t
sample(const uint8_t *unit, unsigned channels, unsigned n, unsigned c)
{
	int32_t v;

	pcm_unpack(&v, unit + ((size_t)n * channels + c) * PCM_SAMPLE_SIZE, 1);
	return v;
}

START_TEST(every_rate_has_whole_samples)
{
	static const struct {
		int32_t rate;
		uint32_t at_48, at_96;
	} rows[] = {{24, 2000, 4000}, {25, 1920, 3840}, {30, 1600, 3200},
		{48, 1000, 2000}, {50, 960, 1920}, {60, 800, 1600},
		{96, 500, 1000}, {100, 480, 960}, {120, 400, 800}};
	uint32_t have;
	size_t i;

	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct rational rate = {rows[i].rate, 1};

		ck_assert(pcm_unit_samples(rate, 48000, &have, &err));
		ck_assert_uint_eq(have, rows[i].at_48);
		ck_assert(pcm_unit_samples(rate, 96000, &have, &err));
		ck_assert_uint_eq(have, rows[i].at_96);
	}
	ck_assert(pcm_unit_samples((struct rational){24000, 1001}, 48000,
	    &have, &err));
	ck_assert_uint_eq(have, 2002);
	ck_assert(!pcm_unit_samples((struct rational){24, 1}, 44100, &have,
	    &err));
	ck_assert(!pcm_unit_samples((struct rational){30000, 1001}, 48000,
	    &have, &err));
	ck_assert_uint_eq(have, 0);
	ck_assert_ptr_nonnull(strstr(err.text, "no whole number"));
}
END_TEST

START_TEST(channels_are_routed)
{
	struct wav *source[2] = {make(mono, 1, 48000, 800, -100),
		make(poly, 2, 48000, 800, 5000)};
	static const struct pcm_route route[] = {{1, 1}, {PCM_SILENCE, 0},
		{0, 0}, {1, 0}, {0, 0}};
	struct pcm_plan plan = {.source = source, .source_count = 2,
		.route = route, .channels = 5, .edit_rate = {120, 1}};
	struct pcm *pcm = pcm_open(&plan, &err);
	uint8_t unit[400 * 5 * 3];
	unsigned u, n;

	ck_assert_msg(pcm != NULL, "%s", err.text);
	ck_assert_uint_eq(pcm_duration(pcm), 2);
	ck_assert_uint_eq(pcm_rate(pcm), 48000);
	ck_assert_uint_eq(pcm_unit_size(pcm), sizeof(unit));
	for (u = 0; u < 2; u++) {
		ck_assert(pcm_read(pcm, unit, &err));
		for (n = 0; n < 400; n++) {
			int32_t at = (int32_t)(u * 400 + n) * 16;

			ck_assert_int_eq(sample(unit, 5, n, 0), 5001 + at);
			ck_assert_int_eq(sample(unit, 5, n, 1), 0);
			ck_assert_int_eq(sample(unit, 5, n, 2), at - 100);
			ck_assert_int_eq(sample(unit, 5, n, 3), 5000 + at);
			ck_assert_int_eq(sample(unit, 5, n, 4), at - 100);
		}
	}
	pcm_close(pcm);
	wav_close(source[0]);
	wav_close(source[1]);
}
END_TEST

/* Open two files of 401 and 803 samples at 120 edit units a second. */
static uint64_t
duration_with(enum pcm_tail tail, uint8_t *unit)
{
	struct wav *source[2] = {make(mono, 1, 48000, 401, 1),
		make(poly, 1, 48000, 803, 1)};
	static const struct pcm_route route[] = {{0, 0}, {1, 0}};
	struct pcm_plan plan = {.source = source, .source_count = 2,
		.route = route, .channels = 2, .edit_rate = {120, 1},
		.tail = tail};
	struct pcm *pcm = pcm_open(&plan, &err);
	uint64_t i, duration = pcm == NULL ? 0 : pcm_duration(pcm);

	for (i = 0; i < duration; i++)
		ck_assert(pcm_read(pcm, unit, &err));
	pcm_close(pcm);
	wav_close(source[0]);
	wav_close(source[1]);
	return duration;
}

START_TEST(the_end_is_exact_padded_or_trimmed)
{
	uint8_t unit[400 * 2 * 3];

	ck_assert_uint_eq(duration_with(PCM_EXACT, unit), 0);
	ck_assert_ptr_nonnull(strstr(err.text, "have 803 samples, want 401"));
	ck_assert_uint_eq(duration_with(PCM_TRIM, unit), 1);
	ck_assert_int_eq(sample(unit, 2, 399, 0), 399 * 16 + 1);
	ck_assert_uint_eq(duration_with(PCM_PAD, unit), 3);
	ck_assert_int_eq(sample(unit, 2, 2, 0), 0);
	ck_assert_int_eq(sample(unit, 2, 2, 1), 802 * 16 + 1);
	ck_assert_int_eq(sample(unit, 2, 3, 1), 0);
}
END_TEST

START_TEST(samples_left_over_are_counted)
{
	struct wav *source[1] = {make(mono, 1, 96000, 1000, 0)};
	static const struct pcm_route route = {0, 0};
	struct pcm_plan plan = {.source = source, .source_count = 1,
		.route = &route, .channels = 1, .edit_rate = {120, 1}};

	ck_assert_ptr_null(pcm_open(&plan, &err));
	ck_assert_ptr_nonnull(strstr(err.text, "1000 samples are 200 more than "
	    "1 edit units of 800 samples, and 600 short of one more"));
	wav_close(source[0]);
}
END_TEST

START_TEST(rates_must_agree)
{
	struct wav *source[2] = {make(mono, 1, 48000, 400, 0),
		make(poly, 1, 96000, 800, 0)};
	static const struct pcm_route route = {0, 0};
	struct pcm_plan plan = {.source = source, .source_count = 2,
		.route = &route, .channels = 1, .edit_rate = {120, 1}};

	ck_assert_ptr_null(pcm_open(&plan, &err));
	ck_assert_ptr_nonnull(strstr(err.text,
	    "have 96000 samples a second, want 48000"));
	wav_close(source[0]);
	wav_close(source[1]);
}
END_TEST

START_TEST(packing_is_exact)
{
	static const int32_t want[] = {0, 1, -1, WAV_MAX, WAV_MIN, -0x123456};
	uint8_t bytes[18];
	int32_t have[6];

	pcm_pack(bytes, want, 6);
	ck_assert_mem_eq(bytes + 12, "\x00\x00\x80", 3);
	pcm_unpack(have, bytes, 6);
	ck_assert_mem_eq(have, want, sizeof(want));
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("pcm");

	tcase_add_checked_fixture(t, testing_enter, testing_leave);
	tcase_add_test(t, every_rate_has_whole_samples);
	tcase_add_test(t, channels_are_routed);
	tcase_add_test(t, the_end_is_exact_padded_or_trimmed);
	tcase_add_test(t, samples_left_over_are_counted);
	tcase_add_test(t, rates_must_agree);
	tcase_add_test(t, packing_is_exact);
	return testing_run("pcm", t);
}
