/* workers_test.c: every piece once, results in order, one failure told. */
#include "base/workers.h"
#include "base/testing.h"

#include <time.h>

#include "base/limits.h"

#define PIECES	1000u
#define SLOTS	16u

/* What the two functions below saw; each slot is used by one at a time. */
struct log {
	uint64_t in_slot[SLOTS];	/* piece + 1 that is in the slot */
	uint64_t worked[PIECES];
	uint64_t next;			/* piece whose result comes next */
	uint64_t fail_work[3];		/* these pieces fail; PIECES: none */
	uint64_t fail_done;
	unsigned inside;		/* threads inside done() */
};

/* So that pieces end in another order than they began. */
static void
dawdle(uint64_t index)
{
	struct timespec t = {.tv_nsec = (long)(index * 7919 % 13) * 20000};

	nanosleep(&t, NULL);
}

static bool
work(void *context, unsigned slot, uint64_t index, struct dcp_error *err)
{
	struct log *log = context;
	size_t i;

	if (log->in_slot[slot] != 0)
		return error_set(err, DCP_IO, "slot %u is in use", slot);
	log->in_slot[slot] = index + 1;
	log->worked[index]++;
	dawdle(index);
	for (i = 0; i < 3; i++)
		if (index == log->fail_work[i])
			return error_set(err, DCP_BAD_INPUT, "piece %d",
			    (int)index);
	return true;
}

static bool
done(void *context, unsigned slot, uint64_t index, struct dcp_error *err)
{
	struct log *log = context;
	bool ok = log->in_slot[slot] == index + 1 && log->next == index &&
	    log->inside == 0;

	log->inside++;
	log->next++;
	if (index % 5 == 0)
		dawdle(index);
	log->in_slot[slot] = 0;
	log->inside--;
	if (!ok)
		return error_set(err, DCP_IO, "out of order");
	if (index == log->fail_done)
		return error_set(err, DCP_REFUSED, "result %d", (int)index);
	return true;
}

static struct log
fresh_log(void)
{
	return (struct log){.fail_work = {PIECES, PIECES, PIECES},
	    .fail_done = PIECES};
}

START_TEST(every_piece_once_and_in_order)
{
	static const unsigned threads[] = {1, 2, 3, 8, 0};
	static const unsigned slots[] = {SLOTS, 3, 16, 1, 2};
	size_t i, k;

	for (i = 0; i < sizeof(threads) / sizeof(threads[0]); i++) {
		struct log log = fresh_log();
		struct workers_job job = {.count = PIECES / 4, .work = work,
		    .done = done, .context = &log, .threads = threads[i],
		    .slots = slots[i]};
		struct dcp_error err = {0};

		ck_assert_msg(workers_run(&job, &err), "%s", err.text);
		ck_assert_uint_eq(log.next, job.count);
		for (k = 0; k < job.count; k++)
			ck_assert_uint_eq(log.worked[k], 1);
	}
}
END_TEST

START_TEST(no_work_is_done_at_once)
{
	struct log log = fresh_log();
	struct workers_job job = {.work = work, .context = &log};
	struct dcp_error err = {0};

	ck_assert(workers_run(&job, &err));
	job.threads = 4;
	ck_assert(workers_run(&job, &err));
	ck_assert_uint_eq(log.worked[0], 0);
}
END_TEST

/* Without done(), a slot is free when its piece is worked. */
static bool
count_only(void *context, unsigned slot, uint64_t index, struct dcp_error *err)
{
	uint64_t *counts = context;

	(void)slot;
	(void)err;
	counts[index]++;
	return true;
}

START_TEST(results_need_not_be_taken)
{
	uint64_t counts[PIECES] = {0};
	struct workers_job job = {.count = PIECES, .work = count_only,
	    .context = counts, .threads = 4};
	struct dcp_error err = {0};
	size_t i;

	ck_assert(workers_run(&job, &err));
	for (i = 0; i < PIECES; i++)
		ck_assert_uint_eq(counts[i], 1);
}
END_TEST

