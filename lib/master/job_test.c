/* job_test.c: what must be refused before a frame is encoded. */
#include "master/job.h"

#include "master/fixture.h"


static void
setup(void)
{
	fixture_enter();
	fixture_frames("l", 3);
	fixture_frames("r", 3);
}

/* A job on both folders that is in order. */
static struct job_settings
good(void)
{
	struct job_settings s = {.rate = {24, 1}, .colour = "xyz"};

	s.pictures[0] = "l";
	s.pictures[1] = "r";
	s.profile = FIXTURE_PROFILE;
	return s;
}

static void
expect_refusal(const struct job_settings *s, const char *text)
{
	struct dcp_error err = {0};
	struct job job;

	ck_assert(!job_open(&job, s, NULL, &err));
	ck_assert_msg(strstr(err.text, text) != NULL, "%s", err.text);
	ck_assert_uint_eq(job.eyes, 0);
	job_close(&job);
}

START_TEST(finds_what_is_there)
{
	struct job_settings s = good();
	struct dcp_error err = {0};
	struct job job;

	s.start = 1;
	ck_assert_msg(job_open(&job, &s, NULL, &err), "%s", err.text);
	ck_assert_uint_eq(job.eyes, 2);
	ck_assert_uint_eq(job.start, 1);
	ck_assert_uint_eq(job.count, 2);
	ck_assert_uint_eq(job.frame.bits, 12);
	ck_assert_uint_eq(job.frame.encoder.width, FIXTURE_WIDTH);
	/* 230 / 250 of 2.5 Mbit/s for 48 codestreams a second */
	ck_assert_uint_eq(job.frame.encoder.limits.frame_size, 5989);
	ck_assert_uint_eq(job.frame.encoder.limits.component_size, 5208);
	job_close(&job);
}
END_TEST

START_TEST(takes_a_bit_rate_up_to_the_limit)
{
	struct job_settings s = good();
	struct dcp_error err = {0};
	struct job job;

	s.bit_rate = 700000;
	ck_assert_msg(job_open(&job, &s, NULL, &err), "%s", err.text);
	ck_assert_uint_eq(job.frame.encoder.limits.frame_size, 1822);
	ck_assert_uint_eq(job.frame.encoder.limits.component_size, 1822);
	job_close(&job);
	s.bit_rate = 2500000;
	ck_assert_msg(job_open(&job, &s, NULL, &err), "%s", err.text);
	ck_assert_uint_eq(job.frame.encoder.limits.frame_size, 6510);
	job_close(&job);
	s.bit_rate = 2500001;
	expect_refusal(&s, "--bit-rate: 2500001 bits a second are more than "
	    "the 2500000");
}
END_TEST

START_TEST(every_rate_mono_and_stereo)
{
	static const int32_t rates[] = {24, 25, 30, 48, 50, 60, 96, 100, 120};
	struct dcp_error err = {0};
	struct job_settings s;
	struct job job;
	size_t i;

	for (i = 0; i < 2 * sizeof(rates) / sizeof(rates[0]); i++) {
		s = good();
		s.rate.num = rates[i / 2];
		if (i % 2 == 0)
			s.pictures[1] = NULL;
		ck_assert_msg(job_open(&job, &s, NULL, &err), "%s", err.text);
		job_close(&job);
	}
	s = good();
	s.rate.num = 23;
	expect_refusal(&s, "has no stereoscopic pictures at 23 a second");
}
END_TEST

START_TEST(refuses_gaps_and_odd_frames)
{
	struct job_settings s = good();

	remove("r/0002.ppm");
	expect_refusal(&s, "l/0002.ppm");
	remove("l/0001.ppm");
	expect_refusal(&s, "l: frame 1 is missing");
	fixture_picture("l/0001.ppm", 32, 36, 1);
	fixture_picture("r/0002.ppm", 64, 36, 1);
	s = good();
	expect_refusal(&s, "l/0001.ppm");
}
END_TEST

START_TEST(refuses_eyes_that_differ)
{
	struct job_settings s = good();
	int i;

	for (i = 0; i < 3; i++) {
		char name[32];

		snprintf(name, sizeof(name), "r/000%d.ppm", i);
		fixture_picture(name, 96, 64, 1);
	}
	s = good();
	expect_refusal(&s, "r/0000.ppm has 96x64");
}
END_TEST

START_TEST(refuses_a_broken_picture)
{
	struct job_settings s;

	testing_file("r/0001.ppm", "P6 x");
	s = good();
	expect_refusal(&s, "r/0001.ppm");
}
END_TEST

START_TEST(refuses_settings_that_do_not_fit)
{
	struct job_settings s = good();

	s.colour = NULL;
	expect_refusal(&s, "state its colours with --colour");
	s.colour = "pink";
	expect_refusal(&s, "--colour: unknown colour space");
	s = good();
	s.profile = "none-such";
	expect_refusal(&s, "no profile is called none-such");
	s = good();
	s.profile = NULL;
	expect_refusal(&s, "64x36 is no container of digital cinema");
	s = good();
	s.width = 96;
	s.height = 64;
	expect_refusal(&s, "64x36");
	s = good();
	s.start = 2;
	s.count = 2;
	expect_refusal(&s, "want 2 frames from frame 2 on, there are 3");
	s = good();
	s.pictures[0] = "/nonexistent";
	expect_refusal(&s, "/nonexistent");
}
END_TEST

/* The mark is the same for the same job, and differs with each setting. */
START_TEST(marks_the_job)
{
	struct dcp_error err = {0};
	struct job_settings s;
	uint8_t first[JOB_MARK_SIZE];
	struct job job;
	int i;

	for (i = 0; i < 8; i++) {
		s = good();
		s.threads = i == 1 ? 2 : 1;
		s.start = i == 2;
		s.count = i == 3;
		s.rate.num = i == 4 ? 25 : 24;
		s.colour = i == 5 ? "rec709" : "xyz";
		s.bit_rate = i == 6 ? 900000 : 0;
		if (i == 7) {
			s.fit = FIT_PAD;
			s.width = 96;
			s.height = 64;
		}
		ck_assert_msg(job_open(&job, &s, NULL, &err), "%s", err.text);
		if (i == 0)
			memcpy(first, job.mark, sizeof(first));
		ck_assert_int_eq(memcmp(first, job.mark, sizeof(first)) == 0,
		    i < 2);
		job_close(&job);
	}
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("job");

	tcase_add_checked_fixture(t, setup, testing_leave);
	tcase_add_test(t, finds_what_is_there);
	tcase_add_test(t, takes_a_bit_rate_up_to_the_limit);
	tcase_add_test(t, every_rate_mono_and_stereo);
	tcase_add_test(t, refuses_gaps_and_odd_frames);
	tcase_add_test(t, refuses_eyes_that_differ);
	tcase_add_test(t, refuses_a_broken_picture);
	tcase_add_test(t, refuses_settings_that_do_not_fit);
	tcase_add_test(t, marks_the_job);
	return testing_run("job", t);
}
