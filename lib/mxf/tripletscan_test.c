/*
 * tripletscan_test.c: whole encrypted track files, fed in pieces; what was done
 * to them is said.
 */
#include "base/input.h"
#include "mxf/mxftesting.h"
#include "mxf/tripletscan.h"
#include "mxf/unlock.h"

static const uint8_t content_key[TRIPLETKEY_SIZE] = {1, 2, 3, 4};
static const struct uuid key_id = {{0xab, 0xcd}};

/* An encrypted file of ${duration}, in memory and on the disk. */
static void
write_track(enum trackfile_kind kind, bool no_mic, uint64_t duration,
    struct bytes *file)
{
	struct mxfwrite_options o = mxftesting_options(kind, 24);
	struct dcp_error err = {0};

	o.crypto = (struct mxfwrite_crypto){.key = content_key,
	    .key_id = key_id, .no_mic = no_mic};
	mxftesting_announce(&o, duration);
	(void)mxftesting_write(&o, duration);
	ck_assert(input_load(MXFTESTING_PATH, 1u << 20, file, &err));
}

/* What is said of the bytes of ${file}, in pieces of ${piece}. */
static const char *
scan(const struct bytes *file, size_t piece, bool with_key, bool *fault)
{
	static char text[1024];
	struct dcp_error err = {0};
	struct keyring *ring = keyring_new(&err);
	struct tripletscan *s;
	struct bytes told = {0};
	size_t at, n;

	ck_assert(ring != NULL && (!with_key ||
	    keyring_add(ring, &key_id, NULL, NULL, content_key, &err)));
	ck_assert(tripletscan_begin(MXFTESTING_PATH, ring, &s, &err));
	ck_assert_ptr_nonnull(s);
	for (at = 0; at < file->size; at += n) {
		n = file->size - at < piece ? file->size - at : piece;
		ck_assert(tripletscan_feed(s, file->at + at, n, &err));
	}
	ck_assert(tripletscan_end(s, &told, fault, &err));
	ck_assert(!tripletscan_is_proof(s) ||
	    (with_key && strstr(bytes_text(&told), "without") == NULL));
	ck_assert(tripletscan_is_proof(s) || bytes_text(&told)[0] != '\0');
	snprintf(text, sizeof(text), "%s", bytes_text(&told));
	bytes_clear(&told);
	tripletscan_free(s);
	keyring_free(ring);
	return text;
}

static uint64_t
place_of(uint64_t unit, enum trackfile_eye eye)
{
	struct dcp_error err = {0};
	struct mxfread *r = mxfread_open(MXFTESTING_PATH, &err);
	struct mxfread_place place;

	ck_assert_ptr_nonnull(r);
	ck_assert(mxfread_locate(r, unit, eye, &place, &err));
	mxfread_close(r);
	return place.offset;
}

START_TEST(in_order)
{
	static const enum trackfile_kind kinds[] = {TRACKFILE_PICTURE,
	    TRACKFILE_STEREO, TRACKFILE_SOUND};
	static const size_t pieces[] = {1, 1000, 1u << 20};
	struct bytes file = {0};
	bool fault;
	size_t i;

	write_track(kinds[_i], false, 5, &file);
	for (i = 0; i < 3; i++) {
		ck_assert_str_eq(scan(&file, pieces[i], true, &fault), "");
		ck_assert(!fault);
	}
	ck_assert_ptr_nonnull(strstr(scan(&file, 1000, false, &fault),
	    "integrity not checked: is encrypted with key abcd0000-"));
	ck_assert(!fault);
	bytes_clear(&file);
}
END_TEST

START_TEST(what_was_damaged)
{
	struct bytes file = {0};
	const char *told;
	bool fault;

	write_track(TRACKFILE_STEREO, false, 5, &file);
	file.at[place_of(2, TRACKFILE_RIGHT) + 100] ^= 1;
	file.at[place_of(4, TRACKFILE_LEFT) + 100] ^= 1;
	told = scan(&file, 1000, true, &fault);
	ck_assert(fault);
	ck_assert_ptr_nonnull(strstr(told, "2 of 10 encrypted packets"));
	ck_assert_ptr_nonnull(strstr(told, "edit unit 2, right eye: "));
	ck_assert_ptr_nonnull(strstr(told, "MIC"));
	/* Without the key it does not show. */
	(void)scan(&file, 1000, false, &fault);
	ck_assert(!fault);
	bytes_clear(&file);
}
END_TEST

START_TEST(what_is_missing)
{
	struct bytes file = {0};
	const char *told;
	bool fault;

	write_track(TRACKFILE_SOUND, false, 5, &file);
	file.size = place_of(3, TRACKFILE_LEFT) - 20;
	told = scan(&file, 1000, true, &fault);
	ck_assert(fault);
	ck_assert_ptr_nonnull(strstr(told, "have 3 encrypted packets, want 5"));
	file.size += 100;
	told = scan(&file, 1000, false, &fault);
	ck_assert(fault);
	ck_assert_ptr_nonnull(strstr(told, "integrity not checked"));
	/* No packet begins where one should. */
	file.at[place_of(1, TRACKFILE_LEFT) - 20] = 0;
	(void)scan(&file, 1000, true, &fault);
	ck_assert(fault);
	bytes_clear(&file);
}
END_TEST

START_TEST(no_integrity_checks)
{
	struct bytes file = {0};
	const char *told;
	bool fault;

	write_track(TRACKFILE_SOUND, true, 2, &file);
	told = scan(&file, 1000, true, &fault);
	ck_assert(!fault);
	ck_assert_str_eq(told, "it was encrypted without integrity checks");
	bytes_clear(&file);
}
END_TEST

START_TEST(other_files_are_of_no_interest)
{
	struct mxfwrite_options o = mxftesting_options(TRACKFILE_SOUND, 24);
	struct dcp_error err = {0};
	struct tripletscan *s;

	testing_file("text", "no track file");
	ck_assert(tripletscan_begin("text", NULL, &s, &err));
	ck_assert_ptr_null(s);
	ck_assert(tripletscan_begin("absent", NULL, &s, &err));
	ck_assert_ptr_null(s);
	mxftesting_announce(&o, 2);
	(void)mxftesting_write(&o, 2);
	ck_assert(tripletscan_begin(MXFTESTING_PATH, NULL, &s, &err));
	ck_assert_ptr_null(s);
	tripletscan_free(s);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("tripletscan");

	tcase_add_checked_fixture(t, testing_enter, testing_leave);
	tcase_add_loop_test(t, in_order, 0, 3);
	tcase_add_test(t, what_was_damaged);
	tcase_add_test(t, what_is_missing);
	tcase_add_test(t, no_integrity_checks);
	tcase_add_test(t, other_files_are_of_no_interest);
	return testing_run("tripletscan", t);
}
