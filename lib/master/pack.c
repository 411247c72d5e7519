/* pack.c: see pack.h. */
#include "master/pack.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/folder.h"
#include "base/output.h"
#include "base/path.h"
#include "crypt/digests.h"
#include "crypt/nameid.h"
#include "master/packlist.h"
#include "package/dcp.h"
#include "trust/dsig.h"

/* One package in the making. */
struct job {
	const struct pack *pack;
	struct packlist list;
	struct dcp old;		/* the package to be replaced, or nothing */
	const struct packlist_file **packed;	/* assets of the list */
	struct pkl pkl;
	char pkl_name[UUID_SIZE + 16];
	struct assetmap map;
};

static void PRINTF(2, 3)
tell(const struct pack *pack, const char *fmt, ...)
{
	char text[1200];
	va_list ap;

	if (pack->notice == NULL)
		return;
	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	pack->notice(pack->context, text);
}

/* Whether a package is there, which may be replaced only if it is wanted. */
static bool
look_at_old(struct job *job, struct dcp_error *err)
{
	struct dcp_error none = {0};

	if (!dcp_open(job->pack->folder, &job->old, &none))
		return none.status == DCP_BAD_INPUT || error_set(err,
		    none.status, "%s", none.text);
	if (job->old.map_path == NULL || job->pack->replace)
		return true;
	return error_set(err, DCP_REFUSED, "%s: is there already, want "
	    "--force to replace the package", job->old.map_path);
}

static bool
is_old_pkl(const struct job *job, const char *name)
{
	size_t i;

	for (i = 0; i < job->old.pkl_count; i++)
		if (job->old.pkls[i].file->map != NULL &&
		    strcmp(job->old.pkls[i].file->name, name) == 0 &&
		    job->old.pkls[i].file->document == DIALECT_PKL)
			return true;
	return false;
}

static bool
check_missing(const struct job *job, struct dcp_error *err)
{
	struct bytes text = {0};
	size_t count = packlist_missing(&job->list, &text);
	bool ok = bytes_ok(&text, err);

	if (ok && count > 0 && job->pack->version_file)
		tell(job->pack, "not in this package: %s", bytes_text(&text));
	else if (ok && count > 0)
		ok = error_set(err, DCP_BAD_INPUT, "%s: have a playlist with "
		    "tracks that are not there, want them, or --vf if they "
		    "are in the original version: %s", job->pack->folder,
		    bytes_text(&text));
	bytes_clear(&text);
	return ok;
}

static void
tell_left(const struct job *job)
{
	const struct packlist *list = &job->list;
	size_t i;

	for (i = 0; i < list->left_count; i++)
		if (!is_old_pkl(job, list->left[i]))
			tell(job->pack, "%s/%s: is no asset, not packed",
			    job->pack->folder, list->left[i]);
	for (i = 0; i < list->file_count; i++)
		if (!list->files[i].used)
			tell(job->pack, "%s: no playlist refers to it, "
			    "not packed", list->files[i].path);
}

static bool
has_keys(const struct cpl *cpl)
{
	size_t i, k;

	for (i = 0; i < cpl->reel_count; i++)
		for (k = 0; k < cpl->reels[i].asset_count; k++)
			if (cpl->reels[i].assets[k].has_key_id)
				return true;
	return false;
}

/* RDD 52, 8.7 and 9.2: what goes with encrypted tracks is signed. */
static void
tell_unsigned(const struct job *job)
{
	const struct packlist *list = &job->list;
	char id[UUID_URN_SIZE];
	bool encrypted = false;
	size_t i;

	for (i = 0; i < list->cpl_count; i++)
		encrypted = encrypted || has_keys(&list->cpls[i]);
	for (i = 0; i < list->cpl_count; i++) {
		if (list->cpls[i].has_signature || (job->pack->signer == NULL &&
		    !has_keys(&list->cpls[i])))
			continue;
		uuid_format_urn(id, &list->cpls[i].id);
		tell(job->pack, "%s: the playlist %s is not signed, want it "
		    "signed before it is packed (see dcp-sign)",
		    job->pack->folder, id);
	}
	if (encrypted && job->pack->signer == NULL)
		tell(job->pack, "%s: has encrypted tracks, want --sign, as "
		    "servers refuse a packing list that is not signed",
		    job->pack->folder);
}

/* The asset of ${file} in the packing list; its hash comes later. */
static bool
list_file(struct job *job, const struct packlist_file *file,
    struct dcp_error *err)
{
	const struct dialect_table *t = dialect_of(DIALECT_SMPTE);
	struct pkl_asset *a = pkl_add_asset(&job->pkl, err);
	const struct record *known;

