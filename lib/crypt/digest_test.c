/* digest_test.c: the vectors of FIPS 180, in pieces, of files, as text. */
#include "base/testing.h"
#include "crypt/digest.h"

#define ABC_SHA1	"qZk+NkcGgWq6PiVxeFDCbJzQ2J0="
#define ABC_SHA256	"ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0="
#define EMPTY_SHA1	"2jmj7l5rSw0yVb/vlWAYkK/YBwk="

static void
digests_to(enum digest_kind kind, const char *text, const char *want)
{
	struct dcp_error err = {0};
	struct digest_stream *s = digest_begin(kind, &err);
	char got[DIGEST_TEXT_SIZE];
	struct digest d, back, whole;

	ck_assert(digest_bytes(kind, text, strlen(text), &whole, &err));
	ck_assert_ptr_nonnull(s);
	for (; *text != '\0'; text++)
		ck_assert(digest_add(s, text, 1, &err));
	ck_assert(digest_add(s, NULL, 0, &err));
	ck_assert(digest_end(s, &d, &err));
	digest_free(s);
	ck_assert(digest_equal(&d, &whole));
	digest_format(got, &d);
	ck_assert_str_eq(got, want);
	ck_assert(digest_parse(got, kind, &back, &err));
	ck_assert(digest_equal(&d, &back));
}

START_TEST(vectors_of_the_standard)
{
	digests_to(DIGEST_SHA1, "abc", ABC_SHA1);
	digests_to(DIGEST_SHA256, "abc", ABC_SHA256);
	digests_to(DIGEST_SHA1, "", EMPTY_SHA1);
	digests_to(DIGEST_SHA1,
	    "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
	    "hJg+RBw70m66rkqh+VEp5eVGcPE=");
	digest_free(NULL);
}
END_TEST

START_TEST(files_have_digests)
{
	struct dcp_error err = {0};
	struct digest d, want;

	testing_file("abc", "abc");
	testing_file("empty", "");
	ck_assert(digest_parse(ABC_SHA1, DIGEST_SHA1, &want, &err));
	ck_assert(digest_file("abc", DIGEST_SHA1, &d, &err));
	ck_assert(digest_equal(&d, &want));
	ck_assert(digest_parse(EMPTY_SHA1, DIGEST_SHA1, &want, &err));
	ck_assert(digest_file("empty", DIGEST_SHA1, &d, &err));
	ck_assert(digest_equal(&d, &want));
	ck_assert(!digest_file("absent", DIGEST_SHA1, &d, &err));
	ck_assert_int_eq(err.status, DCP_IO);
	ck_assert_uint_eq(d.size, 0);
}
END_TEST

/* Called after each chunk; refuses to go on after the second. */
static bool
stop_after_two(void *context, uint64_t at, uint64_t total)
{
	unsigned *calls = context;

	ck_assert_uint_le(at, total);
	return ++*calls < 2;
}

START_TEST(a_long_digest_can_be_stopped)
{
	unsigned calls = 0;
	const struct progress p = {.tell = stop_after_two, .context = &calls};
	struct dcp_error err = {0};
	struct input *in;
	struct digest d;

	testing_file("f", "x");
	ck_assert_int_eq(truncate("f", 5 << 20), 0);
	ck_assert_ptr_nonnull(in = input_open("f", &err));
	ck_assert(!digest_input(in, DIGEST_SHA1, &p, &d, &err));
	ck_assert_int_eq(err.status, DCP_INTERRUPTED);
	ck_assert_uint_eq(d.size, 0);
	ck_assert_uint_eq(calls, 2);
	input_close(in);
}
END_TEST

START_TEST(text_has_the_size_of_its_kind)
{
	static const char *const bad[] = {"", "abc", "qZk+NkcGgWq6PiVxeFDCbJzQ2J0",
	    ABC_SHA256, "a9993e364706816aba3e25717850c26c9cd0d89d",
	    ABC_SHA1 ABC_SHA1};
	struct digest a = {{1}, 20}, b = {{1}, 20};
	size_t i;

	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		struct dcp_error err = {0};
		struct digest d;

		ck_assert(!digest_parse(bad[i], DIGEST_SHA1, &d, &err));
		ck_assert_int_eq(err.status, DCP_BAD_INPUT);
		ck_assert_uint_eq(d.size, 0);
	}
	ck_assert(digest_equal(&a, &b));
	b.bytes[19] = 1;
	ck_assert(!digest_equal(&a, &b));
	b = (struct digest){{1}, 32};
	ck_assert(!digest_equal(&a, &b));
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("digest");

	tcase_add_checked_fixture(t, testing_enter, testing_leave);
	tcase_add_test(t, vectors_of_the_standard);
	tcase_add_test(t, files_have_digests);
	tcase_add_test(t, a_long_digest_can_be_stopped);
	tcase_add_test(t, text_has_the_size_of_its_kind);
	return testing_run("digest", t);
}
