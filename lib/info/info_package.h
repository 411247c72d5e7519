/* info_package.h: a package in a folder. */
#ifndef INFO_INFO_PACKAGE_H
#define INFO_INFO_PACKAGE_H

#include "info/info.h"

bool info_package(const char *folder, const struct info_options *,
    struct outline *, struct dcp_error *) CHECKED;

#endif
