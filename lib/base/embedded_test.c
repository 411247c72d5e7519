/* embedded_test.c: what embedded.h promises. */
#include "base/embedded.h"

#include <string.h>

#include "base/testing.h"

START_TEST(finds_each_file_by_its_name)
{
	const struct embedded *e;
	size_t i;

	for (i = 0; (e = embedded_at(i)) != NULL; i++) {
		ck_assert_ptr_eq(embedded_find(e->name), e);
		ck_assert_uint_gt(e->size, 0);
	}
	ck_assert_uint_gt(i, 0);
}
END_TEST

START_TEST(stands_in_order_of_name)
{
	size_t i;

	for (i = 1; embedded_at(i) != NULL; i++)
		ck_assert_int_lt(strcmp(embedded_at(i - 1)->name,
		    embedded_at(i)->name), 0);
}
END_TEST

START_TEST(has_no_other_file)
{
	ck_assert_ptr_null(embedded_find("no-such-file"));
	ck_assert_ptr_null(embedded_find(""));
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("embedded");

	tcase_add_test(t, finds_each_file_by_its_name);
	tcase_add_test(t, stands_in_order_of_name);
	tcase_add_test(t, has_no_other_file);
	return testing_run("embedded", t);
}
