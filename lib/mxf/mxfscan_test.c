#include "mxf/mxfscan.h"

#include <string.h>

#include "base/bytes.h"
#include "base/testing.h"

/* Three packets: of 5, 0 and 300 bytes, the last with a long length. */
static struct bytes file;

struct seen {
	unsigned packets, begun;
	uint64_t offset[4], size[4], kept[4];
	uint8_t first;		/* of the value of the last packet */
	uint64_t want;
	bool stop;
};

static uint64_t
want(void *context, const struct klv *klv)
{
	struct seen *s = context;

	(void)klv;
	s->begun++;
	return s->want;
}

static bool
packet(void *context, const struct klv *klv, struct span value,
    struct dcp_error *err)
{
	struct seen *s = context;

	s->offset[s->packets] = klv->offset;
	s->size[s->packets] = klv->value_size;
	s->kept[s->packets] = span_left(&value);
	s->first = span_u8(&value);
	s->packets++;
	return !s->stop || error_set(err, DCP_REFUSED, "enough");
}

static void
set_up(void)
{
	struct ul key = ul_of(UL_FILL);

	bytes_put(&file, key.bytes, UL_SIZE);
	bytes_u8(&file, 5);
	bytes_put(&file, "abcde", 5);
	klv_put_head(&file, &key, 0);
	bytes_put(&file, key.bytes, UL_SIZE);
	bytes_put(&file, "\x87\0\0\0\0\0\x01\x2c", 8);
	bytes_fill(&file, 'z', 300);
}

static void
tear_down(void)
{
	bytes_clear(&file);
}

/* Feed ${size} bytes of the file in pieces of ${step}. */
static bool
run(struct seen *seen, size_t size, size_t step, struct dcp_error *err)
{
	struct mxfscan_sink sink = {want, packet, seen};
	struct mxfscan *s = mxfscan_new(&sink, err);
	size_t at, part;
	bool ok = true;

	ck_assert_ptr_nonnull(s);
	for (at = 0; ok && at < size; at += part) {
		part = size - at < step ? size - at : step;
		ok = mxfscan_feed(s, file.at + at, part, err);
	}
	ok = ok && mxfscan_end(s, err);
	mxfscan_free(s);
	return ok;
}

START_TEST(pieces_of_any_size)
{
	size_t step;

	for (step = 1; step <= file.size; step++) {
		struct seen seen = {.want = UINT64_MAX};
		struct dcp_error err = {0};

		ck_assert_msg(run(&seen, file.size, step, &err), "%s",
		    err.text);
		ck_assert_uint_eq(seen.packets, 3);
		ck_assert_uint_eq(seen.begun, 3);
		ck_assert_uint_eq(seen.offset[1], 22);
		ck_assert_uint_eq(seen.size[2], 300);
		ck_assert_uint_eq(seen.kept[0], 5);
		ck_assert_uint_eq(seen.kept[1], 0);
		ck_assert_uint_eq(seen.kept[2], 300);
		ck_assert_uint_eq(seen.first, 'z');
	}
}
END_TEST

START_TEST(only_what_is_wanted)
{
	struct seen seen = {.want = 3};
	struct dcp_error err = {0};

	ck_assert(run(&seen, file.size, 7, &err));
	ck_assert_uint_eq(seen.kept[0], 3);
	ck_assert_uint_eq(seen.kept[2], 3);
	ck_assert_uint_eq(seen.size[2], 300);
}
END_TEST

START_TEST(every_truncation)
{
	size_t size;

	for (size = 1; size < file.size; size++) {
		struct seen seen = {0};
		struct dcp_error err = {0};

		/* After a whole packet, the file may end. */
		ck_assert_int_eq(run(&seen, size, 64, &err),
		    size == 22 || size == 42);
	}
}
END_TEST

START_TEST(what_is_no_packet)
{
	struct seen seen = {0};
	struct dcp_error err = {0};
	struct mxfscan_sink sink = {want, packet, &seen};
	struct mxfscan *s = mxfscan_new(&sink, &err);

	file.at[22] = 0x07;
	ck_assert(!mxfscan_feed(s, file.at, file.size, &err));
	ck_assert_int_eq(err.status, DCP_BAD_INPUT);
	ck_assert_ptr_nonnull(strstr(err.text, "22"));
	err = (struct dcp_error){0};
	ck_assert(!mxfscan_feed(s, file.at, 1, &err));
	ck_assert(!mxfscan_end(s, &err));
	mxfscan_free(s);
}
END_TEST

START_TEST(the_sink_says_stop)
{
	struct seen seen = {.stop = true};
	struct dcp_error err = {0};

	ck_assert(!run(&seen, file.size, 1000, &err));
	ck_assert_int_eq(err.status, DCP_REFUSED);
	ck_assert_uint_eq(seen.packets, 1);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("mxfscan");

	tcase_add_checked_fixture(t, set_up, tear_down);
	tcase_add_test(t, pieces_of_any_size);
	tcase_add_test(t, only_what_is_wanted);
	tcase_add_test(t, every_truncation);
	tcase_add_test(t, what_is_no_packet);
	tcase_add_test(t, the_sink_says_stop);
	return testing_run("mxf/mxfscan", t);
}
