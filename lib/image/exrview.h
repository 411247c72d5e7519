/* exrview.h: which part and which channels of an OpenEXR file are an eye. */
#ifndef IMAGE_EXRVIEW_H
#define IMAGE_EXRVIEW_H

#include <openexr.h>

#include "base/error.h"

#define EXRVIEW_NAME	256	/* characters of a name; the format has 255 */

struct exrview {
	int part;
	char channel[3][EXRVIEW_NAME];	/* R, G and B, or Y three times */
};

/*
 * exrview_choose(exr, name, view, err):
 * The view called ${name}, or the default one if it is NULL, in the ways that
 * exr.h tells of.
 */
bool exrview_choose(exr_const_context_t, const char *name, struct exrview *,
    struct dcp_error *) CHECKED;

/* Are its channels half or float, and not subsampled? */
bool exrview_check(exr_const_context_t, const struct exrview *,
    struct dcp_error *) CHECKED;

#endif
