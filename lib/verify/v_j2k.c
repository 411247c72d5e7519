/* v_j2k.c: see v_j2k.h. */
#include "verify/v_j2k.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* What the cinema profiles say of every picture (ISO/IEC 15444-1, A.10). */
#define COMPONENTS		3
#define COMPONENT_BITS		12
#define BLOCK_EXPONENT		5	/* code-blocks 32 by 32 */
#define PRECINCT_LOWEST		0x77	/* 128 by 128 */
#define PRECINCT_OTHER		0x88	/* 256 by 256 */

/*
 * Above 230 of 250 Mbit/s the overhead of encryption has made servers
 * stumble (ISDCF, 2023).
 */
#define NEAR_NUM		230
#define NEAR_DEN		250

#define REPORT(f, rule, ...) \
	diag_frame((f)->diag, (rule), (f)->place, (f)->rate, (f)->number, \
	    __VA_ARGS__)

static bool
is_4k(const struct codestream *cs)
{
	return cs->width > 2048 || cs->height > 1080;
}

static void
judge_size(const struct v_j2k_frame *f, const struct codestream *cs)
{
	uint32_t width = f->profile->rsiz == 4 ? 4096 : 2048;
	uint32_t height = f->profile->rsiz == 4 ? 2160 : 1080;

	if (cs->rsiz != f->profile->rsiz && cs->pcap == 0)
		REPORT(f, RULE_J2K_PROFILE, "have %u, want %u", cs->rsiz,
		    f->profile->rsiz);
	if (cs->width > width || cs->height > height)
		REPORT(f, RULE_J2K_SIZE, "have %" PRIu32 "x%" PRIu32
		    ", want at most %" PRIu32 "x%" PRIu32, cs->width,
		    cs->height, width, height);
	if (cs->x_offset != 0 || cs->y_offset != 0 || cs->tile_x_offset != 0 ||
	    cs->tile_y_offset != 0)
		REPORT(f, RULE_J2K_OFFSET, "have %" PRIu32 ",%" PRIu32
		    " and %" PRIu32 ",%" PRIu32, cs->x_offset, cs->y_offset,
		    cs->tile_x_offset, cs->tile_y_offset);
	if (cs->tile_count != 1)
		REPORT(f, RULE_J2K_TILE, "have %" PRIu32 " tiles of %" PRIu32
		    "x%" PRIu32, cs->tile_count, cs->tile_width,
		    cs->tile_height);
}

static void
judge_components(const struct v_j2k_frame *f, const struct codestream *cs)
{
	unsigned i;

	if (cs->component_count != COMPONENTS) {
		REPORT(f, RULE_J2K_COMPONENTS, "have %u components",
		    cs->component_count);
		return;
	}
	for (i = 0; i < COMPONENTS; i++) {
		const struct codestream_component *c = &cs->component[i];

		if (c->bits != COMPONENT_BITS || c->is_signed || c->dx != 1 ||
		    c->dy != 1) {
			REPORT(f, RULE_J2K_COMPONENTS,
			    "have %u bits%s, sampled %u by %u", c->bits,
			    c->is_signed ? " with sign" : "", c->dx, c->dy);
			return;
		}
	}
	for (i = 0; i < COMPONENTS; i++)
		if (cs->component[i].has_coc &&
		    memcmp(&cs->component[i].coding, &cs->coding,
		    sizeof(cs->coding)) != 0) {
			REPORT(f, RULE_J2K_COMPONENT_STYLE, "component %u", i);
			return;
		}
}

static void
judge_levels(const struct v_j2k_frame *f, const struct codestream *cs)
{
	unsigned levels = cs->coding.levels;
	bool large = is_4k(cs);

	if (levels > (large ? 6 : 5) || (large && levels < 1))
		REPORT(f, RULE_J2K_LEVELS, "have %u, want %s", levels,
		    large ? "1 to 6" : "0 to 5");
	else if (levels != f->profile->levels)
		REPORT(f, RULE_J2K_LEVELS_UNUSUAL, "have %u, want %u", levels,
		    f->profile->levels);
}

static void
judge_precincts(const struct v_j2k_frame *f, const struct codestream *cs)
{
	const struct codestream_coding *c = &cs->coding;
	unsigned i, want;

	if (!c->has_precincts) {
		REPORT(f, RULE_J2K_PRECINCTS, "have none declared");
		return;
	}
	for (i = 0; i <= c->levels && i < CODESTREAM_PRECINCTS; i++) {
		want = i == 0 ? PRECINCT_LOWEST : PRECINCT_OTHER;
		if (c->precincts[i] != want) {
			REPORT(f, RULE_J2K_PRECINCTS, "have exponents %02x at "
			    "resolution %u, want %02x", c->precincts[i], i,
			    want);
			return;
		}
	}
}

