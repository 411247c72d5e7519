/* keyfile_test.c: tests of keyfile.c. */
#include "trust/keyfile.h"

#include <fcntl.h>
#include <sys/stat.h>

#include "base/input.h"
#include "base/limits.h"
#include "base/testing.h"
#include "crypt/secret.h"

#define ID1	"11111111-1111-4111-8111-111111111111"
#define ID2	"22222222-2222-4222-8222-222222222222"
#define CPL	"33333333-3333-4333-8333-333333333333"
#define KEY1	"000102030405060708090a0b0c0d0e0f"
#define KEY2	"0F0E0D0C0B0A09080706050403020100"

static const char whole[] =
    "# picture and sound\r\n"
    "MDIK " ID1 " " KEY1 " " CPL " reel 1, picture\r\n"
    "\n"
    "\tMDAK  urn:uuid:" ID2 "\t" KEY2 " -\n";

static struct uuid
uuid_of(const char *text)
{
	struct dcp_error err = {0};
	struct uuid id;

	ck_assert(uuid_parse(text, &id, &err));
	return id;
}

static void
check_whole(const struct keyring *ring)
{
	const struct keyring_key *key = keyring_at(ring, 0);
	const uint8_t up[] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13,
		14, 15};
	struct uuid cpl = uuid_of(CPL);

	ck_assert_uint_eq(keyring_count(ring), 2);
	ck_assert_str_eq(key->type, "MDIK");
	ck_assert_mem_eq(key->key, up, sizeof(up));
	ck_assert(uuid_equal(&key->cpl, &cpl));
	ck_assert_str_eq(key->note, "reel 1, picture");
	key = keyring_at(ring, 1);
	ck_assert_str_eq(key->type, "MDAK");
	ck_assert_uint_eq(key->key[0], 15);
	ck_assert(uuid_is_zero(&key->cpl));
	ck_assert_ptr_null(key->note);
}

START_TEST(test_parse)
{
	struct dcp_error err = {0};
	struct keyring *ring = keyring_new(&err);

	ck_assert_msg(keyfile_parse(whole, sizeof(whole) - 1, ring, &err),
	    "%s", err.text);
	check_whole(ring);
	keyring_free(ring);
}
END_TEST

/* What others write: a key id and a key; and a note without a composition. */
START_TEST(test_parse_short)
{
	static const char text[] = ID1 " " KEY1 "\n- " ID2 " " KEY2
	    " the sound of it";
	struct dcp_error err = {0};
	struct keyring *ring = keyring_new(&err);

	ck_assert(keyfile_parse(text, sizeof(text) - 1, ring, &err));
	ck_assert_uint_eq(keyring_count(ring), 2);
	ck_assert_str_eq(keyring_at(ring, 0)->type, "");
	ck_assert_ptr_null(keyring_at(ring, 0)->note);
	ck_assert_str_eq(keyring_at(ring, 1)->note, "the sound of it");
	keyring_free(ring);
}
END_TEST

START_TEST(test_parse_cr_lf)
{
	static const char text[] = "# of Windows\r\n" ID1 " " KEY1 " - one\r\n"
	    "\r\n" ID2 " " KEY2 "\r\n";
	struct dcp_error err = {0};
	struct keyring *ring = keyring_new(&err);

	ck_assert(keyfile_parse(text, sizeof(text) - 1, ring, &err));
	ck_assert_uint_eq(keyring_count(ring), 2);
	ck_assert_str_eq(keyring_at(ring, 0)->note, "one");
	keyring_free(ring);
}
END_TEST

/* As a file's name can be: a key file that is written can be read. */
START_TEST(test_format_digits)
{
	struct dcp_error err = {0};
	struct keyring *ring = keyring_new(&err), *back = keyring_new(&err);
	size_t size;
	char *text;

	ck_assert(keyfile_parse(whole, sizeof(whole) - 1, ring, &err));
	ck_assert(keyring_note(ring, &keyring_at(ring, 0)->id, KEY1, &err));
	text = keyfile_format(ring, &size, &err);
	ck_assert_ptr_nonnull(text);
	ck_assert(keyfile_parse(text, size, back, &err));
	ck_assert_uint_eq(keyring_count(back), keyring_count(ring));
	ck_assert_ptr_null(keyring_at(back, 0)->note);
	secret_free(text);
	keyring_free(ring);
	keyring_free(back);
}
END_TEST

