/* fixity.c: see fixity.h. */
#include "package/fixity.h"

#include <assert.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/path.h"

static const char *const status_names[] = {
	[FIXITY_PENDING] = "pending",
	[FIXITY_OK] = "ok",
	[FIXITY_LIST] = "list",
	[FIXITY_DIFFERS] = "differs",
	[FIXITY_UNSTABLE] = "unstable",
	[FIXITY_INTEGRITY] = "integrity",
	[FIXITY_SIZE] = "size",
	[FIXITY_MISSING] = "missing",
	[FIXITY_SURPLUS] = "surplus",
	[FIXITY_UNLISTED] = "unlisted",
	[FIXITY_UNREADABLE] = "unreadable",
	[FIXITY_UNKNOWN] = "unknown",
};

const char *
fixity_status_name(enum fixity_status status)
{
	return status_names[status];
}

bool
fixity_is_good(enum fixity_status status)
{
	return status == FIXITY_OK || status == FIXITY_LIST;
}

/* Append an item.  ${reason} may be NULL. */
static struct fixity_item *
add_item(struct fixity *f, enum fixity_status status, const char *path,
    const char *reason, struct dcp_error *err)
{
	struct fixity_item *more, *item;

	more = array_room(f->items, f->count, sizeof(*more), err);
	if (more == NULL)
		return NULL;
	f->items = more;
	item = &more[f->count++];
	item->status = status;
	item->path = strdup(path);
	item->reason = reason == NULL ? NULL : strdup(reason);
	if (item->path == NULL || (reason != NULL && item->reason == NULL)) {
		error_memory(err);
		return NULL;
	}
	return item;
}

/*
 * An item for ${file} as ${listed}: either may be NULL, but not both.  What has
 * no file has the id of its list.
 */
static struct fixity_item *
add_file(struct fixity *f, enum fixity_status status, const char *reason,
    const struct dcp_file *file, const struct pkl_asset *listed,
    struct dcp_error *err)
{
	struct fixity_item *item;
	char urn[UUID_URN_SIZE] = "an asset without an id";
	const char *path = urn;
	const struct uuid *id = file != NULL ? &file->id :
	    listed != NULL && listed->has_id ? &listed->id : NULL;

	assert(file != NULL || listed != NULL);
	if (id != NULL)
		uuid_format_urn(urn, id);
	if (file != NULL && file->path != NULL)
		path = file->path;
	item = add_item(f, status, path, reason, err);
	if (item == NULL)
		return NULL;
	item->listed = listed;
	item->has_id = id != NULL;
	if (id != NULL)
		item->id = *id;
	item->size = file != NULL ? file->size : 0;
	return item;
}

/* The reading of the file at ${path}, which is shared by all lists. */
static bool
add_reading(struct fixity *f, struct fixity_item *item, struct dcp_error *err)
{
	struct digests_file *files;
	struct fixitylog_mark *marks;
	size_t i;

	for (i = 0; i + 1 < f->count; i++)
		if (f->items[i].status == FIXITY_PENDING &&
		    uuid_equal(&f->items[i].id, &item->id) &&
		    strcmp(f->items[i].path, item->path) == 0) {
			item->reading = f->items[i].reading;
			return true;
		}
	files = array_room(f->readings, f->reading_count, sizeof(*files), err);
	if (files == NULL)
		return false;
	f->readings = files;
	marks = array_room(f->marks, f->reading_count, sizeof(*marks), err);
	if (marks == NULL)
		return false;
	f->marks = marks;
	item->reading = f->reading_count++;
	files[item->reading].path = item->path;
	files[item->reading].want = &item->listed->hash;
	return true;
}

/* What is known of a listed asset before anything is read. */
static bool
add_listed(struct fixity *f, const struct dcp *dcp, const struct pkl_asset *a,
    struct dcp_error *err)
{
	const struct dcp_file *file = a->has_id ?
	    dcp_find(dcp, 1, &a->id, NULL) : NULL;
	enum fixity_status status = FIXITY_PENDING;
	const char *reason = NULL;
	struct fixity_item *item;

	if (file == NULL) {
		status = FIXITY_MISSING;
		reason = a->has_id ? "ASSETMAP does not have it" :
		    "the packing list gives no id";
	} else if (!file->exists && file->path != NULL) {
		status = FIXITY_MISSING;
		if (file->failure.status != DCP_IO)
			reason = file->failure.text;
	} else if (!file->exists) {
		status = FIXITY_UNREADABLE;
		reason = file->failure.text;
	} else if (a->has_size && a->size != file->size) {
		status = FIXITY_SIZE;
	} else if (!a->has_hash) {
		status = FIXITY_UNKNOWN;
	}
	item = add_file(f, status, reason, file, a, err);
	return item != NULL &&
	    (status != FIXITY_PENDING || add_reading(f, item, err));
}

