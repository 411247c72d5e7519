/* primaries.c: see primaries.h. */
#include "image/primaries.h"

#include <assert.h>
#include <math.h>

struct chromaticity {
	double x, y;
};

/* R, G, B and white, from the documents that colour.h names. */
static const struct chromaticity table[][4] = {
	[COLOUR_REC709] = {{0.64, 0.33}, {0.30, 0.60}, {0.15, 0.06},
	    {0.3127, 0.3290}},
	[COLOUR_P3_D65] = {{0.680, 0.320}, {0.265, 0.690}, {0.150, 0.060},
	    {0.3127, 0.3290}},
	[COLOUR_P3_DCI] = {{0.680, 0.320}, {0.265, 0.690}, {0.150, 0.060},
	    {0.314, 0.351}},
	[COLOUR_REC2020] = {{0.708, 0.292}, {0.170, 0.797}, {0.131, 0.046},
	    {0.3127, 0.3290}},
	[COLOUR_ACES_AP0] = {{0.7347, 0.2653}, {0.0, 1.0}, {0.0001, -0.0770},
	    {0.32168, 0.33767}},
	[COLOUR_ACES_AP1] = {{0.713, 0.293}, {0.165, 0.830}, {0.128, 0.044},
	    {0.32168, 0.33767}},
};

struct vector {
	double at[3];
};

/* Bradford: XYZ to cone responses. */
static const struct matrix bradford = {{
	{0.8951, 0.2664, -0.1614},
	{-0.7502, 1.7135, 0.0367},
	{0.0389, -0.0685, 1.0296},
}};

static struct vector
to_xyz(struct chromaticity c)
{
	return (struct vector){{c.x / c.y, 1, (1 - c.x - c.y) / c.y}};
}

static struct vector
transform(struct matrix m, struct vector v)
{
	struct vector to;
	unsigned i;

	for (i = 0; i < 3; i++)
		to.at[i] = m.at[i][0] * v.at[0] + m.at[i][1] * v.at[1] +
		    m.at[i][2] * v.at[2];
	return to;
}

static struct matrix
multiply(struct matrix a, struct matrix b)
{
	struct matrix to;
	unsigned i, j;

	for (i = 0; i < 3; i++)
		for (j = 0; j < 3; j++)
			to.at[i][j] = a.at[i][0] * b.at[0][j] +
			    a.at[i][1] * b.at[1][j] + a.at[i][2] * b.at[2][j];
	return to;
}

/* Rows and columns go round: the cofactors get their signs by that. */
static double
cofactor(struct matrix m, unsigned i, unsigned j)
{
	unsigned a = (i + 1) % 3, b = (i + 2) % 3;
	unsigned c = (j + 1) % 3, d = (j + 2) % 3;

	return m.at[a][c] * m.at[b][d] - m.at[a][d] * m.at[b][c];
}

static struct matrix
inverse(struct matrix m)
{
	double determinant = 0;
	struct matrix to;
	unsigned i, j;

	for (i = 0; i < 3; i++)
		determinant += m.at[i][0] * cofactor(m, i, 0);
	for (i = 0; i < 3; i++)
		for (j = 0; j < 3; j++)
			to.at[j][i] = cofactor(m, i, j) / determinant;
	return to;
}

/* RP 177: scale the primaries such that together they give white. */
static struct matrix
normalised(const struct chromaticity c[4])
{
	struct vector amount;
	struct matrix m;
	unsigned i, j;

	for (j = 0; j < 3; j++) {
		m.at[0][j] = c[j].x;
		m.at[1][j] = c[j].y;
		m.at[2][j] = 1 - c[j].x - c[j].y;
	}
	amount = transform(inverse(m), to_xyz(c[3]));
	for (i = 0; i < 3; i++)
		for (j = 0; j < 3; j++)
			m.at[i][j] *= amount.at[j];
	return m;
}

static struct matrix
adaptation(struct chromaticity from, struct chromaticity to)
{
	struct vector source = transform(bradford, to_xyz(from));
	struct vector target = transform(bradford, to_xyz(to));
	struct matrix scaled = bradford;
	unsigned i, j;

	for (i = 0; i < 3; i++)
		for (j = 0; j < 3; j++)
			scaled.at[i][j] *= target.at[i] / source.at[i];
	return multiply(inverse(bradford), scaled);
}

struct matrix
primaries_matrix(enum colour_primaries primaries, bool adapt)
{
	static const struct matrix identity = {{{1, 0, 0}, {0, 1, 0},
	    {0, 0, 1}}};
	const struct chromaticity *c;
	struct matrix m;

	assert(primaries != COLOUR_PRIMARIES_UNKNOWN);
	if (primaries == COLOUR_XYZ)
		return identity;
	c = table[primaries];
	m = normalised(c);
	return adapt ? multiply(adaptation(c[3], table[COLOUR_P3_DCI][3]), m)
	    : m;
}

enum colour_primaries
primaries_known(const double xy[8])
{
	size_t i, k;

	for (i = COLOUR_REC709; i < sizeof(table) / sizeof(table[0]); i++) {
		for (k = 0; k < 4; k++)
			if (fabs(table[i][k].x - xy[2 * k]) > 0.002 ||
			    fabs(table[i][k].y - xy[2 * k + 1]) > 0.002)
				break;
		if (k == 4)
			return (enum colour_primaries)i;
	}
	return COLOUR_PRIMARIES_UNKNOWN;
}
