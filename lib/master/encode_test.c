/* encode_test.c: whole jobs: order, eyes, failure, interruption, resumption. */
#include "master/encode.h"

#include <unistd.h>

#include "base/input.h"
#include "image/testcard.h"
#include "j2k/j2kdec.h"
#include "master/fixture.h"
#include "mxf/mxfread.h"

#define FRAMES	6u

static const struct mxfwrite_options options = {
	.id = {{1, 2, 3, 4, 5, 6, 0x47, 8, 0x89, 10, 11, 12, 13, 14, 15, 16}},
	.made = {.seconds = 1700000000, .zoned = true},
};

static void
setup(void)
{
	fixture_enter();
	fixture_frames("l", FRAMES);
	fixture_frames("r", FRAMES);
}

static struct job
open_job(unsigned threads)
{
	struct job_settings s = {.rate = {48, 1}, .colour = "xyz",
	    .count = FRAMES, .threads = threads};
	struct dcp_error err = {0};
	struct job job;

	s.pictures[0] = "l";
	s.pictures[1] = "r";
	s.profile = FIXTURE_PROFILE;
	ck_assert_msg(job_open(&job, &s, NULL, &err), "%s", err.text);
	return job;
}

static struct sink *
open_sink(const struct job *job, const char *name, uint64_t done)
{
	struct dcp_error err = {0};
	struct sink *sink = sink_track_file(name, job,
	    &options, false, &err);

	ck_assert_msg(sink != NULL, "%s", err.text);
	ck_assert_uint_eq(sink_done(sink), done);
	return sink;
}

static bool
exists(const char *name)
{
	return access(name, F_OK) == 0;
}

static void
encode_all(const struct job *job, const char *name, uint64_t done)
{
	struct sink *sink = open_sink(job, name, done);
	struct mxfwrite_result result;
	struct dcp_error err = {0};

	ck_assert_msg(encode_run(job, sink, NULL, &err), "%s", err.text);
	ck_assert_msg(sink_close(sink, &result, &err), "%s", err.text);
	ck_assert_uint_eq(result.duration, FRAMES);
	ck_assert(exists(name));
}

static void
expect_same_bytes(const char *a, const char *b)
{
	struct bytes x = {0}, y = {0};
	struct dcp_error err = {0};

	ck_assert(input_load(a, 1 << 20, &x, &err));
	ck_assert(input_load(b, 1 << 20, &y, &err));
	ck_assert_uint_eq(x.size, y.size);
	ck_assert_mem_eq(x.at, y.at, x.size);
	bytes_clear(&x);
	bytes_clear(&y);
}

/* Cards 0 to FRAMES - 1 of one eye in the folder called ${name}. */
static void
draw_cards(const char *name, enum testcard_eye eye)
{
	struct dcp_error err = {0};
	struct testcard card = {0};
	struct image image = {0};
	uint32_t i;

	ck_assert(path_make_folder(name, &err));
	ck_assert(testcard_init(&card, 256, 136, (struct rational){120, 1},
	    eye, 4, &err));
	for (i = 0; i < FRAMES; i++) {
		char file[32];

		snprintf(file, sizeof(file), "%s/%u.dpx", name, i);
		ck_assert(testcard_draw(&card, i, &image, &err) &&
		    picture_write(file, &image, NULL, &err));
	}
	testcard_clear(&card);
	image_clear(&image);
}

/* What the card in unit ${n} says of itself. */
static struct testcard_mark
read_card(const struct mxfread *r, uint64_t n, enum trackfile_eye eye)
{
	struct dcp_error err = {0};
	struct image image = {0};
	struct testcard_mark mark;
	struct bytes b = {0};

	ck_assert_msg(mxfread_unit(r, n, eye, &b, &err), "%s", err.text);
	ck_assert(j2kdec_decode(span_of(b.at, b.size, 0), 0, &image, &err));
	ck_assert_msg(testcard_read(&image, &mark, &err), "%s", err.text);
	bytes_clear(&b);
	image_clear(&image);
	return mark;
}

/* Of any still: its number and its eye survive, in order, at 120 a second. */
START_TEST(keeps_eyes_and_order)
{
	struct job_settings s = {.rate = {120, 1}, .colour = "rec709",
	    .threads = 4};
	struct dcp_error err = {0};
	struct testcard_mark mark;
	struct mxfread *r;
	struct job job;
	uint64_t i;

	draw_cards("cl", TESTCARD_LEFT);
	draw_cards("cr", TESTCARD_RIGHT);
	s.pictures[0] = "cl";
	s.pictures[1] = "cr";
	s.profile = FIXTURE_PROFILE;
	ck_assert_msg(job_open(&job, &s, NULL, &err), "%s", err.text);
	encode_all(&job, "out.mxf", 0);
	r = mxfread_open("out.mxf", &err);
	ck_assert_msg(r != NULL, "%s", err.text);
	ck_assert_int_eq(mxfread_trackfile(r)->kind, TRACKFILE_STEREO);
	ck_assert_uint_eq(mxfread_trackfile(r)->duration, FRAMES);
	for (i = 0; i < FRAMES; i++) {
		mark = read_card(r, i, TRACKFILE_LEFT);
		ck_assert(mark.frame == i && mark.eye == TESTCARD_LEFT);
		mark = read_card(r, i, TRACKFILE_RIGHT);
		ck_assert(mark.frame == i && mark.eye == TESTCARD_RIGHT);
		ck_assert_uint_eq(mark.rate, 120);
	}
	mxfread_close(r);
	job_close(&job);
}
END_TEST

