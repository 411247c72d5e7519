/* primer_test.c: what primer.h promises. */
#include "mxf/primer.h"

#include "base/testing.h"
#include "mxf/klv.h"

/* Read back what primer_put() wrote. */
static void
reread(const struct primer *from, struct primer *to)
{
	struct dcp_error err = {0};
	struct bytes b = {0};
	struct span in;
	struct klv klv;

	primer_put(from, &b);
	ck_assert(bytes_ok(&b, &err));
	in = span_of(b.at, b.size, 0);
	ck_assert(klv_read(&in, &klv, &err));
	ck_assert(ul_is(&klv.key, UL_PRIMER));
	ck_assert_msg(primer_read(in, to, &err), "%s", err.text);
	bytes_clear(&b);
}

START_TEST(gives_tags)
{
	struct primer p = {0}, again;
	struct dcp_error err = {0};
	const struct primer_row *row;

	ck_assert_uint_eq(primer_tag(&p, MODEL_Rsiz, &err), 0xffff);
	ck_assert_uint_eq(primer_tag(&p, MODEL_EditRate, &err), 0x4b01);
	ck_assert_uint_eq(primer_tag(&p, MODEL_Xsiz, &err), 0xfffe);
	ck_assert_uint_eq(primer_tag(&p, MODEL_Rsiz, &err), 0xffff);
	ck_assert_uint_eq(p.count, 3);
	reread(&p, &again);
	ck_assert_uint_eq(again.count, 3);
	row = primer_find(&again, 0xfffe);
	ck_assert_ptr_nonnull(row);
	ck_assert_int_eq(row->item, MODEL_Xsiz);
	ck_assert_ptr_null(primer_find(&again, 0xfffd));
	primer_clear(&p);
	primer_clear(&again);
}
END_TEST

/* Two rows of one tag, and one of a label that nobody knows. */
static const uint8_t odd[] = {
	0, 0, 0, 3, 0, 0, 0, 18,
	0x80, 1, 6, 0xe, 0x2b, 0x34, 1, 1, 1, 0x99, 4, 6, 1, 1, 0, 0, 0, 0,
	0x80, 1, 6, 0xe, 0x2b, 0x34, 1, 1, 1, 1, 4, 6, 1, 1, 0, 0, 0, 0,
	0x80, 0, 6, 0xe, 0x2b, 0x34, 1, 1, 1, 1, 9, 9, 9, 9, 9, 9, 9, 9,
};

START_TEST(reads_odd_rows)
{
	struct dcp_error err = {0};
	struct primer p;

	ck_assert(primer_read(span_of(odd, sizeof(odd), 0), &p, &err));
	ck_assert_uint_eq(p.count, 2);
	ck_assert_int_eq(primer_find(&p, 0x8001)->item, MODEL_SampleRate);
	ck_assert_int_eq(primer_find(&p, 0x8000)->item, MODEL_None);
	primer_clear(&p);
}
END_TEST

START_TEST(refuses_every_truncation)
{
	struct dcp_error err = {0};
	struct primer p;

	ck_assert(!primer_read(span_of(odd, (size_t)_i, 0), &p, &err));
	ck_assert_int_eq(err.status, DCP_BAD_INPUT);
	ck_assert_uint_eq(p.count, 0);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("primer");

	tcase_add_test(t, gives_tags);
	tcase_add_test(t, reads_odd_rows);
	tcase_add_loop_test(t, refuses_every_truncation, 0, (int)sizeof(odd));
	return testing_run("primer", t);
}
