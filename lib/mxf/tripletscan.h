/*
 * tripletscan.h: the integrity of an encrypted track file from its bytes as
 * they come by (mxf/mxfscan.h), so that who reads it for its digest proves
 * each of its packets, too.
 */
#ifndef MXF_TRIPLETSCAN_H
#define MXF_TRIPLETSCAN_H

#include "base/bytes.h"
#include "base/error.h"
#include "trust/keyring.h"

struct tripletscan;

/*
 * tripletscan_begin(path, ring, out, err):
 * Get ready for the file at ${path}.  ${out} is NULL if it is no MXF file, or
 * is not encrypted, which is no failure.  Without its key in ${ring}, which may
 * be NULL, only what needs none is checked.  tripletscan_free() takes NULL.
 */
bool tripletscan_begin(const char *path, const struct keyring *ring,
    struct tripletscan **, struct dcp_error *) CHECKED;
void tripletscan_free(struct tripletscan *);

/*
 * tripletscan_feed(s, bytes, size, err):
 * The next ${size} bytes of the file.  What is wrong with them is kept for
 * tripletscan_end(); fails only if memory runs out or OpenSSL does.
 */
bool tripletscan_feed(struct tripletscan *, const void *, size_t size,
    struct dcp_error *) CHECKED;

/*
 * tripletscan_end(s, to, fault, err):
 * All of the file was fed.  Append to ${to}, in one line, what is wrong with
 * how many packets and where the first of them is; or, without a key, that
 * their integrity was not checked, which is no fault; or nothing.
 */
bool tripletscan_end(struct tripletscan *, struct bytes *to, bool *fault,
    struct dcp_error *) CHECKED;

/*
 * tripletscan_is_proof(s):
 * There was the key of the file, and it has integrity checks: what
 * tripletscan_end() says of it is all that can be said.
 */
bool tripletscan_is_proof(const struct tripletscan *);

#endif
