/* layout_test.c: partitions found in two ways are the same. */
#include "mxf/layout.h"

#include "mxf/mxftesting.h"

/* Write a track file and cut ${cut} bytes off its end; open it. */
static struct input *
open_cut(size_t cut)
{
	struct mxfwrite_options o = mxftesting_options(TRACKFILE_PICTURE, 24);
	struct dcp_error err = {0};
	struct bytes file = {0};
	struct input *in;

	mxftesting_write(&o, 5);
	ck_assert(input_load(MXFTESTING_PATH, 1u << 20, &file, &err));
	testing_save(MXFTESTING_PATH, file.at, file.size - cut);
	bytes_clear(&file);
	in = input_open(MXFTESTING_PATH, &err);
	ck_assert_ptr_nonnull(in);
	return in;
}

/* Header, body and footer follow each other, and only the header has sets. */
static void
check_layout(size_t cut, const char *fault)
{
	struct input *in = open_cut(cut);
	struct trackfile t = {0};
	struct dcp_error err = {0};
	uint64_t offset;

	ck_assert_msg(layout_load(in, &t, &err), "%s", err.text);
	ck_assert_pstr_eq(t.fault, fault);
	ck_assert_uint_eq(t.partition_count, 3);
	ck_assert_uint_eq(layout_end(in, &t, 0), t.partition[1].offset);
	ck_assert_uint_eq(layout_end(in, &t, 1), t.partition[2].offset);
	ck_assert_uint_eq(layout_end(in, &t, 2), input_size(in));
	ck_assert(layout_header(in, &t.partition[0], &offset));
	ck_assert_uint_gt(offset, 0);
	ck_assert_uint_lt(offset, t.partition[1].offset);
	ck_assert(!layout_header(in, &t.partition[1], &offset));
	trackfile_clear(&t);
	input_close(in);
}

START_TEST(the_random_index_is_not_needed)
{
	check_layout(0, NULL);
	check_layout(1, "there is no random index pack at the end of the "
	    "file");
}
END_TEST

START_TEST(a_header_comes_first)
{
	struct trackfile t = {0};
	struct dcp_error err = {0};
	struct input *in;

	testing_file(MXFTESTING_PATH, "no partition pack at all, only text");
	in = input_open(MXFTESTING_PATH, &err);
	ck_assert(!layout_load(in, &t, &err));
	ck_assert_int_eq(err.status, DCP_BAD_INPUT);
	trackfile_clear(&t);
	input_close(in);
}
END_TEST

START_TEST(the_first_fault_is_kept)
{
	struct trackfile t = {0};

	layout_fault(&t, "one");
	layout_fault(&t, "two");
	ck_assert_str_eq(t.fault, "one");
	trackfile_clear(&t);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("layout");

	tcase_add_checked_fixture(t, testing_enter, testing_leave);
	tcase_add_test(t, the_random_index_is_not_needed);
	tcase_add_test(t, a_header_comes_first);
	tcase_add_test(t, the_first_fault_is_kept);
	return testing_run("layout", t);
}
