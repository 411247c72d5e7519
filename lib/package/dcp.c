/* dcp.c: see dcp.h. */
#include "package/dcp.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/array.h"
#include "base/path.h"

static bool
is_file(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISREG(st.st_mode);
}

/* The path of ${name} in the folder if such a file is there. */
static bool
find_name(const struct dcp *dcp, const char *name, char **path,
    struct dcp_error *err)
{
	*path = path_join(dcp->folder, name);
	if (*path == NULL)
		return error_memory(err);
	if (!is_file(*path)) {
		free(*path);
		*path = NULL;
	}
	return true;
}

/* The SMPTE name before the Interop one; whether both are there in ${both}. */
static bool
find_either(const struct dcp *dcp, const char *smpte, const char *interop,
    char **path, bool *both, struct dcp_error *err)
{
	char *second = NULL;

	if (!find_name(dcp, smpte, path, err) ||
	    !find_name(dcp, interop, &second, err))
		return false;
	*both = *path != NULL && second != NULL;
	if (*path == NULL)
		*path = second;
	else
		free(second);
	return true;
}

static struct dcp_file *
add_file(struct dcp *dcp, struct dcp_error *err)
{
	struct dcp_file *more;

	more = array_room(dcp->files, dcp->file_count, sizeof(*more), err);
	if (more == NULL)
		return NULL;
	dcp->files = more;
	return &more[dcp->file_count++];
}

/* Find ${file}, whose name is known, on the disk. */
static bool
look_for(const struct dcp *dcp, struct dcp_file *file, struct dcp_error *err)
{
	struct stat st;

	file->path = path_inside(dcp->folder, file->name, &file->failure);
	if (file->path == NULL)
		return file->failure.status != DCP_NO_MEMORY ||
		    error_memory(err);
	if (stat(file->path, &st) != 0)
		error_system(&file->failure);
	else if (!S_ISREG(st.st_mode))
		error_set(&file->failure, DCP_BAD_INPUT,
		    "is no regular file");
	else {
		file->exists = true;
		file->size = (uint64_t)st.st_size;
	}
	return true;
}

static bool
add_mapped(struct dcp *dcp, const struct assetmap_asset *a,
    struct dcp_error *err)
{
	struct dcp_file *file = add_file(dcp, err);
	const struct assetmap_chunk *c = a->chunks;

	if (file == NULL)
		return false;
	file->map = a;
	file->id = a->id;
	file->name = strdup(a->chunk_count == 0 || c->file == NULL ? "" :
	    c->file);
	if (file->name == NULL)
		return error_memory(err);
	if (a->chunk_count != 1)
		error_set(&file->failure, DCP_UNSUPPORTED,
		    "has %zu chunks, want 1", a->chunk_count);
	else if (c->file == NULL)
		error_set(&file->failure, DCP_REFUSED, "%s",
		    c->refusal == NULL ? "has no path" : c->refusal);
	else
		return look_for(dcp, file, err);
	return true;
}

static int
compare_files(const void *a, const void *b)
{
	struct dcp_file *const *x = a;
	struct dcp_file *const *y = b;
	int order = uuid_compare(&(*x)->id, &(*y)->id);

	/* Of two with one id, the first in the map. */
	return order != 0 ? order : *x < *y ? -1 : *x > *y;
}

static bool
sort_files(struct dcp *dcp, struct dcp_error *err)
{
	size_t i;

	free(dcp->by_id);
	dcp->by_id = calloc(dcp->file_count + 1, sizeof(*dcp->by_id));
	if (dcp->by_id == NULL)
		return error_memory(err);
	for (i = 0; i < dcp->file_count; i++)
		dcp->by_id[i] = &dcp->files[i];
	qsort(dcp->by_id, dcp->file_count, sizeof(*dcp->by_id), compare_files);
	return true;
}

