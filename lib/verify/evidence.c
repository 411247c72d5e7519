/* evidence.c: see evidence.h. */
#include "verify/evidence.h"

void
evidence_note(struct evidence *e, const struct trackfile *t)
{
	e->known = true;
	e->kind = t->kind;
	e->dialect = t->dialect;
	e->id = t->id;
	e->edit_rate = t->edit_rate;
	e->duration = t->duration;
	e->width = t->picture.stored_width;
	e->height = t->picture.stored_height;
	e->sampling_rate = t->sound.sampling_rate;
	e->channel_count = t->sound.channel_count;
	e->encrypted = t->crypto.present;
	e->key_id = t->crypto.key_id;
}

bool
evidence_is_j2k(enum trackfile_kind kind)
{
	return kind == TRACKFILE_PICTURE || kind == TRACKFILE_STEREO;
}

bool
evidence_is_picture(enum trackfile_kind kind)
{
	return evidence_is_j2k(kind) || kind == TRACKFILE_MPEG2;
}
