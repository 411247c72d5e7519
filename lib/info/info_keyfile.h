/* info_keyfile.h: key files, to who cannot open them (dcp-keyfile(5)). */
#ifndef INFO_INFO_KEYFILE_H
#define INFO_INFO_KEYFILE_H

#include "info/info.h"

bool info_keyfile(const char *path, struct outline *, struct dcp_error *)
    CHECKED;

#endif
