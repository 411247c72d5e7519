/*
 * triplet_test.c: a packet made by another program; what is sealed opens;
 * every flipped bit of what the integrity check covers is seen.
 */
#include "base/hex.h"
#include "base/limits.h"
#include "base/testing.h"
#include "mxf/triplet.h"
#include "mxf/tripletseal.h"

static const uint8_t content_key[TRIPLETKEY_SIZE] = {
	0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15,
};

static const struct tripletseal_file file = {
	.context_id = {{1, 2, 3}},
	.track_file_id = {{4, 5, 6}},
};

static struct tripletkey *
new_key(enum trackfile_dialect dialect)
{
	struct dcp_error err = {0};
	struct tripletkey *key = tripletkey_new(content_key, dialect, &err);

	ck_assert_ptr_nonnull(key);
	return key;
}

static void
fill(uint8_t *to, size_t size)
{
	size_t i;

	for (i = 0; i < size; i++)
		to[i] = (uint8_t)(i * 7 + i / 256);
}

/* One packet of ${size} bytes, ${offset} of them plain. */
static void
seal(const struct tripletkey *key, const struct tripletseal_file *f,
    size_t size, uint64_t offset, struct bytes *to)
{
	static uint8_t plain[1024];
	const struct tripletseal_packet packet = {
		.source_key = ul_of(UL_JPEG2000_FRAME), .at = plain,
		.size = size, .plaintext_offset = offset, .sequence = 7,
		.to = to,
	};
	struct dcp_error err = {0};

	fill(plain, sizeof(plain));
	bytes_reset(to);
	ck_assert_msg(tripletseal_run(key, f, &packet, 1, &err), "%s",
	    err.text);
	ck_assert_uint_eq(to->size, tripletseal_size(size, offset, f->no_mic));
}

static unsigned
faults_of(const struct triplet *t, const struct tripletkey *key,
    struct bytes *plain)
{
	struct dcp_error err = {0};
	unsigned faults;

	ck_assert_msg(triplet_open(t, key, plain, &faults, &err), "%s",
	    err.text);
	return faults;
}

/*
 * Made with openssl enc, and the MIC key and HMAC of a few lines of Python: 70
 * bytes 0, 1, 2 ..., of which 20 are not encrypted; content key 1, 0, 0 ...
 */
static const char foreign[] =
    "8300001000000000000000000000000000000000830000080000000000000014"
    "83000010060e2b34010201010d01030115010801830000080000000000000046"
    "83000074000102030405060708090a0b0c0d0e0f3575c600b8268cbaccd33351"
    "456d6d3b000102030405060708090a0b0c0d0e0f10111213a7d9dcc774e868ad"
    "e9cffd7ce3729f7da31b43e51747f7616e70484ebcb612f4fc64a072800d1040"
    "54a400150c02a457e7c711c2c795948d39e2cd37e7789b868300001000000000"
    "000000000000000000000000830000080000000000000001830000145c0004a9"
    "66805b58bb3760b26fe281d5dd6d8f75";

START_TEST(a_packet_of_another_program)
{
	static const uint8_t other[TRIPLETKEY_SIZE] = {1};
	struct dcp_error err = {0};
	struct tripletkey *key = tripletkey_new(other, TRACKFILE_SMPTE, &err);
	uint8_t b[sizeof(foreign) / 2];
	struct bytes plain = {0};
	struct triplet t;
	size_t i;

	ck_assert_ptr_nonnull(key);
	ck_assert(hex_parse(foreign, b, sizeof(b)));
	ck_assert(triplet_parse(b, sizeof(b), &t, &err));
	ck_assert_uint_eq(t.plaintext_offset, 20);
	ck_assert_uint_eq(faults_of(&t, key, &plain), 0);
	ck_assert_uint_eq(plain.size, 70);
	for (i = 0; i < plain.size; i++)
		ck_assert_uint_eq(plain.at[i], i);
	bytes_clear(&plain);
	tripletkey_free(key);
}
END_TEST

