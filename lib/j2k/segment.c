/* segment.c: see segment.h.  Clauses are of ISO/IEC 15444-1. */
#include "j2k/segment.h"

#include <inttypes.h>

#define TILES_MAX	65535u	/* Isot has 16 bits, 65535 is reserved */
#define COMPONENTS_MAX	16384u	/* A.5.1, Csiz */
#define LEVELS_MAX	32u	/* Table A.20 */

typedef bool parse_segment(struct codestream *, struct span *,
    struct dcp_error *);

static parse_segment parse_siz, parse_cap, parse_cod, parse_coc, parse_qcd,
    parse_qcc, parse_poc, parse_tlm, parse_com;

static const struct marker {
	uint16_t code;
	char name[4];
	parse_segment *parse;	/* in the main header */
} markers[] = {
	{CODESTREAM_SOC, "SOC", NULL},
	{CODESTREAM_CAP, "CAP", parse_cap},
	{CODESTREAM_SIZ, "SIZ", parse_siz},
	{CODESTREAM_COD, "COD", parse_cod},
	{CODESTREAM_COC, "COC", parse_coc},
	{CODESTREAM_TLM, "TLM", parse_tlm},
	{CODESTREAM_PRF, "PRF", NULL},
	{CODESTREAM_PLM, "PLM", NULL},
	{CODESTREAM_PLT, "PLT", NULL},
	{CODESTREAM_CPF, "CPF", NULL},
	{CODESTREAM_QCD, "QCD", parse_qcd},
	{CODESTREAM_QCC, "QCC", parse_qcc},
	{CODESTREAM_RGN, "RGN", NULL},
	{CODESTREAM_POC, "POC", parse_poc},
	{CODESTREAM_PPM, "PPM", NULL},
	{CODESTREAM_PPT, "PPT", NULL},
	{CODESTREAM_CRG, "CRG", NULL},
	{CODESTREAM_COM, "COM", parse_com},
	{CODESTREAM_SOT, "SOT", NULL},
	{CODESTREAM_SOP, "SOP", NULL},
	{CODESTREAM_EPH, "EPH", NULL},
	{CODESTREAM_SOD, "SOD", NULL},
	{CODESTREAM_EOC, "EOC", NULL},
};

static const struct marker *
find_marker(uint16_t code)
{
	size_t i;

	for (i = 0; i < sizeof(markers) / sizeof(markers[0]); i++)
		if (markers[i].code == code)
			return &markers[i];
	return NULL;
}

const char *
segment_name(uint16_t code)
{
	const struct marker *m = find_marker(code);

	return m == NULL ? NULL : m->name;
}

/* Component numbers have one byte below 257 components, else two. */
static uint16_t
read_component(const struct codestream *cs, struct span *s)
{
	return cs->component_count < 257 ? span_u8(s) : span_u16(s);
}

static void
keep_segment(struct codestream_segment *to, const struct span *s)
{
	struct span copy = *s;

	to->size = span_left(s);
	if (to->size > sizeof(to->bytes))
		to->size = sizeof(to->bytes);
	to->offset = s->offset - 4;
	span_copy(&copy, to->bytes, to->size);
}

/* A.5.1: the grid must make sense before anything is divided by it. */
static bool
check_grid(struct codestream *cs, struct dcp_error *err)
{
	uint64_t across, down;

	if (cs->x_size <= cs->x_offset || cs->y_size <= cs->y_offset)
		return error_set(err, DCP_BAD_INPUT,
		    "image ends at %" PRIu32 ",%" PRIu32 ", begins at %" PRIu32
		    ",%" PRIu32, cs->x_size, cs->y_size, cs->x_offset,
		    cs->y_offset);
	if (cs->tile_width == 0 || cs->tile_height == 0 ||
	    cs->tile_x_offset > cs->x_offset ||
	    cs->tile_y_offset > cs->y_offset)
		return error_set(err, DCP_BAD_INPUT, "tiles of %" PRIu32
		    "x%" PRIu32 " do not cover the image", cs->tile_width,
		    cs->tile_height);
	across = ((uint64_t)cs->x_size - cs->tile_x_offset + cs->tile_width -
	    1) / cs->tile_width;
	down = ((uint64_t)cs->y_size - cs->tile_y_offset + cs->tile_height -
	    1) / cs->tile_height;
	if (across > TILES_MAX || down > TILES_MAX || across * down > TILES_MAX)
		return error_set(err, DCP_BAD_INPUT, "%" PRIu64 " by %" PRIu64
		    " tiles, want at most %u", across, down, TILES_MAX);
	cs->tile_count = (uint32_t)(across * down);
	cs->width = cs->x_size - cs->x_offset;
	cs->height = cs->y_size - cs->y_offset;
	return true;
}

