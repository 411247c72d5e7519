/*
 * tripletkey.h: a content key made ready for the encrypted packets of one
 * track file: the cipher's key, and the key of the integrity check that is
 * derived from it in the way of the file's dialect (ST 429-6).
 */
#ifndef MXF_TRIPLETKEY_H
#define MXF_TRIPLETKEY_H

#include <stdint.h>

#include "base/error.h"
#include "crypt/aes.h"
#include "crypt/hmac.h"
#include "mxf/trackfile.h"

#define TRIPLETKEY_SIZE	16u	/* bytes of a content key */

/* May be used by several threads at once. */
struct tripletkey {
	struct aes *aes;
	struct hmac *hmac;
};

/*
 * tripletkey_new(key, dialect, err):
 * Make ${key} ready; the caller may wipe his copy.  NULL on failure
 * (DCP_NO_MEMORY, DCP_REFUSED).  tripletkey_free() cleanses and takes NULL.
 */
struct tripletkey *tripletkey_new(const uint8_t key[TRIPLETKEY_SIZE],
    enum trackfile_dialect, struct dcp_error *) CHECKED;
void tripletkey_free(struct tripletkey *);

#endif
