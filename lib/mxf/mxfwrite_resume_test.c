/* mxfwrite_resume_test.c: unfinished files, cut, damaged, and of others. */
#include "base/input.h"
#include "mxf/mxfread.h"
#include "mxf/mxftesting.h"
#include "mxf/mxfwrite.h"
#include "mxf/room.h"

#define LIMIT	(64u << 20)
#define PART	"track.part"	/* an unfinished track file */

static const enum trackfile_kind kinds[] = {
	TRACKFILE_PICTURE, TRACKFILE_STEREO, TRACKFILE_SOUND,
};
#define KINDS	(sizeof(kinds) / sizeof(kinds[0]))

static void
load(const char *path, struct bytes *to)
{
	struct dcp_error err = {0};

	bytes_reset(to);
	ck_assert_msg(input_load(path, LIMIT, to, &err), "%s", err.text);
}

static const uint8_t mark[MXFWRITE_MARK_SIZE] = "a job";

/* Write edit units 0 to 5 under the temporary name, and stop. */
static void
interrupt(const struct mxfwrite_options *o)
{
	struct dcp_error err = {0};
	struct mxfwrite *w;
	uint64_t units;

	unlink(PART);
	w = mxfwrite_resume(MXFTESTING_PATH, PART, o, mark, &units, &err);
	ck_assert_msg(w != NULL, "%s", err.text);
	ck_assert_uint_eq(units, 0);
	mxftesting_append(w, o, 0, 6);
	mxfwrite_suspend(w);
}

static uint64_t
resume(const struct mxfwrite_options *o, const uint8_t *with)
{
	struct mxfwrite_result result;
	struct dcp_error err = {0};
	struct mxfwrite *w;
	uint64_t units;

	w = mxfwrite_resume(MXFTESTING_PATH, PART, o, with, &units, &err);
	ck_assert_msg(w != NULL, "%s", err.text);
	ck_assert_uint_eq(mxfwrite_duration(w), units);
	mxftesting_append(w, o, units, 9);
	ck_assert_msg(mxfwrite_close(w, &result, &err), "%s", err.text);
	return units;
}

/* Wherever the file was cut, it becomes what it would have been. */
START_TEST(resumes_from_every_length)
{
	struct mxfwrite_options o = mxftesting_options(kinds[_i], 120);
	struct bytes want = {0}, have = {0}, part = {0};
	uint64_t units, before = 0;
	size_t size, step = o.kind == TRACKFILE_SOUND ? 97 : 1;

	mxftesting_write(&o, 9);
	load(MXFTESTING_PATH, &want);
	interrupt(&o);
	load(PART, &part);
	for (size = 0; before < 6; size += size < 16500 ? 1000 : step) {
		testing_save(PART, part.at, size < part.size ? size
		    : part.size);
		units = resume(&o, mark);
		ck_assert_uint_ge(units, before);
		before = units;
		load(MXFTESTING_PATH, &have);
		ck_assert_uint_eq(have.size, want.size);
		ck_assert_mem_eq(have.at, want.at, want.size);
	}
	ck_assert_uint_ge(size, part.size);
	bytes_clear(&want);
	bytes_clear(&have);
	bytes_clear(&part);
}
END_TEST

/* A byte that is not as it was written, wherever: that unit is made again. */
START_TEST(resumes_only_from_what_is_proved)
{
	struct mxfwrite_options o = mxftesting_options(kinds[_i], 120);
	struct bytes want = {0}, have = {0}, part = {0};
	size_t at;

	mxftesting_write(&o, 9);
	load(MXFTESTING_PATH, &want);
	interrupt(&o);
	load(PART, &part);
	for (at = 16500; at < part.size; at += (part.size - 16500) / 20 + 1) {
		part.at[at] ^= 1;
		testing_save(PART, part.at, part.size);
		ck_assert_uint_lt(resume(&o, mark), 6);
		part.at[at] ^= 1;
		load(MXFTESTING_PATH, &have);
		ck_assert_uint_eq(have.size, want.size);
		ck_assert_mem_eq(have.at, want.at, want.size);
	}
	bytes_clear(&want);
	bytes_clear(&have);
	bytes_clear(&part);
}
END_TEST

START_TEST(does_not_resume_another_job)
{
	static const uint8_t other[MXFWRITE_MARK_SIZE] = "another job";
	struct mxfwrite_options o = mxftesting_options(TRACKFILE_PICTURE, 24);

	interrupt(&o);
	ck_assert_uint_eq(resume(&o, other), 0);
	testing_file(PART, "what somebody else wrote, which is longer than "
	    "the room for a mark and is no packet");
	ck_assert_uint_eq(resume(&o, mark), 0);
}
END_TEST

static const uint8_t content_key[16] = "a content key...";
static const struct uuid key_id = {{0xab, 0xcd}};

static void
check_encrypted(const struct mxfwrite_options *o)
{
	struct dcp_error err = {0};
	struct mxfread *r = mxfread_open(MXFTESTING_PATH, &err);

	ck_assert_msg(r != NULL, "%s", err.text);
	ck_assert_uint_eq(mxfread_trackfile(r)->duration, 9);
	ck_assert(!mxfread_trackfile(r)->index_broken);
	ck_assert(mxfread_unlock(r, content_key, &err));
	mxftesting_check_units(r, o);
	mxfread_close(r);
}

