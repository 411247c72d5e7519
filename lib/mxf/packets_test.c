/* packets_test.c: what packets.h promises. */
#include "mxf/packets.h"

#include "base/testing.h"
#include "mxf/rewraptesting.h"

static struct dcp_error err;

struct seen {
	unsigned kind[4];
	uint64_t last;		/* offset */
	unsigned stop;		/* after so many; 0: never */
	unsigned count;
};

static bool
take(void *context, enum packets_kind kind, const struct klv *klv,
    struct dcp_error *e)
{
	struct seen *seen = context;

	ck_assert_uint_gt(klv->offset, seen->last);
	ck_assert(!ul_is(&klv->key, UL_FILL));
	seen->last = klv->offset;
	seen->kind[kind]++;
	return ++seen->count != seen->stop ||
	    error_set(e, DCP_INTERRUPTED, "enough");
}

static bool
walk(const struct mxfread *in, struct seen *seen)
{
	const struct trackfile *t = mxfread_trackfile(in);
	size_t i;

	for (i = 0; i < t->partition_count; i++)
		if (!packets_walk(mxfread_input(in), t, i, take, seen, &err))
			return false;
	return true;
}

static struct mxfread *
make(void)
{
	struct mxfwrite_options o = mxftesting_options(TRACKFILE_SOUND, 24);
	struct mxfread *in;

	mxftesting_write(&o, 4);
	rewraptesting_add_stream();
	in = mxfread_open(MXFTESTING_PATH, &err);
	ck_assert_msg(in != NULL, "%s", err.text);
	return in;
}

START_TEST(gives_all_but_structure)
{
	struct mxfread *in = make();
	struct seen seen = {.count = 0};

	ck_assert_msg(walk(in, &seen), "%s", err.text);
	ck_assert_uint_eq(seen.kind[PACKETS_ESSENCE], 4);
	ck_assert_uint_eq(seen.kind[PACKETS_RESOURCE], 1);
	ck_assert_uint_eq(seen.kind[PACKETS_INDEX], 1);
	ck_assert_uint_eq(seen.kind[PACKETS_OTHER], 0);
	mxfread_close(in);
}
END_TEST

START_TEST(stops_when_told)
{
	struct mxfread *in = make();
	struct seen seen = {.stop = 2};

	ck_assert(!walk(in, &seen));
	ck_assert_int_eq(err.status, DCP_INTERRUPTED);
	ck_assert_uint_eq(seen.count, 2);
	mxfread_close(in);
}
END_TEST

START_TEST(says_where_the_file_breaks_off)
{
	struct bytes b = {0};
	struct seen seen = {.count = 0};
	struct mxfread *in = make();
	uint64_t body = mxfread_trackfile(in)->partition[1].essence;

	mxfread_close(in);
	rewraptesting_load(MXFTESTING_PATH, &b);
	testing_save(MXFTESTING_PATH, b.at, (size_t)body + 2 * 12020 + 100);
	in = mxfread_open(MXFTESTING_PATH, &err);
	ck_assert_msg(in != NULL, "%s", err.text);
	ck_assert(!walk(in, &seen));
	ck_assert_int_eq(err.status, DCP_BAD_INPUT);
	ck_assert_uint_eq(seen.kind[PACKETS_ESSENCE], 2);
	mxfread_close(in);
	bytes_clear(&b);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("packets");

	tcase_add_checked_fixture(t, testing_enter, testing_leave);
	tcase_add_test(t, gives_all_but_structure);
	tcase_add_test(t, stops_when_told);
	tcase_add_test(t, says_where_the_file_breaks_off);
	return testing_run("packets", t);
}
