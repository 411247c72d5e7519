/* v_sign.c: see v_sign.h. */
#include "verify/v_sign.h"

#include "verify/v_cert.h"

/* The rule of each fault. */
static const enum rule rules[DSIG_FAULTS] = {
	[DSIG_FORM] = RULE_SIGN_FORM,
	[DSIG_PLACE] = RULE_SIGN_PLACE,
	[DSIG_CANONICAL] = RULE_SIGN_CANONICAL,
	[DSIG_METHOD] = RULE_SIGN_METHOD,
	[DSIG_DIGEST_METHOD] = RULE_SIGN_DIGEST_METHOD,
	[DSIG_TRANSFORM] = RULE_SIGN_TRANSFORM,
	[DSIG_COVERAGE] = RULE_SIGN_COVERAGE,
	[DSIG_DIGEST] = RULE_SIGN_DIGEST,
	[DSIG_VALUE] = RULE_SIGN_VALUE,
	[DSIG_CERTIFICATE] = RULE_SIGN_CERTIFICATE,
	[DSIG_ISSUER_SERIAL] = RULE_SIGN_ISSUER_SERIAL,
	[DSIG_ORDER] = RULE_SIGN_ORDER,
	[DSIG_SIGNER] = RULE_SIGN_SIGNER,
};

bool
v_sign_judge(const struct dsig *dsig, const struct chain_purpose *purpose,
    const struct diag_place *place, struct diag *d, struct dcp_error *err)
{
	const struct dsig_fault *f;
	struct diag_place at;
	size_t i;

	for (i = 0; i < dsig->fault_count; i++) {
		f = &dsig->faults[i];
		at = diag_line(place, f->line);
		diag_report(d, rules[f->kind], &at, "%s", f->text);
	}
	return dsig->certs.count == 0 ||
	    v_cert_judge(&dsig->chain, purpose, place, d, err);
}

bool
v_sign_require(const struct dsig *dsig, const struct chain_purpose *purpose,
    const struct diag_place *place, struct diag *d, struct dcp_error *err)
{
	if (dsig->line == 0 && dsig->fault_count == 0)
		diag_report(d, RULE_SIGN_MISSING, place, "%s", "");
	return v_sign_judge(dsig, purpose, place, d, err);
}

enum dsig_profile
v_sign_profile(enum dialect dialect)
{
	return dialect == DIALECT_INTEROP ? DSIG_INTEROP : DSIG_SMPTE;
}

/* Whose time has come or gone since does not matter (DCSS 1.4.4). */
struct chain_purpose
v_sign_purpose(enum dialect dialect, bool has_issue_date,
    const struct timestamp *issue_date)
{
	return (struct chain_purpose){
		.role = "CS",
		.interop = dialect == DIALECT_INTEROP,
		.has_time = has_issue_date,
		.time = has_issue_date ? issue_date->seconds : 0
	};
}

void
v_sign_document(const struct subject *s, const struct diag_place *place,
    const struct v_sign_document *doc)
{
	struct chain_purpose purpose = v_sign_purpose(doc->dialect,
	    doc->has_issue_date, &doc->issue_date);
	struct dcp_error err = {0};
	struct dsig dsig;

	if (doc->dialect != DIALECT_SMPTE && doc->dialect != DIALECT_INTEROP) {
		if (dsig_is_signed(doc->document))
			diag_report(s->diag, RULE_XML_SIGNATURE_SKIPPED, place,
			    "%s", "");
		return;
	}
	purpose.now = s->options->now;
	if (!dsig_check(doc->document, v_sign_profile(doc->dialect), &dsig,
	    &err) || !v_sign_judge(&dsig, &purpose, place, s->diag, &err))
		s->diag->bad = true;
	dsig_clear(&dsig);
}
