/* colour_test.c: against the formulas in double precision, written anew. */
#include "image/colour.h"

#include <math.h>
#include <string.h>

#include "base/testing.h"

/* Published matrices, RGB to XYZ. */
static const double rec709[9] = {
	0.4123907993, 0.3575843394, 0.1804807884,
	0.2126390059, 0.7151686788, 0.0721923154,
	0.0193308187, 0.1191947798, 0.9505321522,
};
static const double p3_dci[9] = {		/* SMPTE EG 432-1 */
	0.4451698156, 0.2771344092, 0.1722826698,
	0.2094916779, 0.7215952542, 0.0689130679,
	0.0, 0.0470605601, 0.9073553944,
};
static const double p3_d65[9] = {
	0.4865709486, 0.2656676932, 0.1982172852,
	0.2289745641, 0.6917385218, 0.0792869141,
	0.0, 0.0451133819, 1.0439443689,
};
static const double rec2020[9] = {
	0.6369580483, 0.1446169036, 0.1688809752,
	0.2627002120, 0.6779980715, 0.0593017165,
	0.0, 0.0280726930, 1.0609850577,
};
static const double aces[9] = {			/* ST 2065-1 */
	0.9525523959, 0.0, 0.0000936786,
	0.3439664498, 0.7281660966, -0.0721325464,
	0.0, 0.0, 1.0088251844,
};
static const double acescg[9] = {
	0.6624541811, 0.1340042065, 0.1561876870,
	0.2722287168, 0.6740817658, 0.0536895174,
	-0.0055746495, 0.0040607335, 1.0103391003,
};
static const double identity[9] = {1, 0, 0, 0, 1, 0, 0, 0, 1};

static double
gamma22(double v)
{
	return pow(v, 2.2);
}

static double
gamma24(double v)
{
	return pow(v, 2.4);
}

static double
gamma26(double v)
{
	return pow(v, 2.6);
}

static double
srgb(double v)
{
	return v <= 0.04045 ? v / 12.92 : pow((v + 0.055) / 1.055, 2.4);
}

static double
bt709(double v)
{
	return v < 0.081 ? v / 4.5 : pow((v + 0.099) / 1.099, 1 / 0.45);
}

static double
linear(double v)
{
	return v;
}

/* ST 2084 with the rounded constants of the document; 48 cd/m2 is 1. */
static double
pq(double v)
{
	double n = pow(v, 1 / 78.84375);
	double l = pow(fmax(n - 0.8359375, 0) / (18.8515625 - 18.6875 * n),
	    1 / 0.1593017578125);

	return fmin(l * 10000 / 48, 1);
}

static const struct space {
	const char *name;
	const double *matrix;
	double (*decode)(double);
} spaces[] = {
	{"rec709", rec709, gamma24},
	{"rec709:gamma2.2", rec709, gamma22},
	{"rec709:bt709", rec709, bt709},
	{"srgb", rec709, srgb},
	{"p3-dci", p3_dci, gamma26},
	{"p3-d65", p3_d65, gamma26},
	{"rec2020", rec2020, gamma24},
	{"rec2020:pq", rec2020, pq},
	{"aces", aces, linear},
	{"acescg", acescg, linear},
	{"xyz:linear", identity, linear},
	{"xyz:gamma2.6", identity, gamma26},
};
#define SPACES	(sizeof(spaces) / sizeof(spaces[0]))

static double
encode(double light)
{
	double v = 4095 * pow(fmax(light, 0) * 48 / 52.37, 1 / 2.6);

	return fmin(floor(v + 0.5), 4095);
}

static double
want(const struct space *s, const double rgb[3], unsigned row)
{
	const double *m = s->matrix + 3 * row;

	return encode(m[0] * s->decode(rgb[0]) + m[1] * s->decode(rgb[1]) +
	    m[2] * s->decode(rgb[2]));
}

static struct colour *
open_space(const char *name, bool adapt, unsigned bits)
{
	struct dcp_error err = {0};
	struct colour_space space;
	struct colour *c;

	ck_assert_msg(colour_named(name, &space, &err), "%s", err.text);
	space.adapt = adapt;
	c = colour_new(&space, bits, &err);
	ck_assert_msg(c != NULL, "%s: %s", name, err.text);
	return c;
}

