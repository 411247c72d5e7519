/*
 * feed.h: codestreams from anywhere into a track file: fetched ahead on other
 * threads, written and hashed in order.
 */
#ifndef MASTER_FEED_H
#define MASTER_FEED_H

#include <stdint.h>

#include "base/bytes.h"
#include "base/error.h"
#include "base/progress.h"
#include "mxf/mxfwrite.h"

struct feed {
	uint64_t count;		/* codestreams, those of both eyes counted */
	unsigned threads;	/* that fetch; 0: one for each processor */

	/*
	 * Append codestream ${index} to ${to}, which is empty.  Called from
	 * several threads; failures name the place.
	 */
	bool (*fetch)(void *context, uint64_t index, struct bytes *to,
	    struct dcp_error *);

	/* Put the place of codestream ${index} in front of ${err}. */
	void (*blame)(void *context, uint64_t index, struct dcp_error *err);
	void *context;
};

/*
 * feed_run(feed, w, progress, err):
 * Append all codestreams to ${w}; ${progress} counts them.  After a failure
 * ${w} is as it was left, for the caller to abandon.
 */
bool feed_run(const struct feed *, struct mxfwrite *w,
    const struct progress *, struct dcp_error *) CHECKED;

/*
 * feed_file(feed, path, options, progress, result, err):
 * The whole track file at ${path}; nothing has that name after a failure.
 */
bool feed_file(const struct feed *, const char *path,
    const struct mxfwrite_options *, const struct progress *,
    struct mxfwrite_result *, struct dcp_error *) CHECKED;

#endif
