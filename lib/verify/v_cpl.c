/* v_cpl.c: see v_cpl.h. */
#include "verify/v_cpl.h"

#include <string.h>

#include "verify/v_marker.h"
#include "verify/v_metadata.h"
#include "verify/v_reel.h"
#include "verify/v_sign.h"
#include "verify/v_xml.h"

/* Content kinds and the scopes that name them (ST 429-7, 6.7). */
#define SCOPE_METADATA \
	"http://www.smpte-ra.org/schemas/429-16/2014/CPL-Metadata" \
	"#scope/content-kind"
#define SCOPE_IMF \
	"http://www.smpte-ra.org/schemas/2067-3/2013#content-kind"
#define SCOPE_CPL	"http://www.smpte-ra.org/schemas/429-7/2006/CPL" \
	"#standard-content"

static const struct {
	const char *scope;	/* NULL: none, or the default one */
	const char *kind;
} kinds[] = {
	{NULL, "feature"}, {NULL, "trailer"}, {NULL, "test"},
	{NULL, "teaser"}, {NULL, "rating"}, {NULL, "advertisement"},
	{NULL, "short"}, {NULL, "transitional"}, {NULL, "psa"},
	{NULL, "policy"},
	{SCOPE_METADATA, "clip"}, {SCOPE_METADATA, "promo"},
	{SCOPE_METADATA, "stereocard"},
	{SCOPE_IMF, "episode"}, {SCOPE_IMF, "highlights"}, {SCOPE_IMF, "event"},
};

static void
judge_kind(const struct subject *s, const struct cpl *cpl,
    const struct diag_place *place)
{
	const char *scope = cpl->kind_scope;
	bool scope_known = scope == NULL;
	size_t i;

	if (cpl->kind == NULL)
		return;
	if (scope != NULL && strcmp(scope, SCOPE_CPL) == 0)
		scope = NULL;
	scope_known = scope == NULL;
	for (i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		if ((scope == NULL) != (kinds[i].scope == NULL) ||
		    (scope != NULL && strcmp(scope, kinds[i].scope) != 0))
			continue;
		scope_known = true;
		if (strcmp(cpl->kind, kinds[i].kind) == 0)
			return;
	}
	if (scope_known)
		diag_report(s->diag, RULE_CPL_KIND, place, "have \"%s\"",
		    cpl->kind);
	else
		diag_report(s->diag, RULE_CPL_KIND_SCOPE, place, "have %s",
		    scope);
}

/* Optional, but if they are there they should say something. */
static void
judge_empty(const struct subject *s, const struct diag_place *place,
    const char *element, const char *text)
{
	if (text != NULL && text[0] == '\0')
		diag_report(s->diag, RULE_CPL_EMPTY_TEXT, place, "%s",
		    element);
}

static void
judge_texts(const struct subject *s, const struct cpl *cpl,
    const struct diag_place *place)
{
	judge_empty(s, place, "AnnotationText", cpl->annotation);
	judge_empty(s, place, "Issuer", cpl->issuer);
	judge_empty(s, place, "Creator", cpl->creator);
	if (cpl->title == NULL || cpl->title[0] == '\0')
		diag_report(s->diag, RULE_CPL_TITLE, place, "%s", "");
	if (cpl->dialect != DIALECT_SMPTE || cpl->title == NULL)
		return;
	if (cpl->annotation == NULL)
		diag_report(s->diag, RULE_CPL_ANNOTATION_MISSING, place, "%s",
		    "");
	else if (strcmp(cpl->annotation, cpl->title) != 0)
		diag_report(s->diag, RULE_CPL_ANNOTATION, place,
		    "have \"%s\", want \"%s\"", cpl->annotation, cpl->title);
	if (cpl->version_count == 0)
		diag_report(s->diag, RULE_CPL_VERSION_MISSING, place, "%s", "");
	else if (cpl->versions[0].label == NULL ||
	    cpl->versions[0].label[0] == '\0')
		diag_report(s->diag, RULE_CPL_VERSION_LABEL, place, "%s", "");
}

/* Against the packing lists and the other playlists of the package. */
static void
judge_in_package(const struct subject *s, const struct dcp_cpl *c,
    const struct diag_place *place)
{
	const struct dcp_cpl *other;

	if (subject_knows_lists(s) && c->cpl.has_id &&
	    subject_listed(s, &c->cpl.id) == NULL)
		diag_report(s->diag, RULE_CPL_NOT_IN_PKL, place, "%s", "");
	for (other = s->dcp->cpls; other < c; other++)
		if (c->cpl.title != NULL && other->cpl.title != NULL &&
		    strcmp(c->cpl.title, other->cpl.title) == 0)
			diag_report(s->diag, RULE_CPL_DUPLICATE_TITLE, place,
			    "as %s has it: \"%s\"", other->file->name,
			    c->cpl.title);
}

