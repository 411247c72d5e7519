#include "verify/pass.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/bytes.h"
#include "base/testing.h"
#include "mxf/mxftesting.h"
#include "trust/keyring.h"

/* Small track files of our own, seeds of a fuzz target, too. */
#define SOUND	"testdata/fuzz/mxfread/sound"
#define STEREO	"testdata/fuzz/mxfread/stereo"

static struct diag d;
static struct bytes file;
static char path[64];
static const struct diag_place place = {.file = "a.mxf"};

static void
set_up(void)
{
	snprintf(path, sizeof(path), "/tmp/pass_test.%ld", (long)getpid());
}

static void
tear_down(void)
{
	diag_clear(&d);
	bytes_clear(&file);
	unlink(path);
	unlink(MXFTESTING_PATH);
}

/* Run over the first ${size} bytes of what was loaded. */
static bool
run(size_t size, const struct subject_options *options, struct evidence *e)
{
	struct tally tally = {.busy = ATOMIC_FLAG_INIT};
	struct dcp_error err = {0};
	FILE *f;
	bool ok;

	unlink(path);
	f = fopen(path, "wb");
	ck_assert_ptr_nonnull(f);
	ck_assert_uint_eq(fwrite(file.at, 1, size, f), size);
	fclose(f);
	*e = (struct evidence){0};
	diag_clear(&d);
	ok = pass_run(options, path, true, &place, &d, e, &tally, &err);
	ck_assert_msg(ok, "%s", err.text);
	ck_assert_uint_eq(tally.done, options->no_hash && options->frames > 0 ?
	    0 : size);
	return diag_count(&d, FINDING_ERROR) == 0;
}

static void
load(const char *name)
{
	struct dcp_error err = {0};

	ck_assert_msg(input_load(name, 1u << 20, &file, &err), "%s", err.text);
}

START_TEST(one_pass_serves_all)
{
	const struct subject_options all = {0};
	struct dcp_error err = {0};
	struct digest want;
	struct evidence e;

	load(SOUND);
	ck_assert(run(file.size, &all, &e));
	ck_assert(e.known);
	ck_assert_int_eq(e.kind, TRACKFILE_SOUND);
	ck_assert(digest_file(SOUND, DIGEST_SHA1, &want, &err));
	ck_assert(e.hashed && digest_equal(&e.digest, &want));
}
END_TEST

START_TEST(a_sample_needs_no_pass)
{
	const struct subject_options some = {.no_hash = true, .frames = 1};
	struct evidence e;

	load(STEREO);
	run(file.size, &some, &e);
	ck_assert_int_eq(e.kind, TRACKFILE_STEREO);
	ck_assert(!e.hashed);
}
END_TEST

/* A file that ends early is never in order, and never more than a finding. */
START_TEST(every_truncation)
{
	const struct subject_options all = {0};
	static const char *const names[] = {SOUND, STEREO};
	struct evidence e;
	size_t size;

	load(names[_i]);
	for (size = 0; size < file.size; size += 1 + size / 256) {
		ck_assert(!run(size, &all, &e));
		ck_assert(e.hashed);
	}
}
END_TEST

/* A wrong bit anywhere is a finding or nothing, and never stops the pass. */
START_TEST(every_wrong_byte)
{
	const struct subject_options all = {0};
	static const char *const names[] = {SOUND, STEREO};
	struct evidence e;
	size_t at;

	load(names[_i]);
	for (at = 0; at < file.size; at += 1 + at / 256) {
		file.at[at] ^= 0x81;
		run(file.size, &all, &e);
		file.at[at] ^= 0x81;
	}
}
END_TEST

/* An encrypted track file of our own writer, and the ring with its key. */
static struct keyring *
load_encrypted(enum trackfile_kind kind, const char *key)
{
	static const struct uuid key_id = {{9, 9, 9}};
	struct mxfwrite_options o = mxftesting_options(kind, 24);
	struct dcp_error err = {0};
	struct keyring *ring = keyring_new(&err);

	o.crypto.key = (const uint8_t *)"0123456789abcdef";
	o.crypto.key_id = key_id;
	mxftesting_announce(&o, 5);
	mxftesting_write(&o, 5);
	load(MXFTESTING_PATH);
	unlink(MXFTESTING_PATH);
	ck_assert(ring != NULL && keyring_add(ring, &key_id, NULL, NULL,
	    (const uint8_t *)key, &err));
	return ring;
}

static bool
has_rule(const char *rule)
{
	size_t i;

	for (i = 0; i < d.count; i++)
		if (strcmp(diag_finding(&d, i)->rule, rule) == 0)
			return true;
	return false;
}

