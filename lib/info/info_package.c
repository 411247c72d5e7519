/* info_package.c: see info_package.h. */
#include "info/info_package.h"

#include "base/path.h"
#include "info/info_cpl.h"
#include "info/info_sign.h"
#include "info/info_mxf.h"

/* The name of a file, or the id of one that has none that can be used. */
static void
put_name(const struct dcp_file *file, struct outline *o)
{
	if (file->name[0] != '\0') {
		outline_text(o, "name", file->name);
		json_uuid(outline_json(o), "id", &file->id);
	} else {
		outline_uuid(o, "id", &file->id);
	}
}

/* One line of text for each file that ASSETMAP names. */
static bool
put_asset(const struct dcp_file *file, const struct info_options *options,
    struct outline *o, struct dcp_error *err)
{
	struct dcp_error why = {0};

	outline_row(o);
	put_name(file, o);
	json_flag(outline_json(o), "present", file->exists);
	if (file->exists) {
		json_number(outline_json(o), "size", file->size);
	} else {
		outline_say(o, "failure", "(%s)", file->path == NULL ?
		    file->failure.text : "missing");
		if (file->path == NULL)
			json_text(outline_json(o), "failure",
			    file->failure.text);
	}
	if (file->listed != NULL)
		json_text(outline_json(o), "type", file->listed->type);
	if (file->document != DIALECT_OTHER_DOCUMENT)
		outline_text(o, "document",
		    dialect_document_name(file->document));
	else if (file->exists && dcp_file_is_mxf(file) &&
	    !info_mxf_brief(file->path, options, o, &why)) {
		outline_text(o, "failure", why.text);
		if (options->broken != NULL)
			*options->broken = true;
	}
	outline_close(o);
	return why.status != DCP_NO_MEMORY || error_memory(err);
}

/* Every track of the composition is in this package. */
static bool
is_complete(const struct dcp *dcp, const struct cpl *cpl)
{
	const struct cpl_asset *a;
	size_t i, k;

	for (i = 0; i < cpl->reel_count; i++)
		for (k = 0; k < cpl->reels[i].asset_count; k++) {
			a = &cpl->reels[i].assets[k];
			if (cpl_kind_is_track(a->kind) && a->has_id &&
			    dcp_find(dcp, 1, &a->id, NULL) == NULL)
				return false;
		}
	return true;
}

static bool
put_composition(const struct dcp *dcp, const struct dcp_cpl *c,
    struct outline *o, struct dcp_error *err)
{
	bool ok = true;

	outline_item(o, c->file->name);
	json_text(outline_json(o), "file", c->file->name);
	if (c->failure.status != DCP_OK) {
		outline_text(o, "failure", c->failure.text);
	} else {
		if (c->cpl.reel_count > 0)
			outline_text(o, "version", is_complete(dcp, &c->cpl) ?
			    "OV" : "VF");
		ok = info_cpl(&c->cpl, dcp, o, err);
	}
	outline_close(o);
	return ok;
}

static bool
put_list(const struct dcp_pkl *p, struct outline *o, struct dcp_error *err)
{
	bool ok = true;

	outline_row(o);
	put_name(p->file, o);
	if (p->failure.status != DCP_OK) {
		outline_text(o, "failure", p->failure.text);
	} else {
		outline_say(o, "assets", "%zu assets", p->pkl.asset_count);
		json_number(outline_json(o), "assets", p->pkl.asset_count);
		outline_text(o, "annotation", p->pkl.annotation);
		if (p->pkl.has_signature)
			ok = info_sign_row(p->pkl.document, p->pkl.dialect, o,
			    err);
	}
	outline_close(o);
	return ok;
}

static void
put_volume(const struct dcp *dcp, struct outline *o)
{
	enum dialect dialect = dcp->map.dialect;
	uint64_t total = 0;
	size_t i;

	if (dcp->map_path == NULL && dcp->pkl_count > 0)
		dialect = dcp->pkls[0].pkl.dialect;
	outline_text(o, "dialect", dialect_name(dialect));
	outline_text(o, "map", dcp->map_path == NULL ? "(none)" :
	    path_name(dcp->map_path));
	outline_text(o, "map_failure", dcp->map_failure.text);
	if (dcp->volume.has_index)
		outline_number(o, "volume_index", dcp->volume.index);
	if (dcp->map.has_volume_count)
		outline_number(o, "volume_count", dcp->map.volume_count);
	outline_text(o, "issuer", dcp->map.issuer);
	outline_text(o, "creator", dcp->map.creator);
	if (dcp->map.has_issue_date)
		outline_time(o, "issue_date", &dcp->map.issue_date);
	for (i = 0; i < dcp->file_count; i++)
		total += dcp->files[i].size;
	outline_size(o, "size", total);
}

bool
info_package(const char *folder, const struct info_options *options,
    struct outline *o, struct dcp_error *err)
{
	struct dcp dcp;
	bool ok = true;
	size_t i;

	if (!dcp_open(folder, &dcp, err))
		return false;
	put_volume(&dcp, o);
	outline_list(o, "packing_lists");
	for (i = 0; ok && i < dcp.pkl_count; i++)
		ok = put_list(&dcp.pkls[i], o, err);
	outline_close(o);
	outline_list(o, "assets");
	for (i = 0; ok && i < dcp.file_count; i++)
		ok = put_asset(&dcp.files[i], options, o,
		    err);
	outline_close(o);
	outline_list(o, "compositions");
	for (i = 0; ok && i < dcp.cpl_count; i++)
		ok = put_composition(&dcp, &dcp.cpls[i], o, err);
	outline_close(o);
	dcp_close(&dcp);
	return ok;
}
