/* packlist.c: see packlist.h. */
#include "master/packlist.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/array.h"
#include "base/folder.h"
#include "base/path.h"
#include "mxf/mxfread.h"

static bool
leave(struct packlist *list, const char *name, struct dcp_error *err)
{
	char **more = array_room(list->left, list->left_count, sizeof(*more),
	    err);

	if (more == NULL)
		return false;
	list->left = more;
	more[list->left_count] = strdup(name);
	if (more[list->left_count] == NULL)
		return error_memory(err);
	list->left_count++;
	return true;
}

/* ${path} is copied. */
static bool
add_file(struct packlist *list, const char *name, const char *path,
    const struct uuid *id, bool is_cpl, struct dcp_error *err)
{
	struct packlist_file *more;

	more = array_room(list->files, list->file_count, sizeof(*more), err);
	if (more == NULL)
		return false;
	list->files = more;
	more += list->file_count++;
	more->name = strdup(name);
	more->path = strdup(path);
	more->is_cpl = more->used = is_cpl;
	if (more->name == NULL || more->path == NULL)
		return error_memory(err);
	return record_of_file(more->path, id, NULL, &more->record, err);
}

/* A text that is empty does not keep a playlist from being packed. */
static bool
check_cpl(const struct cpl *cpl, struct dcp_error *err)
{
	const struct xmlnote *n = cpl->notes.at;
	size_t i;

	if (cpl->dialect != DIALECT_SMPTE)
		return error_set(err, DCP_UNSUPPORTED, "have a playlist of "
		    "%s, want one of SMPTE", dialect_name(cpl->dialect));
	for (i = 0; i < cpl->notes.count; i++)
		if (n[i].kind != XMLNOTE_EMPTY)
			return error_set(err, DCP_BAD_INPUT, "line %ld: %s",
			    n[i].line, n[i].text);
	if (!cpl->has_id || !cpl->has_issue_date)
		return error_set(err, DCP_BAD_INPUT,
		    "have no Id or no IssueDate, want both");
	return true;
}

/* ${doc} is handed over. */
static bool
add_cpl(struct packlist *list, const char *name, const char *path,
    struct xml_document *doc, struct dcp_error *err)
{
	struct cpl *more = array_room(list->cpls, list->cpl_count,
	    sizeof(*more), err);

	if (more == NULL) {
		xmlread_free(doc);
		return false;
	}
	list->cpls = more;
	more += list->cpl_count;
	if (!cpl_parse(doc, more, err))
		return false;
	list->cpl_count++;
	return check_cpl(more, err) &&
	    add_file(list, name, path, &more->id, true, err);
}

static bool
read_xml(struct packlist *list, const char *name, const char *path,
    struct dcp_error *err)
{
	struct xml_document *doc = xmlread_load(path, err);
	enum dialect_document kind;

	if (doc == NULL)
		return error_in(err, "%s", path);
	dialect_identify(xmlread_root(doc), &kind);
	if (kind == DIALECT_CPL)
		return add_cpl(list, name, path, doc, err) ||
		    error_in(err, "%s", path);
	xmlread_free(doc);
	return leave(list, name, err);
}

static bool
read_mxf(struct packlist *list, const char *name, const char *path,
    struct dcp_error *err)
{
	struct mxfread *r = mxfread_open(path, err);
	const struct trackfile *t;
	bool ok;

	if (r == NULL)
		return false;	/* which names the file */
	t = mxfread_trackfile(r);
	ok = t->fault == NULL ?
	    add_file(list, name, path, &t->id, false, err) :
	    error_set(err, DCP_BAD_INPUT, "%s: is not whole: %s", path,
	    t->fault);
	mxfread_close(r);
	return ok;
}

/* Look at ${name} below the folder; a link is never followed. */
static bool
read_file(struct packlist *list, const char *folder, const char *name,
    struct dcp_error *err)
{
	char *path = path_join(folder, name);
	struct stat st;
	bool ok;

	if (path == NULL)
		return error_memory(err);
	if (dialect_is_map_name(name))
		ok = true;
	else if (strncmp(path_name(name), "ASSETMAP", 8) == 0 &&
	    dialect_is_map_name(path_name(name)))
		ok = error_set(err, DCP_BAD_INPUT, "%s: is another package, "
		    "want none below this folder", path);
	else if (lstat(path, &st) != 0)
		ok = error_system(err) || error_in(err, "%s", path);
	else if (S_ISREG(st.st_mode) && path_has_suffix(name, ".xml"))
		ok = read_xml(list, name, path, err);
	else if (S_ISREG(st.st_mode) && path_has_suffix(name, ".mxf"))
		ok = read_mxf(list, name, path, err);
	else
		ok = leave(list, name, err);
	free(path);
	return ok;
}

static int
compare_ids(const void *a, const void *b)
{
	struct packlist_file *const *x = a;
	struct packlist_file *const *y = b;

	return uuid_compare(&(*x)->record.id, &(*y)->record.id);
}