START_TEST(test_format)
{
	struct dcp_error err = {0};
	struct keyring *ring = keyring_new(&err), *back = keyring_new(&err);
	size_t size;
	char *text;

	ck_assert(keyfile_parse(whole, sizeof(whole) - 1, ring, &err));
	text = keyfile_format(ring, &size, &err);
	ck_assert_str_eq(text, "MDIK " ID1 " " KEY1 " " CPL
	    " reel 1, picture\nMDAK " ID2 " 0f0e0d0c0b0a09080706050403020100"
	    " -\n");
	ck_assert_uint_eq(size, strlen(text));
	ck_assert(keyfile_parse(text, size, back, &err));
	check_whole(back);
	secret_free(text);
	keyring_free(ring);
	keyring_free(back);
}
END_TEST

/* No message says anything of what may be a key. */
START_TEST(test_faults)
{
	static const char *const rows[][2] = {
		{"MDIK", "have no key id, want a UUID, after a type such as "
		    "MDIK"},
		{"mdik " ID1 " " KEY1, "have no key id, want a UUID, after a "
		    "type such as MDIK"},
		{KEY1 " " ID1, "have no key id, want a UUID, after a type such "
		    "as MDIK"},
		{"MDIK " ID1, "have no key behind its id, want 32 hexadecimal "
		    "digits"},
		{"MDIK " ID1 " " KEY1 "0", "have no key behind its id, want 32 "
		    "hexadecimal digits"},
		{"MDIK " ID1 " 0x0102030405060708090a0b0c0d0e0f", "have no key "
		    "behind its id, want 32 hexadecimal digits"},
		{"MDIK " ID1 " " KEY1 " \xff",
		    "have a note that is too long or "
		    "no UTF-8, want up to 256 bytes"},
		{"MDIK " ID1 " " KEY1 " " KEY2, "have 32 hexadecimal digits "
		    "behind the key, want a note or composition: a second key "
		    "needs a line of its own"},
		{"MDIK " ID1 " " KEY1 " - reel " KEY2 " 1", "have 32 "
		    "hexadecimal digits behind the key, want a note or "
		    "composition: a second key needs a line of its own"},
		{"MDIK " ID1 " " KEY1 " - pic\rMDAK " ID2 " " KEY2 "\r",
		    "have a carriage return within the line, want lines that "
		    "end with LF or CR LF"},
		{"# two\rMDIK " ID1 " " KEY1, "have a carriage return within "
		    "the line, want lines that end with LF or CR LF"},
	};
	struct dcp_error err;
	struct keyring *ring;
	char text[512], want[512];
	size_t i;

	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		err = (struct dcp_error){0};
		ring = keyring_new(&err);
		snprintf(text, sizeof(text), "# one\n%s\n", rows[i][0]);
		snprintf(want, sizeof(want), "line 2: %s", rows[i][1]);
		ck_assert(!keyfile_parse(text, strlen(text), ring, &err));
		ck_assert_int_eq(err.status, DCP_BAD_INPUT);
		ck_assert_str_eq(err.text, want);
		ck_assert_uint_eq(keyring_count(ring), 0);
		keyring_free(ring);
	}
}
END_TEST

START_TEST(test_truncations)
{
	struct dcp_error err;
	struct keyring *ring;
	size_t size;
	char *text;

	for (size = 0; size < sizeof(whole) - 1; size++) {
		err = (struct dcp_error){0};
		ring = keyring_new(&err);
		text = malloc(size + 1);
		memcpy(text, whole, size);
		if (!keyfile_parse(text, size, ring, &err))
			ck_assert_int_eq(err.status, DCP_BAD_INPUT);
		free(text);
		keyring_free(ring);
	}
}
END_TEST

START_TEST(test_clear_file)
{
	struct dcp_error err = {0};
	struct keyring *ring = keyring_new(&err);

	testing_file("clear.txt", whole);
	ck_assert_int_eq(chmod("clear.txt", 0640), 0);
	ck_assert(!keyfile_load_clear("clear.txt", ring, &err));
	ck_assert_int_eq(err.status, DCP_REFUSED);
	ck_assert_str_eq(err.text,
	    "clear.txt: can be read or written by others "
	    "(mode 0640), want mode 0600 for keys in clear");
	err = (struct dcp_error){0};
	ck_assert_int_eq(chmod("clear.txt", 0600), 0);
	ck_assert(keyfile_load_clear("clear.txt", ring, &err));
	check_whole(ring);
	keyring_free(ring);
}
END_TEST

START_TEST(test_clear_file_of_another)
{
	struct dcp_error err = {0};
	struct keyring *ring = keyring_new(&err);

	testing_file("clear.txt", whole);
	ck_assert_int_eq(chmod("clear.txt", 0600), 0);
	if (chown("clear.txt", 12345, 12345) == 0) {
		ck_assert(!keyfile_load_clear("clear.txt", ring, &err));
		ck_assert_str_eq(err.text, "clear.txt: belongs to user 12345, "
		    "want keys in clear in a file of this user's own");
	} else
		puts("skipped: a file of another user; only root makes one");
	keyring_free(ring);
}
END_TEST

