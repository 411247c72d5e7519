/* privkey_test.c: tests of privkey.c, and of privstore.c for files. */
#include "crypt/privkey.h"

#include "base/hex.h"
#include "base/testing.h"
#include "crypt/certs.h"

#define STUDIO	"testdata/certs/studio/"

/* The key of RSA's OAEP example 1 (rsalabs, oaep-vect.txt), PKCS #1. */
static const char example_key[] =
    "3082025c02010002818100a8b3b284af8eb50b387034a860f146c4919f318763"
    "cd6c5598c8ae4811a1e0abc4c7e0b082d693a5e7fced675cf4668512772c0cbc"
    "64a742c6c630f533c8cc72f62ae833c40bf25842e984bb78bdbf97c0107d55bd"
    "b662f5c4e0fab9845cb5148ef7392dd3aaff93ae1e6b667bb3d4247616d4f5ba"
    "10d4cfd226de88d39f16fb020301000102818053339cfdb79fc8466a655c7316"
    "aca85c55fd8f6dd898fdaf119517ef4f52e8fd8e258df93fee180fa0e4ab2969"
    "3cd83b152a553d4ac4d1812b8b9fa5af0e7f55fe7304df41570926f3311f15c4"
    "d65a732c483116ee3d3d2d0af3549ad9bf7cbfb78ad884f84d5beb04724dc736"
    "9b31def37d0cf539e9cfcdd3de653729ead5d1024100d32737e7267ffe1341b2"
    "d5c0d150a81b586fb3132bed2f8d5262864a9cb9f30af38be448598d413a172e"
    "fb802c21acf1c11c520c2f26a471dcad212eac7ca39d024100cc8853d1d54da6"
    "30fac004f471f281c7b8982d8224a490edbeb33d3e3d5cc93c4765703d1dd791"
    "642f1f116a0dd852be2419b2af72bfe9a030e860b0288b5d7702400e12bf1718"
    "e9cef5599ba1c3882fe8046a90874eefce8f2ccc20e4f2741fb0a33a3848aec9"
    "c9305fbecbd2d76819967d4671acc6431e4037968db37878e695c10241009529"
    "7b0f95a2fa67d00707d609dfd4fc05c89dafc2ef6d6ea55bec771ea333734d92"
    "51e79082ecda866efef13c459e1a631386b7e354c899f5f112ca85d715830240"
    "4f456c502493bdc0ed2ab756a3a6ed4d67352a697d4216e93212b127a63d5411"
    "ce6fa98d5dbefd73263e3728142743818166ed7dd63687dd2a8ca1d2f4fbd8e1";

/* The same file's example 1.2. */
static const char example_wrapped[] =
    "640db1acc58e0568fe5407e5f9b701dff8c3c91e716c536fc7fcec6cb5b71c11"
    "65988d4a279e1577d730fc7a29932e3f00c81515236d8d8e31017a7a09df4352"
    "d904cdeb79aa583adcc31ea698a4c05283daba9089be5491f67c1a4ee48dc74b"
    "bbe6643aef846679b4cb395a352d5ed115912df696ffe0702932946d71492b44";
static const char example_plain[] =
    "750c4047f547e8e41411856523298ac9bae245efaf1397fbe56f9dd5";

struct answer {
	const char *text;	/* NULL: the user gives up */
	unsigned asked;
	char what[200];
};

static bool
answer(void *context, const char *what, char *to, size_t size,
    struct dcp_error *err)
{
	struct answer *a = context;

	a->asked++;
	snprintf(a->what, sizeof(a->what), "%s", what);
	if (a->text == NULL)
		return error_set(err, DCP_INTERRUPTED, "enough");
	snprintf(to, size, "%s", a->text);
	return true;
}

static void
save_hex(const char *path, const char *hex)
{
	size_t size = strlen(hex) / 2;
	uint8_t bytes[1024];

	ck_assert_uint_le(size, sizeof(bytes));
	ck_assert(hex_parse(hex, bytes, size));
	testing_save(path, bytes, size);
}

