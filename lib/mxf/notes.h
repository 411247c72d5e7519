/*
 * notes.h: how far an unfinished track file can be believed.  It has two notes
 * in its room (mxf/room.h): each a length, and a digest over all packets up
 * to there, each packet's chained to that of those in front.
 */
#ifndef MXF_NOTES_H
#define MXF_NOTES_H

#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "base/output.h"
#include "crypt/digest.h"
#include "mxf/room.h"

/* What is known of the packets so far.  Start with zeros. */
struct notes {
	struct digest chain;
	uint64_t synced_size;	/* of the file, at the second note */
};

/* notes_chain(notes, head, head_size, value, size, err): the next packet. */
bool notes_chain(struct notes *, const void *head, size_t head_size,
    const void *value, size_t size, struct dcp_error *) CHECKED;

/*
 * notes_put(notes, out, err):
 * All packets so far are in the file: it can be believed from now on.  The
 * first note holds after a kill; the second is written each time when so much
 * was written and the disk has it, so that it holds after a power cut.
 */
bool notes_put(struct notes *, struct output *, struct dcp_error *) CHECKED;

/* The notes of a file, as they were read. */
struct notes_read {
	uint64_t size[2];	/* of the file */
	uint8_t chain[2][32];
};

/* notes_read(out, at, read, err): those at ${at}; ROOM_NOTES_AT is usual. */
bool notes_read(struct output *, uint64_t at, struct notes_read *,
    struct dcp_error *) CHECKED;

/* One of ${read} is about these packets and a file of ${size} bytes. */
bool notes_hold(const struct notes *, uint64_t size,
    const struct notes_read *read);

/* The longest length of which they speak. */
uint64_t notes_last(const struct notes_read *);

#endif