START_TEST(the_first_failure_is_told)
{
	unsigned threads;

	for (threads = 1; threads <= 8; threads++) {
		struct log log = fresh_log();
		struct workers_job job = {.count = PIECES, .work = work,
		    .done = done, .context = &log, .threads = threads,
		    .slots = SLOTS};
		struct dcp_error err = {0};
		size_t i, begun = 0;

		/* 39 ends before 38: see dawdle(). */
		log.fail_work[0] = 39;
		log.fail_work[1] = 38;
		log.fail_work[2] = 41;
		ck_assert(!workers_run(&job, &err));
		ck_assert_int_eq(err.status, DCP_BAD_INPUT);
		ck_assert(strcmp(err.text, "piece 38") == 0 ||
		    strcmp(err.text, "piece 39") == 0);
		ck_assert_uint_le(log.next, 39);
		for (i = 0; i < PIECES; i++)
			begun += log.worked[i] > 0;
		ck_assert_uint_le(begun, 38 + SLOTS + threads);
	}
}
END_TEST

START_TEST(a_result_that_fails_is_the_last)
{
	unsigned threads;

	for (threads = 1; threads <= 8; threads += 3) {
		struct log log = fresh_log();
		struct workers_job job = {.count = PIECES, .work = work,
		    .done = done, .context = &log, .threads = threads,
		    .slots = SLOTS};
		struct dcp_error err = {0};

		log.fail_done = 20;
		ck_assert(!workers_run(&job, &err));
		ck_assert_str_eq(err.text, "result 20");
		ck_assert_uint_eq(log.next, 21);
	}
}
END_TEST

/* The first piece is the last to end; index 3 fails if told to. */
static bool
first_is_last(void *context, unsigned slot, uint64_t index,
    struct dcp_error *err)
{
	struct log *log = context;
	struct timespec t = {.tv_nsec = 50000000};

	if (index == 0)
		nanosleep(&t, NULL);
	if (index == log->fail_work[0])
		return error_set(err, DCP_IO, "piece %d", (int)index);
	return slot == index || error_set(err, DCP_IO, "wrong slot");
}

static bool
note_order(void *context, unsigned slot, uint64_t index, struct dcp_error *err)
{
	struct log *log = context;

	(void)slot;
	log->worked[log->next++] = index;
	return index != log->fail_done || error_set(err, DCP_REFUSED, "enough");
}

START_TEST(results_may_come_as_they_do)
{
	struct log log = fresh_log();
	struct workers_job job = {.count = 10, .work = first_is_last,
	    .done = note_order, .context = &log, .threads = 2, .slots = 2,
	    .any_order = true};
	struct dcp_error err = {0};

	ck_assert_msg(workers_run(&job, &err), "%s", err.text);
	ck_assert_uint_eq(log.next, 10);
	ck_assert_uint_eq(log.worked[9], 0);
	/* A failure of work leaves what was done, the first piece here. */
	log = fresh_log();
	log.fail_work[0] = 3;
	ck_assert(!workers_run(&job, &err));
	ck_assert_str_eq(err.text, "piece 3");
	ck_assert_uint_eq(log.next, 3);
	ck_assert_uint_eq(log.worked[2], 0);
	/* A failure of done() is the end. */
	log = fresh_log();
	log.fail_done = 2;
	err.status = DCP_OK;
	ck_assert(!workers_run(&job, &err));
	ck_assert_str_eq(err.text, "enough");
	ck_assert_uint_eq(log.worked[log.next - 1], 2);
	job.count = 0;
	ck_assert(workers_run(&job, &err));
}
END_TEST

START_TEST(processors_are_counted)
{
	ck_assert_uint_ge(workers_processors(), 1);
	ck_assert_uint_le(workers_processors(), LIMIT_THREADS);
	ck_assert_uint_eq(workers_slots(3), 6);
	ck_assert_uint_eq(workers_slots(0), 2 * workers_processors());
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("workers");

	tcase_set_timeout(t, 60);
	tcase_add_test(t, every_piece_once_and_in_order);
	tcase_add_test(t, no_work_is_done_at_once);
	tcase_add_test(t, results_need_not_be_taken);
	tcase_add_test(t, the_first_failure_is_told);
	tcase_add_test(t, a_result_that_fails_is_the_last);
	tcase_add_test(t, results_may_come_as_they_do);
	tcase_add_test(t, processors_are_counted);
	return testing_run("workers", t);
}
