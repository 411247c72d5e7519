/*
 * unlock.h: open an encrypted track file with whichever key of a ring is
 * its own.
 */
#ifndef MXF_UNLOCK_H
#define MXF_UNLOCK_H

#include "mxf/mxfread.h"
#include "trust/keyring.h"

/*
 * unlock_key(ring, id, err):
 * keyring_find(); if ${ring}, which may be NULL, does not have the key, that is
 * DCP_REFUSED, and ${err} tells a key that was forgotten from the keys of
 * another film.
 */
const uint8_t *unlock_key(const struct keyring *, const struct uuid *id,
    struct dcp_error *) CHECKED;

/*
 * unlock_with(r, ring, err):
 * mxfread_unlock() with the key of ${ring} that the file names.  Of a file that
 * is not encrypted this does nothing.  DCP_REFUSED if ${ring}, which may be
 * NULL, does not have that key or it does not fit; ${err} then names the key,
 * and not the file.
 */
bool unlock_with(struct mxfread *, const struct keyring *, struct dcp_error *)
    CHECKED;

#endif
