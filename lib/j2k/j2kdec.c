/* j2kdec.c: see j2kdec.h. */
#include "j2k/j2kdec.h"

#include <inttypes.h>
#include <openjpeg.h>

#include "base/limits.h"
#include "j2k/codestream.h"
#include "j2k/opjstream.h"

static uint64_t
ceil_shift(uint64_t v, unsigned shift)
{
	return (v + (UINT64_C(1) << shift) - 1) >> shift;
}

/*
 * Precincts and code-blocks of one component: the library keeps a record of
 * each, so tiny ones cost far more memory than their samples.
 */
static uint64_t
count_pieces(const struct codestream *cs, const struct codestream_coding *c)
{
	uint64_t pieces = 0, width, height;
	unsigned i, x, y;

	for (i = 0; i <= c->levels; i++) {
		width = ceil_shift(cs->width, c->levels - i);
		height = ceil_shift(cs->height, c->levels - i);
		x = c->precincts[i] & 15;
		y = c->precincts[i] >> 4;
		pieces += (ceil_shift(width, x) + 1) *
		    (ceil_shift(height, y) + 1) * cs->layers;
		if (x > c->block_width_exponent)
			x = c->block_width_exponent;
		if (y > c->block_height_exponent)
			y = c->block_height_exponent;
		pieces += (ceil_shift(width, x) + 1) *
		    (ceil_shift(height, y) + 1);
	}
	return pieces;
}

static bool
check_cost(const struct codestream *cs, struct dcp_error *err)
{
	uint64_t pieces = 0;
	uint16_t i;

	if (!image_check_size(cs->width, cs->height, err))
		return false;
	if (cs->tile_count > LIMIT_J2K_TILES)
		return error_set(err, DCP_REFUSED, "%" PRIu32
		    " tiles, want at most %u", cs->tile_count, LIMIT_J2K_TILES);
	/* A tile with a coding style of its own could cost anything. */
	if (cs->part_markers[CODESTREAM_COD & 0xff] != 0 ||
	    cs->part_markers[CODESTREAM_COC & 0xff] != 0)
		return error_set(err, DCP_UNSUPPORTED,
		    "a tile has a coding style of its own");
	for (i = 0; i < cs->component_count; i++)
		pieces += count_pieces(cs, &cs->component[i].coding);
	if (pieces > LIMIT_J2K_PIECES)
		return error_set(err, DCP_REFUSED, "%" PRIu64 " precincts and "
		    "code-blocks, want at most %u", pieces, LIMIT_J2K_PIECES);
	return true;
}

static bool
check_components(const struct codestream *cs, struct dcp_error *err)
{
	uint16_t i;

	if (cs->component_count > CODESTREAM_COMPONENTS ||
	    cs->component_count == 2)
		return error_set(err, DCP_UNSUPPORTED,
		    "%u components, want 1, 3 or 4", cs->component_count);
	for (i = 0; i < cs->component_count; i++) {
		const struct codestream_component *c = &cs->component[i];

		if (c->is_signed || c->bits < 8 || c->bits > 16 ||
		    c->bits != cs->component[0].bits || c->dx != 1 ||
		    c->dy != 1)
			return error_set(err, DCP_UNSUPPORTED, "component %u: "
			    "%u bits%s, subsampled %ux%u; want equal bits, 8 "
			    "to 16, unsigned, 1x1", i, c->bits,
			    c->is_signed ? " signed" : "", c->dx, c->dy);
	}
	return true;
}

static bool
check(const struct codestream *cs, unsigned reduce, struct dcp_error *err)
{
	uint16_t i;

	if (!check_components(cs, err) || !check_cost(cs, err))
		return false;
	for (i = 0; i < cs->component_count; i++)
		if (reduce > cs->component[i].coding.levels)
			return error_set(err, DCP_UNSUPPORTED,
			    "cannot be halved %u times: it has %u levels",
			    reduce, cs->component[i].coding.levels);
	return true;
}

/* Codes outside their range are clipped: lossy coding makes such. */
static void
copy_plane(const opj_image_comp_t *from, unsigned bits, uint16_t *to)
{
	size_t samples = (size_t)from->w * from->h, i;
	OPJ_INT32 max = (OPJ_INT32)(1u << bits) - 1, v;

	for (i = 0; i < samples; i++) {
		v = from->data[i];
		to[i] = (uint16_t)(v < 0 ? 0 : v > max ? max : v);
	}
}

static bool
take_image(const opj_image_t *from, unsigned bits, struct image *to,
    struct dcp_error *err)
{
	const opj_image_comp_t *first = &from->comps[0], *c;
	unsigned i;

	if (!image_init(to, first->w, first->h, bits, err))
		return false;
	for (i = 0; i < 3; i++) {
		c = from->numcomps >= 3 ? &from->comps[i] : first;
		if (c->data == NULL || c->w != first->w || c->h != first->h)
			return error_set(err, DCP_BAD_INPUT,
			    "component %u is incomplete", i);
		copy_plane(c, bits, to->plane[i]);
	}
	return true;
}

static bool
run_library(opj_codec_t *codec, opj_stream_t *stream, unsigned reduce,
    opj_image_t **image, struct dcp_error *err)
{
	opj_dparameters_t p;

	opj_set_default_decoder_parameters(&p);
	p.cp_reduce = reduce;
	return (opj_setup_decoder(codec, &p) &&
	    opj_read_header(stream, codec, image) &&
	    opj_decode(codec, stream, *image) &&
	    opj_end_decompress(codec, stream)) ||
	    error_set(err, DCP_BAD_INPUT, "OpenJPEG failed to decode");
}

bool
j2kdec_decode(struct span data, unsigned reduce, struct image *image,
    struct dcp_error *err)
{
	struct codestream cs;
	opj_codec_t *codec = NULL;
	opj_stream_t *stream = NULL;
	opj_image_t *decoded = NULL;
	bool ok = false;

	if (!codestream_parse(&cs, data, err) || !check(&cs, reduce, err))
		return false;
	data.end = data.at + cs.size;
	codec = opj_create_decompress(OPJ_CODEC_J2K);
	stream = opjstream_read(&data);
	if (codec == NULL || stream == NULL) {
		error_memory(err);
		goto out;
	}
	opj_set_error_handler(codec, opjstream_message, err);
	ok = run_library(codec, stream, reduce, &decoded, err) &&
	    take_image(decoded, cs.component[0].bits, image, err);
out:
	opj_image_destroy(decoded);
	opj_stream_destroy(stream);
	opj_destroy_codec(codec);
	return ok;
}
