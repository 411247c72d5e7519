#include "audio/wav.h"

#include <math.h>
#include <sndfile.h>
#include <string.h>

#include "audio/wavwrite.h"
#include "base/input.h"
#include "base/testing.h"

static struct dcp_error err;
static const char path[] = "a.wav";

/* Let libsndfile write ${count} mono samples, as left-justified integers. */
static void
make(int format, const int *samples, int count)
{
	SF_INFO info = {.channels = 1, .samplerate = 48000, .format = format};
	SNDFILE *file = sf_open(path, SFM_WRITE, &info);

	ck_assert_ptr_nonnull(file);
	ck_assert_int_eq(sf_write_int(file, samples, count), count);
	sf_close(file);
}

static void
make_double(int format, const double *samples, int count)
{
	SF_INFO info = {.channels = 1, .samplerate = 96000, .format = format};
	SNDFILE *file = sf_open(path, SFM_WRITE, &info);

	ck_assert_ptr_nonnull(file);
	ck_assert_int_eq(sf_write_double(file, samples, count), count);
	sf_close(file);
}

static void
expect(const int32_t *want, size_t count, unsigned bits, bool is_float,
    uint64_t clipped)
{
	struct wav *wav = wav_open(path, &err);
	int32_t have[16] = {0};
	size_t i;

	ck_assert_msg(wav != NULL, "%s", err.text);
	ck_assert_uint_eq(wav_info(wav)->bits, bits);
	ck_assert_int_eq(wav_info(wav)->is_float, is_float);
	ck_assert_uint_eq(wav_info(wav)->channels, 1);
	ck_assert_uint_eq(wav_info(wav)->samples, count);
	ck_assert(wav_read(wav, have, count, &err));
	for (i = 0; i < count; i++)
		ck_assert_int_eq(have[i], want[i]);
	ck_assert_uint_eq(wav_clipped(wav), clipped);
	ck_assert(wav_seek(wav, count - 1, &err));
	ck_assert(wav_read(wav, have, 1, &err));
	ck_assert_int_eq(have[0], want[count - 1]);
	ck_assert(!wav_read(wav, have, 1, &err));
	ck_assert_ptr_nonnull(strstr(err.text, "cannot read the samples"));
	wav_close(wav);
}

START_TEST(integers_are_exact)
{
	static const int containers[] = {SF_FORMAT_WAV, SF_FORMAT_WAVEX,
		SF_FORMAT_RF64, SF_FORMAT_W64};
	static const int in16[] = {0, 0x10000, -0x10000, 0x7fff0000,
		(-0x7fff - 1) * 0x10000};
	static const int32_t want16[] = {0, 256, -256, 32767 * 256,
		-32768 * 256};
	static const int in24[] = {0, 0x100, -0x100, 0x7fffff00,
		-0x7fffff00 - 0x100};
	static const int32_t want24[] = {0, 1, -1, WAV_MAX, WAV_MIN};
	size_t i;

	for (i = 0; i < sizeof(containers) / sizeof(containers[0]); i++) {
		make(containers[i] | SF_FORMAT_PCM_16, in16, 5);
		expect(want16, 5, 16, false, 0);
		err.status = DCP_OK;
		make(containers[i] | SF_FORMAT_PCM_24, in24, 5);
		expect(want24, 5, 24, false, 0);
		err.status = DCP_OK;
	}
}
END_TEST

START_TEST(long_integers_are_rounded)
{
	static const int in[] = {0x7f, 0x80, -0x80, -0x81, 0x7fffffff,
		-0x7fffffff - 1};
	static const int32_t want[] = {0, 1, 0, -1, WAV_MAX, WAV_MIN};

	make(SF_FORMAT_WAV | SF_FORMAT_PCM_32, in, 6);
	expect(want, 6, 32, false, 0);
}
END_TEST

START_TEST(floats_are_rounded_and_clipped)
{
	static const double in[] = {0.0, 0.5, -0.5, 1.0, -1.0, 1.5, -1.5,
		0x1p-23, 0x1p-24, 0x3p-24};
	static const int32_t want[] = {0, 0x400000, -0x400000, WAV_MAX,
		WAV_MIN, WAV_MAX, WAV_MIN, 1, 0, 2};

	make_double(SF_FORMAT_WAV | SF_FORMAT_DOUBLE, in, 10);
	expect(want, 10, 64, true, 2);
	memset(&err, 0, sizeof(err));
	make_double(SF_FORMAT_RF64 | SF_FORMAT_FLOAT, in, 10);
	expect(want, 10, 32, true, 2);
}
END_TEST

