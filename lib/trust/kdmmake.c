/* kdmmake.c: see kdmmake.h. */
#include "trust/kdmmake.h"

#include <string.h>

#include "trust/dsig.h"
#include "trust/kdmkeys.h"
#include "xml/xmlwrite.h"

static const char *
name_of(const struct cert *c)
{
	const struct cert_name *subject = &cert_facts(c)->subject;

	return subject->common_name.text != NULL ? subject->common_name.text :
	    subject->text;
}

/* Nobody may pass on more than he has got. */
static bool
check_limits(const struct kdmmake *batch, const struct kdmmake_recipient *to,
    struct dcp_error *err)
{
	char have[TIMESTAMP_SIZE], want[TIMESTAMP_SIZE];
	bool early = to->not_before.seconds < batch->not_before.seconds;

	if (!batch->has_limits || (!early &&
	    to->not_after.seconds <= batch->not_after.seconds))
		return true;
	timestamp_format(have, early ? &to->not_before : &to->not_after);
	timestamp_format(want, early ? &batch->not_before :
	    &batch->not_after);
	return error_set(err, DCP_REFUSED, "have a window that %s at %s, want "
	    "it within that of the DKDM, which %s at %s",
	    early ? "begins" : "ends", have, early ? "begins" : "ends", want);
}

/* Nobody wants a message for a time that is over; it was mistyped. */
static bool
check_over(const struct kdmmake *batch, const struct kdmmake_recipient *to,
    struct dcp_error *err)
{
	char have[TIMESTAMP_SIZE];

	if (batch->now == 0 || to->not_after.seconds >= batch->now)
		return true;
	timestamp_format(have, &to->not_after);
	return error_set(err, DCP_REFUSED, "have a window that ended at %s, "
	    "want one that is not over: --insist window makes it all the same",
	    have);
}

/* Texts of which the message would consist. */
static bool
check_texts(const struct kdmmake_recipient *to, struct dcp_error *err)
{
	struct dcp_error why = {0};

	if (to->annotation != NULL && !xmlwrite_check(to->annotation, &why))
		return error_set(err, DCP_REFUSED, "annotation: %s", why.text);
	return xmlwrite_check(name_of(to->cert), &why) || error_set(err,
	    DCP_REFUSED, "the recipient's name: %s", why.text);
}

/* A server refuses a window of which a certificate does not cover all. */
static bool
check_within(const struct cert *c, const char *whose,
    const struct kdmmake_recipient *to, struct dcp_error *err)
{
	const struct cert_facts *f = cert_facts(c);
	struct timestamp first = {f->not_before, to->not_before.zone_minutes,
	    true}, last = {f->not_after, to->not_after.zone_minutes, true};
	char have[TIMESTAMP_SIZE], want[TIMESTAMP_SIZE];
	bool early = to->not_before.seconds < f->not_before;

	if (!early && to->not_after.seconds <= f->not_after)
		return true;
	timestamp_format(have, early ? &to->not_before : &to->not_after);
	timestamp_format(want, early ? &first : &last);
	return error_set(err, DCP_REFUSED, "have a window that %s at %s, want "
	    "it within the %s certificate '%.200s', which %s at %s: that as "
	    "%s would fit, --insist window makes it all the same",
	    early ? "begins" : "ends", have, whose, name_of(c),
	    early ? "begins" : "ends", want, early ? "--from" : "--until");
}

static bool
check_role(const struct cert *c, bool dkdm, struct dcp_error *err)
{
	const struct cert_facts *f = cert_facts(c);

	if (f->ca)
		return error_set(err, DCP_REFUSED, "'%.200s' is the "
		    "certificate of an authority, want that of a %s",
		    name_of(c), dkdm ? "house" : "player");
	if (dkdm ? chain_has_role(c, "CS") : chain_has_role(c, "SM"))
		return true;
	if (!dkdm && chain_has_role(c, "CS"))
		return error_set(err, DCP_REFUSED, "'%.200s' has the role CS "
		    "of a house that signs, want SM of a player; a message for "
		    "a house is a DKDM", name_of(c));
	return error_set(err, DCP_REFUSED, "'%.200s' has not the role %s, "
	    "want it in a certificate of a %s", name_of(c), dkdm ? "CS" : "SM",
	    dkdm ? "house" : "player");
}

