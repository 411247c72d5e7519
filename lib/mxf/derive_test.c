/* derive_test.c: what derive.h promises. */
#include "mxf/derive.h"

#include "base/testing.h"

START_TEST(gives_the_same_ids_for_the_same_asset)
{
	struct derive a = {.asset = {{1}}}, b = {.asset = {{1}}};
	struct derive c = {.asset = {{2}}};
	struct uuid x = derive_id(&a, "Preface", 0);
	struct uuid y = derive_id(&b, "Preface", 0);
	struct uuid z;

	ck_assert(uuid_equal(&x, &y));
	z = derive_id(&c, "Preface", 0);
	ck_assert(!uuid_equal(&x, &z));
	z = derive_id(&a, "Preface", 1);
	ck_assert(!uuid_equal(&x, &z));
	z = derive_id(&a, "Sequence", 0);
	ck_assert(!uuid_equal(&x, &z));
	ck_assert_int_eq(a.err.status, DCP_OK);
}
END_TEST

/* Version 5 and the variant of RFC 4122. */
START_TEST(marks_them_as_what_they_are)
{
	struct derive d = {.asset = {{1}}};
	struct uuid id = derive_id(&d, "Preface", 0);

	ck_assert_uint_eq(id.bytes[6] >> 4, 5);
	ck_assert_uint_eq(id.bytes[8] >> 6, 2);
}
END_TEST

START_TEST(keeps_a_failure)
{
	struct derive d = {.asset = {{1}}, .err = {.status = DCP_NO_MEMORY}};
	struct uuid id = derive_id(&d, "Preface", 0);

	ck_assert(uuid_is_zero(&id));
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("derive");

	tcase_add_test(t, gives_the_same_ids_for_the_same_asset);
	tcase_add_test(t, marks_them_as_what_they_are);
	tcase_add_test(t, keeps_a_failure);
	return testing_run("derive", t);
}
