/* jp2_test.c: boxes of each kind of length, and what is cut short. */
#include "base/bytes.h"
#include "base/testing.h"
#include "j2k/jp2.h"

static const char signature[] = "\0\0\0\x0cjP  \r\n\x87\n";

/* A file of a signature, a box to step over, and a codestream "abc". */
static void
make_file(struct bytes *to, unsigned long_length, unsigned to_the_end)
{
	bytes_put(to, signature, 12);
	bytes_u32(to, 10);
	bytes_put(to, "jp2hxx", 6);
	bytes_u32(to, to_the_end ? 0 : long_length ? 1 : 11);
	bytes_put(to, "jp2c", 4);
	if (long_length)
		bytes_u64(to, 19);
	bytes_put(to, "abc", 3);
}

START_TEST(lengths_have_three_forms)
{
	unsigned form;

	for (form = 0; form < 3; form++) {
		struct dcp_error err = {0};
		struct bytes file = {0};
		struct span found;

		make_file(&file, form == 1, form == 2);
		ck_assert_msg(jp2_codestream(span_of(file.at, file.size, 0),
		    &found, &err), "%u: %s", form, err.text);
		ck_assert_uint_eq(span_left(&found), 3);
		ck_assert_int_eq(memcmp(found.at, "abc", 3), 0);
		ck_assert_uint_eq(found.offset, file.size - 3);
		bytes_clear(&file);
	}
}
END_TEST

START_TEST(every_truncation_fails)
{
	struct bytes file = {0};
	size_t n;

	make_file(&file, 1, 0);
	for (n = 0; n < file.size; n++) {
		struct dcp_error err = {0};
		struct span found;

		ck_assert(!jp2_codestream(span_of(file.at, n, 0), &found,
		    &err));
		ck_assert_int_eq(err.status, DCP_BAD_INPUT);
		ck_assert_uint_eq(span_left(&found), 0);
	}
	bytes_clear(&file);
}
END_TEST

START_TEST(impossible_lengths_fail)
{
	static const uint64_t lengths[] = {0, 1, 15, 1u << 20, INT64_MAX,
	    UINT64_MAX};
	size_t i;

	for (i = 0; i < sizeof(lengths) / sizeof(lengths[0]); i++) {
		struct dcp_error err = {0};
		struct bytes file = {0};
		struct span found;

		make_file(&file, 1, 0);
		bytes_patch(&file, file.size - 11, lengths[i], 8);
		ck_assert(!jp2_codestream(span_of(file.at, file.size, 0),
		    &found, &err));
		bytes_clear(&file);
	}
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("jp2");

	tcase_add_test(t, lengths_have_three_forms);
	tcase_add_test(t, every_truncation_fails);
	tcase_add_test(t, impossible_lengths_fail);
	return testing_run("jp2", t);
}
