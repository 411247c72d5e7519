/* v_sound.h: a sound track file (ST 428-2, ST 382, ST 377-4). */
#ifndef VERIFY_V_SOUND_H
#define VERIFY_V_SOUND_H

#include "mxf/trackfile.h"
#include "verify/diag.h"

/* Judge what the header says. */
void v_sound_judge(struct diag *, const struct diag_place *,
    const struct trackfile *);

/* Bytes of one plain edit unit; 0 if the header gives no whole number. */
uint64_t v_sound_unit_size(const struct trackfile *);

#endif
