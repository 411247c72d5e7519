#include "verify/v_j2k.h"

#include <string.h>

#include "base/testing.h"

static struct diag d;
static const struct diag_place place = {.file = "a.mxf"};
static struct dciprofile profile;

static void
tear_down(void)
{
	diag_clear(&d);
}

static struct v_j2k_frame
frame_of(const char *name)
{
	struct dcp_error err = {0};

	ck_assert(dciprofile_load(&profile, name, &err));
	return (struct v_j2k_frame){
		.diag = &d, .place = &place, .bv21 = true, .rate = {24, 1},
		.profile = &profile, .limits = dciprofile_limits(&profile,
		    (struct rational){24, 1}, false),
	};
}

/* A codestream that no rule blames. */
static struct codestream
good(bool large)
{
	struct codestream cs = {
		.size = 1000, .rsiz = large ? 4 : 3,
		.width = large ? 4096 : 2048, .height = large ? 2160 : 1080,
		.tile_count = 1, .component_count = 3,
		.progression = CODESTREAM_CPRL, .layers = 1,
		.component_transform = 1, .tlm_count = large ? 6 : 3,
		.tlm_agrees = true, .tile_part_count = large ? 6 : 3,
		.has_eoc = true, .sizes_known = true,
	};
	unsigned i;

	for (i = 0; i < 3; i++)
		cs.component[i] = (struct codestream_component){
			.bits = 12, .dx = 1, .dy = 1,
		};
	cs.coding.levels = large ? 6 : 5;
	cs.coding.block_width_exponent = cs.coding.block_height_exponent = 5;
	cs.coding.has_precincts = true;
	memset(cs.coding.precincts, 0x88, sizeof(cs.coding.precincts));
	cs.coding.precincts[0] = 0x77;
	cs.quantisation.guard_bits = large ? 2 : 1;
	for (i = 0; i < cs.tile_part_count; i++)
		cs.tile_part[i].index = (uint8_t)i;
	if (large) {
		cs.main_markers[CODESTREAM_POC & 0xff] = 1;
		cs.poc_count = 2;
		cs.poc[0] = (struct codestream_poc){0, 0, 1, 6, 3, 4};
		cs.poc[1] = (struct codestream_poc){6, 0, 1, 7, 3, 4};
	}
	return cs;
}

/* The only rule that is broken, or "" for none. */
static const char *
broken(const struct v_j2k_frame *f, const struct codestream *cs)
{
	diag_clear(&d);
	v_j2k_judge(f, cs);
	ck_assert_uint_le(d.count, 1);
	return d.count == 0 ? "" : diag_finding(&d, 0)->rule;
}

START_TEST(nothing_right_is_blamed)
{
	struct v_j2k_frame f = frame_of("dci-2k");
	struct codestream cs = good(false);

	ck_assert_str_eq(broken(&f, &cs), "");
	f = frame_of("dci-4k");
	cs = good(true);
	ck_assert_str_eq(broken(&f, &cs), "");
}
END_TEST

START_TEST(limits_are_kept_to_the_byte)
{
	struct v_j2k_frame f = frame_of("dci-2k");
	struct codestream cs = good(false);

	cs.size = 1197917;	/* 230 / 250, rounded up */
	ck_assert_str_eq(broken(&f, &cs), "");
	cs.size++;
	ck_assert_str_eq(broken(&f, &cs), "picture.near-limit");
	cs.size = 1302083;
	ck_assert_str_eq(broken(&f, &cs), "picture.near-limit");
	cs.size = 1302084;
	ck_assert_str_eq(broken(&f, &cs), "picture.frame-size");
	cs.size = 1000;
	cs.component_size[1] = 1041666;
	ck_assert_str_eq(broken(&f, &cs), "");
	cs.component_size[1] = 1041667;
	ck_assert_str_eq(broken(&f, &cs), "picture.component-size");
}
END_TEST

/* In 4K the component limit is that of the 2K part. */
START_TEST(components_of_4k)
{
	struct v_j2k_frame f = frame_of("dci-4k");
	struct codestream cs = good(true);

	cs.component_size[0] = 1200000;
	ck_assert_str_eq(broken(&f, &cs), "");
	cs.component_2k_size[0] = 1041667;
	ck_assert_str_eq(broken(&f, &cs), "picture.component-size");
}
END_TEST

