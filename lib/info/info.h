/*
 * info.h: what a file or a package is and says of itself.  Facts only: whether
 * they are as they should be is said by lib/verify.
 */
#ifndef INFO_INFO_H
#define INFO_INFO_H

#include "base/progress.h"
#include "report/outline.h"
#include "trust/keyring.h"

struct info_options {
	bool frames;		/* look at every frame's size, too */
	const struct progress *progress;	/* frames; may be NULL */
	const struct keyring *keys;	/* of what is encrypted; or NULL */

	/*
	 * Set to true if what is described is broken all the same: a track
	 * file, also one in a package, that has a fault or cannot be read.
	 * May be NULL.
	 */
	bool *broken;
};

/*
 * info_describe(path, options, outline, err):
 * Describe the package in the folder ${path}, or the file ${path}, whose kind
 * is told by its first bytes.  False if it is of no kind known here
 * (DCP_UNSUPPORTED), is broken beyond description (DCP_BAD_INPUT,
 * DCP_REFUSED), or cannot be read; the outline is then of no use.
 */
bool info_describe(const char *path, const struct info_options *,
    struct outline *, struct dcp_error *) CHECKED;

#endif
