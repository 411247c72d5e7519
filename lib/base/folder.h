/* folder.h: the files below a folder. */
#ifndef BASE_FOLDER_H
#define BASE_FOLDER_H

#include <stddef.h>

#include "base/error.h"

/* Start with {0}; end with folder_clear(). */
struct folder_names {
	char **at;
	size_t count;
};

/*
 * folder_files(path, names, err):
 * Append the names of all that is no folder at and below ${path}, relative to
 * it, '/' between their parts, in order of bytes.  Symbolic links are named
 * and not followed.  DCP_REFUSED beyond LIMIT_FILES and LIMIT_FOLDER_DEPTH.
 */
bool folder_files(const char *path, struct folder_names *, struct dcp_error *)
    CHECKED;

void folder_clear(struct folder_names *);

#endif
