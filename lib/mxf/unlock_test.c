/*
 * unlock_test.c: encrypted track files opened by the right key, by several
 * threads, by the wrong one, by none, and where they are damaged.
 */
#include "base/workers.h"
#include "mxf/mxftesting.h"
#include "mxf/unlock.h"

static const uint8_t content_key[TRIPLETKEY_SIZE] = {1, 2, 3, 4};
static const struct uuid key_id = {{0xab, 0xcd}};

static struct mxfwrite_options
write_track(enum trackfile_kind kind, bool encrypted, uint64_t duration)
{
	struct mxfwrite_options o = mxftesting_options(kind, 24);

	if (encrypted)
		o.crypto = (struct mxfwrite_crypto){.key = content_key,
		    .key_id = key_id};
	mxftesting_announce(&o, duration);
	(void)mxftesting_write(&o, duration);
	return o;
}

static struct mxfread *
open_track(void)
{
	struct dcp_error err = {0};
	struct mxfread *r = mxfread_open(MXFTESTING_PATH, &err);

	ck_assert_msg(r != NULL, "%s", err.text);
	return r;
}

static struct keyring *
ring_of(const struct uuid *id, const uint8_t *key)
{
	struct dcp_error err = {0};
	struct keyring *ring = keyring_new(&err);

	ck_assert_ptr_nonnull(ring);
	ck_assert(keyring_add(ring, id, NULL, NULL, key, &err));
	return ring;
}

/* Overwrite ${size} bytes of the file. */
static void
damage(uint64_t offset, size_t size)
{
	FILE *f = fopen(MXFTESTING_PATH, "r+");

	ck_assert_ptr_nonnull(f);
	ck_assert_int_eq(fseek(f, (long)offset, SEEK_SET), 0);
	while (size-- > 0)
		ck_assert_int_eq(fputc(0x5a, f), 0x5a);
	ck_assert_int_eq(fclose(f), 0);
}

START_TEST(the_right_key_opens)
{
	static const enum trackfile_kind kinds[] = {TRACKFILE_PICTURE,
	    TRACKFILE_STEREO, TRACKFILE_SOUND};
	struct mxfwrite_options o = write_track(kinds[_i], true, 9);
	struct keyring *ring = ring_of(&key_id, content_key);
	struct mxfread *r = open_track();
	struct mxfread_place place;
	struct dcp_error err = {0};
	struct bytes b = {0};
	uint64_t size;

	ck_assert(mxfread_is_locked(r));
	ck_assert_ptr_null(mxfread_key(r));
	ck_assert(!mxfread_unit(r, 0, TRACKFILE_LEFT, &b, &err));
	ck_assert_int_eq(err.status, DCP_REFUSED);
	err = (struct dcp_error){0};
	ck_assert(unlock_with(r, ring, &err));
	ck_assert(!mxfread_is_locked(r));
	ck_assert_ptr_nonnull(mxfread_key(r));
	mxftesting_check_units(r, &o);
	ck_assert(mxfread_unit(r, 8, TRACKFILE_LEFT, &b, &err));
	ck_assert(mxfread_locate(r, 8, TRACKFILE_LEFT, &place, &err));
	ck_assert(mxfread_plain_size(r, &place, &size, &err));
	ck_assert_uint_eq(size, b.size);
	ck_assert_uint_gt(place.size, b.size);
	ck_assert(mxfread_raw(r, 8, TRACKFILE_LEFT, &b, &err));
	ck_assert_uint_eq(place.size, b.size);
	ck_assert(unlock_with(r, ring, &err));	/* again */
	bytes_clear(&b);
	keyring_free(ring);
	mxfread_close(r);
}
END_TEST

START_TEST(a_plain_file_needs_none)
{
	struct mxfwrite_options o = write_track(TRACKFILE_SOUND, false, 3);
	struct mxfread *r = open_track();
	struct dcp_error err = {0};

	ck_assert(!mxfread_is_locked(r));
	ck_assert(unlock_with(r, NULL, &err));
	ck_assert(mxfread_unlock(r, content_key, &err));
	ck_assert_ptr_null(mxfread_key(r));
	mxftesting_check_units(r, &o);
	mxfread_close(r);
}
END_TEST

