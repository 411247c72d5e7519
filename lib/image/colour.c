/* colour.c: see colour.h. */
#include "image/colour.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "image/dcdm.h"
#include "image/primaries.h"
#include "image/transfer.h"

/* ST 428-1: the code 4095 is 52.37 cd/m2, and peak white is 48. */
#define PEAK_SCALE	(48 / 52.37)

/* Floats with a transfer function are looked up between so many steps. */
#define FLOAT_STEPS	65536

struct colour {
	unsigned bits;		/* of the source */
	bool pass;		/* X'Y'Z' already */
	bool clips;		/* codes of the source are beyond peak white */
	float matrix[3][3];	/* RGB light to XYZ / 52.37 cd/m2 */
	float *light;		/* of each code; NULL for linear floats */
	size_t steps;		/* entries in it */
	dcdm_kernel *encode;
};

static const struct {
	const char *name;
	enum colour_transfer usual;
} primaries_table[] = {
	[COLOUR_PRIMARIES_UNKNOWN] = {"unknown", COLOUR_TRANSFER_UNKNOWN},
	[COLOUR_REC709] = {"rec709", COLOUR_GAMMA24},
	[COLOUR_P3_D65] = {"p3-d65", COLOUR_GAMMA26},
	[COLOUR_P3_DCI] = {"p3-dci", COLOUR_GAMMA26},
	[COLOUR_REC2020] = {"rec2020", COLOUR_GAMMA24},
	[COLOUR_ACES_AP0] = {"aces", COLOUR_LINEAR},
	[COLOUR_ACES_AP1] = {"acescg", COLOUR_LINEAR},
	[COLOUR_XYZ] = {"xyz", COLOUR_DCDM},
};

static const char *const transfer_table[] = {
	[COLOUR_TRANSFER_UNKNOWN] = "unknown",
	[COLOUR_GAMMA22] = "gamma2.2",
	[COLOUR_GAMMA24] = "gamma2.4",
	[COLOUR_GAMMA26] = "gamma2.6",
	[COLOUR_SRGB] = "srgb",
	[COLOUR_BT709] = "bt709",
	[COLOUR_LINEAR] = "linear",
	[COLOUR_PQ] = "pq",
	[COLOUR_DCDM] = "dcdm",
	[COLOUR_LOG] = "log",
};

#define PRIMARIES	(sizeof(primaries_table) / sizeof(primaries_table[0]))
#define TRANSFERS	(sizeof(transfer_table) / sizeof(transfer_table[0]))

const char *
colour_primaries_name(enum colour_primaries primaries)
{
	return primaries_table[primaries].name;
}

const char *
colour_transfer_name(enum colour_transfer transfer)
{
	return transfer_table[transfer];
}

/* What a space may be made of: not what is unknown, and no log. */
static size_t
find_primaries(const char *name, size_t length)
{
	size_t i;

	for (i = COLOUR_REC709; i < PRIMARIES; i++)
		if (strlen(primaries_table[i].name) == length &&
		    memcmp(primaries_table[i].name, name, length) == 0)
			return i;
	return 0;
}

static size_t
find_transfer(const char *name)
{
	size_t i;

	for (i = COLOUR_GAMMA22; i < COLOUR_LOG; i++)
		if (strcmp(transfer_table[i], name) == 0)
			return i;
	return 0;
}

bool
colour_named(const char *name, struct colour_space *out,
    struct dcp_error *err)
{
	size_t length = strcspn(name, ":");
	size_t primaries = find_primaries(name, length), transfer;

	*out = (struct colour_space){0};
	if (strncmp(name, "srgb:", 5) == 0)
		return error_set(err, DCP_REFUSED, "\"srgb\" is rec709:srgb "
		    "and takes no other transfer: have \"%s\", want \"srgb\" "
		    "or \"rec709:%s\"", name, name + 5);
	if (strcmp(name, "srgb") == 0) {
		primaries = COLOUR_REC709;
		transfer = COLOUR_SRGB;
	} else if (name[length] == ':')
		transfer = find_transfer(name + length + 1);
	else
		transfer = primaries_table[primaries].usual;
	if (primaries == COLOUR_PRIMARIES_UNKNOWN)
		return error_set(err, DCP_REFUSED, "unknown colour space "
		    "\"%s\", want rec709, srgb, p3-d65, p3-dci, rec2020, "
		    "aces, acescg or xyz", name);
	if (transfer == COLOUR_TRANSFER_UNKNOWN)
		return error_set(err, DCP_REFUSED, "unknown transfer \"%s\", "
		    "want gamma2.2, gamma2.4, gamma2.6, srgb, bt709, linear, "
		    "pq or dcdm", name + length + 1);
	out->primaries = (enum colour_primaries)primaries;
	out->transfer = (enum colour_transfer)transfer;
	return true;
}

static bool
check_space(const struct colour_space *space, struct dcp_error *err)
{
	if (space->transfer == COLOUR_LOG)
		return error_set(err, DCP_UNSUPPORTED, "log code values: "
		    "print or grade them to a display space first");
	if (space->primaries == COLOUR_PRIMARIES_UNKNOWN ||
	    space->transfer == COLOUR_TRANSFER_UNKNOWN)
		return error_set(err, DCP_REFUSED, "the colour space is not "
		    "known: have primaries \"%s\" and transfer \"%s\"",
		    colour_primaries_name(space->primaries),
		    colour_transfer_name(space->transfer));
	if (space->transfer == COLOUR_DCDM && space->primaries != COLOUR_XYZ)
		return error_set(err, DCP_REFUSED, "the transfer \"dcdm\" is "
		    "for primaries \"xyz\", have \"%s\"",
		    colour_primaries_name(space->primaries));
	if (space->adapt && space->primaries == COLOUR_XYZ)
		return error_set(err, DCP_REFUSED, "XYZ has no white of its "
		    "own that could be adapted");
	return true;
}

