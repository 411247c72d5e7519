/* j2kenc_test.c: limits kept, form of digital cinema, quality of OpenJPEG. */
#include "j2k/j2kenc.h"

#include <math.h>
#include <openjpeg.h>
#include <string.h>

#include "base/testing.h"
#include "j2k/codestream.h"
#include "j2k/j2kdec.h"
#include "j2k/opjstream.h"

#define WIDTH	256u
#define HEIGHT	136u
#define SAMPLES	((size_t)WIDTH * HEIGHT)

/*
 * A soft gradient with grain of ${grain} codes, the same in all components
 * if ${grey}: a picture that needs far more bytes than it gets.
 */
static struct image
make_picture(unsigned grain, bool grey)
{
	struct dcp_error err = {0};
	struct image image = {0};
	uint32_t random = 1, i, c, noise = 0;

	ck_assert(image_init(&image, WIDTH, HEIGHT, 12, &err));
	for (i = 0; i < SAMPLES; i++)
		for (c = 0; c < 3; c++) {
			if (c == 0 || !grey) {
				random = random * 1664525u + 1013904223u;
				noise = (random >> 16) % (grain + 1);
			}
			image.plane[c][i] = (uint16_t)(500 + i % WIDTH * 4 +
			    i / WIDTH * 8 + noise);
		}
	return image;
}

static struct j2kenc
make_encoder(uint8_t tile_parts, uint64_t frame_size, uint64_t component_size)
{
	struct dciprofile p = {.rsiz = tile_parts == 6 ? 4 : 3,
	    .guard_bits = tile_parts == 6 ? 2 : 1,
	    .levels = tile_parts == 6 ? 6 : 5, .tile_parts = tile_parts};
	struct dciprofile_limits limits = {frame_size, component_size};
	struct dcp_error err = {0};
	struct j2kenc enc;

	ck_assert_msg(j2kenc_init(&enc, &p, limits, WIDTH, HEIGHT, &err), "%s",
	    err.text);
	return enc;
}

/* Encode; the facts about the result, which is left in ${to}. */
static struct codestream
encode(const struct j2kenc *enc, const struct image *image, struct bytes *to)
{
	struct dcp_error err = {0};
	struct codestream cs;

	ck_assert_msg(j2kenc_encode(enc, image, to, &err), "%s", err.text);
	ck_assert(codestream_parse(&cs, span_of(to->at, to->size, 0), &err));
	return cs;
}

static double
psnr(const struct image *a, const struct bytes *codestream)
{
	struct dcp_error err = {0};
	struct image b = {0};
	double sum = 0, d;
	size_t i;
	int c;

	ck_assert_msg(j2kdec_decode(span_of(codestream->at, codestream->size,
	    0), 0, &b, &err), "%s", err.text);
	for (c = 0; c < 3; c++)
		for (i = 0; i < SAMPLES; i++) {
			d = (double)a->plane[c][i] - b.plane[c][i];
			sum += d * d;
		}
	image_clear(&b);
	return 10 * log10(4095.0 * 4095.0 * 3 * SAMPLES / sum);
}

/* What OpenJPEG by itself makes of it in about ${size} bytes. */
static struct bytes
encode_plainly(const struct image *image, size_t size)
{
	opj_image_cmptparm_t part = {.dx = 1, .dy = 1, .w = WIDTH,
	    .h = HEIGHT, .prec = 12, .bpp = 12};
	opj_image_cmptparm_t parts[3] = {part, part, part};
	opj_image_t *copy = opj_image_create(3, parts, OPJ_CLRSPC_SRGB);
	opj_codec_t *codec = opj_create_compress(OPJ_CODEC_J2K);
	struct bytes to = {0};
	struct opjstream_sink sink = {.to = &to};
	opj_stream_t *stream = opjstream_write(&sink);
	opj_cparameters_t p;
	size_t i;
	int c;

	copy->x1 = WIDTH;
	copy->y1 = HEIGHT;
	for (c = 0; c < 3; c++)
		for (i = 0; i < SAMPLES; i++)
			copy->comps[c].data[i] = image->plane[c][i];
	opj_set_default_encoder_parameters(&p);
	p.tcp_numlayers = 1;
	p.cp_disto_alloc = 1;
	p.tcp_mct = 1;
	p.irreversible = 1;
	p.cblockw_init = p.cblockh_init = 32;
	p.tcp_rates[0] = (float)(SAMPLES * 36.0 / (8.0 * (double)size));
	ck_assert(opj_setup_encoder(codec, &p, copy) &&
	    opj_start_compress(codec, copy, stream) &&
	    opj_encode(codec, stream) && opj_end_compress(codec, stream));
	opj_image_destroy(copy);
	opj_stream_destroy(stream);
	opj_destroy_codec(codec);
	return to;
}

