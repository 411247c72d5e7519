/* v_kdmparty.c: see v_kdmparty.h. */
#include "verify/v_kdmparty.h"

#include <stdio.h>
#include <string.h>

#include "crypt/cert.h"
#include "crypt/privkey.h"
#include "trust/chain.h"
#include "trust/issuername.h"
#include "verify/v_cert.h"

/* Roles of a player's security manager, and of those who sign (ST 430-2). */
#define ROLE_PLAYER	"SM"
#define ROLE_SIGNER	"CS"

/* The window as text, and the name of a certificate with its own dates. */
static void
report_window(const struct v_kdm *v, enum rule rule, const struct cert *c)
{
	const struct cert_facts *f = cert_facts(c);
	struct timestamp from = {.seconds = f->not_before};
	struct timestamp to = {.seconds = f->not_after};
	char have[2][TIMESTAMP_SIZE], want[2][TIMESTAMP_SIZE];

	timestamp_format(have[0], &v->kdm->not_before);
	timestamp_format(have[1], &v->kdm->not_after);
	timestamp_format(want[0], &from);
	timestamp_format(want[1], &to);
	diag_report(v->diag, rule, v->place, "have %s to %s, want it inside "
	    "%s to %s (%s)", have[0], have[1], want[0], want[1],
	    f->subject.common_name.text == NULL ? "no name" :
	    f->subject.common_name.text);
}

static bool
holds_window(const struct cert *c, const struct kdm *k)
{
	const struct cert_facts *f = cert_facts(c);

	return k->not_before.seconds >= f->not_before &&
	    k->not_after.seconds <= f->not_after;
}

/* The first certificate that is too short says it; the leaf comes first. */
static void
judge_signer(const struct v_kdm *v)
{
	const struct dsig *s = v->signature;
	size_t i;

	if (!v->kdm->has_not_before || !v->kdm->has_not_after)
		return;
	for (i = 0; i < s->certs.count; i++)
		if (!holds_window(s->certs.at[i], v->kdm)) {
			report_window(v, RULE_KDM_WINDOW_SIGNER,
			    s->certs.at[i]);
			return;
		}
}

/* What the message says of its recipient against the certificate. */
static void
judge_certificate(const struct v_kdm *v, const struct cert *c)
{
	const struct kdm_certificate_name *n = &v->kdm->recipient;
	const struct cert_facts *f = cert_facts(c);
	struct diag_place at = diag_line(v->place, n->line);

	if (n->serial != NULL && !issuername_equal_serial(n->serial, f->serial))
		diag_report(v->diag, RULE_KDM_RECIPIENT, &at,
		    "have serial number %s, want %s", n->serial, f->serial);
	else if (n->issuer != NULL && !issuername_equal(n->issuer,
	    f->issuer.text))
		diag_report(v->diag, RULE_KDM_RECIPIENT, &at,
		    "have issuer %s, want %s", n->issuer, f->issuer.text);
	else if (v->kdm->recipient_subject != NULL &&
	    !issuername_equal(v->kdm->recipient_subject, f->subject.text))
		diag_report(v->diag, RULE_KDM_RECIPIENT, &at,
		    "have %s, want %s", v->kdm->recipient_subject,
		    f->subject.text);
	if (v->kdm->has_not_before && v->kdm->has_not_after &&
	    !holds_window(c, v->kdm))
		report_window(v, RULE_KDM_WINDOW_RECIPIENT, c);
	if (v->options->kdm.key != NULL &&
	    !privkey_matches(v->options->kdm.key, c))
		diag_report(v->diag, RULE_KDM_RECIPIENT_KEY, v->place, "%s",
		    "");
}

/*
 * The recipient's certificate by itself, as that of a device, or of a house for
 * a DKDM; its dates are held against the window, and of who cannot play it is
 * said by judge_role().
 */
static bool
judge_alone(const struct v_kdm *v, struct cert *c, struct dcp_error *err)
{
	const struct chain_purpose purpose = {.leaf_only = true,
	    .role = chain_has_role(c, ROLE_PLAYER) ? ROLE_PLAYER : NULL,
	    .interop = v->cpl != NULL && v->cpl->dialect == DIALECT_INTEROP};
	struct diag_place at = diag_line(v->place, v->kdm->recipient.line);
	struct certs certs = {0};
	struct chain chain = {0};
	bool ok;

	snprintf(at.at, sizeof(at.at), "recipient's");
	ok = certs_add(&certs, cert_share(c), err) &&
	    chain_order(&chain, &certs, NULL, err) &&
	    v_cert_judge(&chain, &purpose, &at, v->diag, err);
	chain_clear(&chain);
	certs_clear(&certs);
	return ok;
}

