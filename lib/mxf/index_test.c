/* index_test.c: what index.h promises. */
#include "mxf/index.h"

#include "base/testing.h"

#define COUNT	(2 * INDEX_SEGMENT_MAX + 10)

static struct uuid
no_id(void *context, uint64_t n)
{
	(void)context;
	return (struct uuid){{(uint8_t)n}};
}

static const struct index_writer writer = {{120, 1}, no_id, NULL};

/* Take the segments of ${b}, the last first if ${backwards}. */
static bool
take(struct index *x, const struct bytes *b, bool backwards,
    struct dcp_error *err)
{
	struct klv klv[4];
	struct span value[4], in = span_of(b->at, b->size, 0);
	size_t i, n = 0;

	while (span_left(&in) > 0) {
		ck_assert(klv_read(&in, &klv[n], err));
		value[n] = span_take(&in, (size_t)klv[n].value_size);
		n++;
	}
	for (i = 0; i < n; i++)
		if (!index_add(x, &klv[backwards ? n - 1 - i : i],
		    value[backwards ? n - 1 - i : i], err))
			return false;
	return index_join(x, err);
}

static void
make_entries(struct bytes *b, uint64_t *offset)
{
	size_t i;

	for (i = 0; i < COUNT; i++)
		offset[i] = 1000 * i;
	index_put_entries(&writer, offset, COUNT, b);
	ck_assert(!b->bad);
	ck_assert_uint_eq(b->size, index_entries_size(COUNT));
}

START_TEST(joins_segments_in_any_order)
{
	static uint64_t offset[COUNT];
	struct dcp_error err = {0};
	struct index x = {0};
	struct bytes b = {0};
	size_t i;

	make_entries(&b, offset);
	ck_assert_msg(take(&x, &b, _i == 1, &err), "%s", err.text);
	ck_assert_uint_eq(x.segment_count, 3);
	ck_assert_uint_eq(x.duration, COUNT);
	for (i = 0; i < COUNT; i++)
		ck_assert_uint_eq(index_offset(&x, i), offset[i]);
	ck_assert_int_eq(x.segment[0].facts.edit_rate.num, 120);
	ck_assert_uint_eq(x.segment[1].facts.entry_count, INDEX_SEGMENT_MAX);
	index_clear(&x);
	bytes_clear(&b);
}
END_TEST

START_TEST(passes_over_repeated_segments)
{
	const uint64_t offset[] = {0, 5, 9};
	struct dcp_error err = {0};
	struct index x = {0};
	struct bytes b = {0};

	index_put_entries(&writer, offset, 3, &b);
	index_put_entries(&writer, offset, 2, &b);
	index_put_entries(&writer, offset, 3, &b);
	ck_assert_msg(take(&x, &b, false, &err), "%s", err.text);
	ck_assert_uint_eq(x.duration, 3);
	ck_assert_uint_eq(index_offset(&x, 2), 9);
	index_clear(&x);
	bytes_clear(&b);
}
END_TEST

START_TEST(reads_edit_units_of_one_size)
{
	struct dcp_error err = {0};
	struct index x = {0};
	struct bytes b = {0};

	index_put_constant(&writer, 48, 7220, &b);
	ck_assert_uint_eq(b.size, index_constant_size());
	ck_assert_uint_eq(b.size, 122);
	ck_assert_msg(take(&x, &b, false, &err), "%s", err.text);
	ck_assert_uint_eq(x.unit_size, 7220);
	ck_assert_uint_eq(x.duration, 48);
	ck_assert_uint_eq(index_offset(&x, 3), 3 * 7220);
	index_clear(&x);
	bytes_clear(&b);
}
END_TEST

static void
check_refused(const struct bytes *b, const char *message)
{
	struct dcp_error err = {0};
	struct index x = {0};

	ck_assert(!take(&x, b, false, &err));
	ck_assert_msg(strstr(err.text, message) != NULL, "%s", err.text);
	index_clear(&x);
}

START_TEST(refuses_what_does_not_fit)
{
	static uint64_t offset[COUNT];
	const uint64_t same[] = {0, 5, 5}, other[] = {0, 6, 9};
	struct bytes b = {0};
	struct span first;
	struct klv klv;
	struct dcp_error err = {0};

	check_refused(&b, "there is no index");
	index_put_entries(&writer, same, 3, &b);
	check_refused(&b, "offsets do not grow");
	bytes_reset(&b);
	index_put_entries(&writer, other, 3, &b);
	index_put_entries(&writer, same, 2, &b);
	check_refused(&b, "differs from one for the same edit units");
	bytes_reset(&b);
	index_put_constant(&writer, 3, 100, &b);
	index_put_constant(&writer, 3, 101, &b);
	check_refused(&b, "edit units of another size");

	/* Without its first segment an index has a gap. */
	bytes_reset(&b);
	make_entries(&b, offset);
	first = span_of(b.at, b.size, 0);
	ck_assert(klv_read(&first, &klv, &err));
	memmove(b.at, b.at + klv_end(&klv), b.size - klv_end(&klv));
	b.size -= klv_end(&klv);
	check_refused(&b, "edit units before it are missing");
	bytes_clear(&b);
}
END_TEST

START_TEST(refuses_every_truncation)
{
	const uint64_t offset[] = {0, 5, 9};
	struct dcp_error err = {0};
	struct bytes b = {0};
	struct span in;
	struct klv klv;
	size_t size;

	index_put_entries(&writer, offset, 3, &b);
	in = span_of(b.at, b.size, 0);
	ck_assert(klv_read(&in, &klv, &err));
	for (size = 0; size < span_left(&in); size++) {
		struct index x = {0};

		err = (struct dcp_error){0};
		ck_assert(!index_add(&x, &klv, span_of(in.at, size, 20),
		    &err) || !index_join(&x, &err));
		index_clear(&x);
	}
	bytes_clear(&b);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("index");

	tcase_add_loop_test(t, joins_segments_in_any_order, 0, 2);
	tcase_add_test(t, passes_over_repeated_segments);
	tcase_add_test(t, reads_edit_units_of_one_size);
	tcase_add_test(t, refuses_what_does_not_fit);
	tcase_add_test(t, refuses_every_truncation);
	return testing_run("index", t);
}