static void
judge_signature(const struct subject *s, const struct cpl *cpl,
    const struct diag_place *place)
{
	v_sign_document(s, place, &(struct v_sign_document){
	    .document = cpl->document, .dialect = cpl->dialect,
	    .has_issue_date = cpl->has_issue_date,
	    .issue_date = cpl->issue_date});
	if (!cpl->has_signature && cpl->dialect == DIALECT_SMPTE &&
	    subject_is_encrypted(s, cpl))
		diag_report(s->diag, RULE_CRYPTO_UNSIGNED, place, "%s", "");
}

/* An asset of another kind, before this one, that has its key; or NULL. */
static const struct cpl_asset *
find_shared(const struct cpl *cpl, const struct cpl_asset *a)
{
	const struct cpl_asset *b;
	size_t i, j;

	for (i = 0; i < cpl->reel_count; i++)
		for (j = 0; j < cpl->reels[i].asset_count; j++) {
			b = &cpl->reels[i].assets[j];
			if (b == a)
				return NULL;
			if (b->has_key_id && b->kind != a->kind &&
			    uuid_equal(&b->key_id, &a->key_id))
				return b;
		}
	return NULL;
}

static void
judge_keys(const struct subject *s, const struct cpl *cpl,
    const struct diag_place *place)
{
	size_t i, j;

	for (i = 0; i < cpl->reel_count; i++) {
		for (j = 0; j < cpl->reels[i].asset_count; j++) {
			const struct cpl_asset *a = &cpl->reels[i].assets[j];
			const struct cpl_asset *b = a->has_key_id ?
			    find_shared(cpl, a) : NULL;
			struct diag_place at = diag_line(place, a->line);

			if (b == NULL)
				continue;
			at.asset = a->id;
			at.reel = (uint32_t)(i + 1);
			diag_report(s->diag, RULE_CRYPTO_KEY_SHARED, &at,
			    "%s and %s", b->name, a->name);
		}
	}
}

static void
judge_reel_ids(const struct subject *s, const struct cpl *cpl,
    const struct diag_place *place)
{
	size_t i, j;

	for (i = 1; i < cpl->reel_count; i++) {
		for (j = 0; j < i; j++)
			if (cpl->reels[i].has_id && cpl->reels[j].has_id &&
			    uuid_equal(&cpl->reels[i].id, &cpl->reels[j].id))
				break;
		if (j < i) {
			struct diag_place at = diag_line(place,
			    cpl->reels[i].line);

			at.reel = (uint32_t)(i + 1);
			diag_report(s->diag, RULE_CPL_DUPLICATE_REEL, &at,
			    "as reel %zu", j + 1);
		}
	}
}

static void
judge_document(const struct subject *s, const struct cpl *cpl,
    const struct diag_place *place)
{
	const struct dialect_table *t = dialect_of(cpl->dialect);

	v_xml_judge(s, place, &(struct v_xml_document){
	    .document = cpl->document, .dialect = cpl->dialect,
	    .space = cpl->space, .known_space = t->cpl_space,
	    .space_rule = RULE_CPL_NAMESPACE, .schema = t->cpl_schema,
	    .notes = &cpl->notes,
	    .has_issue_date = cpl->has_issue_date,
	    .issue_date = cpl->issue_date,
	    .schema_rule = RULE_CPL_SCHEMA, .empty_rule = RULE_CPL_EMPTY_TEXT});
}

static void
judge_playlist(const struct subject *s, const struct dcp_cpl *c)
{
	struct diag_place place = subject_place(c->file);

	if (c->failure.status != DCP_OK) {
		diag_report(s->diag, RULE_XML_READ, &place, "%s",
		    c->failure.text);
		return;
	}
	if (c->cpl.dialect == DIALECT_IMF)
		return;
	place.asset = (struct uuid){{0}};
	place.cpl = c->cpl.id;
	judge_document(s, &c->cpl, &place);
	judge_texts(s, &c->cpl, &place);
	judge_kind(s, &c->cpl, &place);
	judge_in_package(s, c, &place);
	judge_signature(s, &c->cpl, &place);
	judge_reel_ids(s, &c->cpl, &place);
	judge_keys(s, &c->cpl, &place);
	if (c->cpl.reel_count == 0)
		diag_report(s->diag, RULE_CPL_NO_REELS, &place, "%s", "");
	v_reel_judge(s, &c->cpl, &place);
	v_marker_judge(s, &c->cpl, &place);
	v_metadata_judge(s, &c->cpl, &place);
}

void
v_cpl_judge(const struct subject *s)
{
	struct diag_place place = {0};
	size_t i;

	if (s->dcp->cpl_count == 0 && subject_knows_playlists(s))
		diag_report(s->diag, RULE_PACKAGE_NO_CPL, &place, "%s", "");
	for (i = 0; i < s->dcp->cpl_count; i++)
		judge_playlist(s, &s->dcp->cpls[i]);
}
