/* frame.h: one still picture on disk to one codestream. */
#ifndef MASTER_FRAME_H
#define MASTER_FRAME_H

#include "base/bytes.h"
#include "base/error.h"
#include "image/colour.h"
#include "image/fit.h"
#include "j2k/j2kenc.h"

/* How every frame of a job is treated; it owns nothing. */
struct frame {
	const struct colour *colour;	/* to X'Y'Z', from pictures of ... */
	unsigned bits;			/* ... these bits (image.h) */
	enum fit_mode fit;		/* into the size of the encoder */
	struct j2kenc encoder;
};

/*
 * frame_encode(frame, path, view, to, err):
 * Read the picture at ${path} (its ${view}, NULL: the default one), convert,
 * fit and encode it; replace the content of ${to}.  Every failure names
 * ${path}.  Safe from several threads at once; all other memory it takes is
 * freed before it returns.
 */
bool frame_encode(const struct frame *, const char *path, const char *view,
    struct bytes *to, struct dcp_error *) CHECKED;

#endif