/* Index in by_id of the first file whose id is not below ${id}. */
static size_t
lower_bound(const struct dcp *dcp, const struct uuid *id)
{
	size_t low = 0, high = dcp->file_count, middle;

	while (low < high) {
		middle = low + (high - low) / 2;
		if (uuid_compare(&dcp->by_id[middle]->id, id) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static bool
has_id(const struct dcp *dcp, size_t index, const struct uuid *id)
{
	return index < dcp->file_count &&
	    uuid_equal(&dcp->by_id[index]->id, id);
}

static struct dcp_pkl *
add_pkl(struct dcp *dcp, const struct dcp_file *file, struct dcp_error *err)
{
	struct dcp_pkl *more;

	more = array_room(dcp->pkls, dcp->pkl_count, sizeof(*more), err);
	if (more == NULL)
		return NULL;
	dcp->pkls = more;
	more += dcp->pkl_count++;
	more->file = file;
	return more;
}

static struct dcp_cpl *
add_cpl(struct dcp *dcp, const struct dcp_file *file, struct dcp_error *err)
{
	struct dcp_cpl *more;

	more = array_room(dcp->cpls, dcp->cpl_count, sizeof(*more), err);
	if (more == NULL)
		return NULL;
	dcp->cpls = more;
	more += dcp->cpl_count++;
	more->file = file;
	return more;
}

/* ${failure} in what was read is not the caller's, but for lack of memory. */
static bool
unless_memory(bool ok, const struct dcp_error *failure, struct dcp_error *err)
{
	return ok || failure->status != DCP_NO_MEMORY || error_memory(err);
}

/* Read the XML document ${file} for what it is. */
static bool
read_document(struct dcp *dcp, struct dcp_file *file, struct dcp_error *err)
{
	struct xml_document *doc = xmlread_load(file->path, &file->failure);
	struct dcp_pkl *p = NULL;
	struct dcp_cpl *c = NULL;
	bool ok = true;

	if (doc == NULL)
		return unless_memory(false, &file->failure, err);
	dialect_identify(xmlread_root(doc), &file->document);
	if (file->document == DIALECT_PKL)
		p = add_pkl(dcp, file, err);
	else if (file->document == DIALECT_CPL)
		c = add_cpl(dcp, file, err);
	else {
		xmlread_free(doc);
		return true;
	}
	if (p != NULL)
		ok = unless_memory(pkl_parse(doc, &p->pkl, &p->failure),
		    &p->failure, err);
	else if (c != NULL)
		ok = unless_memory(cpl_parse(doc, &c->cpl, &c->failure),
		    &c->failure, err);
	else {
		xmlread_free(doc);
		ok = false;
	}
	return ok;
}

/* A packing list that is not there, or no XML, stands in pkls all the same. */
static bool
read_packing_list(struct dcp *dcp, struct dcp_file *file,
    struct dcp_error *err)
{
	size_t before = dcp->pkl_count;
	struct dcp_pkl *p;

	if (file->exists && !read_document(dcp, file, err))
		return false;
	if (dcp->pkl_count > before || file->document == DIALECT_CPL)
		return true;
	p = add_pkl(dcp, file, err);
	if (p == NULL)
		return false;
	if (file->failure.status != DCP_OK)
		p->failure = file->failure;
	else
		error_set(&p->failure, DCP_BAD_INPUT,
		    "is no packing list, as ASSETMAP says");
	return true;
}

/* Tell the files which packing list has them; the first counts. */
static void
link_list(struct dcp *dcp, const struct pkl *pkl)
{
	const struct pkl_asset *a;
	size_t i, k;

	for (i = 0; i < pkl->asset_count; i++) {
		a = &pkl->assets[i];
		k = a->has_id ? lower_bound(dcp, &a->id) : dcp->file_count;
		for (; has_id(dcp, k, &a->id); k++)
			if (dcp->by_id[k]->listed == NULL)
				dcp->by_id[k]->listed = a;
	}
}

/* A playlist's tracks are used. */
static void
mark_used(struct dcp *dcp, const struct cpl *cpl)
{
	const struct cpl_asset *a;
	size_t i, k, n;

	for (i = 0; i < cpl->reel_count; i++)
		for (k = 0; k < cpl->reels[i].asset_count; k++) {
			a = &cpl->reels[i].assets[k];
			n = a->has_id ? lower_bound(dcp, &a->id) :
			    dcp->file_count;
			for (; has_id(dcp, n, &a->id); n++)
				dcp->by_id[n]->used = true;
		}
}

static bool
read_documents(struct dcp *dcp, struct dcp_error *err)
{
	struct dcp_file *f;
	size_t i, lists;

	for (i = 0; i < dcp->file_count; i++) {
		f = &dcp->files[i];
		if (f->map != NULL && f->map->is_packing_list &&
		    !read_packing_list(dcp, f, err))
			return false;
	}
	lists = dcp->pkl_count;
	for (i = 0; i < lists; i++)
		link_list(dcp, &dcp->pkls[i].pkl);
	for (i = 0; i < dcp->file_count; i++) {
		f = &dcp->files[i];
		if (f->exists && (f->map == NULL || !f->map->is_packing_list) &&
		    dcp_file_is_xml(f) && !read_document(dcp, f, err))
			return false;
	}
	return true;
}

/* Relate what was read. */
static bool
relate(struct dcp *dcp, struct dcp_error *err)
{
	size_t i;

	if (!sort_files(dcp, err))
		return false;
	for (i = 0; i < dcp->pkl_count; i++)
		link_list(dcp, &dcp->pkls[i].pkl);
	for (i = 0; i < dcp->cpl_count; i++)
		mark_used(dcp, &dcp->cpls[i].cpl);
	return true;
}

/* A file that no map names is called by the id that its document has. */
static void
name_by_content(struct dcp *dcp)
{
	size_t i;

	for (i = 0; i < dcp->pkl_count; i++)
		if (dcp->pkls[i].file->map == NULL)
			dcp->files[dcp->pkls[i].file - dcp->files].id =
			    dcp->pkls[i].pkl.id;
	for (i = 0; i < dcp->cpl_count; i++)
		if (dcp->cpls[i].file->map == NULL)
			dcp->files[dcp->cpls[i].file - dcp->files].id =
			    dcp->cpls[i].cpl.id;
}

static bool
open_mapped(struct dcp *dcp, struct dcp_error *err)
{
	size_t i;

	for (i = 0; i < dcp->map.asset_count; i++)
		if (!add_mapped(dcp, &dcp->map.assets[i], err))
			return false;
	return sort_files(dcp, err) && read_documents(dcp, err) &&
	    relate(dcp, err);
}

/* Add ${name}, below the folder, without a map. */
static bool
add_unmapped(struct dcp *dcp, const char *name, struct dcp_error *err)
{
	struct dcp_file *file = add_file(dcp, err);

	if (file == NULL)
		return false;
	file->name = strdup(name);
	return file->name == NULL ? error_memory(err) :
	    look_for(dcp, file, err);
}

/* There is no map that names anything: take the documents that are there. */
static bool
open_unmapped(struct dcp *dcp, struct dcp_error *err)
{
	struct folder_names names = {0};
	bool ok = folder_files(dcp->folder, &names, err);
	size_t i;

	for (i = 0; ok && i < names.count; i++)
		if (path_has_suffix(names.at[i], ".xml") &&
		    !dialect_is_map_name(names.at[i]))
			ok = add_unmapped(dcp, names.at[i], err);
	folder_clear(&names);
	ok = ok && sort_files(dcp, err) && read_documents(dcp, err);
	if (ok)
		name_by_content(dcp);
	return ok && relate(dcp, err);
}

static bool
open_folder(struct dcp *dcp, struct dcp_error *err)
{
	bool both;

	if (!find_either(dcp, "ASSETMAP.xml", "ASSETMAP", &dcp->map_path,
	    &dcp->both_maps, err) || !find_either(dcp, "VOLINDEX.xml",
	    "VOLINDEX", &dcp->volume_path, &both, err))
		return false;
	if (dcp->volume_path != NULL &&
	    !unless_memory(assetmap_load_volume(dcp->volume_path, &dcp->volume,
	    &dcp->volume_failure), &dcp->volume_failure, err))
		return false;
	if (dcp->map_path != NULL) {
		if (!unless_memory(assetmap_load(dcp->map_path, &dcp->map,
		    &dcp->map_failure), &dcp->map_failure, err))
			return false;
		if (dcp->map.asset_count > 0)
			return open_mapped(dcp, err);
	}
	if (!open_unmapped(dcp, err))
		return false;
	if (dcp->map_path == NULL && dcp->pkl_count == 0 &&
	    dcp->cpl_count == 0)
		return error_set(err, DCP_BAD_INPUT, "%s: is no package: there "
		    "is no ASSETMAP, packing list or playlist", dcp->folder);
	return true;
}

/* ${path} is a file: a map stands for its folder, a playlist for itself. */
static bool
open_file(struct dcp *dcp, const char *path, struct dcp_error *err)
{
	const char *name = path_name(path);

	dcp->folder = path_folder(path);
	if (dcp->folder == NULL)
		return error_memory(err);
	if (strcmp(name, "ASSETMAP") == 0 || strcmp(name, "ASSETMAP.xml") == 0)
		return open_folder(dcp, err);
	if (!add_unmapped(dcp, name, err))
		return false;
	if (!dcp->files[0].exists)
		return error_set(err, DCP_IO, "%s: %s", path,
		    dcp->files[0].failure.text);
	if (!sort_files(dcp, err) || !read_document(dcp, &dcp->files[0], err))
		return false;
	if (dcp->pkl_count + dcp->cpl_count == 0)
		return error_set(err, DCP_BAD_INPUT, "%s: %s", path,
		    dcp->files[0].failure.status != DCP_OK ?
		    dcp->files[0].failure.text :
		    "is no playlist and no packing list");
	name_by_content(dcp);
	return relate(dcp, err);
}

bool
dcp_open(const char *path, struct dcp *dcp, struct dcp_error *err)
{
	bool ok;

	*dcp = (struct dcp){0};
	if (is_file(path))
		ok = open_file(dcp, path, err);
	else {
		dcp->folder = strdup(path);
		ok = dcp->folder == NULL ? error_memory(err) :
		    open_folder(dcp, err);
	}
	if (!ok)
		dcp_close(dcp);
	return ok;
}

void
dcp_close(struct dcp *dcp)
{
	size_t i;

	for (i = 0; i < dcp->file_count; i++) {
		free(dcp->files[i].name);
		free(dcp->files[i].path);
	}
	for (i = 0; i < dcp->pkl_count; i++)
		pkl_clear(&dcp->pkls[i].pkl);
	for (i = 0; i < dcp->cpl_count; i++)
		cpl_clear(&dcp->cpls[i].cpl);
	free(dcp->files);
	free(dcp->by_id);
	free(dcp->pkls);
	free(dcp->cpls);
	assetmap_clear(&dcp->map);
	assetmap_clear_volume(&dcp->volume);
	free(dcp->map_path);
	free(dcp->volume_path);
	free(dcp->folder);
	*dcp = (struct dcp){0};
}

const struct dcp_file *
dcp_find(const struct dcp *packages, size_t count, const struct uuid *id,
    size_t *package)
{
	const struct dcp_file *absent = NULL;
	size_t i, k, where = 0;

	for (i = 0; i < count; i++) {
		k = lower_bound(&packages[i], id);
		for (; has_id(&packages[i], k, id); k++) {
			if (packages[i].by_id[k]->exists) {
				if (package != NULL)
					*package = i;
				return packages[i].by_id[k];
			}
			if (absent == NULL) {
				absent = packages[i].by_id[k];
				where = i;
			}
		}
	}
	if (package != NULL)
		*package = where;
	return absent;
}

bool
dcp_file_is_mxf(const struct dcp_file *file)
{
	return path_has_suffix(file->name, ".mxf") || (file->listed != NULL &&
	    file->listed->type != NULL &&
	    strstr(file->listed->type, "mxf") != NULL);
}

bool
dcp_file_is_xml(const struct dcp_file *file)
{
	return path_has_suffix(file->name, ".xml") || (file->listed != NULL &&
	    file->listed->type != NULL &&
	    strncmp(file->listed->type, "text/xml", 8) == 0);
}