static void
check_refused(const struct keyring *ring, const char *why)
{
	struct mxfread *r = open_track();
	struct dcp_error err = {0};

	ck_assert(!unlock_with(r, ring, &err));
	ck_assert_int_eq(err.status, DCP_REFUSED);
	ck_assert_msg(strstr(err.text, why) != NULL, "%s", err.text);
	ck_assert(mxfread_is_locked(r));
	mxfread_close(r);
}

START_TEST(other_keys_do_not)
{
	static const uint8_t wrong[TRIPLETKEY_SIZE] = {1, 2, 3, 5};
	static const struct uuid other_id = {{0xab, 0xce}};
	struct keyring *ring = ring_of(&other_id, content_key);

	(void)write_track(TRACKFILE_SOUND, true, 3);
	check_refused(NULL, "key abcd0000-0000-0000-0000-000000000000: want it");
	check_refused(ring, "key abcd0000-0000-0000-0000-000000000000, which is "
	    "not among the content keys given (1)");
	keyring_free(ring);
	ring = ring_of(&key_id, wrong);
	check_refused(ring, "check value");
	keyring_free(ring);
}
END_TEST

/* The first packet's vector is lost; the key is still known for the one. */
START_TEST(a_damaged_packet_is_no_wrong_key)
{
	struct keyring *ring = ring_of(&key_id, content_key);
	struct mxfread_place place;
	struct dcp_error err = {0};
	struct bytes b = {0};
	struct mxfread *r;
	uint64_t i;

	(void)write_track(TRACKFILE_SOUND, true, 5);
	r = open_track();
	ck_assert(mxfread_locate(r, 0, TRACKFILE_LEFT, &place, &err));
	damage(place.offset + 68, 16);
	ck_assert(mxfread_locate(r, 3, TRACKFILE_LEFT, &place, &err));
	damage(place.offset + place.size - 4, 4);
	ck_assert_msg(unlock_with(r, ring, &err), "%s", err.text);
	for (i = 0; i < 5; i++) {
		struct dcp_error why = {0};

		if (mxfread_unit(r, i, TRACKFILE_LEFT, &b, &why))
			continue;
		ck_assert(i == 0 || i == 3);
		ck_assert_int_eq(why.status, DCP_BAD_INPUT);
		ck_assert_ptr_nonnull(strstr(why.text, i == 0 ? "check value" :
		    "MIC"));
		ck_assert_uint_eq(b.size, 0);
	}
	bytes_clear(&b);
	keyring_free(ring);
	mxfread_close(r);
}
END_TEST

/*
 * The length of what was encrypted stands in the clear, and no integrity check
 * covers it: the padding tells that it is wrong.
 */
START_TEST(a_wrong_length_is_no_essence)
{
	const long last = 68 - 4 - 1;	/* byte of it, before the next item */
	struct keyring *ring = ring_of(&key_id, content_key);
	struct mxfread_place place;
	struct dcp_error err = {0};
	struct bytes b = {0};
	struct mxfread *r;
	FILE *f;
	int byte;

	(void)write_track(TRACKFILE_SOUND, true, 2);
	r = open_track();
	ck_assert(mxfread_locate(r, 1, TRACKFILE_LEFT, &place, &err));
	ck_assert_ptr_nonnull(f = fopen(MXFTESTING_PATH, "r+"));
	ck_assert_int_eq(fseek(f, (long)place.offset + last, SEEK_SET), 0);
	byte = fgetc(f);
	ck_assert_int_eq(fseek(f, -1, SEEK_CUR), 0);
	ck_assert_int_eq(fputc(byte ^ 1, f), byte ^ 1);
	ck_assert_int_eq(fclose(f), 0);
	ck_assert_msg(unlock_with(r, ring, &err), "%s", err.text);
	ck_assert(mxfread_unit(r, 0, TRACKFILE_LEFT, &b, &err));
	ck_assert(!mxfread_unit(r, 1, TRACKFILE_LEFT, &b, &err));
	ck_assert_int_eq(err.status, DCP_BAD_INPUT);
	ck_assert_ptr_nonnull(strstr(err.text, "padding"));
	ck_assert_uint_eq(b.size, 0);
	bytes_clear(&b);
	keyring_free(ring);
	mxfread_close(r);
}
END_TEST

/* The bytes of packet ${unit}, and where they stand. */
static struct mxfread_place
load_packet(const struct mxfread *r, uint64_t unit, struct bytes *to)
{
	struct mxfread_place place;
	struct dcp_error err = {0};

	ck_assert(mxfread_locate(r, unit, TRACKFILE_LEFT, &place, &err));
	ck_assert(mxfread_raw(r, unit, TRACKFILE_LEFT, to, &err));
	return place;
}

