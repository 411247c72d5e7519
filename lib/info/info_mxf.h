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
 * or number of channels, rate, duration; and the fault, if it has one, of which
 * options->broken tells, too.
 */
bool info_mxf_brief(const char *path, const struct info_options *,
    struct outline *, struct dcp_error *) CHECKED;

#endif
