/* array_test.c: what array.h promises. */
#include "base/array.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/testing.h"

START_TEST(grows_and_keeps_what_it_holds)
{
	struct dcp_error err = {0};
	uint32_t *at = NULL, *more;
	uint32_t i, k;

	for (i = 0; i < 1000; i++) {
		more = array_room(at, i, sizeof(*at), &err);
		ck_assert_ptr_nonnull(more);
		at = more;
		ck_assert_uint_eq(at[i], 0);
		at[i] = i + 1;
	}
	for (k = 0; k < i; k++)
		ck_assert_uint_eq(at[k], k + 1);
	free(at);
}
END_TEST

START_TEST(refuses_what_no_memory_holds)
{
	struct dcp_error err = {0};

	ck_assert_ptr_null(array_room(NULL, 4, SIZE_MAX / 4, &err));
	ck_assert_int_eq(err.status, DCP_NO_MEMORY);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("array");

	tcase_add_test(t, grows_and_keeps_what_it_holds);
	tcase_add_test(t, refuses_what_no_memory_holds);
	return testing_run("array", t);
}