/* A picture of pseudo-random codes, with greys, black and white among them. */
static void
draw(struct image *image, unsigned bits)
{
	uint32_t state = 12345;
	struct dcp_error err = {0};
	size_t i;
	unsigned c;

	ck_assert(image_init(image, 403, 301, bits, &err));
	for (i = 0; i < image_samples(image); i++)
		for (c = 0; c < 3; c++) {
			if (c == 0 || i % 3 != 0)
				state = state * 1664525 + 1013904223;
			image->plane[c][i] = (uint16_t)(state >>
			    (32 - bits));
		}
	for (c = 0; c < 3; c++) {
		image->plane[c][0] = 0;
		image->plane[c][1] = (uint16_t)((1u << bits) - 1);
	}
}

static double
worst_error(const struct space *s, const struct image *from,
    const struct image *to, size_t *unequal)
{
	double full = (1u << from->bits) - 1, worst = 0, rgb[3], e;
	size_t i;
	unsigned c;

	for (i = 0; i < image_samples(from); i++) {
		for (c = 0; c < 3; c++)
			rgb[c] = from->plane[c][i] / full;
		for (c = 0; c < 3; c++) {
			e = fabs(to->plane[c][i] - want(s, rgb, c));
			*unequal += e > 0;
			worst = fmax(worst, e);
		}
	}
	return worst;
}

START_TEST(codes_are_those_of_the_formula)
{
	static const unsigned depths[] = {8, 10, 12, 16};
	struct image from = {0}, to = {0};
	struct dcp_error err = {0};
	size_t i, unequal = 0;

	for (i = 0; i < SPACES * 4; i++) {
		const struct space *s = &spaces[i / 4];
		struct colour *c = open_space(s->name, false, depths[i % 4]);
		double worst;

		draw(&from, depths[i % 4]);
		ck_assert(colour_apply(c, &from, &to, &err));
		ck_assert_uint_eq(to.bits, 12);
		worst = worst_error(s, &from, &to, &unequal);
		ck_assert_msg(worst <= 1, "%s: %.0f codes off", s->name,
		    worst);
		colour_free(c);
	}
	/* The rest lies on a rounding edge: one in a thousand at most. */
	ck_assert_uint_lt(unequal, SPACES * 4 * 3 * 403 * 301 / 1000);
	image_clear(&from);
	image_clear(&to);
}
END_TEST

START_TEST(white_is_as_published)
{
	/* RP 431-2 and EG 432-1: code values of the two whites. */
	static const struct {
		const char *name;
		bool adapt;
		uint16_t code[3];
	} whites[] = {
		{"p3-dci", false, {3794, 3960, 3890}},
		{"p3-d65", false, {3883, 3960, 4092}},
		{"rec709", false, {3883, 3960, 4092}},
		{"rec2020", false, {3883, 3960, 4092}},
		{"rec709", true, {3794, 3960, 3890}},
		{"aces", true, {3794, 3960, 3890}},
	};
	struct image from = {0}, to = {0};
	struct dcp_error err = {0};
	size_t i;
	unsigned k;

	for (i = 0; i < sizeof(whites) / sizeof(whites[0]); i++) {
		struct colour *c = open_space(whites[i].name, whites[i].adapt,
		    10);

		ck_assert(image_init(&from, 1, 1, 10, &err));
		image_fill(&from, 1023);
		ck_assert(colour_apply(c, &from, &to, &err));
		for (k = 0; k < 3; k++)
			ck_assert_uint_eq(to.plane[k][0], whites[i].code[k]);
		colour_free(c);
	}
	image_clear(&from);
	image_clear(&to);
}
END_TEST