/* The files in order of id; the caller frees it; NULL if memory ran out. */
static struct packlist_file **
sort_by_id(const struct packlist *list)
{
	struct packlist_file **sorted;
	size_t i;

	sorted = calloc(list->file_count + 1, sizeof(*sorted));
	if (sorted == NULL)
		return NULL;
	for (i = 0; i < list->file_count; i++)
		sorted[i] = &list->files[i];
	qsort(sorted, list->file_count, sizeof(*sorted), compare_ids);
	return sorted;
}

static struct packlist_file *
find(struct packlist_file *const *sorted, size_t count, const struct uuid *id)
{
	struct packlist_file key = {.record = {.id = *id}};
	struct packlist_file *const at = &key;
	struct packlist_file *const *found;

	found = bsearch(&at, sorted, count, sizeof(*sorted), compare_ids);
	return found == NULL ? NULL : *found;
}

/* What all playlists say of one file must be the same. */
static bool
use(struct packlist_file *file, const struct cpl_asset *a,
    struct dcp_error *err)
{
	if (file == NULL)
		return true;
	if (file->is_cpl)
		return error_set(err, DCP_BAD_INPUT,
		    "%s: is a playlist, and a %s in one", file->path,
		    cpl_kind_name(a->kind));
	file->used = true;
	if (!a->has_hash)
		return true;
	if (file->want != NULL && !digest_equal(file->want, &a->hash))
		return error_set(err, DCP_BAD_INPUT,
		    "%s: playlists have two hashes of it", file->path);
	file->want = &a->hash;
	return true;
}

static bool
use_tracks(const struct cpl *cpl, struct packlist_file *const *sorted,
    size_t count, struct dcp_error *err)
{
	const struct cpl_reel *reel;
	size_t i, k;

	for (i = 0; i < cpl->reel_count; i++) {
		reel = &cpl->reels[i];
		for (k = 0; k < reel->asset_count; k++)
			if (cpl_kind_is_track(reel->assets[k].kind) &&
			    !use(find(sorted, count, &reel->assets[k].id),
			    &reel->assets[k], err))
				return false;
	}
	return true;
}

static bool
relate(struct packlist *list, struct dcp_error *err)
{
	struct packlist_file **sorted = sort_by_id(list);
	size_t i;
	bool ok = true;

	if (sorted == NULL)
		return error_memory(err);
	for (i = 1; ok && i < list->file_count; i++)
		if (compare_ids(&sorted[i - 1], &sorted[i]) == 0)
			ok = error_set(err, DCP_BAD_INPUT,
			    "%s and %s have the same id", sorted[i - 1]->path,
			    sorted[i]->path);
	for (i = 0; ok && i < list->cpl_count; i++)
		ok = use_tracks(&list->cpls[i], sorted, list->file_count, err);
	free(sorted);
	return ok;
}

bool
packlist_read(const char *folder, struct packlist *list, struct dcp_error *err)
{
	struct folder_names names = {0};
	bool ok = folder_files(folder, &names, err);
	size_t i;

	for (i = 0; ok && i < names.count; i++)
		ok = read_file(list, folder, names.at[i], err);
	folder_clear(&names);
	if (ok && list->cpl_count == 0)
		ok = error_set(err, DCP_BAD_INPUT,
		    "%s: have no playlist, want one (see dcp-cpl)", folder);
	return ok && relate(list, err);
}

void
packlist_clear(struct packlist *list)
{
	size_t i;

	for (i = 0; i < list->file_count; i++) {
		free(list->files[i].name);
		free(list->files[i].path);
	}
	for (i = 0; i < list->cpl_count; i++)
		cpl_clear(&list->cpls[i]);
	for (i = 0; i < list->left_count; i++)
		free(list->left[i]);
	free(list->files);
	free(list->cpls);
	free(list->left);
	*list = (struct packlist){0};
}

size_t
packlist_missing(const struct packlist *list, struct bytes *text)
{
	struct packlist_file **sorted = sort_by_id(list);
	const struct cpl_asset *a;
	char id[UUID_URN_SIZE];
	size_t i, k, n, count = 0;

	for (i = 0; sorted != NULL && i < list->cpl_count; i++)
		for (k = 0; k < list->cpls[i].reel_count; k++)
			for (n = 0; n < list->cpls[i].reels[k].asset_count;
			    n++) {
				a = &list->cpls[i].reels[k].assets[n];
				if (!cpl_kind_is_track(a->kind) || find(sorted,
				    list->file_count, &a->id) != NULL)
					continue;
				uuid_format_urn(id, &a->id);
				bytes_printf(text, "%s%s %s of reel %zu",
				    count++ == 0 ? "" : ", ",
				    cpl_kind_name(a->kind), id, k + 1);
			}
	text->bad = text->bad || sorted == NULL;
	free(sorted);
	return count;
}
