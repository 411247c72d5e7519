/* v_file.c: see v_file.h. */
#include "verify/v_file.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/path.h"
#include "base/workers.h"
#include "verify/pass.h"

struct job {
	const struct subject *subject;
	const struct dcp_file **order;	/* the largest first */
	struct diag *findings;		/* of each dcp->files */
	struct tally tally;
};

static void
judge_digest(const struct dcp_file *f, const struct diag_place *place,
    struct diag *d, const struct evidence *e)
{
	char have[DIGEST_TEXT_SIZE], want[DIGEST_TEXT_SIZE];

	if (!e->hashed || f->listed == NULL || !f->listed->has_hash ||
	    digest_equal(&e->digest, &f->listed->hash))
		return;
	digest_format(have, &e->digest);
	digest_format(want, &f->listed->hash);
	diag_report(d, RULE_PKL_HASH, place, "have %s, want %s", have, want);
}

/* The id that the file itself has; false if it has none that is known. */
static bool
own_id(const struct subject *s, const struct dcp_file *f,
    const struct evidence *e, struct uuid *id)
{
	size_t i;

	if (e->known && !uuid_is_zero(&e->id)) {
		*id = e->id;
		return true;
	}
	for (i = 0; i < s->dcp->cpl_count; i++)
		if (s->dcp->cpls[i].file == f && s->dcp->cpls[i].cpl.has_id) {
			*id = s->dcp->cpls[i].cpl.id;
			return true;
		}
	for (i = 0; i < s->dcp->pkl_count; i++)
		if (s->dcp->pkls[i].file == f && s->dcp->pkls[i].pkl.has_id) {
			*id = s->dcp->pkls[i].pkl.id;
			return true;
		}
	return false;
}

/* A UUID in the name of the file, anywhere. */
static bool
name_id(const char *name, struct uuid *id)
{
	size_t size = strlen(name), i;
	struct dcp_error ignored = {0};
	char text[UUID_SIZE];

	for (i = 0; i + UUID_SIZE - 1 <= size; i++) {
		memcpy(text, name + i, UUID_SIZE - 1);
		text[UUID_SIZE - 1] = '\0';
		if (text[8] == '-' && uuid_parse(text, id, &ignored))
			return true;
	}
	return false;
}

static void
judge_ids(const struct subject *s, const struct dcp_file *f,
    const struct diag_place *place, struct diag *d, const struct evidence *e)
{
	char have[UUID_SIZE], want[UUID_SIZE];
	struct uuid id;

	if (f->map == NULL)
		return;
	uuid_format(want, &f->id);
	if (own_id(s, f, e, &id) && !uuid_equal(&id, &f->id)) {
		uuid_format(have, &id);
		diag_report(d, RULE_MAP_FILE_ID, place, "have %s, want %s",
		    have, want);
	}
	if (name_id(path_name(f->name), &id) && !uuid_equal(&id, &f->id)) {
		uuid_format(have, &id);
		diag_report(d, RULE_MAP_FILE_NAME_ID, place,
		    "have %s, want %s", have, want);
	}
}

void
v_file_note_skipped(struct diag *d, const struct diag_place *place,
    const struct evidence *e)
{
	char id[UUID_SIZE];

	if (!e->known)
		return;
	uuid_format(id, &e->key_id);
	if (e->encrypted && !e->opened)
		diag_report(d, RULE_CRYPTO_SKIPPED, place,
		    "only structure, ids and sequence were judged; want the "
		    "key %s", id);
	else if (e->kind == TRACKFILE_TIMED_TEXT)
		diag_report(d, RULE_TEXT_SKIPPED, place, "%s", "");
	else if (e->kind == TRACKFILE_IAB || e->kind == TRACKFILE_AUX)
		diag_report(d, RULE_IAB_SKIPPED, place, "%s", "");
}

/* A document that could not be read; a packing list says so itself. */
static void
judge_document(const struct subject *s, const struct dcp_file *f,
    const struct diag_place *place, struct diag *d)
{
	size_t i;

	if (!f->exists || f->failure.status == DCP_OK)
		return;
	for (i = 0; i < s->dcp->pkl_count; i++)
		if (s->dcp->pkls[i].file == f)
			return;
	diag_report(d, RULE_XML_READ, place, "%s", f->failure.text);
}

static bool
judge_file(void *context, unsigned slot, uint64_t index,
    struct dcp_error *err)
{
	struct job *job = context;
	const struct subject *s = job->subject;
	const struct dcp_file *f = job->order[index];
	struct evidence *e = &s->evidence[f - s->dcp->files];
	struct diag *d = &job->findings[f - s->dcp->files];
	struct diag_place place = subject_place(f);

	(void)slot;
	if (!f->exists)
		return true;
	/* All else that is wrong with it follows from this. */
	if (f->size == 0) {
		diag_report(d, RULE_PACKAGE_EMPTY_FILE, &place, "%s", "");
		return true;
	}
	judge_document(s, f, &place, d);
	if (!pass_run(s->options, f->path, dcp_file_is_mxf(f), &place, d, e,
	    &job->tally, err))
		return error_in(err, "%s", f->path);
	if (f->listed != NULL && f->listed->has_size &&
	    f->listed->size != f->size)
		diag_report(d, RULE_PKL_SIZE, &place,
		    "have %" PRIu64 " bytes, want %" PRIu64, f->size,
		    f->listed->size);
	judge_digest(f, &place, d, e);
	judge_ids(s, f, &place, d, e);
	v_file_note_skipped(d, &place, e);
	if (f->document == DIALECT_SUBTITLE && !e->known)
		diag_report(d, RULE_TEXT_SKIPPED, &place, "%s", "");
	return true;
}

static int
compare_sizes(const void *a, const void *b)
{
	const struct dcp_file *x = *(const struct dcp_file *const *)a;
	const struct dcp_file *y = *(const struct dcp_file *const *)b;

	if (x->size != y->size)
		return x->size > y->size ? -1 : 1;
	return x < y ? -1 : x > y;
}

static void
set_order(struct job *job, const struct subject *s)
{
	size_t i, n = s->dcp->file_count;

	for (i = 0; i < n; i++) {
		const struct dcp_file *f = &s->dcp->files[i];

		job->order[i] = f;
		if (f->exists)
			job->tally.total += pass_size(s->options,
			    dcp_file_is_mxf(f), f->size);
	}
	if (n > 0)
		qsort(job->order, n, sizeof(*job->order), compare_sizes);
}

bool
v_file_judge(const struct subject *s, struct dcp_error *err)
{
	size_t i, n = s->dcp->file_count;
	struct job job = {
		.subject = s,
		.order = calloc(n + 1, sizeof(*job.order)),
		.findings = calloc(n + 1, sizeof(*job.findings)),
		.tally = {.progress = s->options->progress,
		    .busy = ATOMIC_FLAG_INIT},
	};
	struct workers_job work = {.count = n, .threads = s->options->threads,
	    .any_order = true, .work = judge_file, .context = &job};
	struct diag_place place = {0};
	bool ok = false;

	if (job.order == NULL || job.findings == NULL) {
		error_memory(err);
		goto out;
	}
	set_order(&job, s);
	ok = workers_run(&work, err);
	if (s->options->no_hash)
		diag_report(s->diag, RULE_PKL_HASH_SKIPPED, &place, "%s", "");
	for (i = 0; i < n; i++)
		diag_append(s->diag, &job.findings[i]);
out:
	free(job.order);
	free(job.findings);
	return ok;
}