static void
judge_coding(const struct v_j2k_frame *f, const struct codestream *cs)
{
	const struct codestream_coding *c = &cs->coding;
	const char *order = codestream_progression_name(cs->progression);

	if (cs->progression != CODESTREAM_CPRL)
		REPORT(f, RULE_J2K_PROGRESSION, "have %s", order == NULL ?
		    "one that is not known" : order);
	if (cs->layers != 1)
		REPORT(f, RULE_J2K_LAYERS, "have %u", cs->layers);
	if (cs->component_transform != 1)
		REPORT(f, RULE_J2K_TRANSFORM, "have %u, want 1",
		    cs->component_transform);
	if (c->wavelet != 0)
		REPORT(f, RULE_J2K_WAVELET, "have the reversible 5-3");
	if (c->block_width_exponent != BLOCK_EXPONENT ||
	    c->block_height_exponent != BLOCK_EXPONENT || c->block_style != 0)
		REPORT(f, RULE_J2K_BLOCKS, "have %u by %u, style %02x",
		    1u << (c->block_width_exponent & 31),
		    1u << (c->block_height_exponent & 31), c->block_style);
	judge_levels(f, cs);
	judge_precincts(f, cs);
	if (f->bv21 &&
	    cs->quantisation.guard_bits != f->profile->guard_bits)
		REPORT(f, RULE_J2K_GUARD_BITS, "have %u, want %u",
		    cs->quantisation.guard_bits, f->profile->guard_bits);
}

/* (0 0 1 NL 3 CPRL)(NL 0 1 NL+1 3 CPRL): all of 2K before all of 4K. */
static bool
poc_is_cinema(const struct codestream *cs)
{
	unsigned i, levels = cs->coding.levels;

	if (cs->poc_count != 2)
		return false;
	for (i = 0; i < 2; i++) {
		const struct codestream_poc *p = &cs->poc[i];

		if (p->resolution_start != (i == 0 ? 0 : levels) ||
		    p->component_start != 0 || p->layer_end != 1 ||
		    p->resolution_end != levels + i ||
		    p->component_end != COMPONENTS ||
		    p->progression != CODESTREAM_CPRL)
			return false;
	}
	return true;
}

static void
judge_poc(const struct v_j2k_frame *f, const struct codestream *cs)
{
	uint32_t main_count = cs->main_markers[CODESTREAM_POC & 0xff];
	uint32_t part_count = cs->part_markers[CODESTREAM_POC & 0xff];

	if (part_count > 0)
		REPORT(f, RULE_J2K_POC, "have %" PRIu32 " in tile-parts",
		    part_count);
	else if (main_count != (is_4k(cs) ? 1u : 0u))
		REPORT(f, RULE_J2K_POC, "have %" PRIu32 ", want %d",
		    main_count, is_4k(cs) ? 1 : 0);
	else if (main_count == 1 && !poc_is_cinema(cs))
		REPORT(f, RULE_J2K_POC,
		    "it does not part the 2K picture from the rest");
}

static void
judge_tile_parts(const struct v_j2k_frame *f, const struct codestream *cs)
{
	uint32_t i, want = f->profile->tile_parts;

	if (cs->tile_part_count != want) {
		REPORT(f, RULE_J2K_TILE_PARTS, "have %" PRIu32 ", want %"
		    PRIu32, cs->tile_part_count, want);
		return;
	}
	for (i = 0; i < want && i < CODESTREAM_TILE_PARTS; i++)
		if (cs->tile_part[i].index != i ||
		    (cs->tile_part[i].count != 0 &&
		    cs->tile_part[i].count != want)) {
			REPORT(f, RULE_J2K_TILE_PARTS,
			    "have number %u of %u at place %" PRIu32,
			    cs->tile_part[i].index, cs->tile_part[i].count, i);
			return;
		}
}

static void
judge_tlm(const struct v_j2k_frame *f, const struct codestream *cs)
{
	if (cs->tlm_count == 0 && f->bv21)
		REPORT(f, RULE_J2K_TLM, "%s", "");
	if (cs->tlm_count != 0 && !cs->tlm_agrees)
		REPORT(f, RULE_J2K_TLM_LENGTHS, "%s", "");
}

