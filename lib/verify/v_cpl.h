/*
 * v_cpl.h: composition playlists (ST 429-7) by themselves and against the
 * packing lists.  What stands in the reels is judged by v_reel, v_marker and
 * v_metadata.
 */
#ifndef VERIFY_V_CPL_H
#define VERIFY_V_CPL_H

#include "verify/subject.h"

void v_cpl_judge(const struct subject *);

#endif
