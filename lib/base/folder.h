/* folder.h: what is in a folder, and the files below it. */
#ifndef BASE_FOLDER_H
#define BASE_FOLDER_H

#include <stddef.h>

#include "base/error.h"

/* Take one name in a folder; false, with ${err}, ends the reading. */
typedef bool folder_visit(void *context, const char *name, struct dcp_error *);

/*
 * folder_each(path, visit, context, err):
 * Call ${visit} with every name in the folder but "." and "..", in whatever
 * order the system has them.  A folder that cannot be read to its end is a
 * failure.
 */
bool folder_each(const char *path, folder_visit *, void *context,
    struct dcp_error *) CHECKED;

/* Start with {0}; end with folder_clear(). */
struct folder_names {
	char **at;
	size_t count;
};

/*
 * folder_files(path, names, err):
 * Append the names of all that is no folder at and below ${path}, relative to
 * it, '/' between their parts, in order of bytes.  Symbolic links are named
 * and not followed.  DCP_REFUSED, with the folder, beyond LIMIT_FILES and
 * LIMIT_FOLDER_DEPTH; ${names} then has what is within them.
 */
bool folder_files(const char *path, struct folder_names *, struct dcp_error *)
    CHECKED;

void folder_clear(struct folder_names *);

/*
 * folder_lock(path, lock, err), folder_unlock(lock):
 * Have the folder for this process alone, among those that ask: DCP_REFUSED
 * while another has it.  A file system that knows no locks refuses nobody.
 * ${lock} is -1 after a failure, which folder_unlock() takes.
 */
bool folder_lock(const char *path, int *lock, struct dcp_error *) CHECKED;
void folder_unlock(int lock);

#endif
