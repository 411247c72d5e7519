/* progress_test.c: work tells what it did, and stops when it is told to. */
#include "base/progress.h"
#include "base/testing.h"

static bool
stop_at_three(void *context, uint64_t done, uint64_t total)
{
	uint64_t *last = context;

	*last = done;
	return done < 3 && total == 10;
}

START_TEST(nobody_need_listen)
{
	const struct progress deaf = {0};
	struct dcp_error err = {0};

	ck_assert(progress_tell(NULL, 1, 2, &err));
	ck_assert(progress_tell(&deaf, 1, 2, &err));
	ck_assert_int_eq(err.status, DCP_OK);
}
END_TEST

START_TEST(the_listener_may_stop_the_work)
{
	uint64_t last = 0;
	const struct progress p = {.tell = stop_at_three, .context = &last};
	struct dcp_error err = {0};

	ck_assert(progress_tell(&p, 2, 10, &err));
	ck_assert(!progress_tell(&p, 3, 10, &err));
	ck_assert_uint_eq(last, 3);
	ck_assert_int_eq(err.status, DCP_INTERRUPTED);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("progress");

	tcase_add_test(t, nobody_need_listen);
	tcase_add_test(t, the_listener_may_stop_the_work);
	return testing_run("progress", t);
}
