#include "master/join.h"

#include <string.h>
#include <unistd.h>

#include "audio/wavwrite.h"
#include "base/input.h"
#include "base/testing.h"
#include "master/wrappicture.h"
#include "master/wrapsound.h"
#include "mxf/mxfread.h"

#define FILES	4

static struct dcp_error err;
static const char *const file[FILES] = {"0.mxf", "1.mxf", "2.mxf", "3.mxf"};
static const char out[] = "out.mxf", wav[] = "in.wav";

/* How the next files are encrypted; and keys that open them. */
static struct mxfwrite_crypto crypto;
static struct keyring *keys;
static const uint8_t key[2][16] = {"one key of two..", "the other key..."};

static char two_k[4][32] = {"testdata/frames/2k_0.j2c",
	"testdata/frames/2k_1.j2c", "testdata/frames/2k_2.j2c",
	"testdata/frames/2k_3.j2c"};
static char four_k[2][32] = {"testdata/frames/4k_0.j2c",
	"testdata/frames/4k_1.j2c"};

static void
make_picture(const char *path, char **frames, uint64_t count, bool stereo,
    int32_t rate)
{
	struct sequence left = {frames, stereo ? count / 2 : count};
	struct sequence right = {frames + count / 2, count / 2};
	struct wrappicture wrap = {.left = &left, .right = stereo ? &right :
		NULL, .id = {{9}}, .edit_rate = {rate, 1}, .crypto = crypto};
	struct mxfwrite_result result;

	ck_assert_msg(wrappicture_run(&wrap, path, NULL, &result, &err), "%s",
	    err.text);
}

/* ${units} edit units at 24 a second, of samples that count from ${base}. */
static void
make_sound(const char *path, uint32_t units, int32_t base, unsigned channels)
{
	struct wavwrite *w = wavwrite_open(wav, channels, 48000, units * 2000,
	    &err);
	struct channelmap map;
	struct wav *source;
	struct wrapsound wrap = {.source = &source, .source_count = 1,
		.map = &map, .id = {{9}}, .edit_rate = {24, 1},
		.crypto = crypto};
	struct mxfwrite_result result;
	uint32_t i, c;
	int32_t v[2];

	ck_assert_ptr_nonnull(w);
	for (i = 0; i < units * 2000; i++) {
		for (c = 0; c < channels; c++)
			v[c] = base + (int32_t)i;
		ck_assert(wavwrite_samples(w, v, 1, &err));
	}
	ck_assert(wavwrite_commit(w, &err));
	source = wav_open(wav, &err);
	ck_assert_ptr_nonnull(source);
	ck_assert(channelmap_guess(&source, 1, &map, &err));
	ck_assert(wrapsound_run(&wrap, path, NULL, &result, &err));
	wav_close(source);
}

static bool
join(size_t count, struct mxfwrite_result *result)
{
	const char *input[FILES] = {file[0], file[1], file[2], file[3]};
	struct join parts = {.input = input, .input_count = count,
		.id = {{9}}, .crypto = crypto, .keys = keys};

	return join_run(&parts, out, NULL, result, &err);
}

static void
expect_same_file(const char *have_path, const char *want_path)
{
	struct bytes have = {0}, want = {0};

	ck_assert(input_load(have_path, 1 << 24, &have, &err));
	ck_assert(input_load(want_path, 1 << 24, &want, &err));
	ck_assert_uint_eq(have.size, want.size);
	ck_assert_mem_eq(have.at, want.at, want.size);
	bytes_clear(&have);
	bytes_clear(&want);
}

START_TEST(parts_are_as_if_wrapped_at_once)
{
	char *all[] = {two_k[0], two_k[1], two_k[2], two_k[3]};
	struct mxfwrite_result result;

	make_picture(file[0], all, 1, false, 120);
	make_picture(file[1], all + 1, 2, false, 120);
	make_picture(file[2], all + 3, 1, false, 120);
	make_picture(file[3], all, 4, false, 120);
	ck_assert_msg(join(3, &result), "%s", err.text);
	ck_assert_uint_eq(result.duration, 4);
	expect_same_file(out, file[3]);
}
END_TEST

START_TEST(eyes_stay_with_each_other)
{
	char *first[] = {four_k[0], four_k[1]};
	char *second[] = {four_k[1], four_k[1], four_k[0], four_k[0]};
	char *all[] = {four_k[0], four_k[1], four_k[1], four_k[1], four_k[0],
		four_k[0]};
	struct mxfwrite_result result;

	make_picture(file[0], first, 2, true, 100);
	make_picture(file[1], second, 4, true, 100);
	make_picture(file[2], all, 6, true, 100);
	ck_assert_msg(join(2, &result), "%s", err.text);
	ck_assert_uint_eq(result.duration, 3);
	expect_same_file(out, file[2]);
}
END_TEST

