/* j2kenc.c: see j2kenc.h. */
#include "j2k/j2kenc.h"

#include <assert.h>
#include <inttypes.h>
#include <openjpeg.h>
#include <string.h>

#include "j2k/codestream.h"
#include "j2k/opjstream.h"

#define DEPTH		12	/* bits of a component, ST 428-1 */
#define RSIZ_OFFSET	6	/* SOC, SIZ marker and length */
#define SOT_SIZE	12u	/* marker and segment */
#define TILE_PART_HEADER (SOT_SIZE + 2u)	/* and SOD */
#define POC_SIZE	18u	/* marker and segment of two changes */
#define TLM_SIZE(parts)	(6u + 5u * (parts))

/*
 * OpenJPEG's rate control leaves out one tile-part header and EOC, and a
 * component's budget leaves out all tile-part headers.
 */
#define FRAME_OVERHEAD	(TILE_PART_HEADER + 2u)

#define TRIES_MAX	12	/* encodings of one frame */

/* Bytes that one try may spend. */
struct budget {
	uint64_t frame;
	uint64_t component;
};

bool
j2kenc_init(struct j2kenc *enc, const struct dciprofile *profile,
    struct dciprofile_limits limits, uint32_t width, uint32_t height,
    struct dcp_error *err)
{
	uint32_t side_min = UINT32_C(1) << (profile->levels & 31);

	*enc = (struct j2kenc){0};
	if (width < side_min || height < side_min)
		return error_set(err, DCP_REFUSED, "%" PRIu32 "x%" PRIu32
		    " is too small for %u wavelet levels", width, height,
		    profile->levels);
	if (limits.frame_size < J2KENC_SIZE_MIN ||
	    limits.component_size < J2KENC_SIZE_MIN ||
	    limits.frame_size > INT32_MAX || limits.component_size > INT32_MAX)
		return error_set(err, DCP_REFUSED, "%" PRIu64 " bytes a frame "
		    "and %" PRIu64 " a component, want at least %u",
		    limits.frame_size, limits.component_size, J2KENC_SIZE_MIN);
	enc->width = width;
	enc->height = height;
	enc->rsiz = profile->rsiz;
	enc->guard_bits = profile->guard_bits;
	enc->levels = profile->levels;
	enc->tile_parts = profile->tile_parts;
	enc->limits = limits;
	return true;
}

/*
 * The library's own cinema profiles hold down each component while they
 * allocate rate; but they do not go beyond 250 Mbit/s at 24 a second.
 */
static bool
library_knows(const struct j2kenc *enc)
{
	return enc->limits.frame_size <= OPJ_CINEMA_24_CS &&
	    enc->limits.component_size <= OPJ_CINEMA_24_COMP;
}

/* ISO/IEC 15444-1 profile 4: first all of the 2K part, then the 4K part. */
static void
set_poc(opj_cparameters_t *p, const struct j2kenc *enc)
{
	OPJ_UINT32 i;

	p->numpocs = 2;
	for (i = 0; i < p->numpocs; i++) {
		p->POC[i].tile = 1;
		p->POC[i].layno1 = 1;
		p->POC[i].compno1 = 3;
		p->POC[i].resno0 = i == 0 ? 0 : enc->levels;
		p->POC[i].resno1 = i == 0 ? enc->levels : enc->levels + 1u;
		p->POC[i].prg1 = OPJ_CPRL;
	}
}

/* What the cinema profiles mean, for the library's general encoder. */
static void
set_as_cinema(opj_cparameters_t *p, const struct j2kenc *enc,
    const struct budget *budget)
{
	int i;

	p->prog_order = OPJ_CPRL;
	p->irreversible = 1;
	p->cblockw_init = 32;
	p->cblockh_init = 32;
	p->tp_on = 1;
	p->tp_flag = 'C';
	p->csty |= 1;			/* own precincts: 128 lowest, then 256 */
	p->res_spec = enc->levels;
	for (i = 0; i < p->res_spec; i++)
		p->prcw_init[i] = p->prch_init[i] = 256;
	p->tcp_rates[0] = (float)(3.0 * DEPTH * enc->width * enc->height /
	    (8.0 * (double)budget->frame));
	if (enc->tile_parts == 6)
		set_poc(p, enc);
}