	if (a == NULL)
		return false;
	job->packed[job->pkl.asset_count - 1] = file;
	a->has_id = a->has_size = true;
	a->id = file->record.id;
	a->size = file->record.size;
	a->type = file->is_cpl ? t->cpl_type : t->picture_type;
	a->original_name = file->name;
	known = job->pack->records == NULL ? NULL :
	    record_find(job->pack->records, &file->record);
	if (known != NULL) {
		a->has_hash = true;
		a->hash = known->hash;
	} else if (!file->is_cpl && job->pack->records != NULL &&
	    job->pack->records->count > 0)
		tell(job->pack, record_is_known(job->pack->records,
		    &file->record) ?
		    "%s: its record has no digest, it is read" :
		    "%s: no record holds for it, it is read", file->path);
	return true;
}

static bool
list_files(struct job *job, struct dcp_error *err)
{
	size_t i;

	job->packed = calloc(job->list.file_count, sizeof(*job->packed));
	if (job->packed == NULL)
		return error_memory(err);
	for (i = 0; i < job->list.file_count; i++)
		if (job->list.files[i].used &&
		    !list_file(job, &job->list.files[i], err))
			return false;
	return true;
}

static bool
take_digest(struct pkl_asset *a, const struct digests_file *f,
    struct dcp_error *err)
{
	if (f->failure.status != DCP_OK)
		return error_set(err, f->failure.status, "%s", f->failure.text);
	if (f->size != a->size)
		return error_set(err, DCP_BAD_INPUT,
		    "%s: has changed while it was read", f->path);
	a->has_hash = true;
	a->hash = f->have;
	return true;
}

/* Read the files of which no record holds. */
static bool
hash_files(struct job *job, struct dcp_error *err)
{
	size_t *which = calloc(job->pkl.asset_count + 1, sizeof(*which));
	struct digests_file *files = calloc(job->pkl.asset_count + 1,
	    sizeof(*files));
	struct digests_job work = {.kind = DIGEST_SHA1, .files = files,
	    .threads = job->pack->threads, .progress = job->pack->progress};
	size_t i;
	bool ok = which != NULL && files != NULL;

	if (!ok)
		error_memory(err);
	for (i = 0; ok && i < job->pkl.asset_count; i++) {
		if (job->pkl.assets[i].has_hash)
			continue;
		which[work.count] = i;
		files[work.count++].path = job->packed[i]->path;
	}
	ok = ok && digests_run(&work, err);
	for (i = 0; ok && i < work.count; i++)
		ok = take_digest(&job->pkl.assets[which[i]], &files[i], err);
	free(files);
	free(which);
	return ok;
}

static bool
check_hashes(const struct job *job, struct dcp_error *err)
{
	const struct packlist_file *file;
	size_t i;

	for (i = 0; i < job->pkl.asset_count; i++) {
		file = job->packed[i];
		if (file->want != NULL && !digest_equal(file->want,
		    &job->pkl.assets[i].hash))
			return error_set(err, DCP_BAD_INPUT, "%s: is not the "
			    "file whose hash the playlist has", file->path);
	}
	return true;
}

static void
set_titles(struct job *job)
{
	const struct pack *p = job->pack;
	const struct cpl *first = &job->list.cpls[0];
	struct pkl *pkl = &job->pkl;
	struct assetmap *map = &job->map;
	char id[UUID_SIZE];

	pkl->has_id = pkl->has_issue_date = true;
	pkl->id = p->id;
	pkl->issue_date = p->issue_date;
	pkl->annotation = p->annotation != NULL ? p->annotation :
	    first->annotation != NULL ? first->annotation : first->title;
	pkl->issuer = p->issuer != NULL ? p->issuer :
	    first->issuer != NULL ? first->issuer : p->creator;
	pkl->creator = p->creator;
	uuid_format(id, &p->id);
	snprintf(job->pkl_name, sizeof(job->pkl_name), "PKL_%s.xml", id);
	map->has_id = map->has_volume_count = map->has_issue_date = true;
	map->volume_count = 1;
	map->issue_date = p->issue_date;
	map->annotation = pkl->annotation;
	map->issuer = pkl->issuer;
	map->creator = p->creator;
}

/* Everything of the map, given the size of the packing list. */
static bool
fill_map(struct job *job, size_t pkl_size, struct dcp_error *err)
{
	struct assetmap_asset *a;
	size_t i;

	if (!nameid_make(&job->pack->id, "asset map", &job->map.id, err))
		return false;
	a = assetmap_add(&job->map, &job->pkl.id, job->pkl_name, pkl_size,
	    err);
	if (a == NULL)
		return false;
	a->is_packing_list = true;
	for (i = 0; i < job->pkl.asset_count; i++)
		if (assetmap_add(&job->map, &job->pkl.assets[i].id,
		    job->packed[i]->name, job->pkl.assets[i].size, err) ==
		    NULL)
			return false;
	return true;
}