START_TEST(sound_joins_too)
{
	struct mxfwrite_result result;

	make_sound(file[0], 1, 0, 2);
	make_sound(file[1], 2, 2000, 2);
	make_sound(file[2], 3, 0, 2);
	ck_assert_msg(join(2, &result), "%s", err.text);
	expect_same_file(out, file[2]);
}
END_TEST

static void
expect_refusal(const char *text)
{
	struct mxfwrite_result result;

	ck_assert(!join(2, &result));
	ck_assert_msg(strstr(err.text, text) != NULL, "%s", err.text);
	ck_assert_int_ne(access(out, F_OK), 0);
	memset(&err, 0, sizeof(err));
}

START_TEST(differences_are_named)
{
	char *small[] = {two_k[0], two_k[1]}, *large[] = {four_k[0]};

	make_picture(file[0], small, 2, false, 24);
	make_picture(file[1], small, 2, false, 25);
	expect_refusal("edit rate: have 25, want 24");
	make_picture(file[1], small, 2, true, 24);
	expect_refusal("kind: have stereo, want picture");
	make_picture(file[1], large, 1, false, 24);
	expect_refusal("width: have 4096, want 2048");
	make_sound(file[1], 1, 0, 1);
	expect_refusal("kind: have sound, want picture");
	make_sound(file[0], 1, 0, 2);
	expect_refusal("channels: have 1, want 2");
}
END_TEST

static void
encrypt_with(size_t i)
{
	crypto = (struct mxfwrite_crypto){.key = key[i],
		.key_id = {{(uint8_t)(i + 1)}}};
}

/* The edit units of ${out}, opened with the second key, are as in ${want}. */
static void
expect_same_units(const char *want)
{
	struct mxfread *a = mxfread_open(out, &err), *b = mxfread_open(want,
	    &err);
	struct bytes have = {0}, plain = {0};
	uint64_t i;

	ck_assert(a != NULL && b != NULL && mxfread_unlock(a, key[1], &err));
	ck_assert_uint_eq(mxfread_trackfile(a)->duration,
	    mxfread_trackfile(b)->duration);
	for (i = 0; i < mxfread_trackfile(b)->duration; i++) {
		ck_assert_msg(mxfread_unit(a, i, TRACKFILE_LEFT, &have, &err),
		    "%s", err.text);
		ck_assert(mxfread_unit(b, i, TRACKFILE_LEFT, &plain, &err));
		ck_assert_uint_eq(have.size, plain.size);
		ck_assert_mem_eq(have.at, plain.at, plain.size);
	}
	bytes_clear(&have);
	bytes_clear(&plain);
	mxfread_close(a);
	mxfread_close(b);
}

/* One part is encrypted, one is not: together they are, with another key. */
START_TEST(encrypted_parts_are_encrypted_anew)
{
	char *all[] = {two_k[0], two_k[1], two_k[2], two_k[3]};
	struct mxfwrite_result result;

	make_picture(file[3], all, 4, false, 24);
	make_picture(file[1], all + 2, 2, false, 24);
	encrypt_with(0);
	make_picture(file[0], all, 2, false, 24);

	crypto = (struct mxfwrite_crypto){0};
	expect_refusal("0.mxf: is encrypted with key 01000000-0000-0000-0000-"
	    "000000000000, and what is made of it would not be");
	encrypt_with(1);
	expect_refusal("want it by --key-file or --kdm");
	keys = keyring_new(&err);
	ck_assert(keyring_add(keys, &(struct uuid){{1}}, NULL, NULL, key[1],
	    &err));
	expect_refusal("0.mxf: ");
	keyring_free(keys);
	keys = keyring_new(&err);
	ck_assert(keyring_add(keys, &(struct uuid){{1}}, NULL, NULL, key[0],
	    &err));
	ck_assert_msg(join(2, &result), "%s", err.text);
	expect_same_units(file[3]);
	keyring_free(keys);
}
END_TEST

START_TEST(encrypted_sound_joins_too)
{
	struct mxfwrite_result result;

	make_sound(file[3], 20, 0, 2);
	encrypt_with(1);
	make_sound(file[0], 9, 0, 2);
	make_sound(file[1], 11, 18000, 2);
	keys = keyring_new(&err);
	ck_assert(keyring_add(keys, &(struct uuid){{2}}, "MDAK", NULL, key[1],
	    &err));
	ck_assert_msg(join(2, &result), "%s", err.text);
	ck_assert_uint_eq(result.duration, 20);
	expect_same_units(file[3]);
	keyring_free(keys);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("join");

	tcase_add_checked_fixture(t, testing_enter, testing_leave);
	tcase_add_checked_fixture(t, testing_see_testdata, NULL);
	tcase_add_test(t, parts_are_as_if_wrapped_at_once);
	tcase_add_test(t, eyes_stay_with_each_other);
	tcase_add_test(t, sound_joins_too);
	tcase_add_test(t, differences_are_named);
	tcase_add_test(t, encrypted_parts_are_encrypted_anew);
	tcase_add_test(t, encrypted_sound_joins_too);
	return testing_run("join", t);
}
