/* info_frames.h: how large the frames of a picture track are. */
#ifndef INFO_INFO_FRAMES_H
#define INFO_INFO_FRAMES_H

#include "info/info.h"
#include "mxf/mxfread.h"

/*
 * info_frames(r, progress, outline, err):
 * Least, mean and largest frame of each eye, and of both together, and the bit
 * rates that follow, as a list.  No frame is read, only where each lies.
 */
bool info_frames(const struct mxfread *, const struct progress *,
    struct outline *, struct dcp_error *) CHECKED;

#endif