/* A document of the package under its temporary name. */
static struct output *
write_out(const struct job *job, const char *name, const struct bytes *text,
    struct dcp_error *err)
{
	char *path = path_join(job->pack->folder, name);
	struct output *out = NULL;

	if (path == NULL) {
		error_memory(err);
		return NULL;
	}
	out = output_open(path, err);
	free(path);
	if (out != NULL && !output_write(out, text->at, text->size, err)) {
		output_abandon(out);
		out = NULL;
	}
	return out;
}

static void
remove_file(const struct job *job, const char *name)
{
	char *path = path_join(job->pack->folder, name);

	if (path != NULL)
		unlink(path);
	free(path);
}

/* What the package had that the new one has under other names. */
static void
remove_old(const struct job *job)
{
	size_t i;

	for (i = 0; i < job->old.pkl_count; i++)
		if (is_old_pkl(job, job->old.pkls[i].file->name) && strcmp(
		    job->old.pkls[i].file->name, job->pkl_name) != 0)
			unlink(job->old.pkls[i].file->path);
	if (job->old.map_path != NULL) {
		remove_file(job, dialect_of(DIALECT_INTEROP)->assetmap_file);
		remove_file(job, dialect_of(DIALECT_INTEROP)->volindex_file);
	}
}

/*
 * The package is there with its ASSETMAP.xml, which comes last.  The outputs
 * are handed over.
 */
static bool
commit(const struct job *job, struct output *out[3], struct dcp_error *err)
{
	size_t i;

	for (i = 0; i < 3; i++) {
		struct output *this = out[i];

		out[i] = NULL;
		if (output_commit(this, err))
			continue;
		if (i > 0 && job->old.map_path == NULL)
			remove_file(job, job->pkl_name);
		if (i > 1 && job->old.map_path == NULL)
			remove_file(job,
			    dialect_of(DIALECT_SMPTE)->volindex_file);
		return false;
	}
	remove_old(job);
	return true;
}

/* The packing list as its file will have it. */
static bool
format_list(const struct job *job, struct bytes *to, struct dcp_error *err)
{
	struct bytes text = {0};
	bool ok;

	if (job->pack->signer == NULL)
		return pkl_format(&job->pkl, to, err);
	ok = pkl_format(&job->pkl, &text, err) && dsig_sign(text.at, text.size,
	    DSIG_SMPTE, job->pack->signer, to, err);
	bytes_clear(&text);
	return ok;
}

static bool
write_package(struct job *job, struct dcp_error *err)
{
	const struct dialect_table *t = dialect_of(DIALECT_SMPTE);
	struct bytes pkl = {0}, volume = {0}, map = {0};
	struct output *out[3] = {NULL, NULL, NULL};
	bool ok;
	size_t i;

	ok = format_list(job, &pkl, err) &&
	    assetmap_format_volume(1, &volume, err) &&
	    fill_map(job, pkl.size, err) &&
	    assetmap_format(&job->map, &map, err) &&
	    (out[0] = write_out(job, job->pkl_name, &pkl, err)) != NULL &&
	    (out[1] = write_out(job, t->volindex_file, &volume, err)) !=
	    NULL &&
	    (out[2] = write_out(job, t->assetmap_file, &map, err)) != NULL &&
	    commit(job, out, err);
	for (i = 0; i < 3; i++)
		output_abandon(out[i]);
	bytes_clear(&pkl);
	bytes_clear(&volume);
	bytes_clear(&map);
	return ok;
}

bool
pack_folder(const struct pack *pack, struct dcp_error *err)
{
	struct job job = {.pack = pack};
	int lock;
	bool ok;

	ok = folder_lock(pack->folder, &lock, err) &&
	    look_at_old(&job, err) &&
	    packlist_read(pack->folder, &job.list, err) &&
	    check_missing(&job, err);
	if (ok) {
		tell_left(&job);
		tell_unsigned(&job);
		set_titles(&job);
	}
	ok = ok && list_files(&job, err) && hash_files(&job, err) &&
	    check_hashes(&job, err) && write_package(&job, err);
	free(job.packed);
	assetmap_clear(&job.map);
	pkl_clear(&job.pkl);
	packlist_clear(&job.list);
	dcp_close(&job.old);
	folder_unlock(lock);
	return ok;
}