START_TEST(threads_do_not_matter)
{
	struct job one = open_job(1), many = open_job(7);

	encode_all(&one, "one.mxf", 0);
	encode_all(&many, "many.mxf", 0);
	expect_same_bytes("one.mxf", "many.mxf");
	job_close(&one);
	job_close(&many);
}
END_TEST

/* Stop as soon as ${context} edit units are done. */
static bool
stop_at(void *context, uint64_t done, uint64_t total)
{
	const uint64_t *at = context;

	ck_assert_uint_eq(total, FRAMES);
	return done < *at;
}

START_TEST(goes_on_after_an_interruption)
{
	struct job job = open_job(2);
	uint64_t at;

	encode_all(&job, "whole.mxf", 0);
	for (at = 1; at < FRAMES; at++) {
		struct progress progress = {stop_at, &at};
		struct sink *sink = open_sink(&job, "out.mxf", 0);
		struct dcp_error err = {0};

		ck_assert(!encode_run(&job, sink, &progress, &err));
		ck_assert_int_eq(err.status, DCP_INTERRUPTED);
		ck_assert_uint_eq(sink_suspend(sink), at);
		ck_assert(!exists("out.mxf"));
		encode_all(&job, "out.mxf", at);
		expect_same_bytes("whole.mxf", "out.mxf");
		remove("out.mxf");
	}
	job_close(&job);
}
END_TEST

/* Killed at any byte: the file is whole units and the beginning of one. */
START_TEST(goes_on_after_a_kill)
{
	struct job job = open_job(2);
	uint64_t at = FRAMES - 1, done;
	struct progress progress = {stop_at, &at};
	struct sink *sink = open_sink(&job, "out.mxf", 0);
	struct dcp_error err = {0};
	struct bytes part = {0};
	size_t size;

	ck_assert(!encode_run(&job, sink, &progress, &err));
	ck_assert_uint_eq(sink_suspend(sink), at);
	encode_all(&job, "whole.mxf", 0);
	err = (struct dcp_error){0};
	ck_assert(input_load("out.mxf.part", 1 << 20, &part, &err));
	for (size = part.size - 1; size > part.size / 2; size -= 997) {
		testing_save("out.mxf.part", part.at, size);
		sink = sink_track_file("out.mxf", &job, &options, false, &err);
		ck_assert_msg(sink != NULL, "%s", err.text);
		done = sink_done(sink);
		ck_assert_uint_lt(done, at);
		ck_assert_uint_eq(sink_suspend(sink), done);
		encode_all(&job, "out.mxf", done);
		expect_same_bytes("whole.mxf", "out.mxf");
	}
	bytes_clear(&part);
	job_close(&job);
}
END_TEST

START_TEST(does_not_touch_another_jobs_file)
{
	struct job job = open_job(2), other = open_job(2);
	uint64_t at = 2;
	struct progress progress = {stop_at, &at};
	struct sink *sink = open_sink(&job, "out.mxf", 0);
	struct dcp_error err = {0};

	ck_assert(!encode_run(&job, sink, &progress, &err));
	ck_assert_uint_eq(sink_suspend(sink), at);
	other.mark[0] ^= 1;
	err = (struct dcp_error){0};
	ck_assert_ptr_null(sink_track_file("out.mxf",
	    &other, &options, false, &err));
	ck_assert_int_eq(err.status, DCP_REFUSED);
	ck_assert_ptr_nonnull(strstr(err.text, "out.mxf.part was begun with"));
	err = (struct dcp_error){0};
	sink = sink_track_file("out.mxf", &other,
	    &options, true, &err);
	ck_assert_msg(sink != NULL, "%s", err.text);
	ck_assert_uint_eq(sink_done(sink), 0);
	ck_assert_uint_eq(sink_suspend(sink), 0);
	ck_assert(!exists("out.mxf.part"));
	job_close(&job);
	job_close(&other);
}
END_TEST

START_TEST(a_bad_frame_stops_the_job)
{
	struct job job = open_job(3);
	struct sink *sink = open_sink(&job, "out.mxf", 0);
	struct dcp_error err = {0};

	ck_assert_int_eq(truncate("l/0002.ppm", 500), 0);
	ck_assert(!encode_run(&job, sink, NULL, &err));
	ck_assert_ptr_nonnull(strstr(err.text, "l/0002.ppm: "));
	ck_assert_uint_eq(sink_suspend(sink), 2);
	ck_assert(!exists("out.mxf"));
	job_close(&job);
}
END_TEST

START_TEST(writes_a_folder)
{
	struct job job = open_job(3);
	struct mxfwrite_result result;
	struct dcp_error err = {0};
	struct sink *sink = sink_folder("j", &job, &err);

	ck_assert_msg(sink != NULL, "%s", err.text);
	ck_assert_msg(encode_run(&job, sink, NULL, &err), "%s", err.text);
	ck_assert(sink_close(sink, &result, &err));
	ck_assert(exists("j/left/000000.j2c"));
	ck_assert(exists("j/right/000005.j2c"));
	ck_assert(!exists("j/right/000006.j2c"));
	job_close(&job);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("encode");

	tcase_add_checked_fixture(t, setup, testing_leave);
	tcase_set_timeout(t, 60);
	tcase_add_test(t, keeps_eyes_and_order);
	tcase_add_test(t, threads_do_not_matter);
	tcase_add_test(t, goes_on_after_an_interruption);
	tcase_add_test(t, goes_on_after_a_kill);
	tcase_add_test(t, does_not_touch_another_jobs_file);
	tcase_add_test(t, a_bad_frame_stops_the_job);
	tcase_add_test(t, writes_a_folder);
	return testing_run("encode", t);
}
