/*
 * parts.h: the bytes of a new track file that are not essence: header and
 * body partition pack in front of it; footer partition with the index, and
 * random index pack, behind it (SMPTE ST 429-3: three partitions).
 */
#ifndef MXF_PARTS_H
#define MXF_PARTS_H

#include <stdint.h>

#include "base/bytes.h"
#include "base/error.h"
#include "mxf/cryptoset.h"
#include "mxf/essence.h"
#include "mxf/mxfwrite.h"
#include "mxf/room.h"
#include "mxf/trackfile.h"

/* Start with zeros, the pointers set. */
struct parts {
	const struct mxfwrite_options *options;
	const struct essence *essence;
	const struct trackfile_picture *picture; /* PICTURE and STEREO */
	const struct cryptoset *crypto;	/* NULL: plain */

	uint64_t header_size;	/* of the header partition; set by front */
	uint64_t duration;	/* edit units */
	uint64_t packets_size;	/* bytes of all essence packets */

	/* Where edit units begin in the essence; or how long all are. */
	const uint64_t *offset;
	uint32_t unit_size;	/* with key and length; 0: see offset */
};

/* Bytes of each partition pack. */
size_t parts_pack_size(void);

/* Where the footer partition begins. */
uint64_t parts_footer(const struct parts *);

/*
 * parts_front(parts, to, err):
 * Replace the content of ${to} by header partition and body partition pack.
 * Their size does not depend on duration and sizes of essence, so they may be
 * written over later.
 */
bool parts_front(struct parts *, struct bytes *to, struct dcp_error *) CHECKED;

/*
 * parts_back(parts, to, err):
 * Replace the content of ${to} by all that follows the essence.
 */
bool parts_back(const struct parts *, struct bytes *to, struct dcp_error *)
    CHECKED;

/*
 * parts_room(parts, room, to, err):
 * As parts_front(), with ${room} in place of the header partition; its size is
 * set.  parts_behind() replaces the content of ${to} by what is then behind a
 * room of that size.
 */
bool parts_room(struct parts *, struct room *, struct bytes *to,
    struct dcp_error *) CHECKED;
void parts_behind(const struct parts *, uint64_t room_size, struct bytes *to);

#endif
