/*
 * tripletaudit_test.c: a track file's packets in order have no fault; every
 * flipped bit in any of them has, and so has every packet out of its place.
 */
#include "base/testing.h"
#include "mxf/tripletaudit.h"
#include "mxf/tripletseal.h"

#define PACKETS	5u

static const uint8_t content_key[TRIPLETKEY_SIZE] = {9, 8, 7};

static const struct tripletseal_file file = {
	.context_id = {{1, 2, 3}},
	.track_file_id = {{4, 5, 6}},
};

static const struct trackfile picture = {
	.kind = TRACKFILE_PICTURE,
	.id = {{4, 5, 6}},
	.crypto = {.present = true, .context_id = {{1, 2, 3}},
	    .mic = {{6, 14}}},
};

/* A file of packets, and in which order they come. */
struct fixture {
	struct tripletkey *key;
	struct bytes packet[PACKETS + 1];
	size_t order[PACKETS + 1];
	size_t count;
};

/* Packet PACKETS is the first one of another file. */
static struct fixture
begin(const struct ul *first, const struct ul *rest)
{
	static const uint8_t plain[100] = {1, 2, 3};
	struct tripletseal_file other = file;
	struct fixture f = {.count = PACKETS};
	struct dcp_error err = {0};
	size_t i;

	f.key = tripletkey_new(content_key, TRACKFILE_SMPTE, &err);
	ck_assert_ptr_nonnull(f.key);
	for (i = 0; i <= PACKETS; i++) {
		struct tripletseal_packet p = {.at = plain, .size = 10 + 7 * i,
			.source_key = i == 0 ? *first : *rest,
			.sequence = i % PACKETS + 1, .to = &f.packet[i]};

		f.order[i] = i;
		other.track_file_id.bytes[0] = i == PACKETS ? 9 : 4;
		ck_assert(tripletseal_run(f.key, &other, &p, 1, &err));
	}
	return f;
}

static struct fixture
begin_picture(void)
{
	const struct ul key = ul_of(UL_JPEG2000_FRAME);

	return begin(&key, &key);
}

static void
end(struct fixture *f)
{
	size_t i;

	for (i = 0; i <= PACKETS; i++)
		bytes_clear(&f->packet[i]);
	tripletkey_free(f->key);
}

/* What each packet has for faults; all of them together. */
static unsigned
audit(const struct fixture *f, const struct trackfile *t, bool with_key,
    unsigned each[PACKETS + 1])
{
	struct tripletaudit a = {.trackfile = t,
	    .key = with_key ? f->key : NULL};
	struct tripletaudit_result r;
	struct dcp_error err = {0};
	unsigned all = 0, fault;
	struct bytes text = {0};
	size_t i;

	for (i = 0; i < f->count; i++) {
		const struct bytes *b = &f->packet[f->order[i]];

		ck_assert(tripletaudit_look(&a, b->at, b->size, NULL, &r,
		    &err));
		tripletaudit_place(&a, &r);
		ck_assert_uint_eq(r.index, i);
		all |= each[i] = r.faults;
		for (fault = r.faults; fault != 0; bytes_reset(&text)) {
			tripletaudit_explain(&a, &r,
			    triplet_take_fault(&fault), &text);
			ck_assert_uint_gt(text.size, 10);
		}
	}
	bytes_clear(&text);
	return all;
}

START_TEST(what_is_in_order_has_no_fault)
{
	struct fixture f = begin_picture();
	unsigned each[PACKETS + 1];

	ck_assert_uint_eq(audit(&f, &picture, true, each), 0);
	ck_assert_uint_eq(audit(&f, &picture, false, each), 0);
	end(&f);
}
END_TEST

START_TEST(every_flipped_bit_is_seen)
{
	struct fixture f = begin_picture();
	unsigned each[PACKETS + 1], all;
	size_t i, bit;

	f.count = 3;
	for (i = 0; i < f.count; i++)
		for (bit = 0; bit < 8 * f.packet[i].size; bit++) {
			f.packet[i].at[bit / 8] ^= (uint8_t)(1u << bit % 8);
			all = audit(&f, &picture, true, each);
			ck_assert_msg(all != 0, "packet %zu byte %zu bit %zu",
			    i, bit / 8, bit % 8);
			/* In the first source key, it is the second that
			   differs: the version is not known beforehand. */
			ck_assert(each[i] != 0 || (i == 0 && bit / 8 == 43 &&
			    each[1] == TRIPLET_SOURCE_KEY) || (i == 0 &&
			    each[1] == TRIPLET_OFFSET));
			f.packet[i].at[bit / 8] ^= (uint8_t)(1u << bit % 8);
		}
	end(&f);
}
END_TEST

