/* privsave_test.c: tests of privsave.c. */
#include "crypt/privsave.h"

#include <sys/stat.h>

#include "base/input.h"
#include "base/testing.h"

static struct privkey *key;

static void
load_key(void)
{
	struct dcp_error err = {0};

	key = privkey_load("testdata/certs/studio/leaf.key", NULL, NULL, &err);
	ck_assert_msg(key != NULL, "%s", err.text);
}

static void
free_key(void)
{
	privkey_free(key);
}

static bool
say(void *passphrase, const char *what, char *to, size_t size,
    struct dcp_error *err)
{
	(void)what;
	(void)err;
	snprintf(to, size, "%s", (const char *)passphrase);
	return true;
}

/* Two keys are one if they make the same signature. */
static bool
is_same(const struct privkey *a, const struct privkey *b)
{
	struct dcp_error err = {0};
	struct bytes one = {0}, two = {0};
	bool same;

	ck_assert(privkey_sign(a, DIGEST_SHA256, "x", 1, &one, &err));
	ck_assert(privkey_sign(b, DIGEST_SHA256, "x", 1, &two, &err));
	same = one.size == two.size && memcmp(one.at, two.at, one.size) == 0;
	bytes_clear(&one);
	bytes_clear(&two);
	return same;
}

static void
check_file(const char *path, const char *begin)
{
	struct dcp_error err = {0};
	struct bytes all = {0};
	struct stat st;

	ck_assert_int_eq(stat(path, &st), 0);
	ck_assert_uint_eq(st.st_mode & 07777, 0600);
	ck_assert(input_load(path, 1 << 16, &all, &err));
	ck_assert_int_eq(strncmp(bytes_text(&all), begin, strlen(begin)), 0);
	bytes_clear(&all);
}

START_TEST(in_clear)
{
	struct dcp_error err = {0};
	struct privkey *again;

	ck_assert(privsave_file(key, "new.key", NULL, &err));
	check_file("new.key", "-----BEGIN PRIVATE KEY-----\n");
	again = privkey_load("new.key", NULL, NULL, &err);
	ck_assert_msg(again != NULL && is_same(key, again), "%s", err.text);
	privkey_free(again);
}
END_TEST

START_TEST(protected)
{
	char right[] = "gr\xc3\xbc\xc3\x9f Gott", wrong[] = "wrong";
	struct dcp_error err = {0};
	struct privkey *again;

	ck_assert(privsave_file(key, "new.key", right, &err));
	check_file("new.key", "-----BEGIN ENCRYPTED PRIVATE KEY-----\n");
	again = privkey_load("new.key", say, right, &err);
	ck_assert_msg(again != NULL && is_same(key, again), "%s", err.text);
	ck_assert_ptr_null(privkey_load("new.key", say, wrong, &err));
	privkey_free(again);
}
END_TEST

START_TEST(refuses)
{
	struct dcp_error err = {0};

	ck_assert(!privsave_file(key, "new.key", "", &err));
	ck_assert_int_eq(err.status, DCP_REFUSED);
	ck_assert_int_eq(access("new.key", F_OK), -1);
	err = (struct dcp_error){0};
	testing_file("new.key", "somebody's");
	ck_assert(!privsave_file(key, "new.key", NULL, &err));
	ck_assert_int_eq(err.status, DCP_REFUSED);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("privsave");

	tcase_set_timeout(t, 60);
	tcase_add_checked_fixture(t, load_key, free_key);
	tcase_add_checked_fixture(t, testing_enter, testing_leave);
	tcase_add_test(t, in_clear);
	tcase_add_test(t, protected);
	tcase_add_test(t, refuses);
	return testing_run("privsave", t);
}
