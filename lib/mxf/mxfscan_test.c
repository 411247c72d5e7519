/* mxfscan_test.c: what mxfscan.h promises. */
#include "mxf/mxfscan.h"

#include "base/input.h"
#include "mxf/essence.h"
#include "mxf/mxftesting.h"

struct seen {
	size_t packets, essence;
	uint64_t end;		/* of the last packet */
	struct bytes values;	/* of all essence packets */
	size_t limit;		/* stop after so many packets */
};

static uint64_t
want(void *context, const struct klv *klv)
{
	(void)context;
	return essence_is_packet(&klv->key) ? UINT64_MAX :
	    ul_is(&klv->key, UL_PRIMER) ? 8 : 0;
}

static bool
packet(void *context, const struct klv *klv, struct span value,
    struct dcp_error *err)
{
	struct seen *s = context;

	ck_assert_uint_eq(klv->offset, s->end);
	s->end = klv_end(klv);
	s->packets++;
	if (s->packets == s->limit)
		return error_set(err, DCP_REFUSED, "enough");
	if (ul_is(&klv->key, UL_PRIMER))
		ck_assert_uint_eq(span_left(&value), 8);
	else if (essence_is_packet(&klv->key)) {
		ck_assert_uint_eq(span_left(&value), klv->value_size);
		ck_assert_uint_eq(value.offset, klv_value(klv));
		bytes_put(&s->values, value.at, span_left(&value));
		s->essence++;
	} else {
		ck_assert_uint_eq(span_left(&value), 0);
	}
	return true;
}

static bool
scan(const struct bytes *file, size_t size, size_t piece, struct seen *seen,
    struct dcp_error *err)
{
	const struct mxfscan_sink sink = {want, packet, seen};
	struct mxfscan *s = mxfscan_new(&sink, err);
	bool ok = true;
	size_t at, n;

	for (at = 0; ok && at < size; at += n) {
		n = size - at < piece ? size - at : piece;
		ok = mxfscan_feed(s, file->at + at, n, err);
	}
	ok = ok && mxfscan_end(s, err);
	mxfscan_free(s);
	return ok;
}

static void
make_file(struct bytes *file, struct bytes *values)
{
	struct mxfwrite_options o = mxftesting_options(TRACKFILE_STEREO, 48);
	struct dcp_error err = {0};
	struct bytes b = {0};
	unsigned i;

	mxftesting_write(&o, 5);
	ck_assert(input_load(MXFTESTING_PATH, 1u << 20, file, &err));
	for (i = 0; i < 10; i++) {
		mxftesting_unit(&o, i / 2, i % 2, &b);
		bytes_put(values, b.at, b.size);
	}
	bytes_clear(&b);
}

/* Whatever the pieces, the packets are the same. */
START_TEST(tells_of_every_packet)
{
	static const size_t piece[] = {1, 2, 3, 17, 20, 120, 4096, 1u << 20};
	struct bytes file = {0}, values = {0};
	struct dcp_error err = {0};
	struct seen seen = {0};

	make_file(&file, &values);
	ck_assert_msg(scan(&file, file.size, piece[_i], &seen, &err), "%s",
	    err.text);
	ck_assert_uint_eq(seen.end, file.size);
	ck_assert_uint_eq(seen.essence, 10);
	ck_assert_uint_eq(seen.values.size, values.size);
	ck_assert_mem_eq(seen.values.at, values.at, values.size);
	bytes_clear(&seen.values);
	bytes_clear(&file);
	bytes_clear(&values);
}
END_TEST

START_TEST(says_where_a_file_was_cut)
{
	struct bytes file = {0}, values = {0};
	size_t size, whole = 0;

	make_file(&file, &values);
	for (size = 0; size < file.size; size++) {
		struct dcp_error err = {0};
		struct seen seen = {0};

		if (scan(&file, size, 4096, &seen, &err))
			whole++;
		else
			ck_assert_int_eq(err.status, DCP_BAD_INPUT);
		bytes_clear(&seen.values);
	}
	ck_assert_uint_gt(whole, 30);	/* cuts between packets are not seen */
	bytes_clear(&file);
	bytes_clear(&values);
}
END_TEST

START_TEST(stops_when_told_to)
{
	struct bytes file = {0}, values = {0};
	struct seen seen = {.limit = 3};
	struct dcp_error err = {0};

	make_file(&file, &values);
	ck_assert(!scan(&file, file.size, 100, &seen, &err));
	ck_assert_str_eq(err.text, "enough");
	ck_assert_uint_eq(seen.packets, 3);
	file.at[0] = 7;
	seen = (struct seen){0};
	err = (struct dcp_error){0};
	ck_assert(!scan(&file, file.size, 100, &seen, &err));
	ck_assert_uint_eq(seen.packets, 0);
	bytes_clear(&file);
	bytes_clear(&values);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("mxfscan");

	tcase_add_checked_fixture(t, testing_enter, testing_leave);
	tcase_set_timeout(t, 60);
	tcase_add_loop_test(t, tells_of_every_packet, 0, 8);
	tcase_add_test(t, says_where_a_file_was_cut);
	tcase_add_test(t, stops_when_told_to);
	return testing_run("mxfscan", t);
}
