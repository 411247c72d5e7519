/*
 * soundfield.h: what a sound track file says its channels are, in the form
 * of a playlist (ST 429-16, MainSoundConfiguration): "51/L,R,C,LFE,Ls,Rs".
 */
#ifndef MASTER_SOUNDFIELD_H
#define MASTER_SOUNDFIELD_H

#include "base/bytes.h"
#include "mxf/trackfile.h"

/*
 * soundfield_format(sound, to):
 * Append the configuration and return true; from its multi-channel labels
 * (ST 377-4), else from its channel assignment (ST 429-2).  False if it says
 * nothing of its channels.
 */
bool soundfield_format(const struct trackfile_sound *, struct bytes *to);

/* The language that all its labels name, or NULL. */
const char *soundfield_language(const struct trackfile_sound *);

#endif
