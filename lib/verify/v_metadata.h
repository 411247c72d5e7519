/* v_metadata.h: the metadata of a composition (ST 429-16, RDD 52). */
#ifndef VERIFY_V_METADATA_H
#define VERIFY_V_METADATA_H

#include "verify/subject.h"

/* ${place} is that of the composition playlist. */
void v_metadata_judge(const struct subject *, const struct cpl *,
    const struct diag_place *place);

#endif
