/* mxfread_test.c: what mxfread.h promises, of files that are not in order. */
#include "mxf/mxfread.h"

#include "mxf/mxftesting.h"

#define UNITS	5

static const enum trackfile_kind kinds[] = {
	TRACKFILE_PICTURE, TRACKFILE_STEREO, TRACKFILE_SOUND,
};
#define KINDS	(sizeof(kinds) / sizeof(kinds[0]))

/* A file of UNITS edit units, and its bytes. */
static struct mxfwrite_options
make_file(enum trackfile_kind kind, struct bytes *file)
{
	struct mxfwrite_options o = mxftesting_options(kind, 120);
	struct dcp_error err = {0};

	o.channel_count = 1;
	mxftesting_write(&o, UNITS);
	ck_assert(input_load(MXFTESTING_PATH, 1u << 20, file, &err));
	return o;
}

static struct mxfread *
open_bytes(const void *bytes, size_t size, struct dcp_error *err)
{
	testing_save(MXFTESTING_PATH, bytes, size);
	return mxfread_open(MXFTESTING_PATH, err);
}

/*
 * A file that was cut is opened as far as its header goes; its fault is said,
 * and what is whole of its edit units is read.
 */
START_TEST(reads_what_is_left_of_every_truncation)
{
	struct mxfwrite_options o;
	struct bytes file = {0};
	uint64_t before = 0;
	size_t size;

	o = make_file(kinds[_i], &file);
	for (size = 0; size < file.size; size++) {
		struct dcp_error err = {0};
		struct mxfread *r;
		const struct trackfile *f;

		/* Of the fill behind the header, a few lengths are enough. */
		if (size > 5000 && size < 16300)
			size += 500;
		r = open_bytes(file.at, size, &err);
		if (r == NULL) {
			ck_assert_uint_lt(size, 16384);
			ck_assert_int_eq(err.status, DCP_BAD_INPUT);
			ck_assert_ptr_nonnull(strstr(err.text, "track.mxf"));
			continue;
		}
		f = mxfread_trackfile(r);
		ck_assert_ptr_nonnull(f->fault);
		ck_assert_uint_ge(f->duration, before);
		before = f->duration;
		mxftesting_check_units(r, &o);
		mxfread_close(r);
	}
	ck_assert_uint_eq(before, UNITS);
	bytes_clear(&file);
}
END_TEST

/* Any one byte may be wrong: an answer, and no harm. */
START_TEST(survives_every_wrong_byte)
{
	struct bytes file = {0}, unit = {0};
	size_t at;

	make_file(kinds[_i], &file);
	for (at = 0; at < file.size; at++) {
		struct dcp_error err = {0};
		struct mxfread *r;
		uint64_t i;

		if (at > 5000 && at < 16300)
			at += 500;
		file.at[at] ^= 0xff;
		r = open_bytes(file.at, file.size, &err);
		for (i = 0; r != NULL && i < UNITS; i++)
			if (!mxfread_unit(r, i, TRACKFILE_LEFT, &unit, &err))
				ck_assert_int_ne(err.status, DCP_OK);
		ck_assert(r != NULL || err.status != DCP_OK);
		mxfread_close(r);
		file.at[at] ^= 0xff;
	}
	bytes_clear(&file);
	bytes_clear(&unit);
}
END_TEST

/* The file of kinds[kind] with ${size} bytes at ${at} set to ${value}. */
static struct mxfread *
open_changed(struct bytes *file, size_t at, uint64_t value, size_t size)
{
	struct dcp_error err = {0};
	struct mxfread *r;

	bytes_patch(file, at, value, size);
	r = open_bytes(file->at, file->size, &err);
	ck_assert_msg(r != NULL, "%s", err.text);
	return r;
}

START_TEST(does_not_believe_a_wrong_index)
{
	struct mxfwrite_options o;
	struct bytes file = {0};
	struct mxfread *r;
	const struct trackfile *f;

	o = make_file(TRACKFILE_STEREO, &file);
	/* The last entry's offset, one too high. */
	r = open_changed(&file, file.size - 61, 0x77, 1);
	f = mxfread_trackfile(r);
	ck_assert(f->index_broken);
	ck_assert_ptr_nonnull(f->fault);
	ck_assert_int_eq(f->index_duration, TRACKFILE_ABSENT);
	ck_assert_uint_eq(f->duration, UNITS);
	mxftesting_check_units(r, &o);
	mxfread_close(r);
	bytes_clear(&file);
}
END_TEST

