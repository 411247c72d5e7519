/* feed.c: see feed.h. */
#include "master/feed.h"

#include <stdlib.h>

#include "base/workers.h"
#include "mxf/seal.h"

/* Some units that are worked on together: one, or as many as are sealed. */
struct batch {
	struct bytes unit[SEAL_BATCH];
	struct bytes sealed[SEAL_BATCH];
};

struct work {
	const struct feed *feed;
	struct mxfwrite *w;
	const struct seal *seal;	/* NULL: plain */
	const struct progress *progress;
	struct batch *slot;
	unsigned slots, batch_size;	/* units */
	uint64_t count;			/* batches */
};

/* The first unit of batch ${index}, and how many it has. */
static uint64_t
first_of(const struct work *work, uint64_t index, unsigned *count)
{
	uint64_t first = index * work->batch_size;
	uint64_t left = work->feed->count - first;

	*count = left < work->batch_size ? (unsigned)left : work->batch_size;
	return first;
}

static bool
fetch(struct work *work, struct batch *batch, uint64_t index,
    struct dcp_error *err)
{
	unsigned i, count;
	uint64_t first = first_of(work, index, &count);

	for (i = 0; i < count; i++) {
		bytes_reset(&batch->unit[i]);
		if (!work->feed->fetch(work->feed->context, first + i,
		    &batch->unit[i], err) || !bytes_ok(&batch->unit[i], err))
			return false;
	}
	return true;
}

static bool
seal(const struct work *work, struct batch *batch, uint64_t index,
    struct dcp_error *err)
{
	struct seal_unit unit[SEAL_BATCH];
	unsigned i, count;
	uint64_t first = first_of(work, index, &count);

	for (i = 0; i < count; i++)
		unit[i] = (struct seal_unit){.plain = batch->unit[i].at,
			.size = batch->unit[i].size,
			.sequence = first + i + 1, .to = &batch->sealed[i]};
	return seal_units(work->seal, unit, count, err);
}

static bool
prepare(void *context, unsigned slot, uint64_t index, struct dcp_error *err)
{
	struct work *work = context;
	struct batch *batch = &work->slot[slot];

	return (work->feed->stream || fetch(work, batch, index, err)) &&
	    (work->seal == NULL || seal(work, batch, index, err));
}

static bool
append_unit(struct work *work, const struct batch *batch, unsigned i,
    struct dcp_error *err)
{
	const struct bytes *unit = &batch->unit[i];

	return work->seal == NULL ?
	    mxfwrite_unit(work->w, unit->at, unit->size, err) :
	    mxfwrite_sealed(work->w, unit->at, unit->size, &batch->sealed[i],
	    err);
}

/* A stream is read on in order: into the slot that has become free. */
static bool
append(void *context, unsigned slot, uint64_t index, struct dcp_error *err)
{
	struct work *work = context;
	struct batch *batch = &work->slot[slot];
	unsigned i, count;
	uint64_t first = first_of(work, index, &count);

	for (i = 0; i < count; i++) {
		if (!append_unit(work, batch, i, err)) {
			work->feed->blame(work->feed->context, first + i, err);
			return false;
		}
		if (!progress_tell(work->progress, first + i + 1,
		    work->feed->count, err))
			return false;
	}
	return !work->feed->stream || index + work->slots >= work->count ||
	    fetch(work, batch, index + work->slots, err);
}

static bool
run(struct work *work, struct dcp_error *err)
{
	struct workers_job job = {.count = work->count,
		.threads = work->feed->threads, .slots = work->slots,
		.work = prepare, .done = append, .context = work};
	unsigned i;

	for (i = 0; work->feed->stream && i < work->slots &&
	    i < work->count; i++)
		if (!fetch(work, &work->slot[i], i, err))
			return false;
	return workers_run(&job, err);
}

/* Batches are large: one for each thread, and one that is written. */
static unsigned
slots_of(const struct feed *feed, const struct seal *seal)
{
	unsigned slots = workers_slots(feed->threads);

	return seal == NULL ? slots : slots / 2 + 1;
}

bool
feed_run(const struct feed *feed, struct mxfwrite *w,
    const struct progress *progress, struct dcp_error *err)
{
	const struct seal *seal = mxfwrite_seal(w);
	struct work work = {.feed = feed, .w = w, .seal = seal,
		.progress = progress, .slots = slots_of(feed, seal),
		.batch_size = seal == NULL ? 1 : SEAL_BATCH};
	unsigned i, k;
	bool ok;

	work.count = (feed->count + work.batch_size - 1) / work.batch_size;
	if ((work.slot = calloc(work.slots, sizeof(*work.slot))) == NULL)
		return error_memory(err);
	ok = run(&work, err);
	for (i = 0; i < work.slots; i++)
		for (k = 0; k < SEAL_BATCH; k++) {
			bytes_clear(&work.slot[i].unit[k]);
			bytes_clear(&work.slot[i].sealed[k]);
		}
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
