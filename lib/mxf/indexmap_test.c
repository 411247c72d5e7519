/* indexmap_test.c: what indexmap.h promises. */
#include "mxf/indexmap.h"

#include "base/testing.h"
#include "mxf/index.h"

static struct dcp_error err;

static struct uuid
no_id(void *context, uint64_t n)
{
	(void)context;
	(void)n;
	return (struct uuid){{7}};
}

static const struct index_writer writer = {{24, 1}, no_id, NULL};

static bool
tenfold(void *context, uint64_t old, uint64_t *mapped, struct dcp_error *e)
{
	const uint64_t *limit = context;

	*mapped = 10 * old;
	return old < *limit || error_set(e, DCP_BAD_INPUT, "beyond");
}

static bool
tenfold_size(void *context, uint32_t old, uint32_t *mapped,
    struct dcp_error *e)
{
	(void)context;
	(void)e;
	*mapped = 10 * old;
	return true;
}

static bool
map(const struct bytes *from, uint64_t limit, struct bytes *to)
{
	const struct indexmap m = {tenfold, tenfold_size, &limit};
	struct span in = span_of(from->at, from->size, 0);
	struct klv klv;

	bytes_reset(to);
	ck_assert(klv_read(&in, &klv, &err));
	return indexmap_put(&m, &klv, in, to, &err);
}

START_TEST(maps_offsets)
{
	const uint64_t old[3] = {0, 7, 9}, new[3] = {0, 70, 90};
	struct bytes from = {0}, to = {0}, want = {0};

	index_put_entries(&writer, old, 3, &from);
	index_put_entries(&writer, new, 3, &want);
	ck_assert_msg(map(&from, 100, &to), "%s", err.text);
	ck_assert_uint_eq(to.size, want.size);
	ck_assert_mem_eq(to.at, want.at, want.size);
	ck_assert(!map(&from, 8, &to));
	ck_assert_msg(strstr(err.text, "beyond") != NULL, "%s", err.text);
	bytes_clear(&from);
	bytes_clear(&to);
	bytes_clear(&want);
}
END_TEST

START_TEST(maps_a_constant_size)
{
	struct bytes from = {0}, to = {0}, want = {0};

	index_put_constant(&writer, 5, 100, &from);
	index_put_constant(&writer, 5, 1000, &want);
	ck_assert_msg(map(&from, 0, &to), "%s", err.text);
	ck_assert_uint_eq(to.size, want.size);
	ck_assert_mem_eq(to.at, want.at, want.size);
	bytes_clear(&from);
	bytes_clear(&to);
	bytes_clear(&want);
}
END_TEST

/* What stands in an entry but its offset is the other program's. */
START_TEST(keeps_what_entries_say_besides)
{
	const uint64_t old[1] = {3};
	struct bytes from = {0}, to = {0};

	index_put_entries(&writer, old, 1, &from);
	from.at[from.size - 11] = 0xfe;		/* temporal offset */
	from.at[from.size - 9] = 0x22;		/* flags */
	ck_assert(map(&from, 100, &to));
	ck_assert_uint_eq(to.at[to.size - 11], 0xfe);
	ck_assert_uint_eq(to.at[to.size - 9], 0x22);
	ck_assert_uint_eq(to.at[to.size - 1], 30);
	bytes_clear(&from);
	bytes_clear(&to);
}
END_TEST

START_TEST(takes_no_harm_from_a_cut)
{
	const uint64_t old[3] = {0, 7, 9};
	const uint64_t limit = 100;
	const struct indexmap m = {tenfold, tenfold_size,
	    &(uint64_t){limit}};
	struct bytes from = {0}, to = {0};
	struct span in;
	struct klv klv;
	size_t size;

	index_put_entries(&writer, old, 3, &from);
	for (size = from.size - 1; size > KLV_HEAD_SIZE; size--) {
		in = span_of(from.at, size, 0);
		ck_assert(klv_read(&in, &klv, &err));
		err = (struct dcp_error){0};
		bytes_reset(&to);
		if (!indexmap_put(&m, &klv, in, &to, &err))
			ck_assert_int_ne(err.status, DCP_OK);
	}
	bytes_clear(&from);
	bytes_clear(&to);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("indexmap");

	tcase_add_test(t, maps_offsets);
	tcase_add_test(t, maps_a_constant_size);
	tcase_add_test(t, keeps_what_entries_say_besides);
	tcase_add_test(t, takes_no_harm_from_a_cut);
	return testing_run("indexmap", t);
}