START_TEST(not_a_number_is_named)
{
	static const double in[] = {0.0, 0.25, NAN};
	struct wav *wav;
	int32_t have[3];

	make_double(SF_FORMAT_WAV | SF_FORMAT_FLOAT, in, 3);
	wav = wav_open(path, &err);
	ck_assert_ptr_nonnull(wav);
	ck_assert(!wav_read(wav, have, 3, &err));
	ck_assert_ptr_nonnull(strstr(err.text,
	    "sample 2 of channel 1 is not a number"));
	wav_close(wav);
}
END_TEST

START_TEST(compressed_is_unsupported)
{
	static const int in[] = {1, 2, 3};

	make(SF_FORMAT_WAV | SF_FORMAT_ULAW, in, 3);
	ck_assert_ptr_null(wav_open(path, &err));
	ck_assert_int_eq(err.status, DCP_UNSUPPORTED);
}
END_TEST

START_TEST(bw64_is_read)
{
	static const int in[] = {0, 0x100, 0x200};
	static const int32_t want[] = {0, 1, 2};
	struct bytes all = {0};

	make(SF_FORMAT_RF64 | SF_FORMAT_PCM_24, in, 3);
	ck_assert(input_load(path, 1 << 20, &all, &err));
	memcpy(all.at, "BW64", 4);
	testing_save(path, all.at, all.size);
	expect(want, 3, 24, false, 0);
	bytes_clear(&all);
}
END_TEST

/* No prefix of a sound file passes for a sound file, in any container. */
static void
check_truncations(void)
{
	struct bytes all = {0};
	struct dcp_error ignored;
	struct wav *wav;
	size_t size;

	ck_assert(input_load(path, 1 << 20, &all, &err));
	wav = wav_open(path, &err);
	ck_assert_ptr_nonnull(wav);
	wav_close(wav);
	for (size = 0; size < all.size; size++) {
		testing_save(path, all.at, size);
		memset(&ignored, 0, sizeof(ignored));
		wav = wav_open(path, &ignored);
		ck_assert_msg(wav == NULL, "%zu of %zu bytes", size, all.size);
		ck_assert_int_eq(ignored.status, DCP_BAD_INPUT);
	}
	bytes_clear(&all);
}

START_TEST(truncations_fail_politely)
{
	static const int containers[] = {SF_FORMAT_WAV, SF_FORMAT_WAVEX,
		SF_FORMAT_RF64, SF_FORMAT_W64};
	static const int in[] = {0x100, 0x200, 0x300, 0x400};
	size_t i;

	for (i = 0; i < sizeof(containers) / sizeof(containers[0]); i++) {
		make(containers[i] | SF_FORMAT_PCM_24, in, 4);
		check_truncations();
	}
}
END_TEST

START_TEST(unfinished_recordings_are_refused)
{
	struct bytes all = {0};

	make(SF_FORMAT_WAV | SF_FORMAT_PCM_24, (const int[]){1, 2, 3, 4}, 4);
	ck_assert(input_load(path, 1 << 20, &all, &err));
	ck_assert_mem_eq(all.at + 36, "data", 4);
	memset(all.at + 40, 0, 4);
	testing_save(path, all.at, all.size);
	ck_assert_ptr_null(wav_open(path, &err));
	ck_assert_ptr_nonnull(strstr(err.text, "was not finished"));
	memset(&err, 0, sizeof(err));
	memset(all.at + 40, 0xff, 4);
	testing_save(path, all.at, all.size);
	ck_assert_ptr_null(wav_open(path, &err));
	ck_assert_ptr_nonnull(strstr(err.text, "to a pipe"));
	bytes_clear(&all);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("wav");

	tcase_add_checked_fixture(t, testing_enter, testing_leave);
	tcase_add_test(t, integers_are_exact);
	tcase_add_test(t, long_integers_are_rounded);
	tcase_add_test(t, floats_are_rounded_and_clipped);
	tcase_add_test(t, not_a_number_is_named);
	tcase_add_test(t, compressed_is_unsupported);
	tcase_add_test(t, bw64_is_read);
	tcase_add_test(t, truncations_fail_politely);
	tcase_add_test(t, unfinished_recordings_are_refused);
	return testing_run("wav", t);
}
