/* kdmbatch_run.c: make and write the messages of a batch; see kdmbatch.h. */
#include <stdio.h>
#include <stdlib.h>

#include "archive/zipwrite.h"
#include "base/output.h"
#include "base/path.h"
#include "base/tally.h"
#include "base/workers.h"
#include "master/kdmbatch.h"

struct run {
	const struct kdmbatch *batch;
	struct bytes *texts;	/* of each item, from made until written */
	size_t first;		/* item of the group that is collected */
	struct tally tally;
};

static bool
make_folder_of(const char *path, struct dcp_error *err)
{
	char *folder = path_folder(path);
	bool ok = folder == NULL ? error_memory(err) :
	    path_make_folder(folder, err);

	free(folder);
	return ok;
}

static struct output *
write_part(const char *path, const struct bytes *text, struct dcp_error *err)
{
	struct output *out;

	if (!make_folder_of(path, err))
		return NULL;
	out = output_open(path, err);
	if (out == NULL || output_write(out, text->at, text->size, err))
		return out;
	output_abandon(out);
	return NULL;
}

/* All are written under other names before the first gets its own. */
static bool
write_files(const struct kdmbatch_item *items, const struct bytes *texts,
    size_t count, struct dcp_error *err)
{
	struct output **out = calloc(count, sizeof(struct output *));
	size_t i, done = 0;
	bool ok = out != NULL || error_memory(err);

	for (i = 0; ok && i < count; i++) {
		out[i] = write_part(items[i].path, &texts[i], err);
		ok = out[i] != NULL;
	}
	for (; ok && done < count; done += ok) {
		ok = output_commit(out[done], err);
		out[done] = NULL;
	}
	for (i = 0; !ok && i < done; i++)
		remove(items[i].path);
	for (i = 0; out != NULL && i < count; i++)
		output_abandon(out[i]);
	free(out);
	return ok;
}

static bool
write_zip(const struct kdmbatch *b, const struct kdmbatch_item *items,
    const struct bytes *texts, size_t count, struct dcp_error *err)
{
	struct zipwrite_file *files = calloc(count, sizeof(*files));
	struct bytes zip = {0};
	bool ok = files != NULL || error_memory(err);
	size_t i;

	for (i = 0; ok && i < count; i++)
		files[i] = (struct zipwrite_file){items[i].path, texts[i].at,
		    texts[i].size};
	ok = ok && zipwrite_format(files, count, &b->make->issue_date, &zip,
	    err) && make_folder_of(items[0].zip, err) &&
	    output_save(items[0].zip, zip.at, zip.size, err);
	bytes_clear(&zip);
	free(files);
	return ok;
}

/* The group from the first item that is not written yet up to ${end}. */
static bool
write_group(struct run *run, size_t end, struct dcp_error *err)
{
	const struct kdmbatch *b = run->batch;
	const struct kdmbatch_item *items = &b->items[run->first];
	struct bytes *texts = &run->texts[run->first];
	size_t count = end - run->first, i;
	bool ok;

	ok = items[0].zip != NULL ? write_zip(b, items, texts, count, err) :
	    write_files(items, texts, count, err);
	for (i = 0; i < count; i++) {
		ok = ok && (b->made == NULL || b->made(b->context, &items[i],
		    err));
		bytes_clear(&texts[i]);
	}
	run->first = end;
	return ok;
}

static bool
make_one(void *context, unsigned slot, uint64_t index, struct dcp_error *err)
{
	struct run *run = context;
	const struct kdmbatch_item *item = &run->batch->items[index];

	(void)slot;
	if (kdmmake_format(run->batch->make, &item->to, &run->texts[index],
	    err))
		return true;
	return item->cinema == NULL ? false : error_in(err, "%s, screen %s",
	    item->cinema, item->screen);
}

static bool
take_one(void *context, unsigned slot, uint64_t index, struct dcp_error *err)
{
	struct run *run = context;
	const struct kdmbatch *b = run->batch;
	size_t next = (size_t)index + 1;

	(void)slot;
	if (!tally_add(&run->tally, 1, err))
		return false;
	return (next < b->count && b->items[next].group ==
	    b->items[index].group) || write_group(run, next, err);
}

bool
kdmbatch_run(const struct kdmbatch *b, struct dcp_error *err)
{
	struct run run = {.batch = b, .texts = calloc(b->count + 1,
	    sizeof(*run.texts)), .tally = {.progress = b->progress,
	    .total = b->count, .busy = ATOMIC_FLAG_INIT}};
	const struct workers_job job = {.count = b->count,
	    .threads = b->threads, .work = make_one, .done = take_one,
	    .context = &run};
	bool ok;
	size_t i;

	ok = run.texts == NULL ? error_memory(err) : workers_run(&job, err);
	for (i = 0; run.texts != NULL && i < b->count; i++)
		bytes_clear(&run.texts[i]);
	free(run.texts);
	return ok;
}
