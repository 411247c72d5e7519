#include "master/wrappicture.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/input.h"
#include "base/testing.h"
#include "mxf/mxfread.h"

static struct dcp_error err;
static const char out[] = "made/out.mxf";
static char bad[] = "bad.j2c";

/* Frames of one size, all different. */
static char two_k[4][32] = {"testdata/frames/2k_0.j2c",
	"testdata/frames/2k_1.j2c", "testdata/frames/2k_2.j2c",
	"testdata/frames/2k_3.j2c"};
static char four_k[2][32] = {"testdata/frames/4k_0.j2c",
	"testdata/frames/4k_1.j2c"};

static void
setup(void)
{
	ck_assert_int_eq(mkdir("made", 0700), 0);
}

/* Frame ${unit} of the track file is the file at ${path}. */
static void
expect_frame(const struct mxfread *read, uint64_t unit,
    enum trackfile_eye eye, const char *path)
{
	struct bytes have = {0}, want = {0};

	ck_assert(input_load(path, 1 << 20, &want, &err));
	ck_assert_msg(mxfread_unit(read, unit, eye, &have, &err), "%s",
	    err.text);
	ck_assert_uint_eq(have.size, want.size);
	ck_assert_mem_eq(have.at, want.at, want.size);
	bytes_clear(&have);
	bytes_clear(&want);
}

static struct wrappicture
wrap_of(const struct sequence *left, const struct sequence *right,
    int32_t rate)
{
	return (struct wrappicture){.left = left, .right = right,
		.id = {{1, 2, 3}}, .edit_rate = {rate, 1}};
}

/* Wrap, and find every frame again by way of the reader. */
static void
round_trip(const struct sequence *left, const struct sequence *right,
    int32_t rate)
{
	struct wrappicture wrap = wrap_of(left, right, rate);
	struct mxfwrite_result result;
	struct digest digest;
	struct mxfread *read;
	uint64_t i;

	ck_assert_msg(wrappicture_run(&wrap, out, NULL, &result, &err), "%s",
	    err.text);
	ck_assert(digest_file(out, DIGEST_SHA1, &digest, &err));
	ck_assert(digest_equal(&digest, &result.digest));
	ck_assert_uint_eq(result.duration, left->count);
	read = mxfread_open(out, &err);
	ck_assert_msg(read != NULL, "%s", err.text);
	ck_assert_uint_eq(input_size(mxfread_input(read)), result.size);
	ck_assert_int_eq(mxfread_trackfile(read)->kind, right == NULL ?
	    TRACKFILE_PICTURE : TRACKFILE_STEREO);
	ck_assert(rational_equal(mxfread_trackfile(read)->edit_rate,
	    wrap.edit_rate));
	ck_assert_uint_eq(mxfread_trackfile(read)->duration, left->count);
	for (i = 0; i < left->count; i++) {
		expect_frame(read, i, TRACKFILE_LEFT, left->path[i]);
		if (right != NULL)
			expect_frame(read, i, TRACKFILE_RIGHT,
			    right->path[i]);
	}
	mxfread_close(read);
}

START_TEST(frames_come_back_at_every_rate)
{
	static const int32_t rates[] = {24, 25, 30, 48, 50, 60, 96, 100, 120};
	char *a[] = {two_k[0], two_k[1], two_k[2]};
	char *b[] = {two_k[3], two_k[2], two_k[0]};
	char *c[] = {four_k[0], four_k[1]}, *d[] = {four_k[1], four_k[0]};
	struct sequence left = {a, 3}, right = {b, 3};
	struct sequence left_4k = {c, 2}, right_4k = {d, 2};
	size_t i;

	for (i = 0; i < sizeof(rates) / sizeof(rates[0]); i++) {
		round_trip(&left, NULL, rates[i]);
		round_trip(&left, &right, rates[i]);
		round_trip(&left_4k, NULL, rates[i]);
		round_trip(&left_4k, &right_4k, rates[i]);
	}
}
END_TEST

static void
expect_failure(const struct sequence *left, const struct sequence *right,
    const struct progress *progress, const char *text)
{
	struct wrappicture wrap = wrap_of(left, right, 24);
	struct mxfwrite_result result;

	ck_assert(!wrappicture_run(&wrap, out, progress, &result, &err));
	ck_assert_msg(strstr(err.text, text) != NULL, "%s", err.text);
	ck_assert_int_ne(access(out, F_OK), 0);
	memset(&err, 0, sizeof(err));
}

START_TEST(the_frame_that_differs_is_named)
{
	char *a[] = {two_k[0], two_k[1], four_k[0]};
	struct sequence left = {a, 3};

	expect_failure(&left, NULL, NULL, "4k_0.j2c: ");
}
END_TEST

START_TEST(what_is_no_codestream_is_named)
{
	char *a[] = {two_k[0], bad};
	struct sequence left = {a, 2};
	struct bytes good = {0};

	expect_failure(&left, NULL, NULL, "bad.j2c: No such file");
	testing_file(bad, "not a codestream");
	expect_failure(&left, NULL, NULL, "bad.j2c: ");
	ck_assert(input_load(two_k[1], 1 << 20, &good, &err));
	testing_save(bad, good.at, good.size - 20);
	expect_failure(&left, NULL, NULL, "bad.j2c: ");
	bytes_clear(&good);
}
END_TEST

START_TEST(eyes_must_be_equally_many)
{
	char *a[] = {two_k[0], two_k[1]};
	struct sequence left = {a, 2}, right = {a, 1};

	expect_failure(&left, &right, NULL, "2k_1.j2c");
}
END_TEST

static bool
stop_at_two(void *context, uint64_t done, uint64_t total)
{
	(void)context;
	ck_assert_uint_eq(total, 4);
	return done < 2;
}

START_TEST(an_interruption_leaves_nothing)
{
	char *a[] = {two_k[0], two_k[1], two_k[2], two_k[3]};
	struct sequence left = {a, 4};
	struct progress progress = {stop_at_two, NULL};

	expect_failure(&left, NULL, &progress, "");
	/* Neither the file nor one of a temporary name. */
	ck_assert_int_eq(rmdir("made"), 0);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("wrappicture");

	tcase_add_checked_fixture(t, testing_enter, testing_leave);
	tcase_add_checked_fixture(t, testing_see_testdata, NULL);
	tcase_add_checked_fixture(t, setup, NULL);
	tcase_add_test(t, frames_come_back_at_every_rate);
	tcase_add_test(t, the_frame_that_differs_is_named);
	tcase_add_test(t, what_is_no_codestream_is_named);
	tcase_add_test(t, eyes_must_be_equally_many);
	tcase_add_test(t, an_interruption_leaves_nothing);
	return testing_run("wrappicture", t);
}