START_TEST(what_is_sealed_opens)
{
	struct tripletkey *key = new_key(TRACKFILE_SMPTE);
	struct bytes b = {0}, plain = {0};
	struct dcp_error err = {0};
	struct triplet t;
	uint8_t want[100];
	size_t size, offset;

	fill(want, sizeof(want));
	for (size = 0; size <= sizeof(want); size++)
		for (offset = 0; offset <= size; offset++) {
			seal(key, &file, size, offset, &b);
			ck_assert(triplet_parse(b.at, b.size, &t, &err));
			ck_assert_uint_eq(t.sequence, 7);
			ck_assert_uint_eq(t.source_size, size);
			ck_assert_uint_eq(t.plaintext_offset, offset);
			ck_assert(uuid_equal(&t.context_id, &file.context_id));
			ck_assert(uuid_equal(&t.track_file_id,
			    &file.track_file_id));
			ck_assert(ul_is(&t.source_key, UL_JPEG2000_FRAME));
			ck_assert_uint_eq(faults_of(&t, key, &plain), 0);
			ck_assert_uint_eq(plain.size, size);
			if (size > 0)
				ck_assert_mem_eq(plain.at, want, size);
			ck_assert_uint_eq(faults_of(&t, key, NULL), 0);
		}
	bytes_clear(&b);
	bytes_clear(&plain);
	tripletkey_free(key);
	tripletkey_free(NULL);
}
END_TEST

/* Facts of the field: a frame of 939 bytes takes 1100. */
START_TEST(sizes_are_those_of_the_field)
{
	ck_assert_uint_eq(triplet_value_size(939, 0), 976);
	ck_assert_uint_eq(tripletseal_size(939, 0, false), 1100);
	ck_assert_uint_eq(tripletseal_size(939, 0, true), 1100 - 44);
	ck_assert_uint_eq(tripletseal_size((16u << 20) - 49, 0, false),
	    (16u << 20) - 16 + 124);
	ck_assert_uint_eq(tripletseal_size((16u << 20) - 48, 0, false),
	    (16u << 20) + 124 + 5);
}
END_TEST

/* What became of ${p} opens as ${plain}. */
static void
check_sealed(const struct tripletseal_packet *p, const struct tripletkey *key,
    const uint8_t *plain)
{
	struct dcp_error err = {0};
	struct bytes have = {0};
	struct triplet t;

	ck_assert_uint_eq(p->to->size,
	    tripletseal_size(p->size, p->plaintext_offset, false));
	ck_assert(triplet_parse(p->to->at, p->to->size, &t, &err));
	ck_assert_uint_eq(faults_of(&t, key, &have), 0);
	ck_assert_uint_eq(t.sequence, p->sequence);
	ck_assert_uint_eq(have.size, p->size);
	if (have.size > 0)
		ck_assert_mem_eq(have.at, plain, have.size);
	bytes_clear(&have);
}

START_TEST(many_at_once)
{
	struct tripletkey *key = new_key(TRACKFILE_SMPTE);
	struct tripletseal_packet packet[40];
	struct bytes to[40] = {{0}};
	struct dcp_error err = {0};
	uint8_t want[1024];
	size_t i;

	fill(want, sizeof(want));
	for (i = 0; i < 40; i++)
		packet[i] = (struct tripletseal_packet){.at = want,
		    .source_key = ul_of(UL_JPEG2000_FRAME),
		    .size = i * 97 % 1024, .plaintext_offset = i % 3 * 16,
		    .sequence = i + 1, .to = &to[i]};
	packet[0].plaintext_offset = packet[0].size;
	for (i = 0; i < 40; i++)
		if (packet[i].plaintext_offset > packet[i].size)
			packet[i].plaintext_offset = 0;
	ck_assert(tripletseal_run(key, &file, packet, 40, &err));
	for (i = 0; i < 40; i++) {
		check_sealed(&packet[i], key, want);
		bytes_clear(&to[i]);
	}
	tripletkey_free(key);
}
END_TEST

/* What is read to the place where it will be encrypted needs no copy. */
START_TEST(sealed_where_it_was_put)
{
	struct tripletkey *key = new_key(TRACKFILE_SMPTE);
	struct tripletseal_packet packet[20];
	struct bytes to[20] = {{0}};
	struct dcp_error err = {0};
	uint8_t want[1024], *place;
	size_t i;

	fill(want, sizeof(want));
	for (i = 0; i < 20; i++) {
		packet[i] = (struct tripletseal_packet){
		    .source_key = ul_of(UL_JPEG2000_FRAME),
		    .size = i * 97 % 1024, .sequence = i + 1, .to = &to[i]};
		place = tripletseal_place(&file, &packet[i], &err);
		ck_assert_ptr_nonnull(place);
		memcpy(place, want, packet[i].size);
	}
	ck_assert(tripletseal_run(key, &file, packet, 20, &err));
	for (i = 0; i < 20; i++) {
		check_sealed(&packet[i], key, want);
		bytes_clear(&to[i]);
	}
	tripletkey_free(key);
}
END_TEST

