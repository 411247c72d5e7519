/* digests_test.c: many files at once, unreadable ones among them. */
#include "base/bytes.h"
#include "base/testing.h"
#include "crypt/digests.h"

#define FILES	40

static struct {
	char name[FILES][8];
	char text[FILES][8];
	struct digests_file files[FILES];
	size_t done_count;
	size_t stop_after;
} all;

static void
make_files(void)
{
	size_t i;

	testing_enter();
	memset(&all, 0, sizeof(all));
	all.stop_after = SIZE_MAX;
	for (i = 0; i < FILES; i++) {
		snprintf(all.name[i], sizeof(all.name[i]), "f%zu", i);
		snprintf(all.text[i], sizeof(all.text[i]), "%zu", i * i);
		all.files[i].path = all.name[i];
		if (i % 10 != 7)
			testing_file(all.name[i], all.text[i]);
	}
}

static bool
count_done(void *context, size_t index, struct dcp_error *err)
{
	ck_assert(context == &all && all.files[index].finished);
	return ++all.done_count < all.stop_after ||
	    error_set(err, DCP_REFUSED, "enough");
}

static struct digests_job
job_of_all(unsigned threads)
{
	return (struct digests_job){.files = all.files, .count = FILES,
	    .threads = threads, .done = count_done, .context = &all};
}

START_TEST(each_gets_its_own)
{
	unsigned threads;
	size_t i;

	for (threads = 1; threads <= 3; threads++) {
		struct digests_job job = job_of_all(threads);
		struct dcp_error err = {0};

		make_files();
		job.uncached = threads == 2;
		ck_assert(digests_run(&job, &err));
		ck_assert_uint_eq(all.done_count, FILES);
		for (i = 0; i < FILES; i++) {
			struct digest want = {0};
			struct dcp_error fails = {0};
			bool ok = digest_file(all.name[i], DIGEST_SHA1, &want,
			    &fails);

			ck_assert(digest_equal(&want, &all.files[i].have));
			ck_assert_int_eq(all.files[i].failure.status,
			    ok ? DCP_OK : DCP_IO);
			ck_assert_uint_eq(all.files[i].again.size, 0);
		}
		testing_leave();
	}
}
END_TEST

START_TEST(the_wrong_one_is_read_twice)
{
	struct digest right, wrong = {{1}, 20};
	struct digests_job job = job_of_all(2);
	struct dcp_error err = {0};

	make_files();
	ck_assert(digest_file("f1", DIGEST_SHA1, &right, &err));
	all.files[0].want = &wrong;
	all.files[1].want = &right;
	all.files[7].want = &right;
	ck_assert(digests_run(&job, &err));
	ck_assert(digest_equal(&all.files[0].have, &all.files[0].again));
	ck_assert_uint_eq(all.files[0].have.size, 20);
	ck_assert_uint_eq(all.files[1].again.size, 0);
	ck_assert_uint_eq(all.files[7].have.size, 0);
	testing_leave();
}
END_TEST

static bool
listen_to(void *context, uint64_t done, uint64_t total)
{
	uint64_t *seen = context;

	ck_assert_uint_le(done, total);
	*seen = done > *seen ? done : *seen;
	return seen[1] == 0;
}

START_TEST(progress_counts_bytes_and_stops)
{
	uint64_t seen[2] = {0, 0}, total = 0;
	const struct progress p = {.tell = listen_to, .context = seen};
	struct digests_job job = job_of_all(1);
	struct dcp_error err = {0};
	size_t i;

	make_files();
	job.progress = &p;
	ck_assert(digests_run(&job, &err));
	for (i = 0; i < FILES; i++)
		total += i % 10 == 7 ? 0 : strlen(all.text[i]);
	ck_assert_uint_eq(seen[0], total);
	testing_leave();

	make_files();
	seen[1] = 1;
	ck_assert(!digests_run(&job, &err));
	ck_assert_int_eq(err.status, DCP_INTERRUPTED);
	for (i = 0; i < FILES; i++)
		ck_assert(!all.files[i].finished);
	testing_leave();
}
END_TEST

static bool
rewrite(void *context, uint64_t done, uint64_t total)
{
	(void)done;
	(void)total;
	testing_file(context, "y");
	return true;
}

START_TEST(readings_that_differ_are_kept)
{
	const struct progress p = {.tell = rewrite, .context = all.name[1]};
	struct digests_job job = job_of_all(1);
	struct digest wrong = {{1}, 20};
	struct dcp_error err = {0};

	make_files();
	job.files = &all.files[1];
	job.count = 1;
	job.done = NULL;
	job.progress = &p;
	all.files[1].want = &wrong;
	ck_assert(digests_run(&job, &err));
	ck_assert_uint_eq(all.files[1].again.size, 20);
	ck_assert(!digest_equal(&all.files[1].have, &all.files[1].again));
	testing_leave();
}
END_TEST

START_TEST(done_may_say_enough)
{
	struct digests_job job = job_of_all(2);
	struct dcp_error err = {0};

	make_files();
	all.stop_after = 5;
	ck_assert(!digests_run(&job, &err));
	ck_assert_int_eq(err.status, DCP_REFUSED);
	ck_assert_uint_eq(all.done_count, 5);
	testing_leave();
}
END_TEST

/* Watches files whose number is even; wants to see what they hold. */
static bool
watch_even(void *context, const char *path, void **watch,
    struct dcp_error *err)
{
	ck_assert(context == &all);
	if (atoi(path + 1) % 2 != 0)
		return true;
	*watch = calloc(1, sizeof(struct bytes));
	return *watch != NULL || error_memory(err);
}

static bool
keep(void *watch, const void *at, size_t size, struct dcp_error *err)
{
	bytes_put(watch, at, size);
	return bytes_ok(watch, err);
}

static bool
say_all(void *watch, char **note, bool *fault, struct dcp_error *err)
{
	*note = strdup(bytes_text(watch));
	*fault = **note == '4';
	return *note != NULL || error_memory(err);
}

static void
forget(void *watch)
{
	if (watch != NULL)
		bytes_clear(watch);
	free(watch);
}

START_TEST(a_watcher_sees_what_is_read)
{
	const struct digests_watcher watcher = {watch_even, keep, say_all,
	    forget, &all};
	struct digests_job job = job_of_all(3);
	struct dcp_error err = {0};
	struct digest other = {{1}, 20};
	size_t i;

	make_files();
	job.watcher = &watcher;
	all.files[4].want = &other;	/* is read twice, watched once */
	ck_assert(digests_run(&job, &err));
	for (i = 0; i < FILES; i++) {
		if (i % 2 != 0 || i % 10 == 7) {
			ck_assert_ptr_null(all.files[i].note);
			continue;
		}
		ck_assert_str_eq(all.files[i].note, all.text[i]);
		ck_assert_int_eq(all.files[i].fault, all.text[i][0] == '4');
		free(all.files[i].note);
	}
	testing_leave();
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("digests");

	tcase_add_test(t, each_gets_its_own);
	tcase_add_test(t, the_wrong_one_is_read_twice);
	tcase_add_test(t, progress_counts_bytes_and_stops);
	tcase_add_test(t, readings_that_differ_are_kept);
	tcase_add_test(t, done_may_say_enough);
	tcase_add_test(t, a_watcher_sees_what_is_read);
	return testing_run("digests", t);
}