/* ISO/IEC 15444-1 profiles 3 and 4, and RDD 52. */
static void
check_form(const struct codestream *cs, bool is_4k)
{
	uint8_t i;

	ck_assert_uint_eq(cs->rsiz, is_4k ? 4 : 3);
	ck_assert_uint_eq(cs->width, WIDTH);
	ck_assert_uint_eq(cs->height, HEIGHT);
	ck_assert_uint_eq(cs->tile_count, 1);
	ck_assert_uint_eq(cs->component_count, 3);
	ck_assert_uint_eq(cs->component[0].bits, 12);
	ck_assert_uint_eq(cs->progression, CODESTREAM_CPRL);
	ck_assert_uint_eq(cs->layers, 1);
	ck_assert_uint_eq(cs->component_transform, 1);
	ck_assert_uint_eq(cs->quantisation.guard_bits, is_4k ? 2 : 1);
	ck_assert_uint_eq(cs->coding.levels, is_4k ? 6 : 5);
	ck_assert_uint_eq(cs->coding.wavelet, 0);
	ck_assert_uint_eq(cs->coding.block_width_exponent, 5);
	ck_assert_uint_eq(cs->coding.block_height_exponent, 5);
	ck_assert_uint_eq(cs->coding.block_style, 0);
	for (i = 0; i <= cs->coding.levels; i++)
		ck_assert_uint_eq(cs->coding.precincts[i],
		    i == 0 ? 0x77 : 0x88);
	ck_assert_uint_eq(cs->tile_part_count, is_4k ? 6 : 3);
	ck_assert(cs->tlm_agrees && cs->sizes_known && cs->has_eoc);
	ck_assert_uint_eq(cs->trailing_size, 0);
	ck_assert_uint_eq(codestream_count(cs, CODESTREAM_POC), is_4k);
	ck_assert_uint_eq(cs->main_markers[CODESTREAM_POC & 0xff], is_4k);
	ck_assert_uint_eq(cs->poc_count, is_4k ? 2 : 0);
	ck_assert_uint_eq(codestream_count(cs, CODESTREAM_TLM), 1);
	ck_assert_uint_eq(codestream_count(cs, CODESTREAM_COC), 0);
	for (i = 0; is_4k && i < 2; i++) {
		ck_assert_uint_eq(cs->poc[i].resolution_start, i == 0 ? 0 : 6);
		ck_assert_uint_eq(cs->poc[i].resolution_end, i == 0 ? 6 : 7);
		ck_assert_uint_eq(cs->poc[i].component_start, 0);
		ck_assert_uint_eq(cs->poc[i].component_end, 3);
		ck_assert_uint_eq(cs->poc[i].layer_end, 1);
		ck_assert_uint_eq(cs->poc[i].progression, CODESTREAM_CPRL);
	}
}

START_TEST(keeps_and_fills_the_limit)
{
	static const uint64_t sizes[] = {2500, 20000, 40001, 70003};
	struct image image = make_picture(600, false);
	struct bytes b = {0};
	size_t i;

	for (i = 0; i < 2 * sizeof(sizes) / sizeof(sizes[0]); i++) {
		uint64_t limit = sizes[i / 2];
		uint8_t tile_parts = i % 2 ? 6 : 3;
		struct j2kenc enc = make_encoder(tile_parts, limit, limit);
		struct codestream cs = encode(&enc, &image, &b);

		check_form(&cs, tile_parts == 6);
		ck_assert_uint_le(b.size, limit);
		ck_assert_uint_ge(b.size, limit - limit / 50 - 20);
	}
	bytes_clear(&b);
	image_clear(&image);
}
END_TEST

START_TEST(keeps_the_limit_of_a_component)
{
	struct image image = make_picture(600, true);
	struct bytes b = {0};
	int i;

	for (i = 0; i < 2; i++) {
		struct j2kenc enc = make_encoder(i ? 6 : 3, 20000, 10000);
		struct codestream cs = encode(&enc, &image, &b);

		check_form(&cs, i);
		ck_assert_uint_le(cs.component_size[0], 10000);
		ck_assert_uint_ge(cs.component_size[0], 9800);
	}
	bytes_clear(&b);
	image_clear(&image);
}
END_TEST

