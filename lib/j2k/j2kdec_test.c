/* j2kdec_test.c: pictures come back; what costs too much is refused. */
#include "j2k/j2kdec.h"

#include <stdlib.h>
#include <string.h>

#include "base/testing.h"
#include "j2k/codestream.h"
#include "j2k/j2kenc.h"

#define SIDE	64u

/* A codestream of a gradient, SIDE by SIDE, 12 bits. */
static struct bytes
make(struct image *image)
{
	struct dciprofile p = {.rsiz = 3, .guard_bits = 1, .levels = 5,
	    .tile_parts = 3};
	struct dciprofile_limits limits = {8000, 8000};
	struct dcp_error err = {0};
	struct bytes b = {0};
	struct j2kenc enc;
	uint32_t i, c;

	ck_assert(image_init(image, SIDE, SIDE, 12, &err));
	for (c = 0; c < 3; c++)
		for (i = 0; i < SIDE * SIDE; i++)
			image->plane[c][i] = (uint16_t)(c * 100 + i % SIDE *
			    20 + i / SIDE * 30);
	ck_assert(j2kenc_init(&enc, &p, limits, SIDE, SIDE, &err));
	ck_assert_msg(j2kenc_encode(&enc, image, &b, &err), "%s", err.text);
	return b;
}

static bool
decode(const void *at, size_t size, unsigned reduce, struct image *image,
    struct dcp_error *err)
{
	*err = (struct dcp_error){0};
	return j2kdec_decode(span_of(at, size, 0), reduce, image, err);
}

static void
expect_refusal(const struct bytes *b, unsigned reduce, enum dcp_status status,
    const char *text)
{
	struct dcp_error err;
	struct image image = {0};

	ck_assert(!decode(b->at, b->size, reduce, &image, &err));
	ck_assert_msg(err.status == status && strstr(err.text, text) != NULL,
	    "%d: %s", (int)err.status, err.text);
	image_clear(&image);
}

START_TEST(gives_the_picture_back)
{
	struct image image = {0}, back = {0};
	struct bytes b = make(&image);
	struct dcp_error err;
	uint32_t i, c;

	bytes_fill(&b, 0, 5);	/* what follows EOC is not read */
	ck_assert_msg(decode(b.at, b.size, 0, &back, &err), "%s", err.text);
	ck_assert_uint_eq(back.width, SIDE);
	ck_assert_uint_eq(back.height, SIDE);
	ck_assert_uint_eq(back.bits, 12);
	for (c = 0; c < 3; c++)
		for (i = 0; i < SIDE * SIDE; i++)
			ck_assert_int_le(abs(back.plane[c][i] -
			    image.plane[c][i]), 4);
	bytes_clear(&b);
	image_clear(&image);
	image_clear(&back);
}
END_TEST

START_TEST(halves_on_demand)
{
	struct image image = {0}, back = {0};
	struct bytes b = make(&image);
	struct dcp_error err;

	ck_assert_msg(decode(b.at, b.size, 1, &back, &err), "%s", err.text);
	ck_assert_uint_eq(back.width, SIDE / 2);
	ck_assert_uint_eq(back.height, SIDE / 2);
	ck_assert_int_le(abs(back.plane[1][SIDE / 2 * 16 + 16] -
	    image.plane[1][SIDE * 32 + 32]), 60);
	expect_refusal(&b, 6, DCP_UNSUPPORTED, "it has 5 levels");
	bytes_clear(&b);
	image_clear(&image);
	image_clear(&back);
}
END_TEST

/* Only EOC may be missing. */
START_TEST(survives_truncation)
{
	struct image image = {0}, back = {0};
	struct bytes b = make(&image);
	struct dcp_error err;
	size_t size;

	for (size = 0; size < b.size - 2; size++) {
		uint8_t *copy = malloc(size + 1);

		memcpy(copy, b.at, size);
		ck_assert(!decode(copy, size, 0, &back, &err));
		ck_assert_int_eq(err.status, DCP_BAD_INPUT);
		free(copy);
	}
	bytes_clear(&b);
	image_clear(&image);
	image_clear(&back);
}
END_TEST

/* Any byte of the headers may be anything. */
START_TEST(survives_damage)
{
	struct image image = {0}, back = {0};
	struct bytes b = make(&image);
	struct dcp_error err;
	size_t i, size = b.size < 300 ? b.size : 300;

	for (i = 0; i < size; i++) {
		uint8_t kept = b.at[i];

		b.at[i] ^= 0xff;
		if (!decode(b.at, b.size, 0, &back, &err))
			ck_assert_int_ne(err.status, DCP_OK);
		b.at[i] = kept;
	}
	bytes_clear(&b);
	image_clear(&image);
	image_clear(&back);
}
END_TEST

START_TEST(refuses_what_costs_too_much)
{
	struct image image = {0};
	struct bytes b = make(&image);

	bytes_patch(&b, 8, 40000, 4);		/* Xsiz, and the tile: */
	bytes_patch(&b, 24, 40000, 4);
	expect_refusal(&b, 0, DCP_REFUSED, "too large");
	bytes_patch(&b, 8, 8192, 4);		/* Xsiz */
	bytes_patch(&b, 24, 1, 4);		/* XTsiz */
	expect_refusal(&b, 0, DCP_REFUSED, "8192 tiles, want at most");
	bytes_patch(&b, 12, 8192, 4);		/* Ysiz, and one tile, */
	bytes_patch(&b, 24, 8192, 4);
	bytes_patch(&b, 28, 8192, 4);
	bytes_patch(&b, 51 + 4 + 10, 0, 6);	/* with precincts of one sample */
	expect_refusal(&b, 0, DCP_REFUSED, "precincts and code-blocks");
	bytes_clear(&b);
	image_clear(&image);
}
END_TEST

START_TEST(refuses_other_components)
{
	struct image image = {0};
	struct bytes b = make(&image);

	bytes_patch(&b, 42 + 3, 0x8b, 1);	/* Ssiz of the second */
	expect_refusal(&b, 0, DCP_UNSUPPORTED, "component 1: 12 bits signed");
	bytes_patch(&b, 42 + 3, 0x0b, 1);
	bytes_patch(&b, 42 + 7, 2, 1);		/* XRsiz of the third */
	expect_refusal(&b, 0, DCP_UNSUPPORTED, "component 2: 12 bits, subs");
	bytes_clear(&b);
	image_clear(&image);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("j2kdec");

	tcase_add_test(t, gives_the_picture_back);
	tcase_add_test(t, halves_on_demand);
	tcase_add_test(t, survives_truncation);
	tcase_add_test(t, survives_damage);
	tcase_add_test(t, refuses_what_costs_too_much);
	tcase_add_test(t, refuses_other_components);
	return testing_run("j2kdec", t);
}