/* The text behind "CN=" in a name, or NULL. */
static const char *
common_name(const char *name)
{
	const char *at = name;

	while (at != NULL && strncmp(at, "CN=", 3) != 0)
		at = (at = strchr(at, ',')) == NULL ? NULL : at + 1;
	return at == NULL ? NULL : at + 3;
}

/* Roles stand before the first full stop, with blanks between. */
static bool
has_role(const char *name, const char *role)
{
	size_t n = strlen(role), word;

	for (; *name != '.' && *name != ',' && *name != '\0'; name += word) {
		name += strspn(name, " ");
		word = strcspn(name, " .,");
		if (word == n && strncmp(name, role, n) == 0)
			return true;
	}
	return false;
}

static void
judge_role(const struct v_kdm *v)
{
	const char *name = common_name(v->kdm->recipient_subject);
	struct diag_place at = diag_line(v->place, v->kdm->recipient.line);

	if (name == NULL || has_role(name, ROLE_PLAYER))
		return;
	/* One without a role is an authority, or that of a house. */
	diag_report(v->diag, name[0] == '.' || has_role(name, ROLE_SIGNER) ?
	    RULE_KDM_DISTRIBUTION : RULE_KDM_RECIPIENT_ROLE, &at, "have %.*s",
	    (int)strcspn(name, ","), name);
}

/* The certificate of the composition's signer that the message wants. */
static const struct cert *
find_authenticator(const struct v_kdm *v)
{
	size_t i;

	for (i = 0; i < v->cpl_signature->certs.count; i++)
		if (digest_equal(&cert_facts(v->cpl_signature->certs.at[i])->
		    thumbprint, &v->kdm->authenticator))
			return v->cpl_signature->certs.at[i];
	return NULL;
}

static void
judge_authenticator(const struct v_kdm *v)
{
	const struct dsig *s = v->cpl_signature;
	const char *have = v->kdm->authenticator_text;
	char want[DIGEST_TEXT_SIZE];
	const struct cert *c;
	const char *name;

	if (v->cpl == NULL)
		return;
	if (v->cpl->dialect == DIALECT_INTEROP)
		diag_report(v->diag, RULE_KDM_AUTHENTICATOR_INTEROP, v->place,
		    "%s", "");
	if (s->line != 0 && !s->intact) {
		diag_report(v->diag, RULE_KDM_AUTHENTICATOR_SKIPPED, v->place,
		    "%s", "");
	} else if (s->certs.count == 0) {
		diag_report(v->diag, RULE_KDM_AUTHENTICATOR, v->place,
		    "have %s, and the composition is not signed", have);
	} else if ((c = find_authenticator(v)) == NULL) {
		cert_thumbprint_format(want, s->certs.at[s->leaf]);
		diag_report(v->diag, RULE_KDM_AUTHENTICATOR, v->place,
		    "have %s, want %s", have, want);
	} else {
		name = cert_facts(c)->subject.common_name.text;
		if (!chain_has_role(c, ROLE_SIGNER))
			diag_report(v->diag, RULE_KDM_AUTHENTICATOR, v->place,
			    "%s has not the role CS", name == NULL ?
			    "no name" : name);
	}
}

bool
v_kdmparty_judge(const struct v_kdm *v, struct dcp_error *err)
{
	struct cert *recipient = v->options->kdm.recipient;
	const struct kdm *k = v->kdm;

	judge_signer(v);
	if (recipient == NULL) {
		diag_report(v->diag, RULE_KDM_RECIPIENT_SKIPPED, v->place,
		    "%s", "");
	} else {
		judge_certificate(v, recipient);
		if (!judge_alone(v, recipient, err))
			return false;
	}
	judge_role(v);
	if (k->authenticator_text == NULL)
		return true;
	if (k->has_authenticator)
		judge_authenticator(v);
	else
		diag_report(v->diag, RULE_KDM_AUTHENTICATOR_FORM, v->place,
		    "have \"%s\"", k->authenticator_text);
	return true;
}
