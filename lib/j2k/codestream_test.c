/* codestream_test.c: cinema codestreams made by hand, whole, cut and broken. */
#include <string.h>

#include "base/bytes.h"
#include "base/testing.h"
#include "j2k/codestream.h"

#define FILE_OFFSET	1000	/* codestreams lie somewhere in an MXF file */
#define PART_SIZE	20u	/* SOT, SOD and six bytes of packets */

static void
put_siz(struct bytes *b, uint16_t rsiz, uint32_t width, uint32_t height)
{
	int i;

	bytes_u16(b, CODESTREAM_SIZ);
	bytes_u16(b, 47);
	bytes_u16(b, rsiz);
	bytes_u32(b, width);
	bytes_u32(b, height);
	bytes_u64(b, 0);
	bytes_u32(b, width);
	bytes_u32(b, height);
	bytes_u64(b, 0);
	bytes_u16(b, 3);
	for (i = 0; i < 3; i++)
		bytes_put(b, "\x0b\x01\x01", 3);
}

static void
put_cod(struct bytes *b, uint8_t levels)
{
	bytes_u16(b, CODESTREAM_COD);
	bytes_u16(b, (uint16_t)(13 + levels));
	bytes_put(b, "\x01\x04\x00\x01\x01", 5);
	bytes_u8(b, levels);
	bytes_put(b, "\x03\x03\x00\x00\x77", 5);
	bytes_fill(b, 0x88, levels);
}

static void
put_qcd(struct bytes *b, uint8_t guard_bits, uint8_t levels)
{
	bytes_u16(b, CODESTREAM_QCD);
	bytes_u16(b, (uint16_t)(5 + 6 * levels));
	bytes_u8(b, (uint8_t)(guard_bits << 5 | 2));
	bytes_fill(b, 0x70, 2u * (3u * levels + 1u));
}

static void
put_poc(struct bytes *b)
{
	bytes_u16(b, CODESTREAM_POC);
	bytes_u16(b, 16);
	bytes_put(b, "\0\0\0\1\6\3\4\6\0\0\1\7\3\4", 14);
}

static void
put_tlm(struct bytes *b, uint8_t parts)
{
	int i;

	bytes_u16(b, CODESTREAM_TLM);
	bytes_u16(b, (uint16_t)(4 + 5 * parts));
	bytes_u8(b, 0);
	bytes_u8(b, 0x50);
	for (i = 0; i < parts; i++) {
		bytes_u8(b, 0);
		bytes_u32(b, PART_SIZE + (uint32_t)i);
	}
}

static void
put_part(struct bytes *b, uint8_t index, uint8_t count)
{
	bytes_u16(b, CODESTREAM_SOT);
	bytes_u16(b, 10);
	bytes_u16(b, 0);
	bytes_u32(b, PART_SIZE + index);
	bytes_u8(b, index);
	bytes_u8(b, count);
	bytes_u16(b, CODESTREAM_SOD);
	bytes_fill(b, 0x55, 6u + index);
}

static struct bytes
make(bool is_4k)
{
	uint8_t levels = is_4k ? 6 : 5, parts = is_4k ? 6 : 3, i;
	struct bytes b = {0};
	struct dcp_error err = {0};

	bytes_u16(&b, CODESTREAM_SOC);
	put_siz(&b, is_4k ? 4 : 3, is_4k ? 4096 : 2048, is_4k ? 2160 : 1080);
	put_cod(&b, levels);
	put_qcd(&b, is_4k ? 2 : 1, levels);
	if (is_4k)
		put_poc(&b);
	put_tlm(&b, parts);
	bytes_u16(&b, CODESTREAM_COM);
	bytes_u16(&b, 7);
	bytes_put(&b, "\0\1abc", 5);
	for (i = 0; i < parts; i++)
		put_part(&b, i, parts);
	bytes_u16(&b, CODESTREAM_EOC);
	ck_assert(bytes_ok(&b, &err));
	return b;
}

static bool
parse(struct codestream *cs, const struct bytes *b, size_t size,
    struct dcp_error *err)
{
	return codestream_parse(cs, span_of(b->at, size, FILE_OFFSET), err);
}

/* Parse a damaged codestream and expect a message that has ${want} in it. */
static void
expect_failure(const struct bytes *b, const char *want)
{
	struct dcp_error err = {0};
	struct codestream cs;

	ck_assert(!parse(&cs, b, b->size, &err));
	ck_assert_int_eq(err.status, DCP_BAD_INPUT);
	ck_assert_msg(strstr(err.text, want) != NULL, "%s", err.text);
	ck_assert_uint_eq(cs.width, 0);
}

