/*
 * codestream.h: what one JPEG 2000 codestream says of itself: its markers,
 * its tile-parts and their sizes (ISO/IEC 15444-1, Annex A).  Nothing is
 * decoded, packet data is stepped over, so a frame takes microseconds.
 *
 * These are facts, not verdicts: whether digital cinema allows them is said
 * by lib/verify.  Parsing fails only where it cannot go on.
 */
#ifndef J2K_CODESTREAM_H
#define J2K_CODESTREAM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "base/span.h"

/* Marker codes (Table A.2). */
enum codestream_marker {
	CODESTREAM_SOC = 0xff4f,
	CODESTREAM_CAP = 0xff50,
	CODESTREAM_SIZ = 0xff51,
	CODESTREAM_COD = 0xff52,
	CODESTREAM_COC = 0xff53,
	CODESTREAM_TLM = 0xff55,
	CODESTREAM_PRF = 0xff56,
	CODESTREAM_PLM = 0xff57,
	CODESTREAM_PLT = 0xff58,
	CODESTREAM_CPF = 0xff59,
	CODESTREAM_QCD = 0xff5c,
	CODESTREAM_QCC = 0xff5d,
	CODESTREAM_RGN = 0xff5e,
	CODESTREAM_POC = 0xff5f,
	CODESTREAM_PPM = 0xff60,
	CODESTREAM_PPT = 0xff61,
	CODESTREAM_CRG = 0xff63,
	CODESTREAM_COM = 0xff64,
	CODESTREAM_SOT = 0xff90,
	CODESTREAM_SOP = 0xff91,
	CODESTREAM_EPH = 0xff92,
	CODESTREAM_SOD = 0xff93,
	CODESTREAM_EOC = 0xffd9
};

/* Progression orders (Table A.16). */
enum codestream_progression {
	CODESTREAM_LRCP,
	CODESTREAM_RLCP,
	CODESTREAM_RPCL,
	CODESTREAM_PCRL,
	CODESTREAM_CPRL
};

/* How many of each are described; all are counted. */
#define CODESTREAM_COMPONENTS	4	/* RGB or X'Y'Z', and alpha */
#define CODESTREAM_TILE_PARTS	64	/* digital cinema has 3 or 6 */
#define CODESTREAM_POC_CHANGES	32
#define CODESTREAM_PRECINCTS	33	/* resolutions: levels and one more */
#define CODESTREAM_SEGMENT_SIZE	200	/* the longest QCD has 195 bytes */
#define CODESTREAM_COMMENT_SIZE	128

/* A marker segment as it stands, without the marker and its length. */
struct codestream_segment {
	uint64_t offset;	/* of the marker */
	size_t size;		/* bytes; 0: there is none */
	uint8_t bytes[CODESTREAM_SEGMENT_SIZE];
};

/* Coding style of a component (Table A.20): from COD, or its own COC. */
struct codestream_coding {
	uint8_t levels;			/* wavelet decompositions, 0 to 32 */
	uint8_t block_width_exponent;	/* 5: code-blocks 32 wide */
	uint8_t block_height_exponent;
	uint8_t block_style;		/* Table A.19; bit 6: HT */
	uint8_t wavelet;		/* 0: 9-7 irreversible, 1: 5-3 */
	bool has_precincts;		/* else all are 0xff: 32768 square */
	uint8_t precincts[CODESTREAM_PRECINCTS]; /* lowest resolution first */
};

/* Quantisation of a component (Table A.27): from QCD, or its own QCC. */
struct codestream_quantisation {
	uint8_t style;		/* 0: none, 1: derived, 2: expounded */
	uint8_t guard_bits;
};

struct codestream_component {
	uint8_t bits;
	bool is_signed;
	uint8_t dx, dy;		/* subsampling: XRsiz, YRsiz */
	bool has_coc, has_qcc;
	struct codestream_coding coding;
	struct codestream_quantisation quantisation;
};