/* The same bytes twice give other bytes: the vector is new. */
START_TEST(no_vector_comes_twice)
{
	struct tripletkey *key = new_key(TRACKFILE_SMPTE);
	struct bytes a = {0}, b = {0};

	seal(key, &file, 100, 0, &a);
	seal(key, &file, 100, 0, &b);
	ck_assert_mem_ne(a.at + 68, b.at + 68, 16);
	ck_assert_mem_ne(a.at + 68 + 32, b.at + 68 + 32, 16);
	bytes_clear(&a);
	bytes_clear(&b);
	tripletkey_free(key);
}
END_TEST

START_TEST(a_wrong_key_is_seen)
{
	static const uint8_t other[TRIPLETKEY_SIZE] = {1};
	struct tripletkey *key = new_key(TRACKFILE_SMPTE);
	struct dcp_error err = {0};
	struct tripletkey *wrong = tripletkey_new(other, TRACKFILE_SMPTE, &err);
	struct tripletkey *interop = new_key(TRACKFILE_INTEROP);
	struct bytes b = {0}, plain = {0};
	struct triplet t;
	bool fits;

	seal(key, &file, 100, 0, &b);
	ck_assert(triplet_parse(b.at, b.size, &t, &err));
	ck_assert(triplet_fits(key, t.value.at, &fits, &err) && fits);
	ck_assert(triplet_fits(wrong, t.value.at, &fits, &err) && !fits);
	ck_assert(faults_of(&t, wrong, &plain) & TRIPLET_CHECK);
	ck_assert(faults_of(&t, wrong, NULL) & TRIPLET_MIC);
	ck_assert_uint_eq(faults_of(&t, interop, &plain), TRIPLET_MIC);
	bytes_clear(&b);
	bytes_clear(&plain);
	tripletkey_free(key);
	tripletkey_free(wrong);
	tripletkey_free(interop);
}
END_TEST

START_TEST(a_packet_without_integrity_check)
{
	const struct tripletseal_file f = {.no_mic = true};
	struct tripletkey *key = new_key(TRACKFILE_SMPTE);
	struct bytes b = {0}, plain = {0};
	struct dcp_error err = {0};
	struct triplet t;

	seal(key, &f, 100, 0, &b);
	ck_assert(triplet_parse(b.at, b.size, &t, &err));
	ck_assert(!t.has_mic && !t.has_sequence && !t.has_track_file_id);
	ck_assert_uint_eq(faults_of(&t, key, &plain), TRIPLET_NO_MIC);
	ck_assert_uint_eq(plain.size, 100);
	ck_assert(triplet_parse(b.at, b.size - 12, &t, &err));
	ck_assert_uint_eq(faults_of(&t, key, &plain), TRIPLET_NO_MIC);
	bytes_clear(&b);
	bytes_clear(&plain);
	tripletkey_free(key);
}
END_TEST

/* Put the items again, each length in the form of ${n} bytes. */
static void
put_item(struct bytes *to, const uint8_t *item, uint64_t size, unsigned n)
{
	uint8_t length[8];

	if (n == 0) {
		bytes_u8(to, (uint8_t)size);
	} else {
		bytes_u8(to, (uint8_t)(0x80 + n));
		bytes_big_endian(length, size, n);
		bytes_put(to, length, n);
	}
	if (item != NULL)
		bytes_put(to, item, (size_t)size);
}

START_TEST(lengths_of_every_form)
{
	struct tripletkey *key = new_key(TRACKFILE_SMPTE);
	struct bytes b = {0}, other = {0};
	struct dcp_error err = {0};
	struct triplet t;
	unsigned n;

	seal(key, &file, 20, 0, &b);	/* a value of 64 bytes */
	for (n = 0; n <= 8; n++) {
		bytes_reset(&other);
		put_item(&other, b.at + 4, 16, n);
		put_item(&other, b.at + 24, 8, n);
		put_item(&other, b.at + 36, 16, n);
		put_item(&other, b.at + 56, 8, n);
		put_item(&other, b.at + 68, 64, n);
		bytes_put(&other, b.at + 132, 56);
		ck_assert_msg(triplet_parse(other.at, other.size, &t, &err),
		    "%s", err.text);
		ck_assert_uint_eq(faults_of(&t, key, NULL), 0);
	}
	bytes_clear(&b);
	bytes_clear(&other);
	tripletkey_free(key);
}
END_TEST