static void
set_parameters(opj_cparameters_t *p, const struct j2kenc *enc,
    const struct budget *budget)
{
	opj_set_default_encoder_parameters(p);
	p->tcp_numlayers = 1;
	p->cp_disto_alloc = 1;
	p->tcp_mct = 1;
	p->numresolution = enc->levels + 1;
	if (!library_knows(enc)) {
		set_as_cinema(p, enc, budget);
		return;
	}
	p->rsiz = enc->tile_parts == 6 ? OPJ_PROFILE_CINEMA_4K
	    : OPJ_PROFILE_CINEMA_2K;
	p->max_cs_size = (int)budget->frame;
	p->max_comp_size = (int)budget->component;
}

/* The library takes the samples over and works in place: a fresh copy. */
static opj_image_t *
copy_image(const struct image *from, struct dcp_error *err)
{
	opj_image_cmptparm_t part = {.dx = 1, .dy = 1, .w = from->width,
	    .h = from->height, .prec = DEPTH, .bpp = DEPTH};
	opj_image_cmptparm_t parts[3] = {part, part, part};
	opj_image_t *to = opj_image_create(3, parts, OPJ_CLRSPC_SRGB);
	size_t samples = image_samples(from), i;
	int c;

	if (to == NULL) {
		error_memory(err);
		return NULL;
	}
	to->x1 = from->width;
	to->y1 = from->height;
	for (c = 0; c < 3; c++)
		for (i = 0; i < samples; i++)
			to->comps[c].data[i] = from->plane[c][i];
	return to;
}

static bool
run_library(opj_codec_t *codec, opj_stream_t *stream, opj_image_t *image,
    const struct j2kenc *enc, const struct budget *budget,
    struct dcp_error *err)
{
	char guard_bits[] = "GUARD_BITS=1";
	const char *options[] = {guard_bits, NULL};
	opj_cparameters_t p;

	guard_bits[sizeof(guard_bits) - 2] = (char)('0' + enc->guard_bits);
	set_parameters(&p, enc, budget);
	return (opj_setup_encoder(codec, &p, image) &&
	    opj_encoder_set_extra_options(codec, options) &&
	    opj_start_compress(codec, image, stream) &&
	    opj_encode(codec, stream) && opj_end_compress(codec, stream)) ||
	    error_set(err, DCP_NO_MEMORY, "OpenJPEG failed to encode");
}

static bool
encode_once(const struct j2kenc *enc, const struct image *image,
    const struct budget *budget, struct bytes *to, struct dcp_error *err)
{
	struct opjstream_sink sink = {.to = to};
	opj_codec_t *codec = opj_create_compress(OPJ_CODEC_J2K);
	opj_stream_t *stream = opjstream_write(&sink);
	opj_image_t *copy = NULL;
	bool ok = false;

	bytes_reset(to);
	if (codec == NULL || stream == NULL) {
		error_memory(err);
		goto out;
	}
	opj_set_error_handler(codec, opjstream_message, err);
	if ((copy = copy_image(image, err)) == NULL)
		goto out;
	ok = run_library(codec, stream, copy, enc, budget, err) &&
	    bytes_ok(to, err);
out:
	opj_image_destroy(copy);
	opj_stream_destroy(stream);
	opj_destroy_codec(codec);
	return ok;
}

static void
put_tlm(struct bytes *to, const struct codestream *cs, size_t moved)
{
	uint32_t i;

	bytes_u16(to, CODESTREAM_TLM);
	bytes_u16(to, (uint16_t)(TLM_SIZE(cs->tile_part_count) - 2));
	bytes_u8(to, 0);	/* Ztlm */
	bytes_u8(to, 0x50);	/* Stlm: tile numbers of 8, sizes of 32 bits */
	for (i = 0; i < cs->tile_part_count; i++) {
		bytes_u8(to, 0);
		bytes_u32(to, (uint32_t)(cs->tile_part[i].size -
		    (i == 0 ? moved : 0)));
	}
}

/*
 * The library's general encoder puts POC into the first tile-part, behind
 * SOT, and no TLM.  Cinema wants both in the main header, and Rsiz.
 */