static struct privkey *
key_of(const char *path)
{
	struct dcp_error err = {0};
	struct privkey *key = privkey_load(path, NULL, NULL, &err);

	ck_assert_msg(key != NULL, "%s", err.text);
	return key;
}

#define STUDIO	"testdata/certs/studio/leaf"
#define OTHER	"testdata/certs/distribution/leaf"

static bool
open_film(const struct privkey *key, struct keyring *ring,
    struct dcp_error *err)
{
	struct bytes file = {0};
	bool ok = input_load("film.key", LIMIT_KEYFILE_SIZE, &file, err) &&
	    keyfile_open(file.at, file.size, key, ring, err);

	bytes_clear(&file);
	return ok;
}

START_TEST(test_sealed)
{
	struct dcp_error err = {0};
	struct keyring *ring = keyring_new(&err), *back = keyring_new(&err);
	struct privkey *key, *other;
	struct certs to = {0};
	struct stat st;

	testing_see_testdata();
	key = key_of(STUDIO ".key");
	other = key_of(OTHER ".key");
	ck_assert(certs_load(&to, STUDIO ".pem", &err));
	ck_assert(keyfile_parse(whole, sizeof(whole) - 1, ring, &err));
	ck_assert_msg(keyfile_save("film.key", ring, &to, &err), "%s",
	    err.text);
	ck_assert_int_eq(stat("film.key", &st), 0);
	ck_assert_uint_eq(st.st_mode & 07777, 0600);
	ck_assert(open_film(key, back, &err));
	check_whole(back);
	ck_assert(!open_film(other, back, &err));
	ck_assert_int_eq(err.status, DCP_REFUSED);
	err = (struct dcp_error){0};
	ck_assert(!keyfile_save("film.key", ring, &to, &err));
	ck_assert_str_eq(err.text,
	    "film.key: exists already, and is never replaced");
	certs_clear(&to);
	privkey_free(key);
	privkey_free(other);
	keyring_free(ring);
	keyring_free(back);
}
END_TEST

START_TEST(test_no_clear_file)
{
	struct dcp_error err = {0};
	struct keyring *ring = keyring_new(&err);

	ck_assert(!keyfile_load_clear("absent", ring, &err));
	ck_assert_str_eq(err.text, "absent: No such file or directory");
	err = (struct dcp_error){0};
	/* Nobody writes it: opening must not wait. */
	ck_assert_int_eq(mkfifo("pipe", 0600), 0);
	ck_assert(!keyfile_load_clear("pipe", ring, &err));
	ck_assert_str_eq(err.text, "pipe: is not a regular file");
	keyring_free(ring);
}
END_TEST

START_TEST(test_clear_pipe)
{
	struct dcp_error err = {0};
	struct keyring *ring = keyring_new(&err);
	int ends[2];

	ck_assert_int_eq(pipe(ends), 0);
	ck_assert_int_eq(write(ends[1], whole, sizeof(whole) - 1),
	    sizeof(whole) - 1);
	close(ends[1]);
	ck_assert(keyfile_read_clear(ends[0], ring, &err));
	check_whole(ring);
	close(ends[0]);
	keyring_free(ring);
}
END_TEST

START_TEST(test_endless)
{
	struct dcp_error err = {0};
	struct keyring *ring = keyring_new(&err);
	int fd = open("/dev/zero", O_RDONLY);

	ck_assert(!keyfile_read_clear(fd, ring, &err));
	ck_assert_int_eq(err.status, DCP_REFUSED);
	ck_assert_uint_eq(keyring_count(ring), 0);
	close(fd);
	keyring_free(ring);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("keyfile");

	tcase_add_checked_fixture(t, testing_enter, testing_leave);
	tcase_add_test(t, test_parse);
	tcase_add_test(t, test_parse_short);
	tcase_add_test(t, test_parse_cr_lf);
	tcase_add_test(t, test_format_digits);
	tcase_add_test(t, test_format);
	tcase_add_test(t, test_faults);
	tcase_add_test(t, test_truncations);
	tcase_add_test(t, test_clear_file);
	tcase_add_test(t, test_clear_file_of_another);
	tcase_add_test(t, test_sealed);
	tcase_add_test(t, test_no_clear_file);
	tcase_add_test(t, test_clear_pipe);
	tcase_add_test(t, test_endless);
	return testing_run("keyfile", t);
}
