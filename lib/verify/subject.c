/* subject.c: see subject.h. */
#include "verify/subject.h"

#include <string.h>

enum dialect
subject_dialect(const struct subject *s)
{
	const struct dcp *dcp = s->dcp;
	size_t i;

	for (i = 0; i < dcp->cpl_count; i++)
		if (dcp->cpls[i].cpl.dialect != DIALECT_UNKNOWN)
			return dcp->cpls[i].cpl.dialect;
	for (i = 0; i < dcp->pkl_count; i++)
		if (dcp->pkls[i].pkl.dialect != DIALECT_UNKNOWN)
			return dcp->pkls[i].pkl.dialect;
	return dcp->map.dialect;
}

struct diag_place
subject_place(const struct dcp_file *file)
{
	return (struct diag_place){.file = file->name, .asset = file->id};
}

bool
subject_knows_map(const struct subject *s)
{
	return s->dcp->map_path != NULL &&
	    s->dcp->map_failure.status == DCP_OK &&
	    s->dcp->map.asset_count > 0;
}

bool
subject_knows_lists(const struct subject *s)
{
	size_t i;

	for (i = 0; i < s->dcp->pkl_count; i++)
		if (s->dcp->pkls[i].failure.status != DCP_OK)
			return false;
	return s->dcp->pkl_count > 0 && !s->lone;
}

/* A document that a packing list has, and the package has not. */
static bool
misses_document(const struct subject *s, const struct pkl *pkl)
{
	const struct pkl_asset *a;
	size_t i;

	for (i = 0; i < pkl->asset_count; i++) {
		a = &pkl->assets[i];
		if (a->has_id && a->type != NULL &&
		    strncmp(a->type, "text/xml", 8) == 0 &&
		    dcp_find(s->dcp, 1, &a->id, NULL) == NULL)
			return true;
	}
	return false;
}

bool
subject_knows_playlists(const struct subject *s)
{
	const struct dcp *dcp = s->dcp;
	size_t i;

	for (i = 0; i < dcp->cpl_count; i++)
		if (dcp->cpls[i].failure.status != DCP_OK)
			return false;
	for (i = 0; i < dcp->file_count; i++)
		if (dcp->files[i].failure.status != DCP_OK &&
		    dcp_file_is_xml(&dcp->files[i]) &&
		    (dcp->files[i].map == NULL ||
		    !dcp->files[i].map->is_packing_list))
			return false;
	for (i = 0; i < dcp->pkl_count; i++)
		if (misses_document(s, &dcp->pkls[i].pkl))
			return false;
	return true;
}

const struct pkl_asset *
subject_listed(const struct subject *s, const struct uuid *id)
{
	const struct dcp_file *f = dcp_find(s->dcp, 1, id, NULL);
	const struct pkl_asset *a;
	size_t i;

	if (f != NULL)
		return f->listed;
	for (i = 0; i < s->dcp->pkl_count; i++)
		if ((a = pkl_find(&s->dcp->pkls[i].pkl, id)) != NULL)
			return a;
	return NULL;
}

const struct evidence *
subject_evidence(const struct subject *s, const struct uuid *id)
{
	const struct dcp_file *f = dcp_find(s->dcp, 1, id, NULL);
	const struct evidence *e = NULL;
	size_t where;

	if (f != NULL)
		e = &s->evidence[f - s->dcp->files];
	else if (s->other_evidence != NULL && (f = dcp_find(s->others,
	    s->other_count, id, &where)) != NULL)
		e = &s->other_evidence[where][f - s->others[where].files];
	return e != NULL && e->known ? e : NULL;
}

bool
subject_is_encrypted(const struct subject *s, const struct cpl *cpl)
{
	const struct evidence *e;
	size_t i, j;

	for (i = 0; i < cpl->reel_count; i++) {
		for (j = 0; j < cpl->reels[i].asset_count; j++) {
			const struct cpl_asset *a = &cpl->reels[i].assets[j];

			if (a->has_key_id)
				return true;
			e = a->has_id ? subject_evidence(s, &a->id) : NULL;
			if (e != NULL && e->encrypted)
				return true;
		}
	}
	return false;
}
