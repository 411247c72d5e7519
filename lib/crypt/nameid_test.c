/* nameid_test.c: what nameid.h promises. */
#include "crypt/nameid.h"

#include "base/testing.h"

/* As others compute it: Python's uuid.uuid5(uuid.NAMESPACE_DNS, ...). */
START_TEST(agrees_with_others)
{
	static const char *const dns = "6ba7b810-9dad-11d1-80b4-00c04fd430c8";
	struct dcp_error err = {0};
	struct uuid space, id;
	char text[UUID_SIZE];

	ck_assert(uuid_parse(dns, &space, &err));
	ck_assert(nameid_make(&space, "python.org", &id, &err));
	uuid_format(text, &id);
	ck_assert_str_eq(text, "886313e1-3b8a-5372-9b90-0c9aee199e5d");
}
END_TEST

START_TEST(differs_by_name_and_by_space)
{
	struct dcp_error err = {0};
	struct uuid space = {{1}}, other = {{2}}, a, b, c;

	ck_assert(nameid_make(&space, "reel 1", &a, &err));
	ck_assert(nameid_make(&space, "reel 2", &b, &err));
	ck_assert(nameid_make(&other, "reel 1", &c, &err));
	ck_assert(!uuid_equal(&a, &b));
	ck_assert(!uuid_equal(&a, &c));
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("nameid");

	tcase_add_test(t, agrees_with_others);
	tcase_add_test(t, differs_by_name_and_by_space);
	return testing_run("nameid", t);
}
