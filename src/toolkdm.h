/*
 * toolkdm.h: key messages as inputs: what opens them, whether they may be
 * opened, and whose they should be.
 */
#ifndef SRC_TOOLKDM_H
#define SRC_TOOLKDM_H

#include "crypt/certs.h"
#include "toolkey.h"
#include "trust/kdm.h"

/*
 * toolkdm_open(kdm, keys, ring, index, err):
 * Set ${index} to that in ${keys} of the first private key that opens any key
 * of the message, or to 0 if none does.  All content keys that it opens are
 * added to ${ring}, which may be NULL, whatever else is wrong with the message.
 * False if memory runs out.
 */
bool toolkdm_open(const struct kdm *, const struct toolkey_private *,
    struct keyring *ring, size_t *index, struct dcp_error *) CHECKED;

/*
 * toolkdm_take(tool, path, kdm, keys, looking, ring, err):
 * Add all content keys of the message, which is the file ${path}, to ${ring},
 * with the first of ${keys} that opens it: kdmkeys_take().  One that is not as
 * it was signed, or was not, is refused (DCP_BAD_INPUT), unless one is only
 * ${looking}: then that is said, as a warning, and who signed it is not
 * compared.
 */
bool toolkdm_take(const struct tool *, const char *path, const struct kdm *,
    const struct toolkey_private *keys, bool looking, struct keyring *ring,
    struct dcp_error *) CHECKED;

/*
 * toolkdm_recipient(uri, key):
 * The certificate that stands in one file with its private key ${key}, or
 * NULL.  The caller frees it.
 */
struct cert *toolkdm_recipient(const char *uri, const struct privkey *key);

#endif
