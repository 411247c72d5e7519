/* v_pkl.c: see v_pkl.h. */
#include "verify/v_pkl.h"

#include <stdlib.h>
#include <string.h>

#include "verify/v_sign.h"
#include "verify/v_xml.h"

static const struct dcp_cpl *
find_cpl(const struct dcp *dcp, const struct uuid *id)
{
	size_t i;

	for (i = 0; i < dcp->cpl_count; i++)
		if (dcp->cpls[i].cpl.has_id &&
		    uuid_equal(&dcp->cpls[i].cpl.id, id))
			return &dcp->cpls[i];
	return NULL;
}

static bool
type_is_one_of(const char *type, const char *const *wanted)
{
	for (; *wanted != NULL; wanted++)
		if (strcmp(type, *wanted) == 0)
			return true;
	return false;
}

/*
 * The types that packages in the field have, by what the file is; an Interop
 * list takes the SMPTE forms, too, as all servers do.
 */
static void
judge_type(const struct subject *s, const struct pkl *pkl,
    const struct pkl_asset *a, const struct diag_place *place)
{
	static const char *const smpte_mxf[] = {"application/mxf", NULL};
	static const char *const smpte_xml[] = {"text/xml", NULL};
	static const char *const interop_mxf[] = {"application/mxf",
	    "application/x-smpte-mxf",
	    "application/x-smpte-mxf;asdcpKind=Picture",
	    "application/x-smpte-mxf;asdcpKind=Sound", NULL};
	static const char *const interop_xml[] = {"text/xml",
	    "text/xml;asdcpKind=CPL", "text/xml;asdcpKind=Subtitle", NULL};
	bool interop = pkl->dialect == DIALECT_INTEROP;
	const struct evidence *e = subject_evidence(s, &a->id);
	const char *const *wanted = NULL;

	if (a->type == NULL || pkl->dialect == DIALECT_IMF)
		return;
	if (e != NULL)
		wanted = interop ? interop_mxf : smpte_mxf;
	else if (find_cpl(s->dcp, &a->id) != NULL)
		wanted = interop ? interop_xml : smpte_xml;
	if (wanted != NULL && !type_is_one_of(a->type, wanted))
		diag_report(s->diag, RULE_PKL_TYPE, place,
		    "have %s, want %s", a->type, wanted[interop ? 1 : 0]);
}

/* Another list that has the asset otherwise. */
static void
judge_conflict(const struct subject *s, const struct dcp_pkl *here,
    const struct pkl_asset *a, const struct diag_place *place)
{
	const struct dcp_pkl *p;
	const struct pkl_asset *b;

	for (p = s->dcp->pkls; p < here; p++) {
		b = pkl_find(&p->pkl, &a->id);
		if (b == NULL)
			continue;
		if ((a->has_size && b->has_size && a->size != b->size) ||
		    (a->has_hash && b->has_hash &&
		    !digest_equal(&a->hash, &b->hash)))
			diag_report(s->diag, RULE_PKL_CONFLICT, place,
			    "as in %s", p->file->name);
	}
}

static bool
is_used(const struct subject *s, const struct dcp_file *f)
{
	const struct evidence *e = &s->evidence[f - s->dcp->files];

	/* Fonts and images of Interop subtitles are used by those. */
	return f->used || !f->exists || (!e->known &&
	    f->document != DIALECT_SUBTITLE);
}

static void
judge_asset(const struct subject *s, const struct dcp_pkl *p,
    const struct pkl_asset *a)
{
	struct diag_place list = subject_place(p->file);
	struct diag_place place = diag_line(&list, a->line);
	const struct dcp_file *f;
	char text[UUID_URN_SIZE];

	if (!a->has_id)
		return;
	place.asset = a->id;
	f = dcp_find(s->dcp, 1, &a->id, NULL);
	if (subject_knows_map(s) && (f == NULL || f->map == NULL)) {
		uuid_format_urn(text, &a->id);
		diag_report(s->diag, RULE_PKL_NOT_IN_MAP, &place, "have %s",
		    text);
	}
	if (!a->has_hash && !a->bad_hash)
		diag_report(s->diag, RULE_PKL_NO_HASH, &place, "%s", "");
	if (f != NULL && subject_dialect(s) != DIALECT_IMF &&
	    s->dcp->cpl_count > 0 &&
	    subject_knows_playlists(s) && !is_used(s, f))
		diag_report(s->diag, RULE_PKL_UNUSED_ASSET, &place, "have %s",
		    f->name);
	judge_type(s, &p->pkl, a, &place);
	judge_conflict(s, p, a, &place);
}

static int
compare_assets(const void *a, const void *b)
{
	const struct pkl_asset *x = *(const struct pkl_asset *const *)a;
	const struct pkl_asset *y = *(const struct pkl_asset *const *)b;
	int order = uuid_compare(&x->id, &y->id);

	return order != 0 ? order : x < y ? -1 : x > y;
}

