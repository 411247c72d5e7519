/* info_mxf.h: what a track file says of itself. */
#ifndef INFO_INFO_MXF_H
#define INFO_INFO_MXF_H

#include "info/info.h"
#include "mxf/trackfile.h"

bool info_mxf(const char *path, const struct info_options *, struct outline *,
    struct dcp_error *) CHECKED;

/*
 * info_mxf_brief(path, outline, err):
 * The few facts that fit on the line of an asset: kind, size of the picture
 * or number of channels, rate, duration.
 */
bool info_mxf_brief(const char *path, struct outline *, struct dcp_error *)
    CHECKED;

#endif
