/* wrappicture.h: JPEG 2000 frames on disk to a picture track file. */
#ifndef MASTER_WRAPPICTURE_H
#define MASTER_WRAPPICTURE_H

#include "base/error.h"
#include "base/progress.h"
#include "image/sequence.h"
#include "mxf/mxfwrite.h"

/* Suffixes of files that hold a codestream, ended by NULL. */
extern const char *const wrappicture_suffixes[];

struct wrappicture {
	const struct sequence *left;	/* the only eye of a mono picture */
	const struct sequence *right;	/* NULL: mono */
	struct uuid id;			/* of the asset */
	struct rational edit_rate;	/* of one eye */
	struct timestamp made;
	struct mxfwrite_crypto crypto;
	unsigned threads;		/* that read and seal; 0: all */
};

/*
 * wrappicture_run(wrap, path, progress, result, err):
 * Write the track file ${path}, once, front to back; its digest is in
 * ${result}.  The frames go in as they are: only what differs from the first
 * frame in size or coding, and what is no codestream, is refused, by name.
 * On failure nothing stays behind.
 */
bool wrappicture_run(const struct wrappicture *, const char *path,
    const struct progress *, struct mxfwrite_result *, struct dcp_error *)
    CHECKED;

#endif