START_TEST(notices_an_index_that_ends_early)
{
	struct mxfwrite_options o;
	struct bytes file = {0};
	struct mxfread *r;

	o = make_file(TRACKFILE_SOUND, &file);
	/* IndexDuration: tag 3f0d, the fourth item of the segment. */
	r = open_changed(&file, file.size - 60 - 102 + 20 + 12 + 12 + 11,
	    UNITS - 1, 1);
	ck_assert(mxfread_trackfile(r)->index_broken);
	ck_assert_ptr_nonnull(strstr(mxfread_trackfile(r)->fault,
	    "the essence goes on at byte"));
	ck_assert_uint_eq(mxfread_trackfile(r)->duration, UNITS);
	mxftesting_check_units(r, &o);
	mxfread_close(r);

	/* A duration of 0 says that all of the essence counts. */
	r = open_changed(&file, file.size - 60 - 102 + 20 + 12 + 12 + 11,
	    0, 1);
	ck_assert(!mxfread_trackfile(r)->index_broken);
	ck_assert_uint_eq(mxfread_trackfile(r)->duration, UNITS);
	mxftesting_check_units(r, &o);
	mxfread_close(r);
	bytes_clear(&file);
}
END_TEST

START_TEST(says_that_there_is_no_random_index)
{
	struct mxfwrite_options o;
	struct bytes file = {0};
	struct mxfread *r;

	o = make_file(TRACKFILE_PICTURE, &file);
	r = open_changed(&file, file.size - 1, 0, 1);
	ck_assert_str_eq(mxfread_trackfile(r)->fault,
	    "there is no random index pack at the end of the file");
	ck_assert(!mxfread_trackfile(r)->index_broken);
	ck_assert_uint_eq(mxfread_trackfile(r)->partition_count, 3);
	mxftesting_check_units(r, &o);
	mxfread_close(r);
	bytes_clear(&file);
}
END_TEST

START_TEST(notices_a_random_index_without_the_footer)
{
	struct mxfwrite_options o;
	struct bytes file = {0};
	struct mxfread *r;

	o = make_file(TRACKFILE_PICTURE, &file);
	/* FooterPartition of the header, which is the random index's last. */
	r = open_changed(&file, 20 + 24, 0x1234, 8);
	ck_assert_str_eq(mxfread_trackfile(r)->fault, "random index pack: does "
	    "not end with the footer partition at byte 4660");
	ck_assert(!mxfread_trackfile(r)->index_broken);
	mxftesting_check_units(r, &o);
	mxfread_close(r);
	bytes_clear(&file);
}
END_TEST

/* The version of the OP-Atom label tells the dialects apart. */
START_TEST(tells_the_dialects_apart)
{
	const size_t label = 20 + 64;	/* of the pack's operational pattern */
	struct bytes file = {0};
	struct mxfread *r;

	make_file(TRACKFILE_PICTURE, &file);
	r = open_changed(&file, label + UL_VERSION, 1, 1);
	ck_assert_int_eq(mxfread_trackfile(r)->dialect, TRACKFILE_INTEROP);
	mxfread_close(r);
	r = open_changed(&file, label + 12, 1, 1);
	ck_assert_int_eq(mxfread_trackfile(r)->dialect, TRACKFILE_IMF);
	mxfread_close(r);
	bytes_clear(&file);
}
END_TEST

/* The tail of the set's key, which stands there once, made one not known. */
static void
hide_stereo_set(struct bytes *file)
{
	static const uint8_t tail[] = {0x0d, 1, 1, 1, 1, 1, 0x63, 0};
	size_t i, found = 0;

	for (i = 0; i + sizeof(tail) <= file->size; i++)
		if (memcmp(file->at + i, tail, sizeof(tail)) == 0) {
			file->at[i + 6] = 0x7e;
			found++;
		}
	ck_assert_uint_eq(found, 1);
}

