/* issuername_test.c: what issuername.h promises. */
#include "trust/issuername.h"

#include "base/testing.h"

START_TEST(equal)
{
	static const char name[] =
	    "dnQualifier=a\\+b=,CN=.root,OU=unit,O=an owner";

	ck_assert(issuername_equal(name, name));
	ck_assert(issuername_equal(name,
	    "O=an owner, OU = unit , CN=.root,DNQ=a\\2Bb="));
	ck_assert(issuername_equal(name,
	    "2.5.4.46=a\\+b=;cn=.root;ou=unit;o=an owner"));
	ck_assert(issuername_equal("O=a\\, b\\ ", "o= a\\2c b\\20"));
	ck_assert(issuername_equal("O=a,O=a,O=b", "O=a,O=b,O=a"));
	ck_assert(issuername_equal("no name", "no name"));
	ck_assert(issuername_equal("", ""));
}
END_TEST

START_TEST(differ)
{
	ck_assert(!issuername_equal("O=a", "O=A"));
	ck_assert(!issuername_equal("O=a", "OU=a"));
	ck_assert(!issuername_equal("O=a", "O=a,O=a"));
	ck_assert(!issuername_equal("O=a,O=b,O=b", "O=a,O=a,O=b"));
	ck_assert(!issuername_equal("O=a\\,b", "O=a,b"));
	ck_assert(!issuername_equal("O=a,b", "O=a,c"));
	ck_assert(!issuername_equal("O=a", ""));
	ck_assert(!issuername_equal("O=a\\", "O=a"));
	ck_assert(!issuername_equal("O=a ", "O=a\\ "));
	ck_assert(!issuername_equal("dnQualifier=a", "O=a"));
}
END_TEST

/* More attributes than can be compared in any order are compared as text. */
START_TEST(long_names)
{
	char a[33 * 4 + 1] = "", b[sizeof(a)];
	int i;

	for (i = 0; i < 33; i++)
		memcpy(a + 4 * i, i == 32 ? "O=z" : "O=a,", 4);
	ck_assert(issuername_equal(a, a));
	memcpy(b, a, sizeof(b));
	memcpy(b, "O=z,", 4);
	b[33 * 4 - 2] = 'a';
	ck_assert(!issuername_equal(a, b));
}
END_TEST

START_TEST(serials)
{
	ck_assert(issuername_equal_serial("17", "17"));
	ck_assert(issuername_equal_serial("017", " 17"));
	ck_assert(issuername_equal_serial("0", "000"));
	ck_assert(!issuername_equal_serial("17", "18"));
	ck_assert(!issuername_equal_serial("17", "-17"));
	ck_assert(!issuername_equal_serial("17", "170"));
	ck_assert(!issuername_equal_serial("17", ""));
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("issuername");

	tcase_add_test(t, equal);
	tcase_add_test(t, differ);
	tcase_add_test(t, long_names);
	tcase_add_test(t, serials);
	return testing_run("issuername", t);
}
