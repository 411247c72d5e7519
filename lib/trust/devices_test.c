/* devices_test.c: devices by thumbprint, by certificate, and in lists. */
#include "trust/devices.h"
#include "base/testing.h"

#define SERVER	"testdata/certs/server/"

/* Of server/leaf.pem, as its chain of three certificates gives it, too. */
#define THUMBPRINT	"bx/2nc7nkbSR6dQroFmrCM1PF6o="

static void
check(const struct devices *d, size_t count)
{
	char text[DIGEST_TEXT_SIZE];

	ck_assert_uint_eq(d->count, count);
	digest_format(text, &d->at[0]);
	ck_assert_str_eq(text, THUMBPRINT);
}

START_TEST(test_add)
{
	static const char *const texts[] = {THUMBPRINT, SERVER "leaf.pem",
	    SERVER "chain.pem"};
	struct devices d = {0};
	size_t i;

	for (i = 0; i < 3; i++) {
		struct dcp_error err = {0};

		ck_assert_msg(devices_add(&d, texts[i], "", &err), "%s",
		    err.text);
		check(&d, 1);
	}
	for (i = 0; i < 2; i++) {
		struct dcp_error err = {0};

		ck_assert(devices_add(&d, "chain.pem", SERVER "list", &err));
		check(&d, 1);
	}
	devices_clear(&d);
}
END_TEST

START_TEST(test_bad)
{
	static const char *const texts[] = {"", "absent.pem", "bx/2nc7=",
	    SERVER "leaf.key", SERVER};
	struct devices d = {0};
	size_t i;

	for (i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		struct dcp_error err = {0};

		ck_assert(!devices_add(&d, texts[i], "", &err));
		ck_assert_int_ne(err.status, DCP_OK);
	}
	ck_assert_uint_eq(d.count, 0);
}
END_TEST

/* Which one of two is meant cannot be told. */
START_TEST(test_two)
{
	struct dcp_error err = {0};
	struct cert *leaf;

	ck_assert_int_eq(system("cat testdata/certs/server/leaf.pem "
	    "testdata/certs/studio/leaf.pem >build/two.pem"), 0);
	leaf = devices_leaf("build/two.pem", &err);
	ck_assert_ptr_null(leaf);
	ck_assert_int_eq(err.status, DCP_REFUSED);
	unlink("build/two.pem");
}
END_TEST

static void
save_list(const char *text)
{
	testing_file("build/devices.list", text);
}

START_TEST(test_list)
{
	struct dcp_error err = {0}, why = {0};
	struct devices d = {0};

	save_list("# hall\r\n../testdata/certs/server/leaf.pem\r\n\r\n"
	    "2jmj7l5rSw0yVb/vlWAYkK/YBwk=\r\n" THUMBPRINT);
	ck_assert_msg(devices_load(&d, "build/devices.list", &err), "%s",
	    err.text);
	check(&d, 2);
	save_list("# hall\nabsent\n");
	ck_assert(!devices_load(&d, "build/devices.list", &why));
	ck_assert_ptr_nonnull(strstr(why.text, "devices.list: line 2: "));
	devices_clear(&d);
	unlink("build/devices.list");
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("devices");

	tcase_add_test(t, test_add);
	tcase_add_test(t, test_bad);
	tcase_add_test(t, test_two);
	tcase_add_test(t, test_list);
	return testing_run("devices", t);
}
