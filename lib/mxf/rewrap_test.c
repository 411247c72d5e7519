/* rewrap_test.c: what rewrap.h, packets.h and indexmap.h promise. */
#include "mxf/rewrap.h"

#include "base/testing.h"
#include "mxf/rewraptesting.h"
#include "mxf/tripletseal.h"

#define UNITS	5

static struct dcp_error err;
static struct rewrap r;
static const struct cryptoset crypto = {
	.context_id = {{1}}, .key_id = {{2}}, .mic = true,
};
static const struct rewrap_options encrypt = {
	.id = {{3}}, .made = {.seconds = 1100000000}, .crypto = &crypto,
}, decrypt = {
	.id = {{3}}, .made = {.seconds = 1100000000},
};

static void
clear(void)
{
	rewrap_clear(&r);
	testing_leave();
}

static struct mxfread *
make(enum trackfile_kind kind)
{
	struct mxfwrite_options o = mxftesting_options(kind, 24);
	struct mxfread *in;

	mxftesting_announce(&o, UNITS);
	mxftesting_write(&o, UNITS);
	in = mxfread_open(MXFTESTING_PATH, &err);
	ck_assert_msg(in != NULL, "%s", err.text);
	return in;
}

static struct mxfread *
reopen(struct mxfread *in)
{
	mxfread_close(in);
	in = mxfread_open(MXFTESTING_PATH, &err);
	ck_assert_msg(in != NULL, "%s", err.text);
	return in;
}

/* Every part begins where the one before ends. */
static void
check_parts(void)
{
	uint64_t at = 0;
	size_t i;

	for (i = 0; i < r.count; i++) {
		ck_assert_uint_eq(r.part[i].to, at);
		if (r.part[i].action == REWRAP_PUT)
			ck_assert_uint_eq(rewrap_size(&r, i),
			    r.part[i].from_size);
		at += rewrap_size(&r, i);
	}
	ck_assert_uint_eq(at, r.size);
}

START_TEST(plans_every_packet)
{
	struct mxfread *in = make(TRACKFILE_STEREO);
	uint64_t sequence = 0;
	size_t i;

	ck_assert_msg(rewrap_plan(&r, in, &encrypt, &err), "%s", err.text);
	check_parts();
	for (i = 0; i < r.count; i++) {
		const struct rewrap_part *p = &r.part[i];
		uint64_t value;

		if (p->action == REWRAP_PUT)
			continue;
		ck_assert_uint_eq(p->action, REWRAP_SEAL);
		ck_assert_uint_eq(p->sequence, ++sequence);
		ck_assert_uint_eq(p->number, sequence - 1);
		value = tripletseal_size(p->plain_size, 0, false);
		ck_assert_uint_eq(rewrap_size(&r, i),
		    klv_head_size(value) + value);
	}
	ck_assert_uint_eq(sequence, 2 * UNITS);
	mxfread_close(in);
}
END_TEST

START_TEST(counts_resources_on)
{
	struct mxfread *in = make(TRACKFILE_SOUND);
	const struct rewrap_part *p;

	rewraptesting_add_stream();
	in = reopen(in);
	ck_assert_ptr_null(mxfread_trackfile(in)->fault);
	ck_assert_msg(rewrap_plan(&r, in, &encrypt, &err), "%s", err.text);
	check_parts();
	/* Header; body pack; units; stream pack; resource; footer. */
	ck_assert_uint_eq(r.count, 2 + UNITS + 3);
	p = &r.part[r.count - 2];
	ck_assert(p->resource);
	ck_assert_uint_eq(p->number, 0);
	ck_assert_uint_eq(p->sequence, UNITS + 1);
	ck_assert_uint_eq(p->plain_size, strlen(REWRAPTESTING_RESOURCE));
	mxfread_close(in);
}
END_TEST

/* The ${size} bytes at ${at} of the file are others now. */
static void
change(size_t at, const void *to, size_t size)
{
	struct bytes b = {0};

	rewraptesting_load(MXFTESTING_PATH, &b);
	ck_assert_uint_le(at + size, b.size);
	memcpy(b.at + at, to, size);
	testing_save(MXFTESTING_PATH, b.at, b.size);
	bytes_clear(&b);
}

static void
refuses(struct mxfread *in, const struct rewrap_options *o,
    enum dcp_status status, const char *text)
{
	err = (struct dcp_error){0};
	ck_assert(!rewrap_plan(&r, in, o, &err));
	ck_assert_int_eq(err.status, status);
	ck_assert_msg(strstr(err.text, text) != NULL, "%s", err.text);
	ck_assert_ptr_null(r.part);
	ck_assert_uint_eq(r.size, 0);
	err = (struct dcp_error){0};
}

START_TEST(refuses_what_it_cannot_do)
{
	struct mxfread *in = make(TRACKFILE_SOUND);
	const uint8_t op1a[] = {1, 1, 1}, open_key = 3;

	refuses(in, &decrypt, DCP_REFUSED, "is not encrypted");
	ck_assert(rewrap_check(in, &err));

	/* The operational pattern of the pack: behind 64 bytes of numbers. */
	change(20 + 64 + 12, op1a, sizeof(op1a));
	in = reopen(in);
	refuses(in, &encrypt, DCP_UNSUPPORTED, "OP1a");
	ck_assert(!rewrap_check(in, &err));

	mxfread_close(in);
	in = make(TRACKFILE_SOUND);
	change(14, &open_key, 1);
	in = reopen(in);
	refuses(in, &encrypt, DCP_BAD_INPUT, "unfinished");
	mxfread_close(in);
}
END_TEST

START_TEST(refuses_an_index_that_lies)
{
	struct mxfread *in = make(TRACKFILE_PICTURE);
	const struct trackfile_partition *p =
	    &mxfread_trackfile(in)->partition[2];
	struct bytes b = {0};

	/* The third entry of five: the last byte of its offset. */
	rewraptesting_load(MXFTESTING_PATH, &b);
	b.at[p->offset + p->size + p->index_size - 2 * 11 - 1]++;
	testing_save(MXFTESTING_PATH, b.at, b.size);
	bytes_clear(&b);
	in = reopen(in);
	refuses(in, &encrypt, DCP_BAD_INPUT, "no packet begins");
	mxfread_close(in);
}
END_TEST

/* A file that is cut anywhere is no reason to fall. */
START_TEST(takes_no_harm_from_a_cut)
{
	struct mxfread *in = make(TRACKFILE_PICTURE);
	struct bytes b = {0};
	size_t size;

	mxfread_close(in);
	rewraptesting_load(MXFTESTING_PATH, &b);
	for (size = b.size - 1; size > 16000; size -= 7) {
		testing_save(MXFTESTING_PATH, b.at, size);
		err = (struct dcp_error){0};
		in = mxfread_open(MXFTESTING_PATH, &err);
		if (in == NULL)
			continue;
		ck_assert(!rewrap_plan(&r, in, &encrypt, &err));
		ck_assert_int_ne(err.status, DCP_OK);
		mxfread_close(in);
	}
	bytes_clear(&b);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("rewrap");

	tcase_add_checked_fixture(t, testing_enter, clear);
	tcase_add_test(t, plans_every_packet);
	tcase_add_test(t, counts_resources_on);
	tcase_add_test(t, refuses_what_it_cannot_do);
	tcase_add_test(t, refuses_an_index_that_lies);
	tcase_add_test(t, takes_no_harm_from_a_cut);
	return testing_run("rewrap", t);
}
