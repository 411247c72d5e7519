/* tally.c: see tally.h. */
#include "base/tally.h"

bool
tally_add(struct tally *t, uint64_t count, struct dcp_error *err)
{
	uint64_t done = atomic_fetch_add(&t->done, count) + count;
	struct dcp_error ignored = {0};

	/* Who finds another thread telling need not wait to say the same. */
	if (!atomic_flag_test_and_set(&t->busy)) {
		if (!progress_tell(t->progress, done, t->total, &ignored))
			atomic_store(&t->stopped, true);
		atomic_flag_clear(&t->busy);
	}
	return !atomic_load(&t->stopped) ||
	    error_set(err, DCP_INTERRUPTED, "interrupted");
}
