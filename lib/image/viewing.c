/* viewing.c: see viewing.h. */
#include "image/viewing.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

#define DCDM_GAMMA	2.6
#define DCDM_PEAK	(52.37 / 48)	/* light of the highest code */
#define SCREEN_GAMMA	2.4		/* ITU-R BT.1886 */

/* CIE XYZ to linear Rec. 709, D65: the inverse of BT.709's own matrix. */
static const double matrix[3][3] = {
	{3.2409699419, -1.5373831776, -0.4986107603},
	{-0.9692436363, 1.8759675015, 0.0415550574},
	{0.0556300797, -0.2039769589, 1.0569715142},
};

static uint16_t
to_code(double light, double peak)
{
	if (light <= 0)
		return 0;
	return light >= 1 ? (uint16_t)peak :
	    (uint16_t)(pow(light, 1 / SCREEN_GAMMA) * peak + 0.5);
}

static void
convert(const struct image *image, const double *light)
{
	double peak = (double)((1u << image->bits) - 1);
	size_t i, count = image_samples(image);
	double x, y, z;
	int c;

	for (i = 0; i < count; i++) {
		x = light[image->plane[0][i]];
		y = light[image->plane[1][i]];
		z = light[image->plane[2][i]];
		for (c = 0; c < 3; c++)
			image->plane[c][i] = to_code(matrix[c][0] * x +
			    matrix[c][1] * y + matrix[c][2] * z, peak);
	}
}

bool
viewing_rec709(struct image *image, struct dcp_error *err)
{
	size_t i, codes = (size_t)1 << image->bits;
	double *light;

	assert(image->bits >= 8 && image->bits <= 16);
	light = malloc(codes * sizeof(*light));
	if (light == NULL)
		return error_memory(err);
	for (i = 0; i < codes; i++)
		light[i] = DCDM_PEAK * pow((double)i / (double)(codes - 1),
		    DCDM_GAMMA);
	convert(image, light);
	free(light);
	return true;
}
