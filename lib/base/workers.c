/* workers.c: see workers.h. */
#define _GNU_SOURCE		/* sched_getaffinity, CPU_COUNT */
#include "base/workers.h"

#include <assert.h>
#include <limits.h>
#include <pthread.h>
#include <sched.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/limits.h"

struct run {
	const struct workers_job *job;
	unsigned slots;
	pthread_mutex_t lock;
	pthread_cond_t moved;	/* `taken` grew, or `failed` was set */
	uint64_t begun;		/* pieces handed out */
	uint64_t taken;		/* results taken, in order */
	bool *finished;		/* per slot: worked, not yet taken */
	uint64_t *queue;	/* with any_order: pieces as they finished */
	uint64_t queued;	/* in the queue; the first `taken` are taken */
	bool taking;		/* a thread is inside done() */
	bool refused;		/* done() failed */
	bool failed;
	uint64_t failed_index;
	struct dcp_error err;
};

unsigned
workers_processors(void)
{
	cpu_set_t set;
	int n = 1;

	if (sched_getaffinity(0, sizeof(set), &set) == 0)
		n = CPU_COUNT(&set);
	else	/* more processors than a cpu_set_t has bits */
		n = (int)sysconf(_SC_NPROCESSORS_ONLN);
	if (n < 1)
		return 1;
	return n > (int)LIMIT_THREADS ? LIMIT_THREADS : (unsigned)n;
}

unsigned
workers_slots(unsigned threads)
{
	return 2 * (threads == 0 ? workers_processors() : threads);
}

static void
keep_failure(struct run *r, uint64_t index, const struct dcp_error *err)
{
	if (!r->failed || index < r->failed_index) {
		r->failed_index = index;
		r->err = *err;
	}
	r->failed = true;
}

static void
note_result(struct run *r, uint64_t index, bool ok,
    const struct dcp_error *err)
{
	if (!ok)
		keep_failure(r, index, err);
	else if (r->queue != NULL)
		r->queue[r->queued++] = index;
	else
		r->finished[index % r->slots] = true;
}

static bool
has_result(const struct run *r, uint64_t *index)
{
	if (r->queue != NULL) {
		if (r->taken == r->queued || r->refused)
			return false;
		*index = r->queue[r->taken];
		return true;
	}
	*index = r->taken;
	return r->taken < r->begun && r->finished[r->taken % r->slots] &&
	    !(r->failed && r->taken >= r->failed_index);
}

/* Take every result that can be.  Called and left with the lock. */
static void
take_results(struct run *r)
{
	uint64_t index;
	unsigned slot;

	if (r->taking)
		return;
	r->taking = true;
	while (has_result(r, &index)) {
		struct dcp_error err = {0};
		bool ok = true;

		slot = (unsigned)(index % r->slots);
		if (r->job->done != NULL) {
			pthread_mutex_unlock(&r->lock);
			ok = r->job->done(r->job->context, slot, index, &err);
			pthread_mutex_lock(&r->lock);
		}
		if (!ok) {
			keep_failure(r, index, &err);
			r->refused = true;
			break;
		}
		if (r->finished != NULL)
			r->finished[slot] = false;
		r->taken++;
		pthread_cond_broadcast(&r->moved);
	}
	r->taking = false;
}

static void *
worker(void *argument)
{
	struct run *r = argument;

	pthread_mutex_lock(&r->lock);
	for (;;) {
		struct dcp_error err = {0};
		uint64_t index;
		unsigned slot;
		bool ok;

		while (!r->failed && r->begun < r->job->count &&
		    r->begun - r->taken >= r->slots)
			pthread_cond_wait(&r->moved, &r->lock);
		if (r->failed || r->begun == r->job->count)
			break;
		index = r->begun++;
		slot = (unsigned)(index % r->slots);
		pthread_mutex_unlock(&r->lock);
		ok = r->job->work(r->job->context, slot, index, &err);
		pthread_mutex_lock(&r->lock);
		note_result(r, index, ok, &err);
		take_results(r);
		pthread_cond_broadcast(&r->moved);
	}
	pthread_mutex_unlock(&r->lock);
	return NULL;
}

/* This thread works, too; fewer threads than wished is no failure. */
static void
run_threads(struct run *r, unsigned threads)
{
	pthread_t others[LIMIT_THREADS];
	unsigned n, i;

	for (n = 0; n + 1 < threads; n++)
		if (pthread_create(&others[n], NULL, worker, r) != 0)
			break;
	worker(r);
	for (i = 0; i < n; i++)
		pthread_join(others[i], NULL);
}

bool
workers_run(const struct workers_job *job, struct dcp_error *err)
{
	unsigned threads = job->threads == 0 ? workers_processors()
	    : job->threads;
	struct run r = {.job = job};

	if (threads > LIMIT_THREADS)
		threads = LIMIT_THREADS;
	if (threads > job->count)
		threads = job->count == 0 ? 1 : (unsigned)job->count;
	r.slots = job->slots == 0 ? workers_slots(threads) : job->slots;
	if (job->any_order) {
		assert(job->count <= UINT_MAX);
		r.slots = job->count == 0 ? 1 : (unsigned)job->count;
		r.queue = calloc(r.slots, sizeof(*r.queue));
	} else {
		r.finished = calloc(r.slots, sizeof(*r.finished));
	}
	if (r.queue == NULL && r.finished == NULL)
		return error_memory(err);
	pthread_mutex_init(&r.lock, NULL);
	pthread_cond_init(&r.moved, NULL);
	run_threads(&r, threads);
	pthread_cond_destroy(&r.moved);
	pthread_mutex_destroy(&r.lock);
	free(r.finished);
	free(r.queue);
	if (r.failed) {
		*err = r.err;
		return false;
	}
	assert(r.taken == job->count);
	return true;
}