bool
kdmmake_check(const struct kdmmake *batch, const struct kdmmake_recipient *to,
    bool dkdm, unsigned insist, struct dcp_error *err)
{
	const struct cert_facts *f = cert_facts(to->cert);

	if (to->not_after.seconds <= to->not_before.seconds)
		return error_set(err, DCP_REFUSED, "have a window that ends "
		    "before it begins");
	if (!f->key_rsa || f->key_bits != 2048)
		return error_set(err, DCP_REFUSED, "'%.200s' has a key %s of "
		    "%u bits, want RSA of 2048", name_of(to->cert),
		    f->key_name, f->key_bits);
	return check_texts(to, err) && ((insist & KDMMAKE_ROLE) != 0 ||
	    check_role(to->cert, dkdm, err)) &&
	    ((insist & KDMMAKE_DKDM) != 0 || check_limits(batch, to, err)) &&
	    ((insist & KDMMAKE_WINDOW) != 0 || (check_over(batch, to, err) &&
	    check_within(to->cert, "recipient's", to, err)));
}

bool
kdmmake_check_signer(const struct kdmmake *batch,
    const struct kdmmake_recipient *to, unsigned insist,
    struct dcp_error *err)
{
	const struct certs *chain = &batch->signer->chain.certs;
	size_t i;

	for (i = 0; (insist & KDMMAKE_WINDOW) == 0 && i < chain->count; i++)
		if (!check_within(chain->at[i], "signer's", to, err))
			return false;
	return true;
}

static bool
put_devices(struct kdm *kdm, const struct kdmmake_recipient *to,
    struct dcp_error *err)
{
	struct kdm_device *d;
	size_t i;

	for (i = 0; i < to->device_count; i++) {
		d = kdm_add_device(kdm, err);
		if (d == NULL)
			return false;
		d->thumbprint = to->devices[i];
	}
	if (to->device_count > 0)
		return true;
	d = kdm_add_device(kdm, err);
	return d != NULL && digest_parse(KDM_ASSUME_TRUST, DIGEST_SHA1,
	    &d->thumbprint, err);
}

static bool
put_lists(struct kdm *kdm, const struct kdmmake *batch, struct dcp_error *err)
{
	struct kdm_key *k;
	struct kdm_mark *m;
	size_t i;

	for (i = 0; i < batch->key_count; i++) {
		k = kdm_add_key(kdm, err);
		if (k == NULL)
			return false;
		*k = batch->keys[i];
	}
	for (i = 0; i < batch->mark_count; i++) {
		m = kdm_add_mark(kdm, err);
		if (m == NULL)
			return false;
		m->uri = batch->marks[i];
	}
	return true;
}

static struct kdm_certificate_name
name_issuer(const struct cert *c)
{
	const struct cert_facts *f = cert_facts(c);

	return (struct kdm_certificate_name){.issuer = f->issuer.text,
	    .serial = f->serial};
}

static struct kdm
message(const struct kdmmake *batch, const struct kdmmake_recipient *to)
{
	return (struct kdm){
		.message_id = to->message_id,
		.annotation = to->annotation == NULL ? batch->title :
		    to->annotation,
		.issue_date = batch->issue_date,
		.signer = name_issuer(chain_leaf(&batch->signer->chain)),
		.recipient = name_issuer(to->cert),
		.recipient_subject = cert_facts(to->cert)->subject.text,
		.cpl_id = batch->cpl_id,
		.title = batch->title,
		.has_authenticator = batch->has_authenticator,
		.authenticator = batch->authenticator,
		.not_before = to->not_before,
		.not_after = to->not_after,
		.device_list_id = to->device_list_id,
		.device_list_description = name_of(to->cert),
	};
}

bool
kdmmake_format(const struct kdmmake *batch,
    const struct kdmmake_recipient *recipient, struct bytes *to,
    struct dcp_error *err)
{
	const struct cert *leaf = chain_leaf(&batch->signer->chain);
	struct kdm kdm = message(batch, recipient);
	struct bytes text = {0};
	bool ok;

	ok = put_devices(&kdm, recipient, err) && put_lists(&kdm, batch, err) &&
	    kdmkeys_seal(&kdm, &cert_facts(leaf)->thumbprint, recipient->cert,
	    batch->ring, err) && kdm_format(&kdm, &text, err) &&
	    dsig_sign(text.at, text.size, DSIG_MESSAGE, batch->signer, to,
	    err);
	bytes_clear(&text);
	kdm_clear(&kdm);
	return ok;
}
