/*
 * source.h: where a reader of pictures takes its bytes from: a file, or
 * memory.  Readers seek in it and never hold the whole of a large file.
 */
#ifndef IMAGE_SOURCE_H
#define IMAGE_SOURCE_H

#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "base/input.h"

struct source {
	const struct input *in;	/* the file, or NULL */
	const uint8_t *bytes;	/* the memory, if there is no file */
	uint64_t size;		/* bytes in all */
};

/* Both borrow what they are given for as long as the source is used. */
struct source source_of_file(const struct input *);
struct source source_of_bytes(const void *, size_t size);

/*
 * source_read(source, offset, to, size, err):
 * Copy exactly ${size} bytes from ${offset}; a source that ends earlier is
 * DCP_BAD_INPUT.
 */
bool source_read(const struct source *, uint64_t offset, void *to, size_t size,
    struct dcp_error *) CHECKED;

/*
 * source_damaged(err, kind, text):
 * Record "damaged ${kind} file: ${text}", what a library says of a file.  The
 * text may quote the file, so it is made safe to print.  Returns false.
 */
bool source_damaged(struct dcp_error *, const char *kind, const char *text);

#endif