/* Markers that the cinema profiles forbid, and where (A.10). */
static void
judge_markers(const struct v_j2k_frame *f, const struct codestream *cs)
{
	static const uint16_t in_main[] = {CODESTREAM_PPM, CODESTREAM_RGN};
	static const uint16_t in_parts[] = {CODESTREAM_PPT, CODESTREAM_RGN,
	    CODESTREAM_COD, CODESTREAM_COC, CODESTREAM_QCD, CODESTREAM_QCC};
	size_t i;

	for (i = 0; i < sizeof(in_main) / sizeof(in_main[0]); i++)
		if (cs->main_markers[in_main[i] & 0xff] > 0)
			REPORT(f, RULE_J2K_MARKERS, "have %s",
			    codestream_marker_name(in_main[i]));
	for (i = 0; i < sizeof(in_parts) / sizeof(in_parts[0]); i++)
		if (cs->part_markers[in_parts[i] & 0xff] > 0)
			REPORT(f, RULE_J2K_MARKERS, "have %s in a tile-part",
			    codestream_marker_name(in_parts[i]));
	if (cs->main_markers[CODESTREAM_COD & 0xff] > 1 ||
	    cs->main_markers[CODESTREAM_QCD & 0xff] > 1)
		REPORT(f, RULE_J2K_MARKERS, "have COD or QCD twice");
	if ((cs->coding_style & 6) != 0)
		REPORT(f, RULE_J2K_MARKERS, "have SOP or EPH");
	if (cs->pcap != 0)
		REPORT(f, RULE_J2K_HT, "have Pcap %08" PRIx32, cs->pcap);
}

static void
judge_bytes(const struct v_j2k_frame *f, const struct codestream *cs)
{
	const uint64_t *parts = cs->tile_part_count == 6 ?
	    cs->component_2k_size : cs->component_size;
	uint64_t near = (f->limits.frame_size * NEAR_NUM + NEAR_DEN - 1) /
	    NEAR_DEN;
	unsigned i;

	if (cs->size > f->limits.frame_size)
		REPORT(f, RULE_PICTURE_FRAME_SIZE, "have %" PRIu64
		    " bytes, want at most %" PRIu64, cs->size,
		    f->limits.frame_size);
	else if (cs->size > near)
		REPORT(f, RULE_PICTURE_NEAR_LIMIT, "have %" PRIu64
		    " bytes of %" PRIu64 ", advised are at most %" PRIu64
		    " (%d/%d)", cs->size, f->limits.frame_size, near,
		    NEAR_NUM, NEAR_DEN);
	for (i = 0; cs->sizes_known && i < COMPONENTS; i++)
		if (parts[i] > f->limits.component_size) {
			REPORT(f, RULE_PICTURE_COMPONENT_SIZE,
			    "have %" PRIu64 " bytes in component %u, want at "
			    "most %" PRIu64, parts[i], i,
			    f->limits.component_size);
			break;
		}
	if (!cs->has_eoc || cs->trailing_size > 0)
		REPORT(f, RULE_J2K_END, "have %s and %" PRIu64
		    " bytes behind", cs->has_eoc ? "EOC" : "no EOC",
		    cs->trailing_size);
}

void
v_j2k_judge(const struct v_j2k_frame *f, const struct codestream *cs)
{
	judge_size(f, cs);
	judge_components(f, cs);
	judge_coding(f, cs);
	if (f->bv21) {
		judge_poc(f, cs);
		judge_tile_parts(f, cs);
	}
	judge_tlm(f, cs);
	judge_markers(f, cs);
	judge_bytes(f, cs);
}

/* What differs first, or NULL. */
static const char *
difference(const struct codestream *a, const struct codestream *b)
{
	if (a->width != b->width || a->height != b->height)
		return "the size";
	if (a->rsiz != b->rsiz || a->component_count != b->component_count)
		return "the profile";
	if (a->coding.levels != b->coding.levels)
		return "the number of levels";
	if (a->progression != b->progression || a->layers != b->layers ||
	    a->component_transform != b->component_transform ||
	    memcmp(&a->coding, &b->coding, sizeof(a->coding)) != 0)
		return "the coding style";
	if (a->quantisation.guard_bits != b->quantisation.guard_bits ||
	    a->quantisation.style != b->quantisation.style)
		return "the quantisation";
	return NULL;
}

void
v_j2k_compare(const struct v_j2k_frame *f, enum rule rule,
    const struct codestream *have, const struct codestream *want)
{
	const char *what = difference(have, want);

	if (what != NULL)
		REPORT(f, rule, "%s differs", what);
}
