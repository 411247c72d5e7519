#include "master/unwrapframes.h"

#include <string.h>

#include "base/input.h"
#include "base/testing.h"
#include "image/names.h"
#include "image/picture.h"
#include "master/wrappicture.h"

static struct dcp_error err;
static const char file[] = "in.mxf";
static struct mxfread *read_file;

static char frame[4][32] = {"testdata/frames/2k_0.j2c",
	"testdata/frames/2k_1.j2c", "testdata/frames/2k_2.j2c",
	"testdata/frames/2k_3.j2c"};

/* A stereo file of two edit units: left 0 1, right 2 3. */
static void
setup(void)
{
	char *paths[] = {frame[0], frame[1], frame[2], frame[3]};
	struct sequence left = {paths, 2}, right = {paths + 2, 2};
	struct wrappicture wrap = {.left = &left, .right = &right,
		.id = {{9}}, .edit_rate = {120, 1}};
	struct mxfwrite_result result;

	ck_assert_msg(wrappicture_run(&wrap, file, NULL, &result, &err), "%s",
	    err.text);
	read_file = mxfread_open(file, &err);
	ck_assert_ptr_nonnull(read_file);
}

static void
teardown(void)
{
	mxfread_close(read_file);
}

static void
expect(const char *path, const char *want_path)
{
	struct bytes have = {0}, want = {0};

	ck_assert_msg(input_load(path, 1 << 20, &have, &err), "%s", err.text);
	ck_assert(input_load(want_path, 1 << 20, &want, &err));
	ck_assert_uint_eq(have.size, want.size);
	ck_assert_mem_eq(have.at, want.at, want.size);
	bytes_clear(&have);
	bytes_clear(&want);
}

static size_t
count_in(const char *folder)
{
	struct names names = {0};
	size_t count;

	ck_assert(names_in_folder(&names, folder, &err));
	count = names.count;
	names_clear(&names);
	return count;
}

START_TEST(both_eyes_have_their_folders)
{
	struct unwrapframes unwrap = {.read = read_file, .units = {0, 2},
		.folder = "out", .suffix = ".j2c"};

	ck_assert_msg(unwrapframes_run(&unwrap, NULL, &err), "%s", err.text);
	expect("out/left/000000.j2c", frame[0]);
	expect("out/left/000001.j2c", frame[1]);
	expect("out/right/000000.j2c", frame[2]);
	expect("out/right/000001.j2c", frame[3]);
	ck_assert_uint_eq(count_in("out/left"), 2);
	ck_assert_uint_eq(count_in("out/right"), 2);
}
END_TEST

START_TEST(one_eye_goes_alone)
{
	struct unwrapframes unwrap = {.read = read_file, .units = {1, 1},
		.eyes = UNWRAPFRAMES_RIGHT, .folder = "out", .suffix = ".j2c"};

	ck_assert_msg(unwrapframes_run(&unwrap, NULL, &err), "%s", err.text);
	expect("out/000001.j2c", frame[3]);
	ck_assert_uint_eq(count_in("out"), 1);
}
END_TEST

/* The frames are flat: X'Y'Z' 200 1000 3000 in the first. */
START_TEST(pictures_are_decoded)
{
	struct unwrapframes unwrap = {.read = read_file, .units = {0, 1},
		.eyes = UNWRAPFRAMES_LEFT, .folder = "out", .suffix = ".ppm",
		.decode = true, .reduce = 2, .threads = 1};
	struct image image = {0};

	ck_assert_msg(unwrapframes_run(&unwrap, NULL, &err), "%s", err.text);
	ck_assert(picture_read("out/000000.ppm", NULL, &image, NULL, &err));
	ck_assert_uint_eq(image.width, 512);
	ck_assert_uint_eq(image.height, 270);
	ck_assert_uint_eq(image.bits, 12);
	ck_assert_int_le(abs(image.plane[0][1000] - 200), 2);
	ck_assert_int_le(abs(image.plane[1][1000] - 1000), 2);
	ck_assert_int_le(abs(image.plane[2][1000] - 3000), 2);
	image_clear(&image);
}
END_TEST

START_TEST(the_frame_that_fails_is_named)
{
	struct unwrapframes unwrap = {.read = read_file, .units = {1, 2},
		.folder = "out", .eyes = UNWRAPFRAMES_LEFT, .suffix = ".j2c"};

	ck_assert(!unwrapframes_run(&unwrap, NULL, &err));
	ck_assert_ptr_nonnull(strstr(err.text, "edit unit 2"));
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("unwrapframes");

	tcase_add_checked_fixture(t, testing_enter, testing_leave);
	tcase_add_checked_fixture(t, testing_see_testdata, NULL);
	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, both_eyes_have_their_folders);
	tcase_add_test(t, one_eye_goes_alone);
	tcase_add_test(t, pictures_are_decoded);
	tcase_add_test(t, the_frame_that_fails_is_named);
	return testing_run("unwrapframes", t);
}
