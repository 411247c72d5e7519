/*
 * evidence.h: the few facts of a track file that other rules compare with the
 * documents, kept when the file itself is closed.
 */
#ifndef VERIFY_EVIDENCE_H
#define VERIFY_EVIDENCE_H

#include "crypt/digest.h"
#include "mxf/trackfile.h"

struct evidence {
	bool known;		/* it is an MXF file and was opened */
	bool hashed;		/* `digest` is that of the whole file */
	struct digest digest;

	enum trackfile_kind kind;
	enum trackfile_dialect dialect;
	struct uuid id;
	struct rational edit_rate;
	uint64_t duration;	/* edit units */
	uint32_t width, height;	/* of pictures */
	struct rational sampling_rate;	/* of sound */
	uint32_t channel_count;
	bool encrypted;
	bool opened;		/* and there was a key for it */
	struct uuid key_id;
};

/* The facts of ${trackfile}; nothing of it is kept. */
void evidence_note(struct evidence *, const struct trackfile *);

/* TRACKFILE_PICTURE, _STEREO or _MPEG2; one of those two J2K ones. */
bool evidence_is_picture(enum trackfile_kind);
bool evidence_is_j2k(enum trackfile_kind);

#endif