static bool
parse_siz(struct codestream *cs, struct span *s, struct dcp_error *err)
{
	struct codestream_component c;
	uint8_t depth;
	uint32_t i;

	cs->rsiz = span_u16(s);
	cs->x_size = span_u32(s);
	cs->y_size = span_u32(s);
	cs->x_offset = span_u32(s);
	cs->y_offset = span_u32(s);
	cs->tile_width = span_u32(s);
	cs->tile_height = span_u32(s);
	cs->tile_x_offset = span_u32(s);
	cs->tile_y_offset = span_u32(s);
	cs->component_count = span_u16(s);
	if (!span_ok(s))
		return error_set(err, DCP_BAD_INPUT, "too short");
	if (cs->component_count == 0 || cs->component_count > COMPONENTS_MAX ||
	    span_left(s) != 3u * cs->component_count)
		return error_set(err, DCP_BAD_INPUT,
		    "%u components in %zu bytes", cs->component_count,
		    span_left(s));
	for (i = 0; i < cs->component_count; i++) {
		c = (struct codestream_component){0};
		depth = span_u8(s);
		c.bits = (uint8_t)((depth & 0x7f) + 1);
		c.is_signed = (depth & 0x80) != 0;
		c.dx = span_u8(s);
		c.dy = span_u8(s);
		if (c.dx == 0 || c.dy == 0)
			return error_set(err, DCP_BAD_INPUT,
			    "component %" PRIu32 " has subsampling %ux%u", i,
			    c.dx, c.dy);
		if (i < CODESTREAM_COMPONENTS)
			cs->component[i] = c;
	}
	return check_grid(cs, err);
}

static bool
parse_cap(struct codestream *cs, struct span *s, struct dcp_error *err)
{
	cs->pcap = span_u32(s);
	return span_ok(s) || error_set(err, DCP_BAD_INPUT, "too short");
}

/* Table A.20 */
static bool
read_coding(struct codestream_coding *c, bool has_precincts, struct span *s,
    struct dcp_error *err)
{
	uint8_t i;

	*c = (struct codestream_coding){.has_precincts = has_precincts};
	c->levels = span_u8(s);
	c->block_width_exponent = (uint8_t)(span_u8(s) + 2);
	c->block_height_exponent = (uint8_t)(span_u8(s) + 2);
	c->block_style = span_u8(s);
	c->wavelet = span_u8(s);
	if (!span_ok(s))
		return error_set(err, DCP_BAD_INPUT, "too short");
	if (c->levels > LEVELS_MAX)
		return error_set(err, DCP_BAD_INPUT,
		    "%u wavelet levels, want at most %u", c->levels,
		    LEVELS_MAX);
	for (i = 0; i <= c->levels; i++)
		c->precincts[i] = has_precincts ? span_u8(s) : 0xff;
	if (!span_ok(s) || span_left(s) != 0)
		return error_set(err, DCP_BAD_INPUT,
		    "its length does not fit %u wavelet levels", c->levels);
	return true;
}

static bool
parse_cod(struct codestream *cs, struct span *s, struct dcp_error *err)
{
	uint32_t i;

	keep_segment(&cs->cod, s);
	cs->coding_style = span_u8(s);
	cs->progression = span_u8(s);
	cs->layers = span_u16(s);
	cs->component_transform = span_u8(s);
	if (!read_coding(&cs->coding, (cs->coding_style & 1) != 0, s, err))
		return false;
	for (i = 0; i < CODESTREAM_COMPONENTS; i++)
		if (!cs->component[i].has_coc)
			cs->component[i].coding = cs->coding;
	return true;
}

static bool
parse_coc(struct codestream *cs, struct span *s, struct dcp_error *err)
{
	uint16_t i = read_component(cs, s);
	bool has_precincts = (span_u8(s) & 1) != 0;
	struct codestream_coding coding;

	if (!read_coding(&coding, has_precincts, s, err))
		return false;
	if (i >= cs->component_count)
		return error_set(err, DCP_BAD_INPUT, "component %u of %u", i,
		    cs->component_count);
	if (i < CODESTREAM_COMPONENTS) {
		cs->component[i].coding = coding;
		cs->component[i].has_coc = true;
	}
	return true;
}

