/* info_kdm.c: see info_kdm.h. */
#include "info/info_kdm.h"

#include <string.h>

#include "info/info_sign.h"
#include "trust/formulation.h"

static void
put_devices(struct outline *o, const struct kdm *kdm)
{
	size_t i;

	outline_open(o, "devices");
	if (kdm->has_device_list_id)
		outline_uuid(o, "id", &kdm->device_list_id);
	outline_text(o, "description", kdm->device_list_description);
	outline_flag(o, "assume_trust", kdm_is_assume_trust(kdm));
	outline_list(o, "thumbprints");
	for (i = 0; i < kdm->device_count; i++) {
		outline_row(o);
		outline_text(o, "thumbprint", kdm->devices[i].text);
		outline_close(o);
	}
	outline_close(o);
	outline_close(o);
}

static void
put_keys(struct outline *o, const struct kdm *kdm)
{
	const struct kdm_key *k;
	size_t i;

	outline_list(o, "keys");
	for (i = 0, k = kdm->keys; i < kdm->key_count; i++, k++) {
		outline_row(o);
		outline_text(o, "type", k->type);
		if (k->has_id)
			outline_uuid(o, "id", &k->id);
		if (k->scope != NULL && strcmp(k->scope, KDM_SCOPE) != 0)
			outline_text(o, "scope", k->scope);
		outline_close(o);
	}
	outline_close(o);
}

static void
put_marks(struct outline *o, const struct kdm *kdm)
{
	size_t i;

	if (!kdm->has_mark_list)
		return;
	outline_list(o, "forensic_marks");
	for (i = 0; i < kdm->mark_count; i++) {
		outline_row(o);
		outline_text(o, "flag", kdm->marks[i].uri);
		outline_close(o);
	}
	outline_close(o);
}

static bool
is_as_usual(const struct kdm_sealed *s)
{
	return s->bytes != NULL && s->algorithm != NULL &&
	    strcmp(s->algorithm, KDM_OAEP) == 0;
}

/* Sealed keys, and those that are not sealed as all others are. */
static void
put_sealed(struct outline *o, const struct kdm *kdm)
{
	size_t i, others = 0;

	outline_number(o, "encrypted_keys", kdm->sealed_count);
	for (i = 0; i < kdm->sealed_count; i++)
		others += !is_as_usual(&kdm->sealed[i]);
	if (others == 0)
		return;
	outline_list(o, "other_encryption");
	for (i = 0; i < kdm->sealed_count; i++) {
		if (is_as_usual(&kdm->sealed[i]))
			continue;
		outline_row(o);
		outline_number(o, "key", i + 1);
		outline_text(o, "algorithm", kdm->sealed[i].algorithm);
		outline_number(o, "size", kdm->sealed[i].size);
		outline_close(o);
	}
	outline_close(o);
}

static void
put_notes(struct outline *o, const struct xmlnotes *notes)
{
	size_t i;

	if (notes->count == 0)
		return;
	outline_list(o, "notes");
	for (i = 0; i < notes->count; i++) {
		outline_row(o);
		outline_number(o, "line", (uint64_t)notes->at[i].line);
		outline_text(o, "text", notes->at[i].text);
		outline_close(o);
	}
	outline_close(o);
}

/* Who signed it, and whether it is as it was then. */
static bool
put_signature(struct outline *o, const struct kdm *kdm, struct dcp_error *err)
{
	struct dsig dsig = {0};
	bool ok = dsig_check(kdm->document, DSIG_MESSAGE, &dsig, err);

	outline_open(o, "signature");
	info_sign(&dsig, o);
	outline_close(o);
	dsig_clear(&dsig);
	return ok;
}

bool
info_kdm(const struct kdm *kdm, struct outline *o, struct dcp_error *err)
{
	if (kdm->has_message_id)
		outline_uuid(o, "id", &kdm->message_id);
	outline_text(o, "message_type", kdm->type);
	outline_text(o, "annotation", kdm->annotation);
	if (kdm->has_issue_date)
		outline_time(o, "issue_date", &kdm->issue_date);
	outline_text(o, "title", kdm->title);
	if (kdm->has_cpl_id)
		outline_uuid(o, "composition", &kdm->cpl_id);
	outline_text(o, "not_before", kdm->not_before_text);
	outline_text(o, "not_after", kdm->not_after_text);
	outline_text(o, "recipient", kdm->recipient_subject);
	outline_text(o, "recipient_issuer", kdm->recipient.issuer);
	outline_text(o, "recipient_serial", kdm->recipient.serial);
	outline_text(o, "signer_issuer", kdm->signer.issuer);
	outline_text(o, "signer_serial", kdm->signer.serial);
	outline_text(o, "formulation",
	    formulation_name(formulation_of(kdm)));
	outline_text(o, "content_authenticator", kdm->authenticator_text);
	put_devices(o, kdm);
	put_keys(o, kdm);
	put_marks(o, kdm);
	put_sealed(o, kdm);
	put_notes(o, &kdm->notes);
	return put_signature(o, kdm, err);
}