static bool
add_list(struct fixity *f, const struct dcp *dcp, const struct dcp_pkl *list,
    struct dcp_error *err)
{
	bool failed = list->failure.status != DCP_OK;
	size_t i;

	if (add_file(f, failed ? list->file->exists ? FIXITY_UNREADABLE :
	    FIXITY_MISSING : FIXITY_LIST, failed ? list->failure.text : NULL,
	    list->file, NULL, err) == NULL)
		return false;
	for (i = 0; i < list->pkl.asset_count; i++)
		if (!add_listed(f, dcp, &list->pkl.assets[i], err))
			return false;
	return true;
}

static bool
is_list(const struct dcp *dcp, const struct dcp_file *file)
{
	size_t i;

	for (i = 0; i < dcp->pkl_count; i++)
		if (dcp->pkls[i].file == file)
			return true;
	return false;
}

static bool
is_below(const char *path, const char *folder)
{
	size_t n = strlen(folder);

	return strncmp(path, folder, n) == 0 && path[n] == '/';
}

/* ${path} belongs to another package, deeper than ${dcp}. */
static bool
is_of_others(const struct dcp *dcp, const char *path,
    const struct folder_names *others)
{
	size_t i;

	for (i = 0; others != NULL && i < others->count; i++)
		if (strlen(others->at[i]) > strlen(dcp->folder) &&
		    is_below(path, others->at[i]))
			return true;
	return false;
}

bool
fixity_add_unread(struct fixity *f, const char *path,
    const struct dcp_error *why, struct dcp_error *err)
{
	return add_item(f, FIXITY_UNREADABLE, path, why->text, err) != NULL;
}

static bool
add_surplus(struct fixity *f, const struct dcp *dcp,
    const struct folder_names *others, struct dcp_error *err)
{
	struct folder_names names = {0};
	struct dcp_error why = {0};
	bool ok = dcp_surplus(dcp, &names, &why);
	char *path;
	size_t i;

	if (!ok)
		ok = why.status == DCP_REFUSED ?
		    fixity_add_unread(f, dcp->folder, &why, err) :
		    error_set(err, why.status, "%s", why.text);

	for (i = 0; ok && i < names.count; i++) {
		path = path_join(dcp->folder, names.at[i]);
		ok = path != NULL || error_memory(err);
		if (ok && !is_of_others(dcp, path, others))
			ok = add_item(f, FIXITY_SURPLUS, path, NULL, err) !=
			    NULL;
		free(path);
	}
	folder_clear(&names);
	return ok;
}

bool
fixity_add(struct fixity *f, const struct dcp *dcp,
    const struct folder_names *others, struct dcp_error *err)
{
	const struct dcp_file *file;
	size_t i;

	if (dcp->map_failure.status != DCP_OK && add_item(f, FIXITY_UNREADABLE,
	    dcp->map_path, dcp->map_failure.text, err) == NULL)
		return false;
	for (i = 0; i < dcp->pkl_count; i++)
		if (!add_list(f, dcp, &dcp->pkls[i], err))
			return false;
	for (i = 0; i < dcp->file_count; i++) {
		file = &dcp->files[i];
		if (file->listed == NULL && !is_list(dcp, file) &&
		    add_file(f, FIXITY_UNLISTED, file->exists ? NULL :
		    file->failure.text, file, NULL, err) == NULL)
			return false;
	}
	return add_surplus(f, dcp, others, err);
}

void
fixity_clear(struct fixity *f)
{
	size_t i;

	for (i = 0; i < f->count; i++) {
		free(f->items[i].path);
		free(f->items[i].reason);
		free(f->items[i].note);
	}
	free(f->items);
	free(f->readings);
	free(f->marks);
	*f = (struct fixity){0};
}

/* Say of ${item} what its reading has shown. */
static bool
judge(struct fixity_item *item, const struct digests_file *file, bool changed,
    struct dcp_error *err)
{
	const char *reason = NULL;

	item->have = file->have;
	if (file->failure.status != DCP_OK) {
		item->status = FIXITY_UNREADABLE;
		reason = file->failure.text;
	} else if (changed) {
		item->status = FIXITY_UNREADABLE;
		reason = "it was changed while it was read";
	} else if (file->again.size != 0 &&
	    !digest_equal(&file->have, &file->again)) {
		item->status = FIXITY_UNSTABLE;
	} else {
		item->status = !digest_equal(&file->have, &item->listed->hash) ?
		    FIXITY_DIFFERS : file->fault ? FIXITY_INTEGRITY :
		    FIXITY_OK;
	}
	item->fault = file->fault;
	if ((reason != NULL && (item->reason = strdup(reason)) == NULL) ||
	    (file->note != NULL && (item->note = strdup(file->note)) == NULL))
		return error_memory(err);
	return true;
}

struct run {
	struct fixity *f;
	const struct fixity_job *job;
	struct digests_file *todo;	/* readings that no log has */
	size_t *index;			/* of each in f->readings */
	size_t todo_count;
	size_t told;			/* items that were told */
};