/* A.6.4; the step sizes themselves stay in the raw segment. */
static bool
read_quantisation(struct codestream_quantisation *q, struct span *s,
    struct dcp_error *err)
{
	uint8_t v = span_u8(s);

	if (!span_ok(s) || span_left(s) == 0 ||
	    span_left(s) > CODESTREAM_SEGMENT_SIZE)
		return error_set(err, DCP_BAD_INPUT, "%zu bytes of step sizes",
		    span_left(s));
	q->style = v & 0x1f;
	q->guard_bits = (uint8_t)(v >> 5);
	return true;
}

static bool
parse_qcd(struct codestream *cs, struct span *s, struct dcp_error *err)
{
	uint32_t i;

	keep_segment(&cs->qcd, s);
	if (!read_quantisation(&cs->quantisation, s, err))
		return false;
	for (i = 0; i < CODESTREAM_COMPONENTS; i++)
		if (!cs->component[i].has_qcc)
			cs->component[i].quantisation = cs->quantisation;
	return true;
}

static bool
parse_qcc(struct codestream *cs, struct span *s, struct dcp_error *err)
{
	uint16_t i = read_component(cs, s);
	struct codestream_quantisation q;

	if (!read_quantisation(&q, s, err))
		return false;
	if (i >= cs->component_count)
		return error_set(err, DCP_BAD_INPUT, "component %u of %u", i,
		    cs->component_count);
	if (i < CODESTREAM_COMPONENTS) {
		cs->component[i].quantisation = q;
		cs->component[i].has_qcc = true;
	}
	return true;
}

static bool
parse_poc(struct codestream *cs, struct span *s, struct dcp_error *err)
{
	struct codestream_poc p;

	while (span_ok(s) && span_left(s) > 0) {
		p.resolution_start = span_u8(s);
		p.component_start = read_component(cs, s);
		p.layer_end = span_u16(s);
		p.resolution_end = span_u8(s);
		p.component_end = read_component(cs, s);
		p.progression = span_u8(s);
		if (span_ok(s) && cs->poc_count < CODESTREAM_POC_CHANGES)
			cs->poc[cs->poc_count] = p;
		cs->poc_count += span_ok(s);
	}
	return span_ok(s) || error_set(err, DCP_BAD_INPUT,
	    "its length is not that of whole changes");
}

/* A.7.1: Stlm says how wide the tile numbers and the lengths are. */
static bool
parse_tlm(struct codestream *cs, struct span *s, struct dcp_error *err)
{
	uint8_t style, tile_size;
	uint32_t size;

	(void)span_u8(s);	/* Ztlm: its place among the TLM segments */
	style = span_u8(s);
	tile_size = (style >> 4) & 3;
	if (!span_ok(s) || tile_size == 3)
		return error_set(err, DCP_BAD_INPUT, "Stlm 0x%02x", style);
	while (span_ok(s) && span_left(s) > 0) {
		span_take(s, tile_size);
		size = (style & 0x40) != 0 ? span_u32(s) : span_u16(s);
		if (span_ok(s) && cs->tlm_count < CODESTREAM_TILE_PARTS)
			cs->tlm_size[cs->tlm_count] = size;
		cs->tlm_count += span_ok(s);
	}
	return span_ok(s) || error_set(err, DCP_BAD_INPUT,
	    "its length is not that of whole entries");
}

static bool
parse_com(struct codestream *cs, struct span *s, struct dcp_error *err)
{
	uint16_t registration = span_u16(s);
	size_t size = span_left(s);

	if (!span_ok(s))
		return error_set(err, DCP_BAD_INPUT, "too short");
	/* Rcom 1: ISO/IEC 8859-15 text; else binary, which nobody reads. */
	if (registration != 1 || cs->comment[0] != '\0')
		return true;
	if (size > sizeof(cs->comment) - 1)
		size = sizeof(cs->comment) - 1;
	span_copy(s, cs->comment, size);
	cs->comment[size] = '\0';
	return true;
}

bool
segment_parse(struct codestream *cs, uint16_t code, struct span segment,
    struct dcp_error *err)
{
	const struct marker *m = find_marker(code);

	return m == NULL || m->parse == NULL || m->parse(cs, &segment, err);
}