START_TEST(truncations_fail_politely)
{
	struct tripletkey *key = new_key(TRACKFILE_SMPTE);
	struct bytes b = {0};
	struct triplet t;
	size_t size, absent = 0;

	seal(key, &file, 20, 0, &b);
	bytes_u8(&b, 0);
	for (size = 0; size <= b.size; size++) {
		struct dcp_error err = {0};

		if (triplet_parse(b.at, size, &t, &err)) {
			absent += size < b.size - 1;
			continue;
		}
		ck_assert_int_eq(err.status, DCP_BAD_INPUT);
		ck_assert_uint_eq(t.source_size, 0);
		ck_assert_ptr_null(t.value.at);
	}
	ck_assert_uint_eq(absent, 3);	/* after items 5, 6 and 7 */
	bytes_clear(&b);
	tripletkey_free(key);
}
END_TEST

/*
 * What is flipped is an error, or a fault, or stands in front of the encrypted
 * value, where no check reaches and mxf/tripletaudit.h compares.
 */
START_TEST(flipped_bits_are_seen)
{
	struct tripletkey *key = new_key(TRACKFILE_SMPTE);
	struct bytes b = {0}, plain = {0};
	unsigned faults;
	struct triplet t;
	size_t bit;

	seal(key, &file, 100, 0, &b);
	for (bit = 0; bit < 8 * b.size; bit++) {
		struct dcp_error err = {0};
		bool head = bit / 8 < 64;

		b.at[bit / 8] ^= (uint8_t)(1u << bit % 8);
		if (triplet_parse(b.at, b.size, &t, &err)) {
			faults = faults_of(&t, key, &plain);
			ck_assert(faults != 0 || head);
			if (!head && bit / 8 >= 68)
				ck_assert(faults & TRIPLET_MIC);
			if (bit / 8 >= 68 && bit / 8 < 100)
				ck_assert(faults & TRIPLET_CHECK);
		}
		b.at[bit / 8] ^= (uint8_t)(1u << bit % 8);
	}
	bytes_clear(&b);
	bytes_clear(&plain);
	tripletkey_free(key);
}
END_TEST

START_TEST(sizes_are_bounded)
{
	struct tripletkey *key = new_key(TRACKFILE_SMPTE);
	struct dcp_error err = {0};
	struct bytes b = {0};
	struct triplet t;

	seal(key, &file, 100, 0, &b);
	bytes_patch(&b, 56, UINT64_MAX, 8);	/* source length */
	ck_assert(!triplet_parse(b.at, b.size, &t, &err));
	ck_assert_int_eq(err.status, DCP_REFUSED);
	err = (struct dcp_error){0};
	bytes_patch(&b, 56, 100, 8);
	bytes_patch(&b, 24, UINT64_MAX - 5, 8);	/* plaintext offset */
	ck_assert(!triplet_parse(b.at, b.size, &t, &err));
	ck_assert_int_eq(err.status, DCP_REFUSED);
	err = (struct dcp_error){0};
	bytes_patch(&b, 24, 101, 8);
	ck_assert(triplet_parse(b.at, b.size, &t, &err));
	ck_assert(faults_of(&t, key, NULL) & TRIPLET_LENGTHS);
	bytes_clear(&b);
	tripletkey_free(key);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("triplet");

	tcase_add_test(t, a_packet_of_another_program);
	tcase_add_test(t, what_is_sealed_opens);
	tcase_add_test(t, sizes_are_those_of_the_field);
	tcase_add_test(t, many_at_once);
	tcase_add_test(t, sealed_where_it_was_put);
	tcase_add_test(t, no_vector_comes_twice);
	tcase_add_test(t, a_wrong_key_is_seen);
	tcase_add_test(t, a_packet_without_integrity_check);
	tcase_add_test(t, lengths_of_every_form);
	tcase_add_test(t, truncations_fail_politely);
	tcase_add_test(t, flipped_bits_are_seen);
	tcase_add_test(t, sizes_are_bounded);
	return testing_run("triplet", t);
}
