/* feed.c: see feed.h. */
#include "master/feed.h"

#include <stdlib.h>

#include "base/workers.h"

struct work {
	const struct feed *feed;
	struct mxfwrite *w;
	const struct progress *progress;
	struct bytes *slot;
};

static bool
fetch(void *context, unsigned slot, uint64_t index, struct dcp_error *err)
{
	struct work *work = context;
	struct bytes *to = &work->slot[slot];

	bytes_reset(to);
	return work->feed->fetch(work->feed->context, index, to, err) &&
	    bytes_ok(to, err);
}

static bool
append(void *context, unsigned slot, uint64_t index, struct dcp_error *err)
{
	struct work *work = context;
	const struct bytes *from = &work->slot[slot];

	if (!mxfwrite_unit(work->w, from->at, from->size, err)) {
		work->feed->blame(work->feed->context, index, err);
		return false;
	}
	return progress_tell(work->progress, index + 1, work->feed->count,
	    err);
}

bool
feed_run(const struct feed *feed, struct mxfwrite *w,
    const struct progress *progress, struct dcp_error *err)
{
	unsigned slots = workers_slots(feed->threads), i;
	struct work work = {feed, w, progress,
		calloc(slots, sizeof(*work.slot))};
	struct workers_job job = {.count = feed->count,
		.threads = feed->threads, .slots = slots, .work = fetch,
		.done = append, .context = &work};
	bool ok;

	if (work.slot == NULL)
		return error_memory(err);
	ok = workers_run(&job, err);
	for (i = 0; i < slots; i++)
		bytes_clear(&work.slot[i]);
	free(work.slot);
	return ok;
}

bool
feed_file(const struct feed *feed, const char *path,
    const struct mxfwrite_options *options, const struct progress *progress,
    struct mxfwrite_result *result, struct dcp_error *err)
{
	struct mxfwrite *w = mxfwrite_open(path, options, err);

	if (w == NULL)
		return false;
	if (!feed_run(feed, w, progress, err)) {
		mxfwrite_abandon(w);
		return false;
	}
	return mxfwrite_close(w, result, err);
}
