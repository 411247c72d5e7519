/* v_cert.c: see v_cert.h. */
#include "verify/v_cert.h"

#include <stdio.h>
#include <string.h>

/* How bad each of the faults is that trust/chain can state. */
static const enum rule rules[CHAIN_FAULT_KINDS] = {
	[CHAIN_VERSION] = RULE_CERT_VERSION,
	[CHAIN_SERIAL] = RULE_CERT_SERIAL,
	[CHAIN_SERIAL_LARGE] = RULE_CERT_SERIAL_LARGE,
	[CHAIN_SERIAL_TWICE] = RULE_CERT_SERIAL_TWICE,
	[CHAIN_ALGORITHM] = RULE_CERT_ALGORITHM,
	[CHAIN_ALGORITHM_FORM] = RULE_CERT_ALGORITHM_FORM,
	[CHAIN_KEY] = RULE_CERT_KEY,
	[CHAIN_DATES] = RULE_CERT_DATES,
	[CHAIN_DATES_FAR] = RULE_CERT_DATES_FAR,
	[CHAIN_EXTENSION_MISSING] = RULE_CERT_EXTENSION_MISSING,
	[CHAIN_EXTENSION] = RULE_CERT_EXTENSION,
	[CHAIN_CRITICAL] = RULE_CERT_CRITICAL,
	[CHAIN_AUTHORITY] = RULE_CERT_AUTHORITY,
	[CHAIN_PATH_LENGTH] = RULE_CERT_PATH_LENGTH,
	[CHAIN_KEY_USAGE] = RULE_CERT_KEY_USAGE,
	[CHAIN_ENCODING] = RULE_CERT_ENCODING,
	[CHAIN_ORGANIZATION] = RULE_CERT_ORGANIZATION,
	[CHAIN_UNIT] = RULE_CERT_UNIT,
	[CHAIN_COMMON_NAME] = RULE_CERT_COMMON_NAME,
	[CHAIN_DN_QUALIFIER] = RULE_CERT_DN_QUALIFIER,
	[CHAIN_ROLE] = RULE_CERT_ROLE,
	[CHAIN_ROLE_EXTRA] = RULE_CERT_ROLE_EXTRA,
	[CHAIN_ROLE_AUTHORITY] = RULE_CERT_ROLE_AUTHORITY,
	[CHAIN_SELF_SIGNED] = RULE_CERT_SELF_SIGNED,
	[CHAIN_LINK] = RULE_CERT_LINK,
	[CHAIN_SIGNATURE] = RULE_CERT_SIGNATURE,
	[CHAIN_AUTHORITY_KEY] = RULE_CERT_AUTHORITY_KEY,
	[CHAIN_DATES_OUTSIDE] = RULE_CERT_DATES_OUTSIDE,
	[CHAIN_NOT_YET] = RULE_CERT_NOT_YET,
	[CHAIN_EXPIRED] = RULE_CERT_EXPIRED,
	[CHAIN_EXPIRED_NOW] = RULE_CERT_EXPIRED_NOW,
	[CHAIN_MIXED] = RULE_CERT_MIXED,
	[CHAIN_INCOMPLETE] = RULE_CERT_INCOMPLETE,
	[CHAIN_UNTRUSTED] = RULE_CERT_UNTRUSTED,
	[CHAIN_STRAY] = RULE_CERT_STRAY,
};

enum rule
v_cert_rule(enum chain_fault_kind kind)
{
	return rules[kind];
}

/* "CS.studio" is told from its issuer by its name, if it has one. */
static const char *
name_of(const struct cert *c)
{
	const struct cert_name *name = &cert_facts(c)->subject;

	return name->common_name.count > 0 ? name->common_name.text :
	    name->text;
}

static void
report(const struct chain *chain, const struct chain_fault *fault,
    const struct diag_place *place, struct diag *d)
{
	struct diag_place at = *place;

	if (fault->kind == CHAIN_STRAY) {
		diag_report(d, RULE_CERT_STRAY, place, "%s", fault->text);
		return;
	}
	snprintf(at.at, sizeof(at.at), "%.12s%scertificate %zu", place->at,
	    place->at[0] == '\0' ? "" : " ", fault->at + 1);
	diag_report(d, rules[fault->kind], &at, "'%.100s'%s%s",
	    name_of(chain->certs.at[fault->at]),
	    fault->text[0] == '\0' ? "" : ": ", fault->text);
}

bool
v_cert_judge(const struct chain *chain, const struct chain_purpose *purpose,
    const struct diag_place *place, struct diag *d, struct dcp_error *err)
{
	struct chain_faults faults = {0};
	bool ok = chain_check(chain, purpose, &faults, err);
	size_t i;

	for (i = 0; i < faults.count; i++)
		report(chain, &faults.fault[i], place, d);
	chain_faults_clear(&faults);
	return ok;
}
