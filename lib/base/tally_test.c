/* tally_test.c: threads add up, one tells, all stop. */
#include "base/tally.h"
#include "base/testing.h"
#include "base/workers.h"

struct listener {
	unsigned calls;
	uint64_t last, stop_at;
};

static bool
listen_to(void *context, uint64_t done, uint64_t total)
{
	struct listener *l = context;

	ck_assert_uint_le(done, total);
	l->calls++;
	l->last = done;
	return done < l->stop_at;
}

static bool
add_three(void *context, unsigned slot, uint64_t index, struct dcp_error *err)
{
	(void)slot;
	(void)index;
	return tally_add(context, 3, err);
}

START_TEST(threads_add_up)
{
	struct listener l = {.stop_at = UINT64_MAX};
	const struct progress p = {.tell = listen_to, .context = &l};
	struct tally t = {.progress = &p, .total = 3000,
	    .busy = ATOMIC_FLAG_INIT};
	struct workers_job job = {.count = 1000, .threads = 4,
	    .work = add_three, .context = &t};
	struct dcp_error err = {0};

	ck_assert(workers_run(&job, &err));
	ck_assert_uint_eq(atomic_load(&t.done), 3000);
	ck_assert_uint_ge(l.calls, 1);
	ck_assert_uint_le(l.calls, 1000);
}
END_TEST

START_TEST(all_are_stopped)
{
	struct listener l = {.stop_at = 30};
	const struct progress p = {.tell = listen_to, .context = &l};
	struct tally t = {.progress = &p, .total = 300,
	    .busy = ATOMIC_FLAG_INIT};
	struct dcp_error err = {0};

	ck_assert(tally_add(&t, 29, &err));
	ck_assert(!tally_add(&t, 1, &err));
	ck_assert_int_eq(err.status, DCP_INTERRUPTED);
	err.status = DCP_OK;
	l.stop_at = UINT64_MAX;
	ck_assert(!tally_add(&t, 1, &err));
	ck_assert_uint_eq(l.last, 31);
}
END_TEST

START_TEST(nobody_need_listen)
{
	struct tally t = {.busy = ATOMIC_FLAG_INIT};
	struct dcp_error err = {0};

	ck_assert(tally_add(&t, 1, &err));
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("tally");

	tcase_add_test(t, threads_add_up);
	tcase_add_test(t, all_are_stopped);
	tcase_add_test(t, nobody_need_listen);
	return testing_run("tally", t);
}
