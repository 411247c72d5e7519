/* source_test.c: see source.h. */
#include "image/source.h"

#include "base/testing.h"

static void
read_all_ways(const struct source *source)
{
	struct dcp_error err = {0};
	char to[8] = "";

	ck_assert_uint_eq(source->size, 5);
	ck_assert(source_read(source, 1, to, 3, &err));
	ck_assert_str_eq(to, "ell");
	ck_assert(source_read(source, 5, to, 0, &err));
	ck_assert(!source_read(source, 3, to, 3, &err));
	ck_assert_int_eq(err.status, DCP_BAD_INPUT);
	err = (struct dcp_error){0};
	ck_assert(!source_read(source, UINT64_MAX, to, 1, &err));
	ck_assert_int_eq(err.status, DCP_BAD_INPUT);
}

START_TEST(files_and_memory_are_alike)
{
	static const char path[] = "a.bin";
	struct dcp_error err = {0};
	struct source source;
	struct input *in;

	testing_file(path, "hello");
	in = input_open(path, &err);
	ck_assert_ptr_nonnull(in);
	source = source_of_file(in);
	read_all_ways(&source);
	input_close(in);
	source = source_of_bytes("hello", 5);
	read_all_ways(&source);
}
END_TEST

START_TEST(what_files_say_is_made_safe)
{
	struct dcp_error err = {0};

	ck_assert(!source_damaged(&err, "TIFF", "tag \033[2J\n"));
	ck_assert_int_eq(err.status, DCP_BAD_INPUT);
	ck_assert_str_eq(err.text, "damaged TIFF file: tag \\x1b[2J\\x0a");
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("source");

	tcase_add_checked_fixture(t, testing_enter, testing_leave);
	tcase_add_test(t, files_and_memory_are_alike);
	tcase_add_test(t, what_files_say_is_made_safe);
	return testing_run("source", t);
}
