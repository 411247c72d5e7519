/*
 * cryptoset.h: the sets of header metadata that say that a track file is
 * encrypted, and by which key (SMPTE ST 429-6, 6): a descriptive track of the
 * file package, its sequence and segment, and the cryptographic framework and
 * context that hang on it.
 */
#ifndef MXF_CRYPTOSET_H
#define MXF_CRYPTOSET_H

#include <stdbool.h>
#include <stdint.h>

#include "base/uuid.h"
#include "mxf/derive.h"
#include "mxf/setwrite.h"
#include "mxf/ul.h"

struct cryptoset {
	uint32_t track_id;	/* of the descriptive track; none other's */
	struct uuid context_id;	/* "cryptographic context link" of triplets */
	struct uuid key_id;
	struct ul container;	/* of the plain essence */
	bool mic;		/* triplets have an integrity check */
};

/*
 * cryptoset_put(set, ids, facts):
 * Append the five sets.  Their InstanceUIDs are derived; a failure of that
 * stays in ${ids}.
 */
void cryptoset_put(struct setwrite *, struct derive *,
    const struct cryptoset *);

/* The InstanceUID of the descriptive track, for the package's tracks. */
struct uuid cryptoset_track(struct derive *);

/* The label of the integrity check, zeros for none. */
struct ul cryptoset_mic(bool mic);

#endif
