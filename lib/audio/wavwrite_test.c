#include "audio/wavwrite.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "audio/wav.h"
#include "base/input.h"
#include "base/testing.h"

static struct dcp_error err;
static const char path[] = "a.wav";

START_TEST(what_is_written_is_read)
{
	static const int32_t first[] = {0, 1, -1, WAV_MAX, WAV_MIN, 0x123456};
	static const uint8_t second[] = {1, 2, 3, 4, 5, 0xff, 7, 8, 9};
	struct wavwrite *w = wavwrite_open(path, 3, 96000, 3, &err);
	struct wav *wav;
	int32_t have[9];

	ck_assert_ptr_nonnull(w);
	ck_assert(wavwrite_samples(w, first, 2, &err));
	ck_assert(wavwrite_packed(w, second, sizeof(second), &err));
	ck_assert(wavwrite_commit(w, &err));
	wav = wav_open(path, &err);
	ck_assert_msg(wav != NULL, "%s", err.text);
	ck_assert_uint_eq(wav_info(wav)->channels, 3);
	ck_assert_uint_eq(wav_info(wav)->rate, 96000);
	ck_assert_uint_eq(wav_info(wav)->samples, 3);
	ck_assert_uint_eq(wav_info(wav)->bits, 24);
	ck_assert(wav_read(wav, have, 3, &err));
	ck_assert_mem_eq(have, first, sizeof(first));
	ck_assert_int_eq(have[6], 0x030201);
	ck_assert_int_eq(have[7], 0x0504 - 0x010000);
	ck_assert_int_eq(have[8], 0x090807);
	wav_close(wav);
}
END_TEST

START_TEST(odd_sizes_are_padded)
{
	static const int32_t sample = 5;
	struct wavwrite *w = wavwrite_open(path, 1, 48000, 1, &err);
	struct bytes all = {0};

	ck_assert_ptr_nonnull(w);
	ck_assert(wavwrite_samples(w, &sample, 1, &err));
	ck_assert(wavwrite_commit(w, &err));
	ck_assert(input_load(path, 1024, &all, &err));
	ck_assert_uint_eq(all.size, 48);
	ck_assert_mem_eq(all.at + 4, "\x28\0\0\0WAVE", 8);
	ck_assert_mem_eq(all.at + 40, "\x03\0\0\0\x05\0\0\0", 8);
	bytes_clear(&all);
}
END_TEST

/* The header comes first, so that gigabytes need not be written to see it. */
static void
header_of(uint64_t samples, uint8_t head[80])
{
	struct wavwrite *w = wavwrite_open(path, 2, 48000, samples, &err);
	char part[128];
	struct bytes all = {0};

	ck_assert_ptr_nonnull(w);
	snprintf(part, sizeof(part), "%s.part-%ld-0", path, (long)getpid());
	ck_assert(input_load(part, 80, &all, &err));
	memset(head, 0, 80);
	memcpy(head, all.at, all.size);
	bytes_clear(&all);
	wavwrite_abandon(w);
	ck_assert_int_ne(access(part, F_OK), 0);
}

START_TEST(four_gigabytes_become_rf64)
{
	uint8_t head[80];

	header_of(715827876, head);	/* 36 + 6 times this: 2^32 - 4 */
	ck_assert_mem_eq(head, "RIFF\xfc\xff\xff\xff" "WAVEfmt ", 16);
	ck_assert_mem_eq(head + 36, "data\xd8\xff\xff\xff", 8);
	header_of(715827877, head);
	ck_assert_mem_eq(head, "RF64\xff\xff\xff\xff" "WAVEds64\x1c\0\0\0", 20);
	ck_assert_mem_eq(head + 20, "\x26\0\0\0\1\0\0\0", 8);
	ck_assert_mem_eq(head + 28, "\xde\xff\xff\xff\0\0\0\0", 8);
	ck_assert_mem_eq(head + 36, "\xa5\xaa\xaa\x2a\0\0\0\0", 8);
	ck_assert_mem_eq(head + 44, "\0\0\0\0fmt ", 8);
	ck_assert_mem_eq(head + 72, "data\xff\xff\xff\xff", 8);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("wavwrite");

	tcase_add_checked_fixture(t, testing_enter, testing_leave);
	tcase_add_test(t, what_is_written_is_read);
	tcase_add_test(t, odd_sizes_are_padded);
	tcase_add_test(t, four_gigabytes_become_rf64);
	return testing_run("wavwrite", t);
}
