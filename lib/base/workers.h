/*
 * workers.h: many independent pieces of work on several threads, their
 * results taken in order.  The only user of threads.
 */
#ifndef BASE_WORKERS_H
#define BASE_WORKERS_H

#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

/*
 * Piece ${index} (0 to count - 1) is worked on in slot ${index} % slots; a
 * slot is the caller's memory for one piece (a picture, a codestream), and is
 * used by one piece at a time.  So memory depends on slots, not on count.
 */
struct workers_job {
	uint64_t count;		/* pieces */
	unsigned threads;	/* 0: one for each processor */
	unsigned slots;		/* 0: workers_slots(threads) */
	bool any_order;		/* take results as they come; each piece then
				   has a slot of its own: slot == index */

	/* Do one piece.  Called from several threads, in no order. */
	bool (*work)(void *context, unsigned slot, uint64_t index,
	    struct dcp_error *);

	/*
	 * Take the result of one piece: in order of index (but see any_order),
	 * one at a time, from any thread.  May be NULL.
	 */
	bool (*done)(void *context, unsigned slot, uint64_t index,
	    struct dcp_error *);
	void *context;
};

/* Processors that this process may use, 1 to LIMIT_THREADS. */
unsigned workers_processors(void);

/* Slots that keep ${threads} busy (0: one a processor): twice as many. */
unsigned workers_slots(unsigned threads);

/*
 * workers_run(job, err):
 * Run all pieces.  After a failure no further piece is begun and no result
 * behind the failed piece is taken (with any_order, all results that there are
 * are taken, unless done() itself failed); the failure with the lowest index
 * among those that happened is returned.
 */
bool workers_run(const struct workers_job *, struct dcp_error *) CHECKED;

#endif
