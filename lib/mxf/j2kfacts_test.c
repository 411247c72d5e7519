/* j2kfacts_test.c: what j2kfacts.h promises. */
#include "mxf/j2kfacts.h"

#include "mxf/mxftesting.h"

/* Offsets in mxftesting_codestream(): Rsiz, Xsiz, Ssiz of X', levels. */
#define RSIZ	6
#define XSIZ	8
#define SSIZ	42
#define LEVELS	58

static bool
read_with(size_t at, uint64_t value, size_t size,
    struct trackfile_picture *p, struct dcp_error *err)
{
	struct bytes b = {0};
	bool ok;

	mxftesting_codestream(&b, 32, 0, 10);
	if (size > 0)
		bytes_patch(&b, at, value, size);
	ok = j2kfacts_read(b.at, b.size, p, err);
	bytes_clear(&b);
	return ok;
}

START_TEST(describes_a_codestream)
{
	struct trackfile_picture p;
	struct dcp_error err = {0};

	ck_assert_msg(read_with(0, 0, 0, &p, &err), "%s", err.text);
	ck_assert_uint_eq(p.stored_width, 32);
	ck_assert_uint_eq(p.stored_height, 16);
	ck_assert_int_eq(p.aspect.num, 32);
	ck_assert_int_eq(p.aspect.den, 16);
	ck_assert_uint_eq(p.component_max, 4095);
	ck_assert_uint_eq(p.j2k.rsiz, 3);
	ck_assert_uint_eq(p.j2k.component_count, 3);
	ck_assert_uint_eq(p.j2k.component[1].ssiz, 11);
	ck_assert_uint_eq(p.j2k.component[1].xrsiz, 1);
	ck_assert_uint_eq(p.j2k.cod_size, 12);
	ck_assert_uint_eq(p.j2k.qcd_size, 9);
	ck_assert_uint_eq(p.j2k.qcd[0], 0x22);
	j2kfacts_clear(&p);
}
END_TEST

/* The profile says the coding, and the size where there is no profile. */
START_TEST(labels_the_coding)
{
	struct trackfile_picture p;
	struct dcp_error err = {0};

	ck_assert(read_with(RSIZ, 3, 2, &p, &err));
	ck_assert(ul_is(&p.coding, UL_CODING_JPEG2000_2K));
	j2kfacts_clear(&p);
	ck_assert(read_with(RSIZ, 4, 2, &p, &err));
	ck_assert(ul_is(&p.coding, UL_CODING_JPEG2000_4K));
	j2kfacts_clear(&p);
	ck_assert(read_with(RSIZ, 0, 2, &p, &err));
	ck_assert(ul_is(&p.coding, UL_CODING_JPEG2000_2K));
	j2kfacts_clear(&p);
}
END_TEST

static void
check_differs(size_t at, uint64_t value, size_t size, const char *message)
{
	struct trackfile_picture first;
	struct dcp_error err = {0};
	struct bytes b = {0};

	ck_assert(read_with(0, 0, 0, &first, &err));
	mxftesting_codestream(&b, 32, 9, 20);
	ck_assert(j2kfacts_match(&first, b.at, b.size, &err));
	bytes_patch(&b, at, value, size);
	ck_assert(!j2kfacts_match(&first, b.at, b.size, &err));
	ck_assert_int_eq(err.status, DCP_BAD_INPUT);
	ck_assert_str_eq(err.text, message);
	bytes_clear(&b);
	j2kfacts_clear(&first);
}

START_TEST(says_what_differs)
{
	check_differs(XSIZ, 31, 4,
	    "have a picture of 31x16, want 32x16 like the first");
	check_differs(RSIZ, 4, 2,
	    "have JPEG 2000 profile 4, want 3 like the first");
	check_differs(SSIZ, 9, 1, "have other components than the first "
	    "picture");
	check_differs(LEVELS, 4, 1, "have another coding style (COD) than the "
	    "first picture");
}
END_TEST

START_TEST(refuses_what_is_none)
{
	struct trackfile_picture p;
	struct dcp_error err = {0};

	ck_assert(!j2kfacts_read("no codestream", 13, &p, &err));
	ck_assert_int_eq(err.status, DCP_BAD_INPUT);
	ck_assert_ptr_null(p.j2k.cod);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("j2kfacts");

	tcase_add_test(t, describes_a_codestream);
	tcase_add_test(t, labels_the_coding);
	tcase_add_test(t, says_what_differs);
	tcase_add_test(t, refuses_what_is_none);
	return testing_run("j2kfacts", t);
}
