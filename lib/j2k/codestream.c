/* codestream.c: see codestream.h.  Clauses are of ISO/IEC 15444-1. */
#include "j2k/codestream.h"

#include <inttypes.h>

#include "j2k/segment.h"

#define SOT_SIZE	12u	/* marker and segment, A.4.2 */

const char *
codestream_marker_name(uint16_t code)
{
	return segment_name(code);
}

const char *
codestream_progression_name(uint8_t progression)
{
	static const char names[][5] = {"LRCP", "RLCP", "RPCL", "PCRL", "CPRL"};

	return progression < sizeof(names) / sizeof(names[0])
	    ? names[progression] : NULL;
}

uint32_t
codestream_count(const struct codestream *cs, uint16_t code)
{
	return cs->main_markers[code & 0xff] + cs->part_markers[code & 0xff];
}

/* FF30 to FF3F stand alone (A.1.1), as do these. */
static bool
has_segment(uint16_t code)
{
	return !(code >= 0xff30 && code <= 0xff3f) && code != CODESTREAM_SOC &&
	    code != CODESTREAM_SOD && code != CODESTREAM_EOC &&
	    code != CODESTREAM_EPH;
}

/*
 * Step over one marker of a header, counting it in ${counts}; parse its
 * segment if ${parse} says so.
 */
static bool
step_marker(struct codestream *cs, struct span *s, bool parse, uint32_t *counts,
    struct dcp_error *err)
{
	uint64_t offset = s->offset;
	uint16_t code = span_u16(s), size = 2;
	const char *name = segment_name(code);
	struct span segment;

	if (!span_ok(s))
		return error_set(err, DCP_BAD_INPUT, "ends at byte %" PRIu64
		    " in a header", offset);
	if (code < 0xff30)
		return error_set(err, DCP_BAD_INPUT, "byte %" PRIu64
		    ": have 0x%04x, want a marker", offset, code);
	counts[code & 0xff]++;
	if (!has_segment(code))
		return true;
	size = span_u16(s);
	segment = span_take(s, size < 2 ? 0 : size - 2u);
	if (!span_ok(s) || size < 2)
		return error_set(err, DCP_BAD_INPUT, "byte %" PRIu64
		    ": %s segment of %u bytes, %s", offset,
		    name == NULL ? "marker" : name, size,
		    size < 2 ? "want at least 2" : "more than is left");
	return !parse || segment_parse(cs, code, segment, err) ||
	    error_in(err, "byte %" PRIu64 ": %s", offset, name);
}

static uint16_t
peek_marker(const struct span *s)
{
	struct span copy = *s;

	return span_u16(&copy);
}

static bool
parse_main_header(struct codestream *cs, struct span *s, struct dcp_error *err)
{
	uint16_t code;

	cs->offset = s->offset;
	if (span_u16(s) != CODESTREAM_SOC || !span_ok(s))
		return error_set(err, DCP_BAD_INPUT,
		    "byte %" PRIu64 ": no SOC marker: not a codestream",
		    cs->offset);
	cs->main_markers[CODESTREAM_SOC & 0xff]++;
	if (peek_marker(s) != CODESTREAM_SIZ)
		return error_set(err, DCP_BAD_INPUT, "byte %" PRIu64
		    ": have 0x%04x, want SIZ", s->offset, peek_marker(s));
	while ((code = peek_marker(s)) != CODESTREAM_SOT) {
		if (code == CODESTREAM_SOD || code == CODESTREAM_EOC ||
		    code == CODESTREAM_SOC ||
		    (code == CODESTREAM_SIZ && cs->width != 0))
			return error_set(err, DCP_BAD_INPUT, "byte %" PRIu64
			    ": %s in the main header", s->offset,
			    codestream_marker_name(code));
		if (!step_marker(cs, s, true, cs->main_markers, err))
			return false;
	}
	if (cs->cod.size == 0 || cs->qcd.size == 0)
		return error_set(err, DCP_BAD_INPUT, "byte %" PRIu64
		    ": the main header ends without %s", s->offset,
		    cs->cod.size == 0 ? "COD" : "QCD");
	cs->main_header_size = s->offset - cs->offset;
	return true;
}

