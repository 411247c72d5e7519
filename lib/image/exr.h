/* exr.h: OpenEXR: floats of linear light, several eyes or layers in a file. */
#ifndef IMAGE_EXR_H
#define IMAGE_EXR_H

#include "image/picture.h"

/*
 * exr_load(source, view, image, info, err):
 * Read one view into ${image}, as floats, or only its header if that is NULL.
 * Half and float samples, scan lines and tiles, single and multi-part files.
 *
 * The picture is the display window: what the data window lacks of it is
 * black, and what reaches beyond is cut.  ${view} NULL takes the channels R,
 * G, B (or Y alone) of the first part; a name takes, whichever exists,
 *   the part whose attribute "view" is that name,
 *   R, G, B if it comes first in the attribute "multiView",
 *   the channels "name.R", "name.G", "name.B".
 *
 * Deep data, integers and subsampled chroma are DCP_UNSUPPORTED.  Without the
 * attribute "chromaticities" the primaries are Rec. 709, as OpenEXR defines.
 */
bool exr_load(const struct source *, const char *view, struct image *,
    struct picture_info *, struct dcp_error *) CHECKED;

#endif