/* Interop has no such set: twice the samples of edit units say it there. */
START_TEST(knows_both_eyes_of_interop)
{
	struct bytes file = {0}, have = {0}, want = {0};
	struct dcp_error err = {0};
	const struct mxfwrite_options o = make_file(TRACKFILE_STEREO, &file);
	struct mxfread *r;

	hide_stereo_set(&file);
	r = open_bytes(file.at, file.size, &err);
	ck_assert_msg(r != NULL, "%s", err.text);
	ck_assert_int_eq(mxfread_trackfile(r)->kind, TRACKFILE_PICTURE);
	mxfread_close(r);
	file.at[20 + 64 + UL_VERSION] = 1;
	r = open_bytes(file.at, file.size, &err);
	ck_assert_msg(r != NULL, "%s", err.text);
	ck_assert_int_eq(mxfread_trackfile(r)->kind, TRACKFILE_STEREO);
	ck_assert_ptr_null(mxfread_trackfile(r)->fault);
	ck_assert_uint_eq(mxfread_trackfile(r)->duration, UNITS);
	mxftesting_unit(&o, 3, 1, &want);
	ck_assert(mxfread_unit(r, 3, TRACKFILE_RIGHT, &have, &err));
	ck_assert_uint_eq(have.size, want.size);
	ck_assert_mem_eq(have.at, want.at, want.size);
	mxfread_close(r);
	bytes_reset(&file);
	make_file(TRACKFILE_PICTURE, &file);
	file.at[20 + 64 + UL_VERSION] = 1;
	r = open_bytes(file.at, file.size, &err);
	ck_assert_int_eq(mxfread_trackfile(r)->kind, TRACKFILE_PICTURE);
	mxfread_close(r);
	bytes_clear(&file);
	bytes_clear(&have);
	bytes_clear(&want);
}
END_TEST

START_TEST(refuses_what_is_not_there)
{
	struct bytes file = {0}, unit = {0};
	struct dcp_error err = {0};
	struct mxfread_place place;
	struct mxfread *r;

	make_file(TRACKFILE_PICTURE, &file);
	r = mxfread_open(MXFTESTING_PATH, &err);
	ck_assert(!mxfread_locate(r, UNITS, TRACKFILE_LEFT, &place, &err));
	ck_assert_ptr_nonnull(strstr(err.text,
	    "have 5 edit units, want number 5"));
	err = (struct dcp_error){0};
	ck_assert(!mxfread_unit(r, 0, TRACKFILE_RIGHT, &unit, &err));
	ck_assert_ptr_nonnull(strstr(err.text, "has no right eye"));
	err = (struct dcp_error){0};
	ck_assert(!mxfread_resource(r, 0, &unit, &err));
	mxfread_close(r);

	err = (struct dcp_error){0};
	ck_assert_ptr_null(open_bytes("plain text, no packets at all",
	    29, &err));
	ck_assert_ptr_nonnull(strstr(err.text, "no MXF file"));
	err = (struct dcp_error){0};
	ck_assert_ptr_null(mxfread_open("/nowhere", &err));
	ck_assert_int_eq(err.status, DCP_IO);
	bytes_clear(&file);
	bytes_clear(&unit);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("mxfread");

	tcase_add_checked_fixture(t, testing_enter, testing_leave);
	tcase_set_timeout(t, 240);
	tcase_add_loop_test(t, reads_what_is_left_of_every_truncation, 0,
	    (int)KINDS);
	tcase_add_loop_test(t, survives_every_wrong_byte, 0, (int)KINDS);
	tcase_add_test(t, does_not_believe_a_wrong_index);
	tcase_add_test(t, notices_an_index_that_ends_early);
	tcase_add_test(t, says_that_there_is_no_random_index);
	tcase_add_test(t, notices_a_random_index_without_the_footer);
	tcase_add_test(t, tells_the_dialects_apart);
	tcase_add_test(t, knows_both_eyes_of_interop);
	tcase_add_test(t, refuses_what_is_not_there);
	return testing_run("mxfread", t);
}