/* Psot 0: the tile-part reaches to EOC, and so is the last one (A.4.2). */
static bool
measure_tile_part(struct codestream_tile_part *p, uint32_t psot, size_t left,
    const struct span *s, struct dcp_error *err)
{
	const uint8_t *end = s->end;

	p->size = psot;
	if (psot == 0) {
		p->size = left;
		if (left >= SOT_SIZE + 2 && end[-2] == 0xff && end[-1] == 0xd9)
			p->size -= 2;
	}
	if (p->size > left)
		return error_set(err, DCP_BAD_INPUT, "byte %" PRIu64
		    ": tile-part of %" PRIu64 " bytes, %zu are left",
		    p->offset, p->size, left);
	if (p->size < SOT_SIZE + 2)
		return error_set(err, DCP_BAD_INPUT, "byte %" PRIu64
		    ": tile-part of %" PRIu64 " bytes, want at least %u",
		    p->offset, p->size, SOT_SIZE + 2);
	return true;
}

static bool
parse_tile_part(struct codestream *cs, struct span *s, struct dcp_error *err)
{
	struct codestream_tile_part p = {.offset = s->offset};
	size_t left = span_left(s);
	struct span whole = *s, part;
	uint32_t psot;

	span_u16(s);
	if (span_u16(s) != SOT_SIZE - 2)
		return error_set(err, DCP_BAD_INPUT, "byte %" PRIu64
		    ": SOT segment, want 10 bytes", p.offset);
	p.tile = span_u16(s);
	psot = span_u32(s);
	p.index = span_u8(s);
	p.count = span_u8(s);
	if (!span_ok(s))
		return error_set(err, DCP_BAD_INPUT, "ends at byte %" PRIu64
		    " in SOT", p.offset);
	if (p.tile >= cs->tile_count)
		return error_set(err, DCP_BAD_INPUT, "byte %" PRIu64
		    ": SOT of tile %u, there are %" PRIu32, p.offset, p.tile,
		    cs->tile_count);
	if (!measure_tile_part(&p, psot, left, s, err))
		return false;
	cs->part_markers[CODESTREAM_SOT & 0xff]++;
	part = span_take(&whole, (size_t)p.size);
	span_take(&part, SOT_SIZE);
	while (peek_marker(&part) != CODESTREAM_SOD)
		if (!step_marker(cs, &part, false, cs->part_markers, err))
			return false;
	cs->part_markers[CODESTREAM_SOD & 0xff]++;
	p.header_size = part.offset + 2 - p.offset;
	if (cs->tile_part_count < CODESTREAM_TILE_PARTS)
		cs->tile_part[cs->tile_part_count] = p;
	cs->tile_part_count++;
	*s = whole;
	return true;
}

static void
compare_tlm(struct codestream *cs)
{
	uint32_t i;

	cs->tlm_agrees = cs->tlm_count == cs->tile_part_count;
	for (i = 0; i < CODESTREAM_TILE_PARTS && i < cs->tlm_count &&
	    i < cs->tile_part_count; i++)
		if (cs->tlm_size[i] != cs->tile_part[i].size)
			cs->tlm_agrees = false;
}

/*
 * Digital cinema codestreams give each component tile-parts of its own:
 * three of them, or six, of which the first three hold the 2K resolutions.
 */
static void
sum_components(struct codestream *cs)
{
	uint32_t i;

	cs->sizes_known = cs->component_count == 3 && cs->tile_count == 1 &&
	    cs->progression == CODESTREAM_CPRL &&
	    ((cs->tile_part_count == 3 && cs->poc_count == 0) ||
	    (cs->tile_part_count == 6 && cs->poc_count == 2));
	if (!cs->sizes_known)
		return;
	cs->size_2k = cs->main_header_size + 2;
	for (i = 0; i < cs->tile_part_count; i++) {
		cs->component_size[i % 3] += cs->tile_part[i].size;
		if (i < 3) {
			cs->component_2k_size[i] = cs->tile_part[i].size;
			cs->size_2k += cs->tile_part[i].size;
		}
	}
}

static bool
parse(struct codestream *cs, struct span *s, struct dcp_error *err)
{
	if (!parse_main_header(cs, s, err))
		return false;
	while (span_left(s) >= 2 && peek_marker(s) == CODESTREAM_SOT)
		if (!parse_tile_part(cs, s, err))
			return false;
	if (span_left(s) >= 2 && peek_marker(s) == CODESTREAM_EOC) {
		span_u16(s);
		cs->has_eoc = true;
	}
	cs->size = s->offset - cs->offset;
	cs->trailing_size = span_left(s);
	compare_tlm(cs);
	sum_components(cs);
	return true;
}

bool
codestream_parse(struct codestream *cs, struct span data, struct dcp_error *err)
{
	*cs = (struct codestream){0};
	if (parse(cs, &data, err))
		return true;
	*cs = (struct codestream){0};
	return false;
}