START_TEST(describes_2k)
{
	struct bytes b = make(false);
	struct dcp_error err = {0};
	struct codestream cs;

	ck_assert_msg(parse(&cs, &b, b.size, &err), "%s", err.text);
	ck_assert_uint_eq(cs.offset, FILE_OFFSET);
	ck_assert_uint_eq(cs.size, b.size);
	ck_assert_uint_eq(cs.rsiz, 3);
	ck_assert_uint_eq(cs.width, 2048);
	ck_assert_uint_eq(cs.height, 1080);
	ck_assert_uint_eq(cs.tile_count, 1);
	ck_assert_uint_eq(cs.component_count, 3);
	ck_assert_uint_eq(cs.component[2].bits, 12);
	ck_assert(!cs.component[2].is_signed);
	ck_assert_uint_eq(cs.component[2].coding.levels, 5);
	ck_assert_uint_eq(cs.component[2].quantisation.guard_bits, 1);
	ck_assert_uint_eq(cs.progression, CODESTREAM_CPRL);
	ck_assert_uint_eq(cs.layers, 1);
	ck_assert_uint_eq(cs.component_transform, 1);
	ck_assert_uint_eq(cs.coding.levels, 5);
	ck_assert_uint_eq(cs.coding.block_width_exponent, 5);
	ck_assert_uint_eq(cs.coding.block_height_exponent, 5);
	ck_assert(cs.coding.has_precincts);
	ck_assert_uint_eq(cs.coding.precincts[0], 0x77);
	ck_assert_uint_eq(cs.coding.precincts[5], 0x88);
	ck_assert_uint_eq(cs.quantisation.style, 2);
	ck_assert_uint_eq(cs.cod.size, 16);
	ck_assert_uint_eq(cs.cod.bytes[1], CODESTREAM_CPRL);
	ck_assert_uint_eq(cs.cod.offset, FILE_OFFSET + 2 + 49);
	ck_assert_uint_eq(cs.qcd.size, 33);
	ck_assert_str_eq(cs.comment, "abc");
	bytes_clear(&b);
}
END_TEST

START_TEST(sums_components)
{
	struct bytes b = make(false);
	struct dcp_error err = {0};
	struct codestream cs;

	ck_assert(parse(&cs, &b, b.size, &err));
	ck_assert_uint_eq(cs.tile_part_count, 3);
	ck_assert_uint_eq(cs.tile_part[1].size, 21);
	ck_assert_uint_eq(cs.tile_part[1].header_size, 14);
	ck_assert_uint_eq(cs.tile_part[1].index, 1);
	ck_assert_uint_eq(cs.tile_part[1].count, 3);
	ck_assert(cs.sizes_known && cs.tlm_agrees && cs.has_eoc);
	ck_assert_uint_eq(cs.component_size[2], 22);
	ck_assert_uint_eq(cs.size_2k, b.size);
	ck_assert_uint_eq(cs.main_header_size + 20 + 21 + 22 + 2, cs.size);
	bytes_clear(&b);
}
END_TEST

START_TEST(sums_the_2k_part_of_4k)
{
	struct bytes b = make(true);
	struct dcp_error err = {0};
	struct codestream cs;

	ck_assert(parse(&cs, &b, b.size, &err));
	ck_assert_uint_eq(cs.poc_count, 2);
	ck_assert_uint_eq(cs.poc[0].resolution_end, 6);
	ck_assert_uint_eq(cs.poc[1].resolution_start, 6);
	ck_assert_uint_eq(cs.poc[1].component_end, 3);
	ck_assert_uint_eq(cs.poc[1].progression, CODESTREAM_CPRL);
	ck_assert(cs.sizes_known);
	ck_assert_uint_eq(cs.component_size[0], 20 + 23);
	ck_assert_uint_eq(cs.component_2k_size[0], 20);
	ck_assert_uint_eq(cs.size_2k, b.size - 23 - 24 - 25);
	bytes_clear(&b);
}
END_TEST

START_TEST(counts_markers)
{
	struct bytes b = make(true);
	struct dcp_error err = {0};
	struct codestream cs;

	ck_assert(parse(&cs, &b, b.size, &err));
	ck_assert_uint_eq(cs.main_markers[CODESTREAM_COD & 0xff], 1);
	ck_assert_uint_eq(cs.part_markers[CODESTREAM_SOT & 0xff], 6);
	ck_assert_uint_eq(codestream_count(&cs, CODESTREAM_RGN), 0);
	ck_assert_uint_eq(codestream_count(&cs, CODESTREAM_POC), 1);
	ck_assert_str_eq(codestream_marker_name(CODESTREAM_TLM), "TLM");
	ck_assert_ptr_null(codestream_marker_name(0xff02));
	ck_assert_str_eq(codestream_progression_name(4), "CPRL");
	ck_assert_ptr_null(codestream_progression_name(5));
	bytes_clear(&b);
}
END_TEST

