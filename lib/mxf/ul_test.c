/* ul_test.c: what ul.h promises. */
#include "mxf/ul.h"

#include "base/testing.h"

START_TEST(compares_without_the_version)
{
	struct ul a = ul_of(UL_OP_ATOM), b = a;

	b.bytes[UL_VERSION] = 1;
	ck_assert(ul_equal(&a, &b));
	ck_assert(ul_is(&b, UL_OP_ATOM));
	b.bytes[UL_VERSION + 1] ^= 1;
	ck_assert(!ul_equal(&a, &b));
	ck_assert(ul_starts_as(&a, &a, 9));
	ck_assert(!ul_starts_as(&a, &b, 9));
}
END_TEST

/* Every label is found as itself: no two entries mean the same. */
START_TEST(finds_every_label)
{
	struct ul ul = ul_of((enum ul_name)_i);

	ck_assert_int_eq(ul_find(&ul), _i);
	ck_assert_ptr_nonnull(ul_text((enum ul_name)_i));
}
END_TEST

START_TEST(formats_in_groups)
{
	struct ul ul = ul_of(UL_FILL), zero = {{0}};
	char text[UL_TEXT_SIZE];

	ul_format(text, &ul);
	ck_assert_str_eq(text, "060e2b34.01010102.03010210.01000000");
	ck_assert(!ul_is_zero(&ul));
	ck_assert(ul_is_zero(&zero));
	ck_assert_int_eq(ul_find(&zero), UL_COUNT);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("ul");

	tcase_add_test(t, compares_without_the_version);
	tcase_add_loop_test(t, finds_every_label, 0, UL_COUNT);
	tcase_add_test(t, formats_in_groups);
	return testing_run("ul", t);
}
