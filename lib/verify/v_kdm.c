/* v_kdm.c: see v_kdm.h. */
#include "verify/v_kdm.h"

#include <string.h>

#include "verify/v_kdmdevice.h"
#include "verify/v_kdmkeys.h"
#include "verify/v_kdmparty.h"
#include "verify/v_kdmwindow.h"
#include "verify/v_sign.h"
#include "verify/v_xml.h"

/* The namespace of the envelope (ST 430-3, 5). */
#define SPACE	"http://www.smpte-ra.org/schemas/430-3/2006/ETM"

static void
judge_document(const struct v_kdm *v)
{
	const struct kdm *k = v->kdm;
	const char *space = xmlread_space(xmlread_root(k->document));
	struct subject s = {.options = v->options, .diag = v->diag};

	v_xml_judge(&s, v->place, &(struct v_xml_document){
	    .document = k->document,
	    .dialect = strcmp(space, SPACE) == 0 ? DIALECT_SMPTE :
	    DIALECT_UNKNOWN,
	    .space = space, .known_space = SPACE, .schema = KDM_SCHEMA,
	    .notes = &k->notes, .has_issue_date = k->has_issue_date,
	    .issue_date = k->issue_date,
	    .space_rule = RULE_KDM_NAMESPACE,
	    .schema_rule = RULE_KDM_SCHEMA, .empty_rule = RULE_KDM_EMPTY_TEXT});
	if (k->type != NULL && strcmp(k->type, KDM_TYPE) != 0)
		diag_report(v->diag, RULE_KDM_MESSAGE_TYPE, v->place,
		    "have %s, want %s", k->type, KDM_TYPE);
	if (k->has_other_extensions)
		diag_report(v->diag, RULE_KDM_EXTENSION, v->place, "%s", "");
	if (!k->has_signature)
		diag_report(v->diag, RULE_KDM_UNSIGNED, v->place, "%s", "");
}

/* The composition that the message is for, in any of the packages. */
static const struct cpl *
find_composition(const struct v_kdm *v, const struct dcp *packages,
    size_t count)
{
	size_t i, j;

	for (i = 0; v->kdm->has_cpl_id && i < count; i++)
		for (j = 0; j < packages[i].cpl_count; j++) {
			const struct dcp_cpl *c = &packages[i].cpls[j];

			if (c->failure.status == DCP_OK && c->cpl.has_id &&
			    uuid_equal(&c->cpl.id, &v->kdm->cpl_id))
				return &c->cpl;
		}
	return NULL;
}

static size_t
count_compositions(const struct dcp *packages, size_t count)
{
	size_t i, n = 0;

	for (i = 0; i < count; i++)
		n += packages[i].cpl_count;
	return n;
}

/* The id of the only composition there is, or how many there are. */
static void
report_other(const struct v_kdm *v, const struct dcp *packages, size_t count)
{
	char have[UUID_SIZE], want[UUID_SIZE];
	size_t n = count_compositions(packages, count);

	uuid_format(have, &v->kdm->cpl_id);
	while (packages->cpl_count == 0)
		packages++;
	uuid_format(want, &packages->cpls[0].cpl.id);
	if (n == 1 && packages->cpls[0].cpl.has_id)
		diag_report(v->diag, RULE_KDM_COMPOSITION, v->place,
		    "have %s, want %s", have, want);
	else
		diag_report(v->diag, RULE_KDM_COMPOSITION, v->place,
		    "have %s, want one of the %zu that are here", have, n);
}

/* Its signature is of use only if the composition is as it was signed. */
static void
judge_alteration(const struct v_kdm *v)
{
	struct dcp_error why = {0};

	if (v->cpl_signature->line != 0 &&
	    !dsig_require(v->cpl_signature, &why))
		diag_report(v->diag, RULE_KDM_COMPOSITION_ALTERED, v->place,
		    "%s", why.text);
}

