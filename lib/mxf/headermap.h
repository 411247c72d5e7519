/*
 * headermap.h: the header metadata of one track file become those of another
 * that holds the same essence, encrypted or not: all that the first says is
 * carried over, known or not, but for its ids, its dates, its history, and the
 * cryptographic sets (SMPTE ST 429-6, 6).
 */
#ifndef MXF_HEADERMAP_H
#define MXF_HEADERMAP_H

#include <stdbool.h>

#include "base/bytes.h"
#include "base/error.h"
#include "base/span.h"
#include "base/timestamp.h"
#include "mxf/cryptoset.h"
#include "mxf/trackfile.h"

struct headermap {
	const struct trackfile *from;	/* what the old file says of itself */
	struct uuid id;			/* of the new asset */
	struct timestamp made;		/* when it was altered */

	/*
	 * How the new file is encrypted; NULL: it is not.  The track's id and
	 * the container follow from the old file.
	 */
	const struct cryptoset *crypto;
};

/*
 * headermap_put(map, metadata, to, err):
 * Append primer and sets of the new file, made from the ${metadata} of the
 * old: from its primer to the end of its sets.  Fill is left out.  The ids of
 * the packages become new ones, and all that refers to them follows; the
 * history ends with this toolchain.  DCP_BAD_INPUT if the metadata cannot be
 * read or have no file package.
 */
bool headermap_put(const struct headermap *, struct span metadata,
    struct bytes *to, struct dcp_error *) CHECKED;

/*
 * headermap_container(map, label):
 * What becomes of a label in a list of essence containers: that of the plain
 * essence and that of encrypted essence take each other's place.
 */
struct ul headermap_container(const struct headermap *, const struct ul *);

#endif
