/* info_document.h: the XML documents of packages, and XML of any other kind. */
#ifndef INFO_INFO_DOCUMENT_H
#define INFO_INFO_DOCUMENT_H

#include "info/info.h"

bool info_document(const char *path, struct outline *, struct dcp_error *)
    CHECKED;

#endif
