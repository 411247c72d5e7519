/* sink_test.c: names of files in a folder, and unfinished track files. */
#include "master/sink.h"

#include "base/input.h"
#include "base/testing.h"

static struct dcp_error err;

static void
expect(const char *path, const char *text)
{
	struct bytes have = {0};

	ck_assert_msg(input_load(path, 100, &have, &err), "%s", err.text);
	ck_assert_str_eq(bytes_text(&have), text);
	bytes_clear(&have);
}

static void
put(struct sink *sink, const char *text)
{
	struct bytes plain = {0};

	bytes_printf(&plain, "%s", text);
	ck_assert_ptr_null(sink_seal(sink));
	ck_assert(sink_put(sink, &plain, NULL, &err));
	bytes_clear(&plain);
}

START_TEST(eyes_alternate_in_their_folders)
{
	const struct job job = {.eyes = 2, .start = 7};
	struct sink *sink = sink_folder("out", &job, &err);
	struct mxfwrite_result result;

	ck_assert_ptr_nonnull(sink);
	ck_assert_uint_eq(sink_done(sink), 0);
	put(sink, "a");
	put(sink, "b");
	put(sink, "c");
	ck_assert(sink_close(sink, &result, &err));
	expect("out/left/000007.j2c", "a");
	expect("out/right/000007.j2c", "b");
	expect("out/left/000008.j2c", "c");
	ck_assert_uint_eq(result.size, 0);
}
END_TEST

START_TEST(what_others_began_is_kept)
{
	const struct job job = {.eyes = 1, .rate = {24, 1}, .mark = {1}};
	const struct mxfwrite_options options = {.id = {{9}}};
	struct sink *sink;

	testing_file("a.mxf.part", "hours of work");
	ck_assert_ptr_null(sink_track_file("a.mxf", &job, &options, false,
	    &err));
	ck_assert_int_eq(err.status, DCP_REFUSED);
	expect("a.mxf.part", "hours of work");
	err = (struct dcp_error){0};
	sink = sink_track_file("a.mxf", &job, &options, true, &err);
	ck_assert_msg(sink != NULL, "%s", err.text);
	/* Of no edit unit, nothing is kept. */
	ck_assert_uint_eq(sink_suspend(sink), 0);
	ck_assert_int_ne(access("a.mxf.part", F_OK), 0);
	ck_assert_int_ne(access("a.mxf", F_OK), 0);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("sink");

	tcase_add_checked_fixture(t, testing_enter, testing_leave);
	tcase_add_test(t, eyes_alternate_in_their_folders);
	tcase_add_test(t, what_others_began_is_kept);
	return testing_run("sink", t);
}
