/* tally.h: one progress for work that several threads do at once. */
#ifndef BASE_TALLY_H
#define BASE_TALLY_H

#include <stdatomic.h>
#include <stdint.h>

#include "base/progress.h"

/*
 * Start with
 *	struct tally t = {.progress = p, .total = n, .busy = ATOMIC_FLAG_INIT};
 */
struct tally {
	const struct progress *progress;	/* may be NULL */
	uint64_t total;				/* units of all the work */
	atomic_uint_fast64_t done;
	atomic_flag busy;			/* a thread is telling */
	atomic_bool stopped;
};

/*
 * tally_add(t, count, err):
 * ${count} more units are finished.  False, and DCP_INTERRUPTED in ${err}, in
 * every thread once the user wants to stop.
 */
bool tally_add(struct tally *, uint64_t count, struct dcp_error *) CHECKED;

#endif
