/*
 * mxfwrite_state.h: what a writer holds; for mxfwrite.c, which writes, and
 * mxfwrite_resume.c, which takes up what was written.
 */
#ifndef MXF_MXFWRITE_STATE_H
#define MXF_MXFWRITE_STATE_H

#include "base/output.h"
#include "mxf/cryptoset.h"
#include "mxf/mxfwrite.h"
#include "mxf/notes.h"
#include "mxf/parts.h"
#include "mxf/room.h"
#include "mxf/seal.h"

struct mxfwrite {
	struct mxfwrite_options options;	/* without the key */
	char *names[3];		/* what company, product, version point to */
	struct parts parts;	/* duration and sizes: of what was written */
	size_t unit_size;	/* SOUND: bytes, plain; else 0 */
	struct ul packet;	/* key of the packets */

	struct seal *seal;	/* NULL: plain */
	struct cryptoset crypto;
	struct bytes sealed;	/* a unit that mxfwrite_unit() sealed */

	struct output *out;
	struct bytes buffer;	/* not yet written */
	struct digest_stream *digest;	/* NULL if sizes are not known */

	bool resumable;
	struct room room;	/* its size only once it was put */
	struct notes notes;
	uint64_t noted;		/* edit units that the first note holds */

	struct trackfile_picture picture;	/* of the first codestream */
	uint64_t packet_count;	/* units of both eyes */
	uint64_t *offset;	/* VBR: of each edit unit in the essence */
	size_t offset_count, offset_capacity;
};

/* A writer with a copy of its options, but no file yet; and its end. */
struct mxfwrite *mxfwrite_new(const struct mxfwrite_options *,
    struct dcp_error *) CHECKED;
void mxfwrite_free(struct mxfwrite *);

/* Learn from the first unit what the others are compared with. */
bool mxfwrite_learn(struct mxfwrite *, const void *, size_t size,
    struct dcp_error *) CHECKED;

/*
 * mxfwrite_count(w, size, err):
 * There is one more packet, of ${size} bytes with key and length: note where
 * it begins, if it begins an edit unit.
 */
bool mxfwrite_count(struct mxfwrite *, uint64_t size, struct dcp_error *)
    CHECKED;

#endif
