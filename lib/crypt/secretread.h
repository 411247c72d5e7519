/* secretread.h: files of keys, read into memory for keys (secret.h). */
#ifndef CRYPT_SECRETREAD_H
#define CRYPT_SECRETREAD_H

#include <stddef.h>

#include "base/error.h"

/*
 * secretread_all(fd, limit, size, err):
 * All that descriptor ${fd} gives up to its end, at most ${limit} bytes
 * (DCP_REFUSED if there are more), and their number in *${size}.  The caller
 * frees it with secret_free().  NULL on failure.
 */
void *secretread_all(int fd, size_t limit, size_t *size, struct dcp_error *)
    CHECKED;

/* The same for the file ${path}, of any kind. */
void *secretread_file(const char *path, size_t limit, size_t *size,
    struct dcp_error *) CHECKED;

#endif