struct codestream_tile_part {
	uint64_t offset;	/* of its SOT marker */
	uint64_t size;		/* bytes, SOT included: Psot, if that is set */
	uint64_t header_size;	/* bytes from SOT to the end of SOD */
	uint16_t tile;
	uint8_t index;		/* TPsot */
	uint8_t count;		/* TNsot; 0: not said here */
};

/* One progression order change (Table A.32). */
struct codestream_poc {
	uint8_t resolution_start;	/* RSpoc */
	uint16_t component_start;	/* CSpoc */
	uint16_t layer_end;		/* LYEpoc */
	uint8_t resolution_end;		/* REpoc */
	uint16_t component_end;		/* CEpoc */
	uint8_t progression;		/* Ppoc */
};

/* Plain data; it owns nothing and borrows nothing. */
struct codestream {
	uint64_t offset;		/* of SOC */
	uint64_t size;			/* bytes, SOC to EOC, both included */
	uint64_t main_header_size;	/* bytes, SOC to the first SOT */

	/* SIZ (A.5.1) */
	uint16_t rsiz;			/* 3: 2K cinema, 4: 4K cinema */
	uint32_t width, height;		/* of the image: Xsiz - XOsiz */
	uint32_t x_size, y_size, x_offset, y_offset;
	uint32_t tile_width, tile_height, tile_x_offset, tile_y_offset;
	uint32_t tile_count;
	uint16_t component_count;
	struct codestream_component component[CODESTREAM_COMPONENTS];

	/* COD, QCD (A.6.1, A.6.4), CAP (ISO/IEC 15444-15) */
	uint8_t coding_style;		/* Scod; 2: SOP, 4: EPH */
	uint8_t progression;		/* enum codestream_progression */
	uint16_t layers;
	uint8_t component_transform;	/* 1: ICT or RCT on components 0-2 */
	struct codestream_coding coding;
	struct codestream_quantisation quantisation;
	struct codestream_segment cod, qcd;
	uint32_t pcap;			/* Pcap; 0: no CAP marker */

	/* POC, TLM, COM of the main header */
	uint32_t poc_count;		/* changes, all segments together */
	struct codestream_poc poc[CODESTREAM_POC_CHANGES];
	uint32_t tlm_count;		/* entries, all segments together */
	uint64_t tlm_size[CODESTREAM_TILE_PARTS];
	bool tlm_agrees;		/* with all tile-parts it can describe */
	char comment[CODESTREAM_COMMENT_SIZE]; /* the first; a stranger's text */

	/* Tile-parts, in the order of the file */
	uint32_t tile_part_count;
	struct codestream_tile_part tile_part[CODESTREAM_TILE_PARTS];

	/* How often each marker stands there, by its low byte. */
	uint32_t main_markers[256];	/* main header, SOC to the first SOT */
	uint32_t part_markers[256];	/* tile-part headers, SOT to SOD */

	bool has_eoc;
	uint64_t trailing_size;		/* bytes after EOC */

	/*
	 * Bytes by component.  Known where tile-parts separate components: one
	 * tile, three components, CPRL, and three tile-parts or six (a POC
	 * parts the 2K resolutions from the 4K one).  Tile-part headers count.
	 */
	bool sizes_known;
	uint64_t component_size[3];
	uint64_t component_2k_size[3];	/* six tile-parts: of the first three */
	uint64_t size_2k;	/* main header, first three tile-parts, EOC */
};

/*
 * codestream_parse(cs, data, err):
 * Describe the codestream that begins at the first byte of ${data}; what
 * follows its EOC is only counted.  On failure (DCP_BAD_INPUT, the byte offset
 * in the text) ${cs} is zero.
 */
bool codestream_parse(struct codestream *, struct span data,
    struct dcp_error *) CHECKED;

/* codestream_count(cs, marker): how often it stands in all headers. */
uint32_t codestream_count(const struct codestream *, uint16_t marker);

/* "SIZ"; NULL for a marker that the standard does not name. */
const char *codestream_marker_name(uint16_t marker);

/* "CPRL"; NULL for an order that the standard does not name. */
const char *codestream_progression_name(uint8_t progression);

#endif