static void
judge_composition(const struct v_kdm *v, const struct dcp *packages,
    size_t count)
{
	const char *title = v->cpl == NULL ? NULL : v->cpl->title;

	if (count_compositions(packages, count) == 0)
		diag_report(v->diag, RULE_KDM_COMPOSITION_SKIPPED, v->place,
		    "%s", "");
	else if (v->cpl == NULL && v->kdm->has_cpl_id)
		report_other(v, packages, count);
	judge_alteration(v);
	if (title != NULL && v->kdm->title != NULL &&
	    strcmp(title, v->kdm->title) != 0)
		diag_report(v->diag, RULE_KDM_TITLE, v->place,
		    "have \"%s\", want \"%s\"", v->kdm->title, title);
}

/* If nobody said which roots to trust, whoever reads it has to. */
static void
report_root(const struct v_kdm *v)
{
	const struct chain *chain = &v->signature->chain;
	const struct cert *root;
	char thumbprint[DIGEST_TEXT_SIZE];

	if (v->options->kdm.trusted != NULL || chain->certs.count == 0)
		return;
	root = chain_root(chain);
	if (!cert_issued_by(root, root))
		return;		/* the chain does not end there */
	cert_thumbprint_format(thumbprint, root);
	diag_report(v->diag, RULE_KDM_ROOT, v->place, "have %.300s, "
	    "thumbprint %s", cert_facts(root)->subject.text, thumbprint);
}

/*
 * Who signs a message needs no role (ISDCF Doc 5), and must be valid today: a
 * server looks at his certificates when it takes the message.
 */
static bool
judge_signature(const struct v_kdm *v, struct dcp_error *err)
{
	struct chain_purpose purpose = {.has_time = v->options->now != 0,
	    .time = v->options->now, .now = v->options->now,
	    .trusted = v->options->kdm.trusted};

	report_root(v);
	return v_sign_judge(v->signature, &purpose, v->place, v->diag, err);
}

static bool
check_signatures(const struct v_kdm *v, struct dsig *of_message,
    struct dsig *of_cpl, struct dcp_error *err)
{
	return dsig_check(v->kdm->document, DSIG_MESSAGE, of_message, err) &&
	    (v->cpl == NULL || v->cpl->document == NULL ||
	    dsig_check(v->cpl->document, v_sign_profile(v->cpl->dialect),
	    of_cpl, err));
}

bool
v_kdm_judge(const struct kdm *kdm, const struct dcp *packages, size_t count,
    const struct subject_options *options, const struct diag_place *place,
    struct diag *diag, struct dcp_error *err)
{
	struct dsig of_message = {0}, of_cpl = {0};
	struct v_kdm v = {.kdm = kdm, .signature = &of_message,
	    .cpl_signature = &of_cpl, .options = options, .place = place,
	    .diag = diag};
	bool ok;

	v.cpl = find_composition(&v, packages, count);
	ok = check_signatures(&v, &of_message, &of_cpl, err);
	if (ok)
		judge_document(&v);
	ok = ok && judge_signature(&v, err);
	if (ok) {
		judge_composition(&v, packages, count);
		v_kdmwindow_judge(&v);
		ok = v_kdmparty_judge(&v, err);
		v_kdmdevice_judge(&v);
		ok = ok && v_kdmkeys_judge(&v, err);
	}
	dsig_clear(&of_message);
	dsig_clear(&of_cpl);
	return ok;
}

bool
v_kdm_judge_file(const char *path, const struct dcp *packages, size_t count,
    const struct subject_options *options, const struct diag_place *place,
    struct diag *diag, struct dcp_error *err)
{
	struct dcp_error why = {0};
	struct diag_place here = *place;
	struct kdm kdm = {0};
	bool ok;

	if (!kdm_load(path, &kdm, &why)) {
		if (why.status == DCP_NO_MEMORY)
			return error_memory(err);
		diag_report(diag, RULE_XML_READ, place, "%s", why.text);
		return true;
	}
	here.cpl = kdm.cpl_id;
	ok = v_kdm_judge(&kdm, packages, count, options, &here, diag, err);
	kdm_clear(&kdm);
	return ok;
}