START_TEST(opens_the_example)
{
	struct dcp_error err = {0};
	struct privkey *key;
	uint8_t wrapped[128], plain[64], want[28];
	size_t size;

	save_hex("example.der", example_key);
	key = privkey_load("example.der", NULL, NULL, &err);
	ck_assert_msg(key != NULL, "%s", err.text);
	ck_assert(hex_parse(example_wrapped, wrapped, sizeof(wrapped)));
	ck_assert(hex_parse(example_plain, want, sizeof(want)));
	ck_assert(privkey_unwrap(key, wrapped, sizeof(wrapped), plain,
	    sizeof(plain), &size, &err));
	ck_assert_uint_eq(size, sizeof(want));
	ck_assert_mem_eq(plain, want, sizeof(want));
	privkey_free(key);
}
END_TEST

START_TEST(damaged_is_refused)
{
	struct dcp_error err = {0};
	struct privkey *key;
	uint8_t wrapped[128], plain[64], zero[64] = {0};
	size_t size;

	save_hex("example.der", example_key);
	key = privkey_load("example.der", NULL, NULL, &err);
	ck_assert(hex_parse(example_wrapped, wrapped, sizeof(wrapped)));
	wrapped[64] ^= 1;
	memset(plain, 1, sizeof(plain));
	ck_assert(!privkey_unwrap(key, wrapped, sizeof(wrapped), plain,
	    sizeof(plain), &size, &err));
	ck_assert_int_eq(err.status, DCP_REFUSED);
	ck_assert_uint_eq(size, 0);
	ck_assert_mem_eq(plain, zero, sizeof(zero));
	err = (struct dcp_error){0};
	ck_assert(!privkey_unwrap(key, wrapped, 127, plain, sizeof(plain),
	    &size, &err));
	wrapped[64] ^= 1;
	err = (struct dcp_error){0};
	ck_assert(!privkey_unwrap(key, wrapped, sizeof(wrapped), plain, 27,
	    &size, &err));
	ck_assert_int_eq(err.status, DCP_BAD_INPUT);
	ck_assert_mem_eq(plain, zero, 27);
	privkey_free(key);
}
END_TEST

START_TEST(protected_key)
{
	struct answer right = {.text = "open sesame"}, wrong = {.text = "no"};
	struct answer none = {.text = NULL};
	struct dcp_error err = {0};
	struct privkey *key;

	key = privkey_load(STUDIO "protected.key", answer, &right, &err);
	ck_assert_msg(key != NULL, "%s", err.text);
	ck_assert_uint_eq(right.asked, 1);
	ck_assert_str_eq(right.what, "the passphrase of " STUDIO
	    "protected.key");
	privkey_free(key);
	ck_assert_ptr_null(privkey_load(STUDIO "protected.key", answer, &wrong,
	    &err));
	ck_assert_str_eq(err.text, STUDIO "protected.key: the passphrase does "
	    "not open this private key");
	err = (struct dcp_error){0};
	ck_assert_ptr_null(privkey_load(STUDIO "protected.key", answer, &none,
	    &err));
	ck_assert_int_eq(err.status, DCP_INTERRUPTED);
	err = (struct dcp_error){0};
	ck_assert_ptr_null(privkey_load(STUDIO "protected.key", NULL, NULL,
	    &err));
	ck_assert_int_eq(err.status, DCP_REFUSED);
}
END_TEST

START_TEST(clear_key_needs_no_answer)
{
	struct answer a = {.text = "x"};
	struct dcp_error err = {0};
	struct privkey *key = privkey_load(STUDIO "leaf.key", answer, &a, &err);

	ck_assert_ptr_nonnull(key);
	ck_assert_uint_eq(a.asked, 0);
	ck_assert_uint_eq(privkey_size(key), 256);
	privkey_free(key);
}
END_TEST

/* RFC 8089: a file: URI has an absolute path. */
START_TEST(file_uri)
{
	struct dcp_error err = {0};
	char folder[1024], uri[1200];
	struct privkey *key;

	ck_assert_ptr_nonnull(getcwd(folder, sizeof(folder)));
	snprintf(uri, sizeof(uri), "file:%s/" STUDIO "leaf.key", folder);
	key = privkey_load(uri, NULL, NULL, &err);
	ck_assert_msg(key != NULL, "%s", err.text);
	privkey_free(key);
	ck_assert_str_eq(privkey_path("FILE:///a/b"), "/a/b");
	ck_assert_str_eq(privkey_path("file:b"), "b");
	ck_assert_str_eq(privkey_path("a/b"), "a/b");
}
END_TEST