START_TEST(rules_of_rdd_52_are_not_for_interop)
{
	struct v_j2k_frame f = frame_of("dci-2k");
	struct codestream cs = good(false);

	cs.quantisation.guard_bits = 2;
	ck_assert_str_eq(broken(&f, &cs), "j2k.guard-bits");
	f.bv21 = false;
	cs.tlm_count = 0;
	cs.tile_part_count = 1;
	ck_assert_str_eq(broken(&f, &cs), "");
}
END_TEST

START_TEST(order_changes)
{
	struct v_j2k_frame f = frame_of("dci-4k");
	struct codestream cs = good(true);

	cs.poc[1].resolution_start = 5;
	ck_assert_str_eq(broken(&f, &cs), "j2k.poc");
	cs = good(true);
	cs.main_markers[CODESTREAM_POC & 0xff] = 0;
	ck_assert_str_eq(broken(&f, &cs), "j2k.poc");
	cs = good(true);
	cs.part_markers[CODESTREAM_POC & 0xff] = 1;
	ck_assert_str_eq(broken(&f, &cs), "j2k.poc");
}
END_TEST

START_TEST(one_fault_one_rule)
{
	struct v_j2k_frame f = frame_of("dci-2k");
	struct codestream cs;

	cs = good(false), cs.rsiz = 0;
	ck_assert_str_eq(broken(&f, &cs), "j2k.profile");
	cs = good(false), cs.tile_y_offset = 1;
	ck_assert_str_eq(broken(&f, &cs), "j2k.offset");
	cs = good(false), cs.tile_count = 2;
	ck_assert_str_eq(broken(&f, &cs), "j2k.tile");
	cs = good(false), cs.component[2].is_signed = true;
	ck_assert_str_eq(broken(&f, &cs), "j2k.components");
	cs = good(false), cs.component[1].has_coc = true;
	ck_assert_str_eq(broken(&f, &cs), "j2k.component-style");
	cs = good(false), cs.progression = CODESTREAM_LRCP;
	ck_assert_str_eq(broken(&f, &cs), "j2k.progression");
	cs = good(false), cs.coding.precincts[5] = 0x77;
	ck_assert_str_eq(broken(&f, &cs), "j2k.precincts");
	cs = good(false), cs.coding.precincts[6] = 0x77;
	ck_assert_str_eq(broken(&f, &cs), "");
	cs = good(false), cs.tile_part[1].index = 2;
	ck_assert_str_eq(broken(&f, &cs), "j2k.tile-parts");
	cs = good(false), cs.tlm_agrees = false;
	ck_assert_str_eq(broken(&f, &cs), "j2k.tlm-lengths");
	cs = good(false), cs.part_markers[CODESTREAM_PPT & 0xff] = 1;
	ck_assert_str_eq(broken(&f, &cs), "j2k.markers");
	cs = good(false), cs.coding_style = 2;
	ck_assert_str_eq(broken(&f, &cs), "j2k.markers");
	cs = good(false), cs.trailing_size = 1;
	ck_assert_str_eq(broken(&f, &cs), "j2k.end");
	cs = good(false), cs.coding.levels = 6;
	ck_assert_str_eq(broken(&f, &cs), "j2k.levels");
	cs = good(false), cs.coding.levels = 4;
	ck_assert_str_eq(broken(&f, &cs), "j2k.levels-unusual");
}
END_TEST

START_TEST(comparison)
{
	struct v_j2k_frame f = frame_of("dci-2k");
	struct codestream a = good(false), b = good(false);

	b.size = 5;
	v_j2k_compare(&f, RULE_J2K_CHANGE, &a, &b);
	ck_assert_uint_eq(d.count, 0);
	b.coding.levels = 4;
	v_j2k_compare(&f, RULE_J2K_CHANGE, &a, &b);
	ck_assert_uint_eq(d.count, 1);
	ck_assert_ptr_nonnull(strstr(diag_finding(&d, 0)->message, "levels"));
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("v_j2k");

	tcase_add_checked_fixture(t, NULL, tear_down);
	tcase_add_test(t, nothing_right_is_blamed);
	tcase_add_test(t, limits_are_kept_to_the_byte);
	tcase_add_test(t, components_of_4k);
	tcase_add_test(t, rules_of_rdd_52_are_not_for_interop);
	tcase_add_test(t, order_changes);
	tcase_add_test(t, one_fault_one_rule);
	tcase_add_test(t, comparison);
	return testing_run("verify/v_j2k", t);
}
