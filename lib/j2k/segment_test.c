/* segment_test.c: segments that cinema codestreams seldom have. */
#include "j2k/segment.h"

#include <string.h>

#include "base/testing.h"

/* Parse ${size} bytes as the segment of ${marker}, at the end of memory. */
static bool
parse(struct codestream *cs, uint16_t marker, const char *bytes, size_t size,
    struct dcp_error *err)
{
	char *copy = malloc(size + 1);
	bool ok;

	*err = (struct dcp_error){0};
	memcpy(copy, bytes, size);
	ok = segment_parse(cs, marker, span_of(copy, size, 0), err);
	free(copy);
	return ok;
}

START_TEST(a_component_has_its_own_coding)
{
	struct codestream cs = {.component_count = 3};
	struct dcp_error err;

	ck_assert(parse(&cs, CODESTREAM_COC, "\1\1\1\3\3\0\1\x77\x88", 9,
	    &err));
	ck_assert(parse(&cs, CODESTREAM_COD, "\0\4\0\1\1\1\4\4\0\0", 10, &err));
	ck_assert(cs.component[1].has_coc && !cs.component[0].has_coc);
	ck_assert_uint_eq(cs.component[1].coding.wavelet, 1);
	ck_assert_uint_eq(cs.component[1].coding.precincts[1], 0x88);
	ck_assert_uint_eq(cs.component[1].coding.block_width_exponent, 5);
	ck_assert_uint_eq(cs.component[0].coding.block_width_exponent, 6);
	ck_assert_uint_eq(cs.component[0].coding.precincts[1], 0xff);
	ck_assert(!parse(&cs, CODESTREAM_COC, "\3\0\1\3\3\0\1", 7, &err));
	ck_assert_str_eq(err.text, "component 3 of 3");
}
END_TEST

START_TEST(a_component_has_its_own_quantisation)
{
	struct codestream cs = {.component_count = 3};
	struct dcp_error err;

	ck_assert(parse(&cs, CODESTREAM_QCC, "\2\x42\x70\0", 4, &err));
	ck_assert(parse(&cs, CODESTREAM_QCD, "\x22\x70\0", 3, &err));
	ck_assert_uint_eq(cs.component[2].quantisation.guard_bits, 2);
	ck_assert_uint_eq(cs.component[1].quantisation.guard_bits, 1);
	ck_assert_uint_eq(cs.quantisation.style, 2);
	ck_assert(!parse(&cs, CODESTREAM_QCC, "\2\x42", 2, &err));
}
END_TEST

/* From 257 components on, their numbers have two bytes. */
START_TEST(many_components_have_wide_numbers)
{
	struct codestream cs = {.component_count = 257};
	struct dcp_error err;

	ck_assert(parse(&cs, CODESTREAM_QCC, "\0\1\x22\x70\0", 5, &err));
	ck_assert(cs.component[1].has_qcc);
	ck_assert(parse(&cs, CODESTREAM_POC, "\0\0\0\0\1\6\1\0\4", 9, &err));
	ck_assert_uint_eq(cs.poc_count, 1);
	ck_assert_uint_eq(cs.poc[0].component_end, 256);
}
END_TEST

START_TEST(knows_high_throughput)
{
	struct codestream cs = {0};
	struct dcp_error err;

	ck_assert(parse(&cs, CODESTREAM_CAP, "\0\2\0\0\0\0", 6, &err));
	ck_assert_uint_eq(cs.pcap, 0x20000);	/* Pcap15: part 15 */
	ck_assert(!parse(&cs, CODESTREAM_CAP, "\0\2", 2, &err));
}
END_TEST

START_TEST(tlm_has_four_forms)
{
	static const struct {
		const char *bytes;
		size_t size;
	} forms[] = {
		{"\0\x00\1\2\3\4", 6}, {"\0\x10\0\1\2\0\3\4", 8},
		{"\0\x60\0\0\0\0\1\2\0\0\0\0\3\4", 14},
		{"\0\x50\0\0\0\1\2\0\0\0\3\4", 12},
	};
	struct dcp_error err;
	size_t i;

	for (i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
		struct codestream cs = {0};

		ck_assert_msg(parse(&cs, CODESTREAM_TLM, forms[i].bytes,
		    forms[i].size, &err), "%zu: %s", i, err.text);
		ck_assert_uint_eq(cs.tlm_count, 2);
		ck_assert_uint_eq(cs.tlm_size[0], 0x102);
		ck_assert_uint_eq(cs.tlm_size[1], 0x304);
		ck_assert(!parse(&cs, CODESTREAM_TLM, forms[i].bytes,
		    forms[i].size - 1, &err));
	}
}
END_TEST

START_TEST(passes_over_the_unknown)
{
	struct codestream cs = {0}, before = {0};
	struct dcp_error err;

	ck_assert(parse(&cs, 0xff70, "abc", 3, &err));
	ck_assert(parse(&cs, CODESTREAM_RGN, "", 0, &err));
	ck_assert_mem_eq(&cs, &before, sizeof(cs));
	ck_assert_str_eq(segment_name(CODESTREAM_RGN), "RGN");
	ck_assert_ptr_null(segment_name(0xff70));
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("segment");

	tcase_add_test(t, a_component_has_its_own_coding);
	tcase_add_test(t, a_component_has_its_own_quantisation);
	tcase_add_test(t, many_components_have_wide_numbers);
	tcase_add_test(t, knows_high_throughput);
	tcase_add_test(t, tlm_has_four_forms);
	tcase_add_test(t, passes_over_the_unknown);
	return testing_run("segment", t);
}
