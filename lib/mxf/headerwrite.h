/*
 * headerwrite.h: the header partition of a new track file: its pack, the
 * primer and the sets of SMPTE ST 377-1 in the form that ST 429-3 and
 * ST 429-20 leave, and fill up to a round size.
 */
#ifndef MXF_HEADERWRITE_H
#define MXF_HEADERWRITE_H

#include <stdint.h>

#include "base/bytes.h"
#include "base/error.h"
#include "mxf/cryptoset.h"
#include "mxf/derive.h"
#include "mxf/essence.h"
#include "mxf/mxfwrite.h"
#include "mxf/trackfile.h"

struct headerwrite {
	const struct mxfwrite_options *options;
	const struct essence *essence;
	const struct trackfile_picture *picture; /* PICTURE and STEREO */
	const struct cryptoset *crypto;	/* NULL: plain */
	uint64_t duration;	/* edit units */
	uint64_t footer;	/* offset of the footer partition */
};

/*
 * headerwrite_put(facts, to, err):
 * Replace the content of ${to} by the whole header partition.  Its size does
 * not depend on duration and footer, so it may be written over later.
 */
bool headerwrite_put(const struct headerwrite *, struct bytes *to,
    struct dcp_error *) CHECKED;

/*
 * headerwrite_pack(essence, encrypted, pack, containers):
 * What all partition packs of the file have in common; ${containers} is room
 * for its labels, which the pack borrows.
 */
#define HEADERWRITE_CONTAINERS	2
void headerwrite_pack(const struct essence *, bool encrypted,
    struct trackfile_partition *, struct ul containers[HEADERWRITE_CONTAINERS]);

#endif