/* Only the end of image may be missing; every other cut is a failure. */
START_TEST(survives_truncation)
{
	struct bytes b = make(true);
	struct codestream cs;
	size_t size;

	for (size = 0; size < b.size; size++) {
		uint8_t *copy = malloc(size + 1);
		struct dcp_error err = {0};

		memcpy(copy, b.at, size);
		if (codestream_parse(&cs, span_of(copy, size, 0), &err))
			ck_assert(!cs.has_eoc && cs.tile_part_count <= 6);
		else
			ck_assert_int_eq(err.status, DCP_BAD_INPUT);
		free(copy);
	}
	bytes_clear(&b);
}
END_TEST

START_TEST(counts_trailing_bytes)
{
	struct bytes b = make(false);
	struct dcp_error err = {0};
	struct codestream cs;
	size_t size = b.size;

	bytes_fill(&b, 0, 7);
	ck_assert(parse(&cs, &b, b.size, &err));
	ck_assert_uint_eq(cs.trailing_size, 7);
	ck_assert_uint_eq(cs.size, size);
	ck_assert(parse(&cs, &b, size - 2, &err));
	ck_assert(!cs.has_eoc);
	bytes_clear(&b);
}
END_TEST

START_TEST(open_tile_part_reaches_the_end)
{
	struct bytes b = make(false);
	struct dcp_error err = {0};
	struct codestream cs;

	/* Psot of the third tile-part, 22 bytes long, before EOC */
	bytes_patch(&b, b.size - 2 - 22 + 6, 0, 4);
	ck_assert(parse(&cs, &b, b.size, &err));
	ck_assert_uint_eq(cs.tile_part[2].size, 22);
	ck_assert(cs.has_eoc && cs.sizes_known);
	bytes_clear(&b);
}
END_TEST

START_TEST(says_what_is_wrong)
{
	struct bytes b = make(false);
	size_t part = b.size - 2 - 22;

	bytes_patch(&b, part + 6, 25, 4);
	expect_failure(&b, "tile-part of 25 bytes, 24 are left");
	bytes_patch(&b, part + 6, 13, 4);
	expect_failure(&b, "tile-part of 13 bytes, want at least 14");
	bytes_patch(&b, part + 4, 1, 2);
	expect_failure(&b, "SOT of tile 1, there are 1");
	bytes_patch(&b, 51 + 9, 33, 1);
	expect_failure(&b, "byte 1051: COD: 33 wavelet levels");
	bytes_patch(&b, 51 + 9, 4, 1);
	expect_failure(&b, "byte 1051: COD: its length does not fit");
	bytes_patch(&b, 51 + 2, 1, 2);
	expect_failure(&b, "byte 1051: COD segment of 1 bytes, want");
	bytes_patch(&b, 2 + 6, 0, 4);
	expect_failure(&b, "byte 1002: SIZ: image ends at 0,1080");
	bytes_patch(&b, 2, 0x1234, 2);
	expect_failure(&b, "byte 1002: have 0x1234, want SIZ");
	bytes_patch(&b, 0, 0, 2);
	expect_failure(&b, "byte 1000: no SOC marker");
	bytes_clear(&b);
}
END_TEST

START_TEST(refuses_a_header_without_cod)
{
	struct bytes b = {0};

	bytes_u16(&b, CODESTREAM_SOC);
	put_siz(&b, 3, 16, 16);
	put_qcd(&b, 1, 5);
	put_part(&b, 0, 1);
	expect_failure(&b, "without COD");
	bytes_clear(&b);
}
END_TEST

START_TEST(reports_a_wrong_tlm)
{
	struct bytes b = make(false);
	struct dcp_error err = {0};
	struct codestream cs;

	ck_assert(parse(&cs, &b, b.size, &err));
	/* the lowest byte of the last entry; COM, of nine bytes, follows */
	bytes_patch(&b, (size_t)cs.main_header_size - 9 - 1, 99, 1);
	ck_assert(parse(&cs, &b, b.size, &err));
	ck_assert_uint_eq(cs.tlm_count, 3);
	ck_assert(!cs.tlm_agrees);
	bytes_clear(&b);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("codestream");

	tcase_add_test(t, describes_2k);
	tcase_add_test(t, sums_components);
	tcase_add_test(t, sums_the_2k_part_of_4k);
	tcase_add_test(t, counts_markers);
	tcase_add_test(t, survives_truncation);
	tcase_add_test(t, counts_trailing_bytes);
	tcase_add_test(t, open_tile_part_reaches_the_end);
	tcase_add_test(t, says_what_is_wrong);
	tcase_add_test(t, refuses_a_header_without_cod);
	tcase_add_test(t, reports_a_wrong_tlm);
	return testing_run("codestream", t);
}