START_TEST(resumes_encrypted)
{
	struct mxfwrite_options o = mxftesting_options(kinds[_i], 120);
	struct mxfwrite_part found;
	struct dcp_error err = {0};
	struct bytes part = {0};

	o.crypto = (struct mxfwrite_crypto){content_key, key_id, false};
	interrupt(&o);
	load(PART, &part);
	ck_assert(mxfwrite_resume_peek(PART, &found, &err));
	ck_assert_int_eq(found.state, MXFWRITE_BEGUN);
	ck_assert_mem_eq(found.mark, mark, sizeof(mark));
	ck_assert(uuid_equal(&found.id, &o.id));
	ck_assert(uuid_equal(&found.key_id, &key_id));
	ck_assert_uint_eq(resume(&o, mark), 6);
	check_encrypted(&o);
	/* What is not proved is made again. */
	testing_save(PART, part.at, part.size - 100);
	ck_assert_uint_eq(resume(&o, mark), 0);
	check_encrypted(&o);
	bytes_clear(&part);
}
END_TEST

static void
check_refused(const struct mxfwrite_options *o, const char *message)
{
	struct bytes before = {0}, after = {0};
	struct dcp_error err = {0};
	uint64_t units;

	load(PART, &before);
	ck_assert_ptr_null(mxfwrite_resume(MXFTESTING_PATH, PART, o, mark,
	    &units, &err));
	ck_assert_int_eq(err.status, DCP_REFUSED);
	ck_assert_ptr_nonnull(strstr(err.text, message));
	load(PART, &after);
	ck_assert_uint_eq(before.size, after.size);
	ck_assert_mem_eq(before.at, after.at, after.size);
	bytes_clear(&before);
	bytes_clear(&after);
}

/* Hours of work are not dropped because a key is not the right one. */
START_TEST(refuses_another_key)
{
	struct mxfwrite_options plain = mxftesting_options(kinds[0], 24);
	struct mxfwrite_options o = plain, other;

	o.crypto = (struct mxfwrite_crypto){content_key, key_id, false};
	interrupt(&o);
	check_refused(&plain, "was begun encrypted");
	other = o;
	other.crypto.key = (const uint8_t *)"some other key..";
	check_refused(&other, "this key");
	other = o;
	other.crypto.key_id.bytes[0] = 1;
	check_refused(&other, "was begun with another key");
	other = o;
	other.id.bytes[0] ^= 1;
	check_refused(&other, "as another asset");
	other = o;
	other.crypto.no_mic = true;
	check_refused(&other, "integrity check");

	interrupt(&plain);
	check_refused(&o, "was begun without encryption");
}
END_TEST

/*
 * Stopped while the header took the place of the room: wherever, the file is
 * gone on with.  The bytes are put as room_leave() puts them.
 */
START_TEST(resumes_amid_the_header)
{
	struct mxfwrite_options o = mxftesting_options(kinds[_i], 24);
	struct bytes want = {0}, have = {0}, part = {0};
	size_t cut, tail = 16384 - ROOM_SELF_SIZE - ROOM_NOTES_SIZE;

	mxftesting_write(&o, 9);
	load(MXFTESTING_PATH, &want);
	interrupt(&o);
	load(PART, &part);
	bytes_put(&part, want.at + part.size, want.size - part.size);
	memcpy(part.at + tail, part.at + 20, 16384 - tail);
	for (cut = 0; cut < 16384 + 140; cut += 500) {
		memcpy(part.at, want.at, cut < tail ? cut : tail);
		if (cut > 16384)
			memcpy(part.at + 16384, want.at + 16384, cut - 16384);
		testing_save(PART, part.at, part.size);
		ck_assert_uint_eq(resume(&o, mark), 6);
		load(MXFTESTING_PATH, &have);
		ck_assert_uint_eq(have.size, want.size);
		ck_assert_mem_eq(have.at, want.at, want.size);
	}
	bytes_clear(&want);
	bytes_clear(&have);
	bytes_clear(&part);
}
END_TEST

START_TEST(peeks)
{
	static const uint8_t zeros[200];
	struct mxfwrite_options o = mxftesting_options(kinds[0], 24);
	struct mxfwrite_part found;
	struct dcp_error err = {0};

	testing_save(PART, zeros, sizeof(zeros));
	ck_assert(mxfwrite_resume_peek(PART, &found, &err));
	ck_assert_int_eq(found.state, MXFWRITE_EMPTY);
	testing_save(PART, zeros, 0);
	ck_assert(mxfwrite_resume_peek(PART, &found, &err));
	ck_assert_int_eq(found.state, MXFWRITE_EMPTY);
	testing_file(PART, "hours of work");
	ck_assert(mxfwrite_resume_peek(PART, &found, &err));
	ck_assert_int_eq(found.state, MXFWRITE_STRANGE);
	mxftesting_write(&o, 2);
	ck_assert(mxfwrite_resume_peek(MXFTESTING_PATH, &found, &err));
	ck_assert_int_eq(found.state, MXFWRITE_WHOLE);
	ck_assert(!mxfwrite_resume_peek("nowhere", &found, &err));
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("mxfwrite_resume");

	tcase_add_checked_fixture(t, testing_enter, testing_leave);
	tcase_set_timeout(t, 120);
	tcase_add_loop_test(t, resumes_from_every_length, 0, (int)KINDS);
	tcase_add_loop_test(t, resumes_only_from_what_is_proved, 0, (int)KINDS);
	tcase_add_test(t, does_not_resume_another_job);
	tcase_add_loop_test(t, resumes_encrypted, 0, (int)KINDS);
	tcase_add_test(t, refuses_another_key);
	tcase_add_loop_test(t, resumes_amid_the_header, 0, (int)KINDS);
	tcase_add_test(t, peeks);
	return testing_run("mxfwrite_resume", t);
}