static bool
become_cinema(const struct j2kenc *enc, struct bytes *b, struct dcp_error *err)
{
	struct bytes to = {0};
	struct codestream cs;
	size_t first, moved = enc->tile_parts == 6 ? POC_SIZE : 0;

	if (!codestream_parse(&cs, span_of(b->at, b->size, 0), err))
		return false;
	assert(cs.tile_part_count == enc->tile_parts &&
	    cs.part_markers[CODESTREAM_POC & 0xff] == (moved != 0));
	first = (size_t)cs.main_header_size;
	bytes_put(&to, b->at, first);
	bytes_put(&to, b->at + first + SOT_SIZE, moved);
	put_tlm(&to, &cs, moved);
	bytes_put(&to, b->at + first, SOT_SIZE);
	bytes_put(&to, b->at + first + SOT_SIZE + moved,
	    b->size - first - SOT_SIZE - moved);
	if (!bytes_ok(&to, err)) {
		bytes_clear(&to);
		return false;
	}
	bytes_patch(&to, RSIZ_OFFSET, enc->rsiz, 2);
	bytes_patch(&to, first + moved + TLM_SIZE(enc->tile_parts) + 6,
	    cs.tile_part[0].size - moved, 4);	/* Psot */
	bytes_clear(b);
	*b = to;
	return true;
}

/*
 * At 4K, DCI limits components of the 2K part only; but the library, and
 * several validators, count all of a component, so this does, too.
 */
static uint64_t
largest_component(const struct codestream *cs)
{
	uint64_t size = 0;
	int i;

	for (i = 0; i < 3; i++)
		if (cs->component_size[i] > size)
			size = cs->component_size[i];
	return size;
}

static bool
is_within(const struct codestream *cs, const struct dciprofile_limits *limits)
{
	return cs->size <= limits->frame_size &&
	    largest_component(cs) <= limits->component_size;
}

/* ${budget} less ${excess}, and not below nothing. */
static uint64_t
less(uint64_t budget, uint64_t excess)
{
	return budget > excess ? budget - excess : 0;
}

/*
 * Spend less, by about as much as the last try was above.  Where the library
 * cannot hold down a component, the whole frame shrinks with it.
 */
static void
lower_budget(struct budget *budget, const struct codestream *cs,
    const struct j2kenc *enc)
{
	uint64_t component = largest_component(cs);
	uint64_t spent = cs->size < budget->frame ? cs->size : budget->frame;

	if (cs->size > enc->limits.frame_size)
		budget->frame = less(budget->frame, cs->size -
		    enc->limits.frame_size + FRAME_OVERHEAD);
	if (component <= enc->limits.component_size)
		return;
	if (library_knows(enc))
		budget->component = less(budget->component, component -
		    enc->limits.component_size + FRAME_OVERHEAD);
	else
		budget->frame = less(spent * enc->limits.component_size /
		    component, FRAME_OVERHEAD);
}

static struct budget
first_budget(const struct j2kenc *enc)
{
	struct budget budget;

	budget.frame = enc->limits.frame_size - FRAME_OVERHEAD;
	if (!library_knows(enc))
		budget.frame -= TLM_SIZE(enc->tile_parts);
	budget.component = enc->limits.component_size -
	    enc->tile_parts / 3u * TILE_PART_HEADER;
	return budget;
}

bool
j2kenc_encode(const struct j2kenc *enc, const struct image *image,
    struct bytes *to, struct dcp_error *err)
{
	struct budget budget = first_budget(enc);
	struct codestream cs;
	int i;

	assert(image->bits == DEPTH && image->width == enc->width &&
	    image->height == enc->height);
	for (i = 0; i < TRIES_MAX && budget.frame >= J2KENC_SIZE_MIN / 2 &&
	    budget.component >= J2KENC_SIZE_MIN / 2; i++) {
		if (!encode_once(enc, image, &budget, to, err) ||
		    (!library_knows(enc) && !become_cinema(enc, to, err)) ||
		    !codestream_parse(&cs, span_of(to->at, to->size, 0), err))
			return false;
		assert(cs.sizes_known);
		if (is_within(&cs, &enc->limits))
			return true;
		lower_budget(&budget, &cs, enc);
	}
	bytes_reset(to);
	return error_set(err, DCP_REFUSED, "cannot be encoded in %" PRIu64
	    " bytes, %" PRIu64 " a component", enc->limits.frame_size,
	    enc->limits.component_size);
}
