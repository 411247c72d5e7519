/*
 * keyfile.h: content keys in files: sealed to certificates, as they should be,
 * or in clear, as other programs want them now and then (dcp-keyfile(5)).
 */
#ifndef TRUST_KEYFILE_H
#define TRUST_KEYFILE_H

#include "crypt/cms.h"
#include "trust/keyring.h"

/*
 * keyfile_save(path, ring, to, err):
 * Write the keys of ${ring}, of which there is at least one, to a new file of
 * mode 0600, sealed to the owners of the certificates ${to}.  When this returns
 * the disk has it.  A file that exists is refused.
 */
bool keyfile_save(const char *path, const struct keyring *,
    const struct certs *to, struct dcp_error *) CHECKED;

/*
 * keyfile_open(bytes, size, key, ring, err):
 * Add the keys of a sealed file, which cms_is() knows, to ${ring}.  DCP_REFUSED
 * if it is not sealed to the owner of ${key}.
 */
bool keyfile_open(const void *, size_t size, const struct privkey *,
    struct keyring *, struct dcp_error *) CHECKED;

/*
 * keyfile_parse(text, size, ring, err):
 * Add the keys of the ${size} bytes at ${text}, which should be secret memory,
 * to ${ring}.  What is wrong is said by the number of the line: nothing of the
 * text, which may hold keys, is quoted.  On failure ${ring} may have gained
 * some of them.
 */
bool keyfile_parse(const char *text, size_t size, struct keyring *,
    struct dcp_error *) CHECKED;

/*
 * keyfile_format(ring, size, err):
 * All of ${ring} as text, of *${size} bytes and a NUL, in secret memory; the
 * caller frees it with secret_free().  NULL on failure.
 */
char *keyfile_format(const struct keyring *, size_t *size, struct dcp_error *)
    CHECKED;

/*
 * keyfile_read_clear(fd, ring, err):
 * Add the keys in clear that the descriptor ${fd} gives up to its end.  If it
 * is of a regular file, that must be this user's own and for nobody else to
 * read or write (DCP_REFUSED).
 */
bool keyfile_read_clear(int fd, struct keyring *, struct dcp_error *) CHECKED;

/* The same for the file at ${path}, which must be a regular one. */
bool keyfile_load_clear(const char *path, struct keyring *,
    struct dcp_error *) CHECKED;

/*
 * keyfile_write_clear(fd, ring, err):
 * Write the keys of ${ring} in clear.  A regular file must be as above.
 */
bool keyfile_write_clear(int fd, const struct keyring *, struct dcp_error *)
    CHECKED;

/* The same to a new file, which only this user can read. */
bool keyfile_save_clear(const char *path, const struct keyring *,
    struct dcp_error *) CHECKED;

#endif