START_TEST(floats_of_any_value_are_taken)
{
	static const float values[] = {0, -0.0f, 1, 0.18f, 7.5f, -3,
		1e-30f, INFINITY, -INFINITY, NAN, 0.5f, 1e-6f};
	const size_t count = sizeof(values) / sizeof(values[0]);
	struct image from = {0}, to = {0};
	struct dcp_error err = {0};
	struct colour *c = open_space("xyz:linear", false, IMAGE_FLOAT);
	size_t i;
	unsigned k;

	ck_assert(image_init(&from, (uint32_t)count, 1, IMAGE_FLOAT, &err));
	for (i = 0; i < count; i++)
		for (k = 0; k < 3; k++)
			from.real[k][i] = values[i];
	ck_assert(colour_apply(c, &from, &to, &err));
	for (i = 0; i < count; i++) {
		double v = isnan(values[i]) ? 0 : fmin(values[i], 1);

		ck_assert_double_eq_tol(to.plane[1][i], encode(v), 1);
	}
	colour_free(c);
	image_clear(&from);
	image_clear(&to);
}
END_TEST

START_TEST(floats_with_a_transfer_match_codes)
{
	struct image codes = {0}, reals = {0}, a = {0}, b = {0};
	struct dcp_error err = {0};
	struct colour *c = open_space("srgb", false, 16);
	struct colour *f = open_space("srgb", false, IMAGE_FLOAT);
	size_t i;
	unsigned k;

	draw(&codes, 16);
	ck_assert(image_init(&reals, codes.width, codes.height, IMAGE_FLOAT,
	    &err));
	for (k = 0; k < 3; k++)
		for (i = 0; i < image_samples(&codes); i++)
			reals.real[k][i] = (float)codes.plane[k][i] / 65535;
	ck_assert(colour_apply(c, &codes, &a, &err));
	ck_assert(colour_apply(f, &reals, &b, &err));
	for (k = 0; k < 3; k++)
		for (i = 0; i < image_samples(&codes); i++)
			ck_assert_int_le(abs(a.plane[k][i] - b.plane[k][i]),
			    1);
	colour_free(c);
	colour_free(f);
	image_clear(&codes);
	image_clear(&reals);
	image_clear(&a);
	image_clear(&b);
}
END_TEST

START_TEST(xyz_passes_through)
{
	struct image from = {0}, to = {0};
	struct dcp_error err = {0};
	struct colour *c = open_space("xyz", false, 16);
	uint16_t i;

	ck_assert(image_init(&from, 4096, 1, 16, &err));
	for (i = 0; i < 4096; i++) {
		from.plane[0][i] = (uint16_t)(i << 4);
		from.plane[1][i] = (uint16_t)(i << 4 | i >> 8);
		from.plane[2][i] = (uint16_t)(i * 65535u / 4095);
	}
	ck_assert(colour_apply(c, &from, &to, &err));
	for (i = 0; i < 4096; i++) {
		ck_assert_uint_eq(to.plane[0][i], i);
		ck_assert_uint_eq(to.plane[1][i], i);
		ck_assert_uint_eq(to.plane[2][i], i);
	}
	colour_free(c);
	image_clear(&from);
	image_clear(&to);
}
END_TEST

START_TEST(what_cannot_be_converted_is_refused)
{
	static const struct colour_space bad[] = {
		{COLOUR_PRIMARIES_UNKNOWN, COLOUR_GAMMA24, false},
		{COLOUR_REC709, COLOUR_TRANSFER_UNKNOWN, false},
		{COLOUR_REC709, COLOUR_LOG, false},
		{COLOUR_REC709, COLOUR_DCDM, false},
		{COLOUR_XYZ, COLOUR_LINEAR, true},
	};
	struct colour_space space;
	size_t i;

	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		struct dcp_error err = {0};

		ck_assert_ptr_null(colour_new(&bad[i], 10, &err));
		ck_assert_int_ne(err.status, DCP_OK);
	}
	for (i = 0; i < 5; i++) {
		static const char *const names[] = {"", "rec", "rec709:",
			"rec709:log", "unknown"};
		struct dcp_error err = {0};

		ck_assert(!colour_named(names[i], &space, &err));
		ck_assert_int_eq(err.status, DCP_REFUSED);
	}
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("colour");

	tcase_set_timeout(t, 120);
	tcase_add_test(t, codes_are_those_of_the_formula);
	tcase_add_test(t, white_is_as_published);
	tcase_add_test(t, floats_of_any_value_are_taken);
	tcase_add_test(t, floats_with_a_transfer_match_codes);
	tcase_add_test(t, xyz_passes_through);
	tcase_add_test(t, what_cannot_be_converted_is_refused);
	return testing_run("colour", t);
}