START_TEST(fits_its_certificate)
{
	struct dcp_error err = {0};
	struct privkey *key = privkey_load(STUDIO "leaf.key", NULL, NULL, &err);
	struct certs certs = {0};

	ck_assert(certs_load(&certs, STUDIO "chain.pem", &err));
	ck_assert(privkey_matches(key, certs.at[0]));
	ck_assert(!privkey_matches(key, certs.at[1]));
	certs_clear(&certs);
	privkey_free(key);
}
END_TEST

START_TEST(what_is_none)
{
	struct dcp_error err = {0};

	ck_assert_ptr_null(privkey_load("nothing.key", NULL, NULL, &err));
	ck_assert_str_eq(err.text, "nothing.key: No such file or directory");
	err = (struct dcp_error){0};
	ck_assert_ptr_null(privkey_load(STUDIO "leaf.pem", NULL, NULL, &err));
	ck_assert_int_eq(err.status, DCP_BAD_INPUT);
	err = (struct dcp_error){0};
	ck_assert_ptr_null(privkey_load("testdata", NULL, NULL, &err));
	ck_assert_str_eq(err.text, "testdata: Is a directory");
}
END_TEST

START_TEST(other_uris_are_refused)
{
	struct dcp_error err = {0};

	ck_assert_ptr_null(privkey_load("http://host/leaf.key", NULL, NULL,
	    &err));
	ck_assert_int_eq(err.status, DCP_UNSUPPORTED);
	ck_assert_str_eq(err.text, "http://host/leaf.key: is a URI of another "
	    "kind, want a file, file: or pkcs11:");
}
END_TEST

/* Nor is the PIN said again: errors go to logs. */
START_TEST(pin_in_a_uri_is_refused)
{
	static const char *const uris[] = {
		"pkcs11:token=t;object=o?pin-value=1234",
		"pkcs11:object=o?module-name=x&pin-value=1234",
		"PKCS11:object=o?pin-source=file:/1234",
		"PKCS11:token=x?PIN-VALUE=1234",
		"pkcs11:token=x?pin%2dvalue=1234",
		"pkcs11:token=x?%70in%2Dvalue%3d1234",
	};
	struct answer a = {.text = "1"};
	size_t i;

	for (i = 0; i < sizeof(uris) / sizeof(uris[0]); i++) {
		struct dcp_error err = {0};

		ck_assert_ptr_null(privkey_load(uris[i], answer, &a, &err));
		ck_assert_int_eq(err.status, DCP_REFUSED);
		ck_assert_ptr_null(strstr(err.text, "1234"));
		ck_assert_uint_eq(a.asked, 0);
	}
}
END_TEST

START_TEST(fresh_keys_differ)
{
	struct dcp_error err = {0};
	struct privkey *a = privkey_make(&err), *b = privkey_make(&err);
	struct bytes one = {0}, two = {0};

	ck_assert(privkey_sign(a, DIGEST_SHA256, "x", 1, &one, &err));
	ck_assert(privkey_sign(b, DIGEST_SHA256, "x", 1, &two, &err));
	ck_assert_uint_eq(one.size, 256);
	ck_assert_mem_ne(one.at, two.at, 256);
	bytes_clear(&one);
	bytes_clear(&two);
	privkey_free(a);
	privkey_free(b);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("privkey");

	tcase_set_timeout(t, 60);
	tcase_add_checked_fixture(t, testing_enter, testing_leave);
	tcase_add_checked_fixture(t, testing_see_testdata, NULL);
	tcase_add_test(t, opens_the_example);
	tcase_add_test(t, damaged_is_refused);
	tcase_add_test(t, protected_key);
	tcase_add_test(t, clear_key_needs_no_answer);
	tcase_add_test(t, file_uri);
	tcase_add_test(t, fits_its_certificate);
	tcase_add_test(t, what_is_none);
	tcase_add_test(t, pin_in_a_uri_is_refused);
	tcase_add_test(t, other_uris_are_refused);
	tcase_add_test(t, fresh_keys_differ);
	return testing_run("privkey", t);
}
