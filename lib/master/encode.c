/* encode.c: see encode.h. */
#include "master/encode.h"

#include <stdlib.h>

#include "base/workers.h"

struct run {
	const struct job *job;
	struct sink *sink;
	const struct progress *progress;
	uint64_t done;		/* edit units in the sink at the beginning */
	struct bytes *slot;	/* a codestream each */
};

/* A piece of work is one eye's frame: left and right in turn. */
static bool
encode_piece(void *context, unsigned slot, uint64_t index,
    struct dcp_error *err)
{
	struct run *run = context;
	const struct job *job = run->job;
	unsigned eye = (unsigned)(index % job->eyes);
	uint64_t unit = job->start + run->done + index / job->eyes;

	return frame_encode(&job->frame, job->sequence[eye].path[unit],
	    job->view[eye], &run->slot[slot], err);
}

static bool
put_piece(void *context, unsigned slot, uint64_t index, struct dcp_error *err)
{
	struct run *run = context;
	const struct bytes *b = &run->slot[slot];

	if (!sink_put(run->sink, b->at, b->size, err))
		return false;
	if ((index + 1) % run->job->eyes != 0)
		return true;
	return progress_tell(run->progress, run->done + (index + 1) /
	    run->job->eyes, run->job->count, err);
}

bool
encode_run(const struct job *job, struct sink *sink,
    const struct progress *progress, struct dcp_error *err)
{
	struct run run = {.job = job, .sink = sink, .progress = progress,
	    .done = sink_done(sink)};
	struct workers_job work = {.threads = job->threads,
	    .slots = workers_slots(job->threads), .work = encode_piece,
	    .done = put_piece, .context = &run};
	unsigned i;
	bool ok;

	work.count = (job->count - run.done) * job->eyes;
	if ((run.slot = calloc(work.slots, sizeof(*run.slot))) == NULL)
		return error_memory(err);
	ok = progress_tell(progress, run.done, job->count, err) &&
	    workers_run(&work, err);
	for (i = 0; i < work.slots; i++)
		bytes_clear(&run.slot[i]);
	free(run.slot);
	return ok;
}
