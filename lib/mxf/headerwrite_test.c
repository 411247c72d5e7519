/* headerwrite_test.c: a header may be written again when more is known. */
#include "mxf/headerwrite.h"

#include "mxf/mxftesting.h"

static void
put(uint64_t duration, uint64_t footer, struct bytes *to)
{
	struct mxfwrite_options o = mxftesting_options(TRACKFILE_SOUND, 24);
	const struct headerwrite facts = {.options = &o,
		.essence = essence_of(TRACKFILE_SOUND), .duration = duration,
		.footer = footer};
	struct dcp_error err = {0};

	ck_assert_msg(headerwrite_put(&facts, to, &err), "%s", err.text);
}

START_TEST(its_size_does_not_depend_on_what_comes)
{
	const size_t footer = 20 + 24;	/* of the pack's FooterPartition */
	struct bytes first = {0}, last = {0};

	put(0, 0, &first);
	put(UINT64_C(1) << 40, UINT64_C(0x1122334455667788), &last);
	ck_assert_uint_eq(first.size, last.size);
	ck_assert_mem_eq(first.at, last.at, footer);
	ck_assert_mem_eq(first.at + footer, "\0\0\0\0\0\0\0", 8);
	ck_assert_mem_eq(last.at + footer, "\x11\x22\x33\x44\x55\x66\x77\x88",
	    8);
	/* The same facts again are the same bytes. */
	put(0, 0, &last);
	ck_assert_mem_eq(first.at, last.at, first.size);
	bytes_clear(&first);
	bytes_clear(&last);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("headerwrite");

	tcase_add_test(t, its_size_does_not_depend_on_what_comes);
	return testing_run("headerwrite", t);
}
