/* resample.c: see resample.h. */
#include "image/resample.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define LOBES	3.0
#define PI	3.14159265358979323846
#define LANES	4	/* sums of products that are made side by side */
#define BLOCK	64	/* columns that are added up at once: a fixed number,
			 * so that every compiler makes vectors of it */

/* For each sample that comes out: `taps` weights, and the first one's place. */
struct filter {
	uint32_t count, taps;
	uint32_t *first;
	float *weight;		/* count * taps; they add up to 1 */
};

/*
 * First down, because whole rows are added up fast, then across.  Rows are
 * whole blocks; the sum of rows has `across->taps` zeros behind it.
 */
struct scratch {
	size_t stride;		/* from row to row: the width in whole blocks */
	float *rows;		/* ring of `down->taps` rows of the source */
	float *sum;
	float *row;		/* of the result */
};

static double
lanczos(double x)
{
	x = fabs(x);
	if (x < 1e-9)
		return 1;
	if (x >= LOBES)
		return 0;
	return LOBES * sin(PI * x) * sin(PI * x / LOBES) / (PI * PI * x * x);
}

static void
filter_clear(struct filter *f)
{
	free(f->first);
	free(f->weight);
	memset(f, 0, sizeof(*f));
}

/*
 * The weights around ${centre}, in samples of the source; what falls beyond a
 * border is added to the border sample.
 */
static void
set_weights(const struct filter *f, uint32_t index, double centre,
    double width, uint32_t source)
{
	float *weight = f->weight + (size_t)index * f->taps;
	int64_t from = (int64_t)ceil(centre - LOBES * width);
	int64_t to = (int64_t)floor(centre + LOBES * width), i, at;
	int64_t first = from < 0 ? 0 : from;
	double sum = 0;

	if (f->taps <= source && first + f->taps > source)
		first = (int64_t)source - f->taps;
	for (i = from; i <= to; i++)
		sum += lanczos(((double)i - centre) / width);
	for (i = from; i <= to; i++) {
		at = i < 0 ? 0 : i >= source ? (int64_t)source - 1 : i;
		weight[at - first] += (float)(lanczos(((double)i - centre) /
		    width) / sum);
	}
	f->first[index] = (uint32_t)first;
}

static bool
filter_init(struct filter *f, uint32_t source, uint32_t count, uint32_t taps,
    struct dcp_error *err)
{
	double step = (double)source / count;
	double width = step > 1 ? step : 1;
	uint32_t i;

	f->count = count;
	f->taps = taps;
	f->first = calloc(count, sizeof(*f->first));
	f->weight = calloc((size_t)count * f->taps, sizeof(*f->weight));
	if (f->first == NULL || f->weight == NULL)
		return error_memory(err);
	for (i = 0; i < count; i++)
		set_weights(f, i, (i + 0.5) * step - 0.5, width, source);
	return true;
}

/* Samples that a kernel reaches over, at most. */
static uint32_t
reach(uint32_t source, uint32_t count)
{
	double step = (double)source / count;

	return (uint32_t)ceil(2 * LOBES * (step > 1 ? step : 1)) + 1;
}

static void
load_row(const struct image *from, unsigned plane, uint32_t y, float *to)
{
	size_t at = (size_t)y * from->width;
	uint32_t x;

	if (from->bits == IMAGE_FLOAT)
		memcpy(to, from->real[plane] + at, from->width *
		    sizeof(*to));
	else
		for (x = 0; x < from->width; x++)
			to[x] = from->plane[plane][at + x];
}

static void
store_row(struct image *to, unsigned plane, uint32_t y, const float *row)
{
	float full = (float)((1u << (to->bits & 31)) - 1), v;
	size_t at = (size_t)y * to->width;
	uint32_t x;

	if (to->bits == IMAGE_FLOAT) {
		memcpy(to->real[plane] + at, row, to->width * sizeof(*row));
		return;
	}
	for (x = 0; x < to->width; x++) {
		v = row[x] > 0 ? row[x] : 0;
		v = v < full ? v : full;
		to->plane[plane][at + x] = (uint16_t)(int32_t)(v + 0.5f);
	}
}

static void
scale_across(const struct filter *f, const float *from, float *to)
{
	size_t x, i, k;

	for (x = 0; x < f->count; x++) {
		const float *weight = f->weight + x * f->taps;
		const float *at = from + f->first[x];
		float sum[LANES] = {0};

		for (i = 0; i < f->taps; i += LANES)
			for (k = 0; k < LANES; k++)
				sum[k] += weight[i + k] * at[i + k];
		to[x] = (sum[0] + sum[1]) + (sum[2] + sum[3]);
	}
}

/* Row ${y} of the result, still as wide as the source. */
static void
scale_down(const struct filter *f, uint32_t y, const struct scratch *s)
{
	const float *weight = f->weight + (size_t)y * f->taps;
	float sum[BLOCK];
	size_t x, i, k;

	for (x = 0; x < s->stride; x += BLOCK) {
		memset(sum, 0, sizeof(sum));
		for (i = 0; i < f->taps; i++) {
			const float *row = s->rows + x + s->stride *
			    ((f->first[y] + i) % f->taps);
			float w = weight[i];

			for (k = 0; k < BLOCK; k++)
				sum[k] += w * row[k];
		}
		memcpy(s->sum + x, sum, sizeof(sum));
	}
}

static void
scale_plane(const struct image *from, struct image *to, unsigned plane,
    const struct filter *across, const struct filter *down,
    const struct scratch *s)
{
	uint32_t y, next = 0;

	for (y = 0; y < to->height; y++) {
		for (; next < down->first[y] + down->taps; next++)
			load_row(from, plane, next, s->rows +
			    s->stride * (next % down->taps));
		scale_down(down, y, s);
		scale_across(across, s->sum, s->row);
		store_row(to, plane, y, s->row);
	}
}

static bool
prepare(const struct image *from, const struct image *to,
    struct filter *across, struct filter *down, struct scratch *s,
    struct dcp_error *err)
{
	uint32_t wide = reach(from->width, to->width);
	uint32_t high = reach(from->height, to->height);

	wide = (wide + LANES - 1) / LANES * LANES;
	high = high < from->height ? high : from->height;
	if (!filter_init(across, from->width, to->width, wide, err) ||
	    !filter_init(down, from->height, to->height, high, err))
		return false;
	s->stride = ((size_t)from->width + BLOCK - 1) / BLOCK * BLOCK;
	s->rows = calloc(high * s->stride, sizeof(float));
	s->sum = calloc(s->stride + wide, sizeof(float));
	s->row = malloc(to->width * sizeof(float));
	return (s->rows != NULL && s->sum != NULL && s->row != NULL) ||
	    error_memory(err);
}

bool
resample_lanczos(const struct image *from, struct image *to,
    struct dcp_error *err)
{
	struct filter across = {0}, down = {0};
	struct scratch s = {0};
	unsigned c;
	bool ok;

	assert(from->bits == to->bits);
	ok = prepare(from, to, &across, &down, &s, err);
	for (c = 0; ok && c < 3; c++)
		scale_plane(from, to, c, &across, &down, &s);
	free(s.row);
	free(s.sum);
	free(s.rows);
	filter_clear(&down);
	filter_clear(&across);
	return ok;
}
