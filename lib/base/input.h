/*
 * input.h: a file that is read: its size, and exact reads at an offset.
 * Only regular files are opened, so that a pipe or a device in a stranger's
 * folder cannot hang a program.
 */
#ifndef BASE_INPUT_H
#define BASE_INPUT_H

#include <stddef.h>
#include <stdint.h>

#include "base/bytes.h"
#include "base/error.h"

struct input;

/*
 * input_open(path, err):
 * Open the regular file at ${path}.  Returns NULL on failure (DCP_IO).
 * input_close() frees it and takes NULL.
 */
struct input *input_open(const char *path, struct dcp_error *) CHECKED;
void input_close(struct input *);

/* The name it was opened by, and the size in bytes at that time. */
const char *input_path(const struct input *);
uint64_t input_size(const struct input *);

/*
 * input_read(in, offset, to, size, err):
 * Read exactly ${size} bytes at ${offset}.  Safe from several threads at once.
 * A file that ends earlier is DCP_BAD_INPUT ("ends at byte N, want M"); ${to}
 * is zero after any failure.
 */
bool input_read(const struct input *, uint64_t offset, void *to, size_t size,
    struct dcp_error *) CHECKED;

/*
 * input_sequential(in):
 * Tell the system that the file will be read once, front to back.
 */
void input_sequential(const struct input *);

/*
 * input_forget(in):
 * Ask the system to drop what it holds of the file in memory, so that what is
 * read next comes from the medium.  Some file systems (tmpfs) cannot.
 */
void input_forget(const struct input *);

/*
 * input_load(path, limit, to, err):
 * Append the whole file at ${path} to ${to}.  A file larger than ${limit}
 * bytes is DCP_REFUSED, and nothing of it is read.
 */
bool input_load(const char *path, size_t limit, struct bytes *to,
    struct dcp_error *) CHECKED;

#endif
