/* klv_test.c: what klv.h promises. */
#include "mxf/klv.h"

#include "base/testing.h"

static const uint8_t usual_form[] = {
	0x06, 0x0e, 0x2b, 0x34, 0x02, 0x05, 0x01, 0x01,
	0x0d, 0x01, 0x02, 0x01, 0x01, 0x02, 0x04, 0x00,
	0x83, 0x00, 0x00, 0x78,
};

START_TEST(reads_a_three_byte_length)
{
	struct span in = span_of(usual_form, sizeof(usual_form), 4096);
	struct dcp_error err = {0};
	struct klv klv;

	ck_assert_msg(klv_read(&in, &klv, &err), "%s", err.text);
	ck_assert_mem_eq(klv.key.bytes, usual_form, UL_SIZE);
	ck_assert_uint_eq(klv.value_size, 0x78);
	ck_assert_uint_eq(klv.offset, 4096);
	ck_assert_uint_eq(klv.head_size, 20);
	ck_assert_uint_eq(in.offset, 4096 + sizeof(usual_form));
	ck_assert_uint_eq(klv_value(&klv), 4116);
	ck_assert_uint_eq(klv_end(&klv), 4116 + 0x78);
}
END_TEST

/* Every prefix of a good packet must be refused, and touch nothing else. */
START_TEST(refuses_every_truncation)
{
	struct span in = span_of(usual_form, (size_t)_i, 0);
	struct dcp_error err = {0};
	struct klv klv;

	ck_assert(!klv_read(&in, &klv, &err));
	ck_assert_int_eq(err.status, DCP_BAD_INPUT);
	ck_assert_str_eq(err.text, "packet at byte 0: cut short");
	ck_assert_uint_eq(klv.head_size, 0);
}
END_TEST

static void
check_refused(const uint8_t *length, size_t size, const char *message)
{
	uint8_t bytes[KLV_HEAD_SIZE_MAX] = {0x06, 0x0e, 0x2b, 0x34};
	struct span in = span_of(bytes, sizeof(bytes), 7);
	struct dcp_error err = {0};
	struct klv klv;
	size_t i;

	for (i = 0; i < size; i++)
		bytes[UL_SIZE + i] = length[i];
	ck_assert(!klv_read(&in, &klv, &err));
	ck_assert_str_eq(err.text, message);
}

START_TEST(refuses_lengths_that_are_none)
{
	static const uint8_t indefinite[] = {0x80};
	static const uint8_t long_one[] = {0x89};
	static const uint8_t vast[] = {
		0x88, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
	};

	check_refused(indefinite, sizeof(indefinite),
	    "packet at byte 7: length of 0 bytes, want 1 to 8");
	check_refused(long_one, sizeof(long_one),
	    "packet at byte 7: length of 9 bytes, want 1 to 8");
	check_refused(vast, sizeof(vast),
	    "packet at byte 7: length of 18446744073709551615 bytes");
}
END_TEST

START_TEST(refuses_a_key_that_is_no_label)
{
	static const uint8_t text[] = "This is a plain text file.";
	struct span in = span_of(text, sizeof(text), 0);
	struct dcp_error err = {0};
	struct klv klv;

	ck_assert(!klv_read(&in, &klv, &err));
	ck_assert_str_eq(err.text, "packet at byte 0: no packet begins here: "
	    "have key 54686973.20697320.6120706c.61696e20, want 060e2b34...");
}
END_TEST

/* What is put is read back: all sizes at which the length grows. */
START_TEST(puts_what_it_reads)
{
	static const uint64_t size[] = {0, 1, 127, 128, 65536, 0xffffff,
	    0x1000000, UINT64_C(5) << 32};
	struct ul key = ul_of(UL_JPEG2000_FRAME);
	struct dcp_error err = {0};
	struct bytes b = {0};
	struct span in;
	struct klv klv;

	klv_put_head(&b, &key, size[_i]);
	ck_assert(bytes_ok(&b, &err));
	ck_assert_uint_eq(b.size, klv_head_size(size[_i]));
	in = span_of(b.at, b.size, 0);
	ck_assert(klv_read(&in, &klv, &err));
	ck_assert_uint_eq(klv.value_size, size[_i]);
	ck_assert_uint_eq(klv.head_size, b.size);
	ck_assert_mem_eq(klv.key.bytes, key.bytes, UL_SIZE);
	bytes_clear(&b);
}
END_TEST

START_TEST(patches_the_length_in)
{
	struct ul key = ul_of(UL_PRIMER);
	struct dcp_error err = {0};
	struct bytes b = {0};
	struct span in;
	struct klv klv;
	size_t begin;

	bytes_u8(&b, 0);
	begin = klv_put_begin(&b, &key);
	bytes_fill(&b, 7, 300);
	klv_put_end(&b, begin);
	klv_put_fill(&b, 50);
	ck_assert(bytes_ok(&b, &err));

	in = span_of(b.at + 1, b.size - 1, 1);
	ck_assert(klv_read(&in, &klv, &err));
	ck_assert_uint_eq(klv.value_size, 300);
	(void)span_take(&in, 300);
	ck_assert(klv_read(&in, &klv, &err));
	ck_assert(ul_is(&klv.key, UL_FILL));
	ck_assert_uint_eq(klv.value_size, 30);
	ck_assert_uint_eq(span_left(&in), 30);
	bytes_clear(&b);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("klv");

	tcase_add_test(t, reads_a_three_byte_length);
	tcase_add_loop_test(t, refuses_every_truncation, 0,
	    (int)sizeof(usual_form));
	tcase_add_test(t, refuses_lengths_that_are_none);
	tcase_add_test(t, refuses_a_key_that_is_no_label);
	tcase_add_loop_test(t, puts_what_it_reads, 0, 8);
	tcase_add_test(t, patches_the_length_in);
	return testing_run("klv", t);
}
