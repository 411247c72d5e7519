/* encode.c: see encode.h. */
#include "master/encode.h"

#include <stdlib.h>

#include "base/workers.h"
#include "mxf/seal.h"

struct slot {
	struct bytes plain;	/* a codestream */
	struct bytes sealed;	/* and what is made of it, if encrypted */
};

struct run {
	const struct job *job;
	struct sink *sink;
	const struct progress *progress;
	uint64_t done;		/* edit units in the sink at the beginning */
	struct slot *slot;
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
	struct bytes *plain = &run->slot[slot].plain;
	const struct seal *seal = sink_seal(run->sink);
	struct seal_unit sealed = {
		.sequence = run->done * job->eyes + index + 1,
		.to = &run->slot[slot].sealed};

	if (!frame_encode(&job->frame, job->sequence[eye].path[unit],
	    job->view[eye], plain, err))
		return false;
	sealed.plain = plain->at;
	sealed.size = plain->size;
	return seal == NULL || seal_units(seal, &sealed, 1, err);
}

static bool
put_piece(void *context, unsigned slot, uint64_t index, struct dcp_error *err)
{
	struct run *run = context;
	const struct slot *s = &run->slot[slot];

	if (!sink_put(run->sink, &s->plain, &s->sealed, err))
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
	for (i = 0; i < work.slots; i++) {
		bytes_clear(&run.slot[i].plain);
		bytes_clear(&run.slot[i].sealed);
	}
	free(run.slot);
	return ok;
}