/* Above 250 Mbit/s at 24 a second OpenJPEG's own profiles do not go. */
START_TEST(goes_beyond_the_library)
{
	struct image image = make_picture(600, true);
	struct bytes b = {0};
	int i;

	for (i = 0; i < 2; i++) {
		struct j2kenc enc = make_encoder(i ? 6 : 3, 1500000, 20000);
		struct codestream cs = encode(&enc, &image, &b);

		check_form(&cs, i);
		ck_assert_uint_le(cs.component_size[0], 20000);
		ck_assert_uint_ge(cs.component_size[0], 17000);
		enc = make_encoder(i ? 6 : 3, 1500000, 1200000);
		cs = encode(&enc, &image, &b);
		check_form(&cs, i);
		ck_assert(psnr(&image, &b) > 68);
	}
	bytes_clear(&b);
	image_clear(&image);
}
END_TEST

START_TEST(has_the_quality_of_openjpeg)
{
	struct image image = make_picture(300, false);
	struct bytes b = {0}, plain;
	int i;

	for (i = 0; i < 2; i++) {
		struct j2kenc enc = make_encoder(i ? 6 : 3, 30000, 24000);

		encode(&enc, &image, &b);
		plain = encode_plainly(&image, b.size);
		ck_assert_uint_le(plain.size, b.size + 100);
		ck_assert(psnr(&image, &b) > psnr(&image, &plain) - 0.1);
		bytes_clear(&plain);
	}
	bytes_clear(&b);
	image_clear(&image);
}
END_TEST

START_TEST(same_picture_same_bytes)
{
	struct image image = make_picture(300, false);
	struct j2kenc enc = make_encoder(6, 30000, 24000);
	struct bytes a = {0}, b = {0};

	encode(&enc, &image, &a);
	encode(&enc, &image, &b);
	ck_assert_uint_eq(a.size, b.size);
	ck_assert_mem_eq(a.at, b.at, a.size);
	bytes_clear(&a);
	bytes_clear(&b);
	image_clear(&image);
}
END_TEST

/* Also where the library's own profiles do not go. */
START_TEST(black_and_white_are_small)
{
	static const uint64_t limits[] = {30000, 2000000};
	struct image image = make_picture(0, false);
	struct bytes b = {0};
	struct codestream cs;
	int i;

	for (i = 0; i < 8; i++) {
		struct j2kenc enc = make_encoder(i & 1 ? 6 : 3,
		    limits[i >> 1 & 1], limits[i >> 1 & 1]);

		image_fill(&image, i & 4 ? 4095 : 0);
		cs = encode(&enc, &image, &b);
		check_form(&cs, i & 1);
		ck_assert_uint_lt(b.size, 1500);
		ck_assert(psnr(&image, &b) > 80);
	}
	bytes_clear(&b);
	image_clear(&image);
}
END_TEST

START_TEST(refuses_what_cannot_be)
{
	struct dciprofile p = {.rsiz = 4, .guard_bits = 2, .levels = 6,
	    .tile_parts = 6};
	struct dciprofile_limits limits = {999, 5000};
	struct dcp_error err = {0};
	struct j2kenc enc;

	ck_assert(!j2kenc_init(&enc, &p, limits, WIDTH, HEIGHT, &err));
	ck_assert_int_eq(err.status, DCP_REFUSED);
	ck_assert_ptr_nonnull(strstr(err.text, "999 bytes a frame"));
	limits.frame_size = 5000;
	err = (struct dcp_error){0};
	ck_assert(!j2kenc_init(&enc, &p, limits, 63, 64, &err));
	ck_assert_str_eq(err.text,
	    "63x64 is too small for 6 wavelet levels");
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("j2kenc");

	tcase_set_timeout(t, 60);
	tcase_add_test(t, keeps_and_fills_the_limit);
	tcase_add_test(t, keeps_the_limit_of_a_component);
	tcase_add_test(t, goes_beyond_the_library);
	tcase_add_test(t, has_the_quality_of_openjpeg);
	tcase_add_test(t, same_picture_same_bytes);
	tcase_add_test(t, black_and_white_are_small);
	tcase_add_test(t, refuses_what_cannot_be);
	return testing_run("j2kenc", t);
}
