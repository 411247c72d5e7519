/*
 * feed.h: edit units from anywhere into a track file: fetched ahead and, if it
 * is encrypted, sealed on other threads; written and hashed in order.
 */
#ifndef MASTER_FEED_H
#define MASTER_FEED_H

#include <stdint.h>

#include "base/bytes.h"
#include "base/error.h"
#include "base/progress.h"
#include "mxf/mxfwrite.h"

struct feed {
	uint64_t count;		/* units, those of both eyes counted */
	unsigned threads;	/* that fetch and seal; 0: all processors */

	/*
	 * Append unit ${index} to ${to}, which is empty.  Called from several
	 * threads, in any order; with `stream` by one at a time, in order.
	 * Failures name the place.
	 */
	bool (*fetch)(void *context, uint64_t index, struct bytes *to,
	    struct dcp_error *);
	bool stream;

	/* Put the place of unit ${index} in front of ${err}. */
	void (*blame)(void *context, uint64_t index, struct dcp_error *err);
	void *context;
};

/*
 * feed_run(feed, w, progress, err):
 * Append all units to ${w}, which has none yet; ${progress} counts them.
 * Memory depends on the number of threads: each has some 20 units at most if
 * they are sealed, else two.  After a failure ${w} is as it was left, for the
 * caller to abandon.
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
