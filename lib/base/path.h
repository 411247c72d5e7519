/*
 * path.h: names of files; and the one gate through which a name that a
 * stranger wrote in a document becomes a name on this machine.
 */
#ifndef BASE_PATH_H
#define BASE_PATH_H

#include <stdint.h>

#include "base/bytes.h"
#include "base/error.h"

/*
 * path_join(folder, name):
 * "${folder}/${name}", or ${name} alone if ${folder} is empty.  The caller
 * frees it; NULL if memory ran out.
 */
char *path_join(const char *folder, const char *name);

/* What follows the last '/', never NULL. */
const char *path_name(const char *path);

/*
 * path_folder(path):
 * What stands before the last '/', "." if there is none.  The caller frees
 * it; NULL if memory ran out.
 */
char *path_folder(const char *path);

/*
 * path_beside(file, name):
 * ${name} as the file at ${file} means it: "${folder of file}/${name}", or
 * ${name} alone if it is absolute or ${file} is in no folder.  The caller frees
 * it; NULL if memory ran out.  Only for files of the user's own: a stranger's
 * go through path_inside().
 */
char *path_beside(const char *file, const char *name);

/* ${path} ends with ${suffix} ("" always), without regard to case. */
bool path_has_suffix(const char *path, const char *suffix);

/*
 * path_from_uri(uri, to, err):
 * Decode the relative URI of a package's document (ST 429-9, Path) into a
 * plain relative path in ${to}, '/' between its parts and a NUL at its end.
 * Refused (DCP_REFUSED): a scheme other than "file", an absolute path, "..",
 * a NUL or other control character, an empty name, more than LIMIT_PATH
 * bytes.  "file:///name" and "./name" occur in the field and are taken as
 * "name", "a//b" and "a/./b" as "a/b".  A backslash is a character like others.
 */
bool path_from_uri(const char *uri, struct bytes *to, struct dcp_error *)
    CHECKED;

/*
 * path_inside(folder, relative, err):
 * "${folder}/${relative}", after making sure that no symbolic link on the
 * way leads out of ${folder}.  A file that does not exist is not refused
 * here.  ${relative} comes from path_from_uri().  The caller frees the result;
 * NULL on failure (DCP_REFUSED, DCP_IO, DCP_NO_MEMORY).
 */
char *path_inside(const char *folder, const char *relative,
    struct dcp_error *) CHECKED;

/*
 * path_check_input(output, input, err):
 * ${input} is not the file that ${output} names, by whatever name (by device
 * and inode): writing it would destroy what is yet to be read.  DCP_REFUSED,
 * with both names, if it is.  What is not there is no such file.
 */
bool path_check_input(const char *output, const char *input,
    struct dcp_error *) CHECKED;

/* The same for each of ${inputs}. */
bool path_check_output(const char *output, char *const *inputs, uint64_t count,
    struct dcp_error *) CHECKED;

/* path_make_folder(path, err): mkdir -p. */
bool path_make_folder(const char *path, struct dcp_error *) CHECKED;

#endif
