/*
 * progress.h: how long work in the library says what it has done, and learns
 * that the user wants it to stop.  src/tool.h makes one that draws a line on
 * a terminal and listens to SIGINT and SIGTERM.
 */
#ifndef BASE_PROGRESS_H
#define BASE_PROGRESS_H

#include <stdint.h>

#include "base/error.h"

struct progress {
	/* Returns false to stop.  May be called from one thread at a time. */
	bool (*tell)(void *context, uint64_t done, uint64_t total);
	void *context;
};

/*
 * progress_tell(progress, done, total, err):
 * ${done} of ${total} units are finished; ${progress} may be NULL.  False,
 * and DCP_INTERRUPTED in ${err}, if the user wants to stop.
 */
bool progress_tell(const struct progress *, uint64_t done, uint64_t total,
    struct dcp_error *) CHECKED;

#endif