static void
judge_duplicates(const struct subject *s, const struct dcp_pkl *p)
{
	size_t i, n = p->pkl.asset_count;
	const struct pkl_asset **sorted = calloc(n + 1, sizeof(*sorted));
	struct diag_place list = subject_place(p->file), place;

	if (sorted == NULL) {
		s->diag->bad = true;
		return;
	}
	for (i = 0; i < n; i++)
		sorted[i] = &p->pkl.assets[i];
	if (n > 0)
		qsort(sorted, n, sizeof(*sorted), compare_assets);
	for (i = 1; i < n; i++) {
		if (!sorted[i]->has_id ||
		    !uuid_equal(&sorted[i - 1]->id, &sorted[i]->id))
			continue;
		place = diag_line(&list, sorted[i]->line);
		place.asset = sorted[i]->id;
		diag_report(s->diag, RULE_PKL_DUPLICATE_ID, &place,
		    "as in line %ld", sorted[i - 1]->line);
	}
	free(sorted);
}

/* The compositions of a list: how many, and one of them. */
static size_t
count_cpls(const struct subject *s, const struct pkl *pkl,
    const struct cpl **one)
{
	const struct dcp_cpl *c;
	size_t i, n = 0;

	for (i = 0; i < pkl->asset_count; i++) {
		c = pkl->assets[i].has_id ?
		    find_cpl(s->dcp, &pkl->assets[i].id) : NULL;
		if (c != NULL) {
			*one = &c->cpl;
			n++;
		}
	}
	return n;
}

static void
judge_content(const struct subject *s, const struct dcp_pkl *p,
    const struct diag_place *place)
{
	const struct cpl *cpl = NULL;
	size_t count = count_cpls(s, &p->pkl, &cpl);
	bool encrypted = false;
	size_t i;

	if (count == 0 && !s->lone && subject_knows_playlists(s))
		diag_report(s->diag, RULE_PKL_NO_CPL, place, "%s", "");
	if (p->pkl.dialect == DIALECT_SMPTE && count == 1 &&
	    subject_knows_playlists(s) && cpl->title != NULL && (p->pkl.annotation == NULL ||
	    strcmp(p->pkl.annotation, cpl->title) != 0))
		diag_report(s->diag, RULE_PKL_ANNOTATION, place,
		    "have \"%s\", want \"%s\"", p->pkl.annotation == NULL ?
		    "" : p->pkl.annotation, cpl->title);
	for (i = 0; i < s->dcp->cpl_count; i++)
		encrypted = encrypted ||
		    subject_is_encrypted(s, &s->dcp->cpls[i].cpl);
	v_sign_document(s, place, &(struct v_sign_document){
	    .document = p->pkl.document, .dialect = p->pkl.dialect,
	    .has_issue_date = p->pkl.has_issue_date,
	    .issue_date = p->pkl.issue_date});
	if (!p->pkl.has_signature && encrypted &&
	    p->pkl.dialect == DIALECT_SMPTE)
		diag_report(s->diag, RULE_CRYPTO_UNSIGNED, place, "%s", "");
}

static void
judge_list(const struct subject *s, const struct dcp_pkl *p)
{
	const struct dialect_table *t = dialect_of(p->pkl.dialect);
	struct diag_place place = subject_place(p->file);
	size_t i;

	/* One that is absent or empty is told of as a file. */
	if (!p->file->exists || p->file->size == 0)
		return;
	if (p->failure.status != DCP_OK) {
		diag_report(s->diag, RULE_PKL_XML, &place, "%s",
		    p->failure.text);
		return;
	}
	v_xml_judge(s, &place, &(struct v_xml_document){
	    .document = p->pkl.document, .dialect = p->pkl.dialect,
	    .space = p->pkl.space, .known_space = t->pkl_space,
	    .space_rule = RULE_PKL_NAMESPACE, .schema = t->pkl_schema,
	    .notes = &p->pkl.notes,
	    .has_issue_date = p->pkl.has_issue_date,
	    .issue_date = p->pkl.issue_date,
	    .schema_rule = RULE_PKL_SCHEMA, .empty_rule = RULE_PKL_EMPTY_TEXT});
	for (i = 0; i < p->pkl.asset_count; i++)
		judge_asset(s, p, &p->pkl.assets[i]);
	judge_duplicates(s, p);
	if (subject_dialect(s) != DIALECT_IMF)
		judge_content(s, p, &place);
}

void
v_pkl_judge(const struct subject *s)
{
	struct diag_place place = {0};
	size_t i;

	if (s->dcp->pkl_count == 0 && !s->lone)
		diag_report(s->diag, RULE_PACKAGE_NO_PKL, &place, "%s", "");
	for (i = 0; i < s->dcp->pkl_count; i++)
		judge_list(s, &s->dcp->pkls[i]);
}
