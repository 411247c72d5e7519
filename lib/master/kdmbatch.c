/* kdmbatch.c: see kdmbatch.h. */
#include "master/kdmbatch.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include "base/array.h"
#include "base/path.h"
#include "crypt/nameid.h"
#include "master/kdmname.h"

struct kdmbatch_item *
kdmbatch_add(struct kdmbatch *b, struct dcp_error *err)
{
	struct kdmbatch_item *more = array_room(b->items, b->count,
	    sizeof(*more), err);

	if (more == NULL)
		return NULL;
	b->items = more;
	return &more[b->count++];
}

void
kdmbatch_clear(struct kdmbatch *b)
{
	size_t i;

	for (i = 0; i < b->count; i++) {
		free(b->items[i].path);
		free(b->items[i].zip);
	}
	free(b->items);
	*b = (struct kdmbatch){0};
}

static int
compare_numbers(size_t a, size_t b)
{
	return (a > b) - (a < b);
}

static int
compare_cinemas(const void *x, const void *y)
{
	const struct kdmbatch_item *a = x, *b = y;
	int order = 0;

	if (a->cinema != NULL && b->cinema != NULL)
		order = strcmp(a->cinema, b->cinema);
	return order != 0 ? order : compare_numbers(a->order, b->order);
}

static int
compare_groups(const void *x, const void *y)
{
	const struct kdmbatch_item *a = x, *b = y;

	return a->group != b->group ? compare_numbers(a->group, b->group) :
	    compare_numbers(a->order, b->order);
}

/*
 * Those of one cinema become neighbours, in their order; cinemas stand in the
 * order of their first items, and what is of no cinema stands alone.
 */
static void
gather(struct kdmbatch *b)
{
	struct kdmbatch_item *item;
	size_t i;

	for (i = 0; i < b->count; i++)
		b->items[i].order = b->items[i].group = i;
	qsort(b->items, b->count, sizeof(*b->items), compare_cinemas);
	for (i = 1; i < b->count; i++) {
		item = &b->items[i];
		if (item->cinema != NULL && item[-1].cinema != NULL &&
		    strcmp(item->cinema, item[-1].cinema) == 0)
			item->group = item[-1].group;
	}
	qsort(b->items, b->count, sizeof(*b->items), compare_groups);
}

/* Ids that are the same whenever the batch has the same id and content. */
static bool
set_ids(const struct kdmbatch *b, struct kdmbatch_item *item,
    struct dcp_error *err)
{
	const struct kdmmake_recipient *to = &item->to;
	char thumbprint[DIGEST_TEXT_SIZE], from[TIMESTAMP_SIZE],
	    until[TIMESTAMP_SIZE];
	struct bytes name = {0};
	bool ok;

	cert_thumbprint_format(thumbprint, to->cert);
	timestamp_format(from, &to->not_before);
	timestamp_format(until, &to->not_after);
	bytes_printf(&name, "%s\n%s\n%s\n%s\n%s",
	    item->cinema == NULL ? "" : item->cinema,
	    item->screen == NULL ? "" : item->screen, thumbprint, from, until);
	ok = bytes_ok(&name, err) && nameid_make(&b->id, bytes_text(&name),
	    &item->to.message_id, err) &&
	    nameid_make(&item->to.message_id, "DeviceListIdentifier",
	    &item->to.device_list_id, err);
	bytes_clear(&name);
	return ok;
}

/* A new string, below the folder, after a pattern. */
static char *
make_path(const struct kdmbatch *b, const struct kdmbatch_item *item,
    const char *pattern, const char *suffix, const char *folder,
    struct dcp_error *err)
{
	const struct kdmname_values values = {
		.cinema = item->cinema,
		.screen = item->screen,
		.title = b->make->title,
		.recipient =
		    cert_facts(item->to.cert)->subject.common_name.text,
		.cpl_id = b->make->cpl_id,
		.message_id = item->to.message_id,
		.not_before = item->to.not_before,
		.not_after = item->to.not_after,
	};
	struct bytes name = {0};
	char *path = NULL;

	if (kdmname_format(pattern, &values, suffix, &name, err)) {
		path = path_join(folder, bytes_text(&name));
		if (path == NULL)
			error_memory(err);
	}
	bytes_clear(&name);
	return path;
}

static bool
set_paths(const struct kdmbatch *b, struct kdmbatch_item *item,
    struct dcp_error *err)
{
	const char *folder = b->folder == NULL ? "" : b->folder;

	if (b->zip_pattern != NULL) {
		item->zip = make_path(b, item, b->zip_pattern, ".zip", folder,
		    err);
		if (item->zip == NULL)
			return false;
	}
	if (item->path == NULL)
		item->path = make_path(b, item, b->pattern, ".xml",
		    item->zip == NULL ? folder : "", err);
	return item->path != NULL;
}

/*
 * By name, in their ZIP files: case is not asked, as file systems that sticks
 * and disks come with do not, either.
 */
static int
compare_names(const void *x, const void *y)
{
	const struct kdmbatch_item *const *a = x, *const *b = y;
	int order = (*a)->zip == NULL ? 0 : strcasecmp((*a)->zip, (*b)->zip);

	return order != 0 ? order : strcasecmp((*a)->path, (*b)->path);
}

static bool
check_pair(const struct kdmbatch_item *a, const struct kdmbatch_item *b,
    struct dcp_error *err)
{
	if (a->zip != NULL && a->group != b->group &&
	    strcasecmp(a->zip, b->zip) == 0)
		return error_set(err, DCP_REFUSED, "have the same name, %s, "
		    "for the cinemas '%s' and '%s'", a->zip, a->cinema,
		    b->cinema);
	if (compare_names(&a, &b) != 0)
		return true;
	if (a->cinema == NULL)
		return error_set(err, DCP_REFUSED, "have the same name, %s, "
		    "for two messages; '%%{recipient}' or '%%{id}' in --name "
		    "would tell them apart", a->path);
	return error_set(err, DCP_REFUSED, "have the same name, %s, for "
	    "'%s', screen '%s', and '%s', screen '%s'", a->path, a->cinema,
	    a->screen, b->cinema, b->screen);
}

static bool
check_names(const struct kdmbatch *b, struct dcp_error *err)
{
	const struct kdmbatch_item **sorted = calloc(b->count + 1,
	    sizeof(const struct kdmbatch_item *));
	bool ok = sorted != NULL || error_memory(err);
	size_t i;

	for (i = 0; ok && i < b->count; i++)
		sorted[i] = &b->items[i];
	if (ok)
		qsort(sorted, b->count, sizeof(*sorted), compare_names);
	for (i = 1; ok && i < b->count; i++)
		ok = check_pair(sorted[i - 1], sorted[i], err);
	free(sorted);
	return ok;
}

/* A message that somebody counts on is not replaced by the way. */
static bool
check_new(const struct kdmbatch *b, struct dcp_error *err)
{
	const char *path;
	struct stat st;
	size_t i;

	for (i = 0; !b->force && i < b->count; i++) {
		path = b->items[i].zip != NULL ? b->items[i].zip :
		    b->items[i].path;
		if (lstat(path, &st) == 0)
			return error_set(err, DCP_REFUSED, "%s: exists "
			    "already, want another name, or --force to replace "
			    "it: nothing was made", path);
	}
	return true;
}

bool
kdmbatch_prepare(struct kdmbatch *b, struct dcp_error *err)
{
	size_t i;

	gather(b);
	for (i = 0; i < b->count; i++)
		if (!set_ids(b, &b->items[i], err) ||
		    !set_paths(b, &b->items[i], err))
			return false;
	return check_names(b, err) && check_new(b, err);
}
