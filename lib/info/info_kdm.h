/* info_kdm.h: what a key delivery message says to who has no key. */
#ifndef INFO_INFO_KDM_H
#define INFO_INFO_KDM_H

#include "info/info.h"
#include "trust/kdm.h"

/*
 * info_kdm(kdm, outline, err):
 * Put the message, which was read from a document, into what is open.
 */
bool info_kdm(const struct kdm *, struct outline *, struct dcp_error *)
    CHECKED;

#endif
