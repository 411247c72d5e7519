/*
 * room.h: what an unfinished track file has in place of its header: a fill
 * packet that says whose it is, and behind that how far the file can be
 * believed (mxf/notes.h).  When the header takes its place, a copy at the end
 * of the packet stays until the disk has the header, so that a file that is
 * stopped amid of this, too, can be gone on with.
 */
#ifndef MXF_ROOM_H
#define MXF_ROOM_H

#include <stddef.h>
#include <stdint.h>

#include "base/bytes.h"
#include "base/error.h"
#include "base/output.h"
#include "base/uuid.h"

#define ROOM_MARK_SIZE	32u	/* bytes */

/* In the packet, behind key and length, stand word, mark, ids, and notes. */
#define ROOM_SELF_SIZE	(16u + ROOM_MARK_SIZE + 2u * 16u)	/* bytes */
#define ROOM_NOTES_SIZE	80u
#define ROOM_NOTES_AT	(20u + ROOM_SELF_SIZE)	/* in the file */

/* No room ends behind that; see headerwrite_put(). */
#define ROOM_SIZE_MAX	(512u << 10)

struct room {
	uint64_t size;		/* of the packet */
	uint8_t mark[ROOM_MARK_SIZE];
	struct uuid id, key_id;	/* of asset and key; zero: plain */
};

/* Append the packet, with empty notes. */
void room_put(const struct room *, struct bytes *to);

/*
 * room_find(bytes, size, room, at):
 * Find the room in the first bytes, ROOM_SIZE_MAX at most, of a file.  ${at} is
 * where its word stands: 20, or, if the header is there already, or half of it,
 * near the end of its packet.  False if there is none.
 */
bool room_find(const void *bytes, size_t size, struct room *, size_t *at);

/* room_load(out, room, at, found, err): the same in a file. */
bool room_load(struct output *, struct room *, size_t *at, bool *found,
    struct dcp_error *) CHECKED;

/*
 * room_leave(out, front, size, room_size, err):
 * All of the file but its header is there: put the ${size} bytes at ${front},
 * of which the first ${room_size} replace the packet.  Returns when the disk
 * has them.
 */
bool room_leave(struct output *, const uint8_t *front, size_t size,
    size_t room_size, struct dcp_error *) CHECKED;

/*
 * room_return(out, room, at, behind, size, err):
 * Undo it: the packet, with the notes at ${at}, where room_load() found it, is
 * in its place again, and followed by the ${size} bytes at ${behind}.  Does
 * nothing to a file whose packet is whole.
 */
bool room_return(struct output *, const struct room *, size_t at,
    const void *behind, size_t size, struct dcp_error *) CHECKED;

#endif
