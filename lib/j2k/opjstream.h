/*
 * opjstream.h: memory as OpenJPEG reads and writes it, and what it says when
 * it fails.  Only for j2kenc.c and j2kdec.c.
 */
#ifndef J2K_OPJSTREAM_H
#define J2K_OPJSTREAM_H

#include <openjpeg.h>

#include "base/bytes.h"
#include "base/span.h"

/* Where a codestream is written: it grows, and is patched afterwards. */
struct opjstream_sink {
	struct bytes *to;
	size_t at;		/* where the next byte goes */
};

/*
 * Streams over ${sink} and over ${source}, both of which must outlive them.
 * NULL if memory ran out; opj_stream_destroy() frees them.
 */
opj_stream_t *opjstream_write(struct opjstream_sink *sink);
opj_stream_t *opjstream_read(struct span *source);

/*
 * opjstream_message(text, err):
 * A message handler that puts the first line of ${text} into the
 * struct dcp_error at ${err}.
 */
void opjstream_message(const char *text, void *err);

#endif