static void
save_packet(const struct bytes *from, const struct mxfread_place *at)
{
	FILE *f = fopen(MXFTESTING_PATH, "r+");

	ck_assert_ptr_nonnull(f);
	ck_assert_int_eq(fseek(f, (long)at->offset, SEEK_SET), 0);
	ck_assert_uint_eq(fwrite(from->at, 1, from->size, f), from->size);
	ck_assert_int_eq(fclose(f), 0);
}

/* ${fault} is part of what is wrong with it, or NULL. */
static void
check_unit(const struct mxfread *r, uint64_t unit, const char *fault)
{
	struct dcp_error err = {0};
	struct bytes b = {0};
	bool ok = mxfread_unit(r, unit, TRACKFILE_LEFT, &b, &err);

	ck_assert_msg(ok == (fault == NULL), "%s", err.text);
	if (fault != NULL) {
		ck_assert_int_eq(err.status, DCP_BAD_INPUT);
		ck_assert_msg(strstr(err.text, fault) != NULL, "%s", err.text);
		ck_assert_uint_eq(b.size, 0);
	}
	bytes_clear(&b);
}

/* Each of them is whole, and opens with the key: it is not where it belongs. */
START_TEST(packets_out_of_place_are_no_essence)
{
	struct keyring *ring = ring_of(&key_id, content_key);
	struct bytes a = {0}, b = {0};
	struct mxfread_place one, two;
	struct dcp_error err = {0};
	struct mxfread *r;

	(void)write_track(TRACKFILE_SOUND, true, 4);
	r = open_track();
	one = load_packet(r, 1, &a);
	two = load_packet(r, 2, &b);
	save_packet(&a, &two);
	save_packet(&b, &one);
	ck_assert_msg(unlock_with(r, ring, &err), "%s", err.text);
	check_unit(r, 0, NULL);
	check_unit(r, 1, "sequence");
	check_unit(r, 2, "sequence");
	check_unit(r, 3, NULL);
	mxfread_close(r);
	(void)write_track(TRACKFILE_SOUND, true, 4);
	r = open_track();
	a.at[4] ^= 1;		/* its context's id: another file has another */
	save_packet(&a, &one);
	ck_assert_msg(unlock_with(r, ring, &err), "%s", err.text);
	check_unit(r, 1, "another cryptographic context");
	check_unit(r, 2, NULL);
	bytes_clear(&a);
	bytes_clear(&b);
	keyring_free(ring);
	mxfread_close(r);
}
END_TEST

static bool
read_one(void *context, unsigned slot, uint64_t index, struct dcp_error *err)
{
	struct mxfwrite_options o = mxftesting_options(TRACKFILE_PICTURE, 24);
	struct bytes want = {0}, have = {0};
	bool ok;

	(void)slot;
	mxftesting_unit(&o, index, 0, &want);
	ok = mxfread_unit(context, index, TRACKFILE_LEFT, &have, err) &&
	    have.size == want.size &&
	    memcmp(have.at, want.at, want.size) == 0;
	bytes_clear(&want);
	bytes_clear(&have);
	return ok;
}

START_TEST(threads_read_at_once)
{
	struct keyring *ring = ring_of(&key_id, content_key);
	struct workers_job job = {.count = 200, .threads = 4,
	    .work = read_one};
	struct dcp_error err = {0};
	struct mxfread *r;

	(void)write_track(TRACKFILE_PICTURE, true, 200);
	job.context = r = open_track();
	ck_assert(unlock_with(r, ring, &err));
	ck_assert_msg(workers_run(&job, &err), "%s", err.text);
	keyring_free(ring);
	mxfread_close(r);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("unlock");

	tcase_add_checked_fixture(t, testing_enter, testing_leave);
	tcase_add_loop_test(t, the_right_key_opens, 0, 3);
	tcase_add_test(t, a_plain_file_needs_none);
	tcase_add_test(t, other_keys_do_not);
	tcase_add_test(t, a_damaged_packet_is_no_wrong_key);
	tcase_add_test(t, a_wrong_length_is_no_essence);
	tcase_add_test(t, packets_out_of_place_are_no_essence);
	tcase_add_test(t, threads_read_at_once);
	return testing_run("unlock", t);
}