START_TEST(what_is_encrypted_is_opened)
{
	static const enum trackfile_kind kinds[] = {TRACKFILE_PICTURE,
	    TRACKFILE_STEREO, TRACKFILE_SOUND};
	struct keyring *right = load_encrypted(kinds[_i], "0123456789abcdef");
	struct keyring *wrong = load_encrypted(kinds[_i], "0123456789abcdeX");
	struct subject_options o = {.keys = right, .threads = 3};
	struct evidence e;

	/* The last one written has other vectors, and the same key. */
	run(file.size, &o, &e);
	ck_assert(e.encrypted && e.opened && e.hashed);
	ck_assert(!has_rule("crypto.key") && !has_rule("crypto.mic"));
	ck_assert(has_rule("j2k.tile-parts") == (kinds[_i] != TRACKFILE_SOUND));
	o.keys = wrong;
	run(file.size, &o, &e);
	ck_assert(e.opened && has_rule("crypto.key"));
	ck_assert(!has_rule("j2k.tile-parts"));
	o.keys = NULL;
	run(file.size, &o, &e);
	ck_assert(!e.opened && !has_rule("crypto.key"));
	keyring_free(right);
	keyring_free(wrong);
}
END_TEST

/* One wrong byte of what is encrypted is always an error. */
START_TEST(every_wrong_encrypted_byte)
{
	struct keyring *ring = load_encrypted(TRACKFILE_PICTURE,
	    "0123456789abcdef");
	struct subject_options o = {.keys = ring, .threads = 1};
	size_t at, first = 0, size;
	struct dcp_error err = {0};
	struct mxfread_place unit;
	struct evidence e;
	struct mxfread *r;

	run(file.size, &o, &e);
	r = mxfread_open(path, &err);
	ck_assert(r != NULL && mxfread_locate(r, 2, TRACKFILE_LEFT, &unit,
	    &err));
	first = (size_t)unit.offset;
	size = (size_t)unit.size;
	mxfread_close(r);
	for (at = first + 68; at < first + size; at++) {
		file.at[at] ^= 0x10;
		ck_assert_msg(!run(file.size, &o, &e), "%zu", at - first);
		ck_assert(has_rule("crypto.mic") || has_rule("crypto.packet") ||
		    has_rule("crypto.mic-missing"));
		file.at[at] ^= 0x10;
	}
	keyring_free(ring);
}
END_TEST

START_TEST(every_truncation_of_encrypted_files)
{
	struct keyring *ring = load_encrypted(TRACKFILE_STEREO,
	    "0123456789abcdef");
	struct subject_options o = {.keys = ring, .threads = 2};
	struct evidence e;
	size_t size;

	for (size = 0; size < file.size; size += 1 + size / 256) {
		ck_assert(!run(size, &o, &e));
		ck_assert(e.hashed);
	}
	keyring_free(ring);
}
END_TEST

START_TEST(a_file_that_is_not_there)
{
	struct subject_options all = {0};
	struct tally tally = {.busy = ATOMIC_FLAG_INIT};
	struct dcp_error err = {0};
	struct evidence e = {0};

	ck_assert(pass_run(&all, "/nonexistent/x", true, &place, &d, &e,
	    &tally, &err));
	ck_assert_uint_eq(d.count, 1);
	ck_assert_str_eq(diag_finding(&d, 0)->rule, "package.unreadable");
}
END_TEST

static bool
stop(void *context, uint64_t done, uint64_t total)
{
	(void)context;
	(void)done;
	(void)total;
	return false;
}

START_TEST(the_user_stops_it)
{
	struct subject_options all = {0};
	struct progress progress = {.tell = stop};
	struct tally tally = {.progress = &progress,
	    .busy = ATOMIC_FLAG_INIT};
	struct dcp_error err = {0};
	struct evidence e = {0};

	ck_assert(!pass_run(&all, SOUND, true, &place, &d, &e, &tally, &err));
	ck_assert_int_eq(err.status, DCP_INTERRUPTED);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("pass");

	tcase_set_timeout(t, 120);
	tcase_add_checked_fixture(t, set_up, tear_down);
	tcase_add_test(t, one_pass_serves_all);
	tcase_add_test(t, a_sample_needs_no_pass);
	tcase_add_loop_test(t, every_truncation, 0, 2);
	tcase_add_loop_test(t, every_wrong_byte, 0, 2);
	tcase_add_loop_test(t, what_is_encrypted_is_opened, 0, 3);
	tcase_add_test(t, every_wrong_encrypted_byte);
	tcase_add_test(t, every_truncation_of_encrypted_files);
	tcase_add_test(t, a_file_that_is_not_there);
	tcase_add_test(t, the_user_stops_it);
	return testing_run("verify/pass", t);
}