static void
set_matrix(struct colour *c, const struct colour_space *space)
{
	struct matrix m = primaries_matrix(space->primaries, space->adapt);
	unsigned i, j;

	for (i = 0; i < 3; i++)
		for (j = 0; j < 3; j++)
			c->matrix[i][j] = (float)(m.at[i][j] * PEAK_SCALE);
}

/* Light of code i, at most peak white; the last one twice, to look between. */
static bool
set_light(struct colour *c, enum colour_transfer transfer,
    struct dcp_error *err)
{
	size_t i;
	double v;

	if (c->bits == IMAGE_FLOAT && transfer == COLOUR_LINEAR)
		return true;
	c->steps = c->bits == IMAGE_FLOAT ? FLOAT_STEPS : (size_t)1 << c->bits;
	if ((c->light = malloc((c->steps + 1) * sizeof(*c->light))) == NULL)
		return error_memory(err);
	for (i = 0; i < c->steps; i++) {
		v = transfer_decode(transfer, (double)i /
		    (double)(c->steps - 1));
		c->clips = c->clips || v > 1 + 1e-9;
		c->light[i] = (float)(v < 1 ? v : 1);
	}
	c->light[i] = c->light[i - 1];
	return true;
}

struct colour *
colour_new(const struct colour_space *space, unsigned bits,
    struct dcp_error *err)
{
	struct colour *c;

	assert((bits >= 8 && bits <= 16) || bits == IMAGE_FLOAT);
	if (!check_space(space, err))
		return NULL;
	if ((c = calloc(1, sizeof(*c))) == NULL) {
		error_memory(err);
		return NULL;
	}
	c->bits = bits;
	c->encode = dcdm_encode();
	c->pass = space->transfer == COLOUR_DCDM;
	if (c->pass)
		return c;
	set_matrix(c, space);
	if (!set_light(c, space->transfer, err)) {
		colour_free(c);
		return NULL;
	}
	return c;
}

void
colour_free(struct colour *c)
{
	if (c == NULL)
		return;
	free(c->light);
	free(c);
}

bool
colour_clips(const struct colour *c)
{
	return c->clips;
}

static uint16_t
pass_real(float v)
{
	if (!(v > 0))
		return 0;
	return v >= 1 ? 4095 : (uint16_t)(v * 4095 + 0.5f);
}

/*
 * Codes beyond 12 bits are cut, because a DCDM in 16 bits has its 12 bits on
 * top, whatever stands below (DCI DCSS 3.2).
 */
static void
pass_plane(const struct image *from, unsigned plane, uint16_t *to)
{
	size_t samples = image_samples(from), i;
	const uint16_t *code = from->plane[plane];

	if (from->bits == IMAGE_FLOAT)
		for (i = 0; i < samples; i++)
			to[i] = pass_real(from->real[plane][i]);
	else if (from->bits >= 12)
		for (i = 0; i < samples; i++)
			to[i] = (uint16_t)(code[i] >> (from->bits - 12));
	else
		for (i = 0; i < samples; i++)
			to[i] = image_code(code[i], from->bits, 12);
}

/* Between -1 and 1; NaN is 0. */
static float
bounded(float v)
{
	if (v >= -1)
		return v < 1 ? v : 1;
	return v < -1 ? -1 : 0;
}

static float
look_between(const struct colour *c, float v)
{
	float at = (v > 0 ? v : 0) * (float)(c->steps - 1);
	size_t i = (size_t)at;

	return c->light[i] + (at - (float)i) * (c->light[i + 1] - c->light[i]);
}

/* The light of up to DCDM_BLOCK samples of one plane. */
static void
load_light(const struct colour *c, const struct image *from, unsigned plane,
    size_t at, size_t count, float to[DCDM_BLOCK])
{
	size_t i;

	if (from->bits != IMAGE_FLOAT)
		for (i = 0; i < count; i++)
			to[i] = c->light[from->plane[plane][at + i]];
	else if (c->light == NULL)
		for (i = 0; i < count; i++)
			to[i] = bounded(from->real[plane][at + i]);
	else
		for (i = 0; i < count; i++)
			to[i] = look_between(c,
			    bounded(from->real[plane][at + i]));
}

static void
convert_block(const struct colour *c, const struct image *from, size_t at,
    size_t count, struct image *to)
{
	float rgb[3][DCDM_BLOCK] = {{0}};
	uint16_t code[DCDM_BLOCK];
	unsigned i;

	for (i = 0; i < 3; i++)
		load_light(c, from, i, at, count, rgb[i]);
	for (i = 0; i < 3; i++) {
		c->encode(c->matrix[i], rgb, code);
		memcpy(to->plane[i] + at, code, count * sizeof(*code));
	}
}

bool
colour_apply(const struct colour *c, const struct image *from,
    struct image *to, struct dcp_error *err)
{
	size_t samples = image_samples(from), at, count;
	unsigned i;

	assert(from->bits == c->bits && from != to);
	if (!image_init(to, from->width, from->height, 12, err))
		return false;
	if (c->pass) {
		for (i = 0; i < 3; i++)
			pass_plane(from, i, to->plane[i]);
		return true;
	}
	for (at = 0; at < samples; at += count) {
		count = samples - at < DCDM_BLOCK ? samples - at : DCDM_BLOCK;
		convert_block(c, from, at, count, to);
	}
	return true;
}
