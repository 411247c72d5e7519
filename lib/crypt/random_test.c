/* random_test.c: bytes differ, and a UUID of them says what it is. */
#include "base/testing.h"
#include "crypt/random.h"

START_TEST(bytes_differ)
{
	uint8_t a[32] = {0}, b[32] = {0};
	struct dcp_error err = {0};

	ck_assert(random_bytes(a, sizeof(a), &err));
	ck_assert(random_bytes(b, sizeof(b), &err));
	ck_assert_int_ne(memcmp(a, b, sizeof(a)), 0);
	ck_assert(random_bytes(a, 0, &err));
}
END_TEST

START_TEST(a_uuid_is_version_4)
{
	struct dcp_error err = {0};
	struct uuid a, b;

	ck_assert(random_uuid(&a, &err));
	ck_assert(random_uuid(&b, &err));
	ck_assert(!uuid_equal(&a, &b));
	ck_assert_int_eq(a.bytes[6] >> 4, 4);
	ck_assert_int_eq(a.bytes[8] >> 6, 2);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("random");

	tcase_add_test(t, bytes_differ);
	tcase_add_test(t, a_uuid_is_version_4);
	return testing_run("random", t);
}
