/* info_codestream.h: JPEG 2000 codestreams, alone, in JP2 files, in MXF. */
#ifndef INFO_INFO_CODESTREAM_H
#define INFO_INFO_CODESTREAM_H

#include "base/span.h"
#include "info/info.h"

/* The facts of the codestream ${data}, into what is open. */
bool info_codestream(struct span data, struct outline *, struct dcp_error *)
    CHECKED;

/* A file that holds one: as it is, or within the boxes of a JP2. */
bool info_codestream_file(const char *path, struct outline *,
    struct dcp_error *) CHECKED;
bool info_codestream_jp2(const char *path, struct outline *,
    struct dcp_error *) CHECKED;

#endif
