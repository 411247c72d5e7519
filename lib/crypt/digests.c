/* digests.c: see digests.h. */
#include "crypt/digests.h"

#include <stdlib.h>
#include <sys/stat.h>

#include "base/tally.h"
#include "base/workers.h"

struct run {
	const struct digests_job *job;
	struct digests_file **order;	/* the largest first */
	struct tally tally;
};

/* What one reading of one file has added to the tally. */
struct reading {
	struct tally *tally;
	uint64_t told;
	bool counted;		/* a second reading is none of the total */
};

static bool
tell(void *context, uint64_t done, uint64_t total)
{
	struct reading *r = context;
	struct dcp_error ignored = {0};
	uint64_t more = done - r->told;

	(void)total;
	r->told = done;
	return tally_add(r->tally, r->counted ? more : 0, &ignored);
}

static bool
read_once(const struct run *run, struct digests_file *file, bool first,
    const struct digest_tap *tap, struct tally *tally, struct digest *out)
{
	struct reading reading = {.tally = tally, .counted = first};
	const struct progress progress = {.tell = tell, .context = &reading};
	struct input *in = input_open(file->path, &file->failure);
	bool ok;

	*out = (struct digest){0};
	if (in == NULL)
		return false;
	if (!first || run->job->uncached)
		input_forget(in);
	ok = digest_tapped(in, run->job->kind, &progress, tap, out,
	    &file->failure);
	if (first)
		file->size = input_size(in);
	input_close(in);
	return ok;
}

/* The first reading of a file, before the eyes of who watches. */
static bool
read_watched(struct run *run, struct digests_file *file)
{
	const struct digests_watcher *w = run->job->watcher;
	struct dcp_error *err = &file->failure;
	struct digest_tap tap = {0};
	bool ok;

	if (w == NULL)
		return read_once(run, file, true, NULL, &run->tally,
		    &file->have);
	tap.feed = w->feed;
	ok = w->begin(w->context, file->path, &tap.context, err) &&
	    read_once(run, file, true, tap.context == NULL ? NULL : &tap,
	    &run->tally, &file->have) && (tap.context == NULL ||
	    w->end(tap.context, &file->note, &file->fault, err));
	w->free(tap.context);
	return ok;
}

static bool
digest_one(void *context, unsigned slot, uint64_t index, struct dcp_error *err)
{
	struct run *run = context;
	struct digests_file *file = run->order[index];
	struct dcp_error *failure = &file->failure;

	(void)slot;
	if (read_watched(run, file) && file->want != NULL &&
	    !digest_equal(&file->have, file->want))
		(void)read_once(run, file, false, NULL, &run->tally,
		    &file->again);
	if (failure->status == DCP_INTERRUPTED ||
	    failure->status == DCP_NO_MEMORY) {
		*err = *failure;
		*failure = (struct dcp_error){0};
		file->have = file->again = (struct digest){0};
		return false;
	}
	file->finished = true;
	return true;
}

static bool
note_done(void *context, unsigned slot, uint64_t index, struct dcp_error *err)
{
	const struct run *run = context;
	const struct digests_job *job = run->job;

	(void)slot;
	return job->done == NULL || job->done(job->context,
	    (size_t)(run->order[index] - job->files), err);
}

static int
compare_sizes(const void *a, const void *b)
{
	struct digests_file *const *x = a;
	struct digests_file *const *y = b;

	if ((*x)->size != (*y)->size)
		return (*x)->size > (*y)->size ? -1 : 1;
	return *x < *y ? -1 : *x > *y;
}

static bool
put_in_order(struct run *run, struct dcp_error *err)
{
	const struct digests_job *job = run->job;
	struct stat st;
	size_t i;

	run->order = calloc(job->count + 1, sizeof(*run->order));
	if (run->order == NULL)
		return error_memory(err);
	for (i = 0; i < job->count; i++) {
		run->order[i] = &job->files[i];
		job->files[i].size = stat(job->files[i].path, &st) == 0 &&
		    S_ISREG(st.st_mode) ? (uint64_t)st.st_size : 0;
		run->tally.total += job->files[i].size;
	}
	qsort(run->order, job->count, sizeof(*run->order), compare_sizes);
	return true;
}

bool
digests_run(const struct digests_job *job, struct dcp_error *err)
{
	struct run run = {.job = job, .tally = {.progress = job->progress,
	    .busy = ATOMIC_FLAG_INIT}};
	const struct workers_job work = {.count = job->count,
	    .threads = job->threads, .any_order = true, .work = digest_one,
	    .done = note_done, .context = &run};
	bool ok = put_in_order(&run, err) && workers_run(&work, err);

	free(run.order);
	return ok;
}
