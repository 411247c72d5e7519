/*
 * output.h: a file that is written.  It grows under a temporary name beside
 * its own and takes its own name only when it is complete, so that nothing
 * half-written ever carries a final name, whatever stops the program.
 */
#ifndef BASE_OUTPUT_H
#define BASE_OUTPUT_H

#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

struct output;

/*
 * output_open(path, err):
 * Begin to write what will become ${path}.  The temporary file is
 * ${path}.part-PID-N in the same folder.  Returns NULL on failure (DCP_IO),
 * also if ${path} is a folder or a device, which no file may replace.
 */
struct output *output_open(const char *path, struct dcp_error *) CHECKED;

/*
 * output_secret(path, err):
 * The same for what its owner alone may read: mode 0600 from the first byte.
 * It never replaces a file: DCP_REFUSED if ${path} exists, here and in
 * output_commit(), which also waits until the disk has the name.
 */
struct output *output_secret(const char *path, struct dcp_error *) CHECKED;

/*
 * output_resume(path, part, err):
 * The same under the known temporary name ${part}, which is kept by
 * output_suspend() and, if it exists, opened with what it holds.  While another
 * process has it open it is refused (DCP_REFUSED).
 */
struct output *output_resume(const char *path, const char *part,
    struct dcp_error *) CHECKED;

const char *output_path(const struct output *);

/* Bytes in the file so far; where the next output_write() goes. */
uint64_t output_size(const struct output *);

/* Append ${size} bytes.  A full disk is DCP_IO. */
bool output_write(struct output *, const void *, size_t size,
    struct dcp_error *) CHECKED;

/* Overwrite ${size} bytes at ${offset}, all of which exist already. */
bool output_patch(struct output *, uint64_t offset, const void *, size_t size,
    struct dcp_error *) CHECKED;

/*
 * output_place(out, offset, from, size, err):
 * Write ${size} bytes at ${offset}, in any order, also behind the end: for him
 * who knows beforehand where all of a file will be, and then writes all of it.
 * Safe from several threads at once.  output_size() does not know of it.
 */
bool output_place(const struct output *, uint64_t offset, const void *,
    size_t size, struct dcp_error *) CHECKED;

/* Read back ${size} bytes at ${offset}: for output_resume(). */
bool output_read(struct output *, uint64_t offset, void *, size_t size,
    struct dcp_error *) CHECKED;

/* Cut the file to ${size} bytes: for output_resume(). */
bool output_cut(struct output *, uint64_t size, struct dcp_error *) CHECKED;

/* Wait until the disk has all that was written. */
bool output_sync(struct output *, struct dcp_error *) CHECKED;

/*
 * output_commit(out, err):
 * Wait until the disk has all of the file, give it its own name, replacing an
 * older one, and free ${out}.  On failure the temporary file is removed, but
 * for one of output_resume(), and the older file is untouched.
 */
bool output_commit(struct output *, struct dcp_error *) CHECKED;

/* Remove the temporary file and free ${out}; takes NULL. */
void output_abandon(struct output *);

/* Keep the temporary file for a later output_resume() and free; takes NULL. */
void output_suspend(struct output *);

/* output_save(path, bytes, size, err): open, write, commit. */
bool output_save(const char *path, const void *, size_t size,
    struct dcp_error *) CHECKED;

/* The same by way of output_secret(); no other memory gets the bytes. */
bool output_save_secret(const char *path, const void *, size_t size,
    struct dcp_error *) CHECKED;

#endif