static bool
tell_known(struct run *run, struct dcp_error *err)
{
	const struct fixity *f = run->f;
	const struct fixity_item *item;

	for (; run->told < f->count; run->told++) {
		item = &f->items[run->told];
		if (item->status == FIXITY_PENDING)
			break;
		if (run->job->tell != NULL &&
		    !run->job->tell(run->job->context, item, err))
			return false;
	}
	return true;
}

static bool
note_read(void *context, size_t at, struct dcp_error *err)
{
	struct run *run = context;
	const struct digests_file *file = &run->todo[at];
	const struct fixitylog_mark *mark;
	struct fixitylog_mark now;
	size_t reading = run->index[at], i;
	bool changed;

	mark = &run->f->marks[reading];
	changed = !fixitylog_mark(file->path, &now) ||
	    !fixitylog_mark_equal(mark, &now);
	for (i = 0; i < run->f->count; i++)
		if (run->f->items[i].status == FIXITY_PENDING &&
		    run->f->items[i].reading == reading &&
		    !judge(&run->f->items[i], file, changed, err))
			return false;
	if (run->job->log != NULL && file->failure.status == DCP_OK &&
	    !changed && file->again.size == 0 && !file->fault &&
	    !fixitylog_add(run->job->log, mark, &file->have, file->path, err))
		return false;
	return tell_known(run, err);
}

/* An item is taken from the log only if it is in order there. */
static bool
take_from_log(struct run *run, size_t reading)
{
	const struct fixity *f = run->f;
	struct digest have;
	size_t i;

	if (run->job->log == NULL ||
	    !fixitylog_find(run->job->log, &f->marks[reading], &have) ||
	    !digest_equal(&have, f->readings[reading].want))
		return false;
	for (i = 0; i < f->count; i++)
		if (f->items[i].status == FIXITY_PENDING &&
		    f->items[i].reading == reading) {
			f->items[i].have = have;
			f->items[i].resumed = true;
			f->items[i].status = digest_equal(&have,
			    &f->items[i].listed->hash) ? FIXITY_OK :
			    FIXITY_DIFFERS;
		}
	return true;
}

static bool
prepare(struct run *run, struct dcp_error *err)
{
	struct fixity *f = run->f;
	size_t i;

	run->todo = calloc(f->reading_count + 1, sizeof(*run->todo));
	run->index = calloc(f->reading_count + 1, sizeof(*run->index));
	if (run->todo == NULL || run->index == NULL)
		return error_memory(err);
	for (i = 0; i < f->reading_count; i++) {
		/* A file that is gone by now will fail to be read. */
		(void)fixitylog_mark(f->readings[i].path, &f->marks[i]);
		if (take_from_log(run, i))
			continue;
		run->index[run->todo_count] = i;
		run->todo[run->todo_count++] = f->readings[i];
	}
	return true;
}

bool
fixity_run(struct fixity *f, const struct fixity_job *job,
    struct dcp_error *err)
{
	struct run run = {.f = f, .job = job};
	struct digests_job read = {.kind = DIGEST_SHA1,
	    .threads = job->threads, .uncached = job->uncached,
	    .progress = job->progress, .watcher = job->watcher,
	    .done = note_read, .context = &run};
	bool ok = prepare(&run, err) && tell_known(&run, err);
	size_t i;

	if (ok) {
		read.files = run.todo;
		read.count = run.todo_count;
		ok = digests_run(&read, err);
	}
	assert(!ok || run.told == f->count);
	for (i = 0; i < run.todo_count; i++)
		free(run.todo[i].note);
	free(run.todo);
	free(run.index);
	return ok;
}

/* Give the numbers with which a person can act. */
void
fixity_explain(const struct fixity_item *item, struct bytes *to)
{
	char have[DIGEST_TEXT_SIZE], want[DIGEST_TEXT_SIZE];
	size_t begin = to->size;

	if (item->reason != NULL)
		bytes_printf(to, "%s", item->reason);
	else if (item->status == FIXITY_SIZE)
		bytes_printf(to, "%s: have %" PRIu64 " bytes, want %" PRIu64,
		    item->size < item->listed->size ? "short" : "long",
		    item->size, item->listed->size);
	else if (item->status == FIXITY_DIFFERS ||
	    item->status == FIXITY_UNSTABLE) {
		digest_format(have, &item->have);
		digest_format(want, &item->listed->hash);
		bytes_printf(to, "have %s, want %s; %s", have, want,
		    item->status == FIXITY_DIFFERS ?
		    "two readings agree: the file differs" :
		    "the medium gives different bytes each time");
	} else if (item->status == FIXITY_UNKNOWN)
		bytes_printf(to, "the packing list gives no digest");
	else if (item->resumed)
		bytes_printf(to, "read by an earlier run");
	if (item->note != NULL)
		bytes_printf(to, "%s%s", to->size > begin ? "; " : "",
		    item->note);
}
