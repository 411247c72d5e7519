/*
 * v_mxf.h: the structure of a track file, whatever is in it: partitions,
 * random index pack, index table and durations (ST 377-1, 390, 429-3, 429-20).
 */
#ifndef VERIFY_V_MXF_H
#define VERIFY_V_MXF_H

#include "mxf/mxfread.h"
#include "verify/diag.h"

/* Judge what was learnt when the file was opened. */
void v_mxf_judge(struct diag *, const struct diag_place *,
    const struct mxfread *);

#endif
