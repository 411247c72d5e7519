/* opjstream_test.c: OpenJPEG reads and writes memory, and says why it fails. */
#include "j2k/opjstream.h"

#include <string.h>

#include "base/error.h"
#include "base/testing.h"

#define SIDE	64u

/* A small picture; TLM makes the library go back and patch what it wrote. */
static struct bytes
write_picture(void)
{
	opj_image_cmptparm_t part = {.dx = 1, .dy = 1, .w = SIDE, .h = SIDE,
	    .prec = 8, .bpp = 8};
	const char *options[] = {"TLM=YES", NULL};
	opj_image_t *image = opj_image_create(1, &part, OPJ_CLRSPC_GRAY);
	opj_codec_t *codec = opj_create_compress(OPJ_CODEC_J2K);
	struct bytes b = {0};
	struct opjstream_sink sink = {.to = &b};
	opj_stream_t *stream = opjstream_write(&sink);
	opj_cparameters_t p;
	unsigned i;

	image->x1 = image->y1 = SIDE;
	for (i = 0; i < SIDE * SIDE; i++)
		image->comps[0].data[i] = (OPJ_INT32)(i * 7 % 251);
	opj_set_default_encoder_parameters(&p);
	p.tcp_numlayers = 1;
	p.cp_disto_alloc = 1;
	ck_assert(opj_setup_encoder(codec, &p, image) &&
	    opj_encoder_set_extra_options(codec, options) &&
	    opj_start_compress(codec, image, stream) &&
	    opj_encode(codec, stream) && opj_end_compress(codec, stream));
	opj_image_destroy(image);
	opj_stream_destroy(stream);
	opj_destroy_codec(codec);
	return b;
}

/* Decode ${size} bytes; the sample at 1,1, or -1 and a message. */
static OPJ_INT32
read_picture(const struct bytes *b, size_t size, struct dcp_error *err)
{
	struct span source = span_of(b->at, size, 0);
	opj_codec_t *codec = opj_create_decompress(OPJ_CODEC_J2K);
	opj_stream_t *stream = opjstream_read(&source);
	opj_image_t *image = NULL;
	opj_dparameters_t p;
	OPJ_INT32 sample = -1;

	opj_set_error_handler(codec, opjstream_message, err);
	opj_set_default_decoder_parameters(&p);
	if (opj_setup_decoder(codec, &p) &&
	    opj_read_header(stream, codec, &image) &&
	    opj_decode(codec, stream, image))
		sample = image->comps[0].data[SIDE + 1];
	opj_image_destroy(image);
	opj_stream_destroy(stream);
	opj_destroy_codec(codec);
	return sample;
}

START_TEST(writes_patches_and_reads)
{
	struct bytes b = write_picture();
	struct dcp_error err = {0};

	ck_assert_uint_gt(b.size, 100);
	ck_assert_mem_eq(b.at, "\xff\x4f\xff\x51", 4);
	ck_assert_mem_eq(b.at + b.size - 2, "\xff\xd9", 2);
	ck_assert_int_eq(read_picture(&b, b.size, &err),
	    (SIDE + 1) * 7 % 251);
	ck_assert_int_eq(err.status, DCP_OK);
	bytes_clear(&b);
}
END_TEST

START_TEST(says_in_one_line_why_not)
{
	struct bytes b = write_picture();
	struct dcp_error err = {0};

	ck_assert_int_eq(read_picture(&b, 30, &err), -1);
	ck_assert_int_eq(err.status, DCP_BAD_INPUT);
	ck_assert_ptr_eq(strstr(err.text, "OpenJPEG: "), err.text);
	ck_assert_ptr_null(strchr(err.text, '\n'));
	bytes_clear(&b);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("opjstream");

	tcase_add_test(t, writes_patches_and_reads);
	tcase_add_test(t, says_in_one_line_why_not);
	return testing_run("opjstream", t);
}
