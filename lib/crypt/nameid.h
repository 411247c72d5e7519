/*
 * nameid.h: ids that follow from another id and a name, so that a document
 * whose own id is given comes out the same every time (RFC 4122, 4.3,
 * version 5: by SHA-1).
 */
#ifndef CRYPT_NAMEID_H
#define CRYPT_NAMEID_H

#include "base/error.h"
#include "base/uuid.h"

/* nameid_make(space, name, out, err): the id of ${name} within ${space}. */
bool nameid_make(const struct uuid *space, const char *name, struct uuid *,
    struct dcp_error *) CHECKED;

#endif
