#include "verify/rules.h"

#include <string.h>

#include "base/testing.h"

START_TEST(every_row_is_whole)
{
	unsigned i;

	for (i = 0; i < RULES; i++) {
		const struct rules_row *row = rules_of((enum rule)i);

		ck_assert_ptr_nonnull(row->name);
		ck_assert_ptr_nonnull(strchr(row->name, '.'));
		ck_assert_uint_gt(strlen(row->text), 10);
		ck_assert_uint_gt(strlen(row->clause), 0);
		ck_assert_int_ne(row->text[strlen(row->text) - 1], '.');
	}
}
END_TEST

START_TEST(names_are_unique)
{
	unsigned i, k;

	for (i = 0; i < RULES; i++)
		for (k = 0; k < i; k++)
			ck_assert_str_ne(rules_of((enum rule)i)->name,
			    rules_of((enum rule)k)->name);
}
END_TEST

START_TEST(what_is_skipped_is_no_fault)
{
	unsigned i;

	for (i = 0; i < RULES; i++)
		if (rules_of((enum rule)i)->consequence == FINDING_SKIPPED)
			ck_assert_uint_eq(rules_of((enum rule)i)->severity,
			    FINDING_INFO);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("rules");

	tcase_add_test(t, every_row_is_whole);
	tcase_add_test(t, names_are_unique);
	tcase_add_test(t, what_is_skipped_is_no_fault);
	return testing_run("verify/rules", t);
}
