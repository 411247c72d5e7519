#include "verify/pass.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/bytes.h"
#include "base/testing.h"

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
	tcase_add_test(t, a_file_that_is_not_there);
	tcase_add_test(t, the_user_stops_it);
	return testing_run("verify/pass", t);
}