/* What is flipped is what is named; of bytes that follow the first item. */
START_TEST(faults_have_their_names)
{
	static const struct {
		size_t at;
		unsigned with_key, without;
	} rows[] = {
		{4, TRIPLET_CONTEXT, TRIPLET_CONTEXT},
		{30, TRIPLET_LENGTHS | TRIPLET_OFFSET,
		    TRIPLET_LENGTHS | TRIPLET_OFFSET},
		{40, TRIPLET_SOURCE_KEY, TRIPLET_SOURCE_KEY},
		{62, TRIPLET_LENGTHS, TRIPLET_LENGTHS},
		{68, TRIPLET_CHECK | TRIPLET_MIC, 0},		/* vector */
		{84, TRIPLET_CHECK | TRIPLET_MIC, 0},		/* check */
		{100, TRIPLET_MIC, 0},				/* first */
		{127, TRIPLET_MIC | TRIPLET_PADDING, 0},	/* last */
		{136, TRIPLET_MIC | TRIPLET_TRACK_FILE, TRIPLET_TRACK_FILE},
		{157, TRIPLET_MIC | TRIPLET_SEQUENCE, TRIPLET_SEQUENCE},
		{170, TRIPLET_MIC, 0},
		{0, TRIPLET_UNREADABLE, TRIPLET_UNREADABLE},
		{64, TRIPLET_UNREADABLE, TRIPLET_UNREADABLE},
		{165, TRIPLET_UNREADABLE, TRIPLET_UNREADABLE},
	};
	struct fixture f = begin_picture();
	unsigned each[PACKETS + 1];
	size_t i;

	/* The second packet: 17 bytes, of which one is in the last block. */
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		f.packet[1].at[rows[i].at] ^= 1;
		audit(&f, &picture, true, each);
		ck_assert_uint_eq(each[1], rows[i].with_key);
		ck_assert_uint_eq(each[0] | each[2] | each[3] | each[4], 0);
		audit(&f, &picture, false, each);
		ck_assert_uint_eq(each[1], rows[i].without);
		ck_assert_uint_eq(each[0] | each[2] | each[3] | each[4], 0);
		f.packet[1].at[rows[i].at] ^= 1;
	}
	end(&f);
}
END_TEST

static void
check_order(const size_t *order, size_t count, const unsigned *want)
{
	struct fixture f = begin_picture();
	unsigned each[PACKETS + 1];
	size_t i;

	f.count = count;
	for (i = 0; i < count; i++)
		f.order[i] = order[i];
	audit(&f, &picture, false, each);
	for (i = 0; i < count; i++)
		ck_assert_uint_eq(each[i], want[i]);
	audit(&f, &picture, true, each);
	for (i = 0; i < count; i++)
		ck_assert_uint_eq(each[i], want[i]);
	end(&f);
}

START_TEST(packets_out_of_place)
{
	const unsigned s = TRIPLET_SEQUENCE, other = TRIPLET_TRACK_FILE;

	/* Swapped, left out, twice, the first left out, another file's. */
	check_order((const size_t[]){0, 2, 1, 3, 4}, 5,
	    (const unsigned[]){0, s, s, 0, 0});
	check_order((const size_t[]){0, 2, 3, 4}, 4,
	    (const unsigned[]){0, s, 0, 0});
	check_order((const size_t[]){0, 1, 1, 2, 3}, 5,
	    (const unsigned[]){0, 0, s, 0, 0});
	check_order((const size_t[]){1, 2, 3, 4}, 4,
	    (const unsigned[]){s, 0, 0, 0});
	check_order((const size_t[]){5, 1, 2}, 3,
	    (const unsigned[]){other, 0, 0});
}
END_TEST

START_TEST(a_missing_integrity_check)
{
	const struct ul key = ul_of(UL_JPEG2000_FRAME);
	const struct tripletseal_file bare = {.no_mic = true,
	    .context_id = {{1, 2, 3}}};
	struct trackfile says_none = picture;
	struct fixture f = begin_picture();
	struct dcp_error err = {0};
	const struct tripletseal_packet p = {.source_key = key, .sequence = 1,
	    .to = &f.packet[0]};
	unsigned each[PACKETS + 1];

	bytes_reset(&f.packet[0]);
	ck_assert(tripletseal_run(f.key, &bare, &p, 1, &err));
	audit(&f, &picture, true, each);
	ck_assert_uint_eq(each[0], TRIPLET_NO_MIC);
	audit(&f, &picture, false, each);
	ck_assert_uint_eq(each[0], TRIPLET_NO_MIC);
	says_none.crypto.mic = (struct ul){{0}};
	ck_assert_uint_eq(audit(&f, &says_none, true, each), 0);
	ck_assert_uint_eq(audit(&f, &says_none, false, each), 0);
	end(&f);
}
END_TEST

START_TEST(resources_of_timed_text_go_on)
{
	const struct ul document = ul_of(UL_TIMED_TEXT_CLIP);
	const struct ul stream = ul_of(UL_GENERIC_STREAM_DATA);
	struct fixture f = begin(&document, &stream);
	struct trackfile text = picture;
	unsigned each[PACKETS + 1];

	text.kind = TRACKFILE_TIMED_TEXT;
	ck_assert_uint_eq(audit(&f, &text, true, each), 0);
	f.packet[1].at[50] ^= 1;
	audit(&f, &text, true, each);
	ck_assert_uint_eq(each[1], TRIPLET_SOURCE_KEY);
	ck_assert_uint_eq(each[0] | each[2] | each[3] | each[4], 0);
	end(&f);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("tripletaudit");

	tcase_set_timeout(t, 60);
	tcase_add_test(t, what_is_in_order_has_no_fault);
	tcase_add_test(t, every_flipped_bit_is_seen);
	tcase_add_test(t, faults_have_their_names);
	tcase_add_test(t, packets_out_of_place);
	tcase_add_test(t, a_missing_integrity_check);
	tcase_add_test(t, resources_of_timed_text_go_on);
	return testing_run("tripletaudit", t);
}
