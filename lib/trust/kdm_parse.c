/* kdm_parse.c: from an XML tree to a key delivery message; see kdm.h. */
#include <stdlib.h>
#include <string.h>

#include "base/base64.h"
#include "base/limits.h"
#include "trust/kdm.h"
#include "xml/xmlget.h"

/* A child that holds the SHA-1 thumbprint of a certificate, in Base64. */
static bool
parse_thumbprint(struct xmlnotes *notes, const struct xml_element *e,
    const char **text, struct digest *out)
{
	struct dcp_error why = {0};

	*text = xmlread_text(e);
	if (digest_parse(*text, DIGEST_SHA1, out, &why))
		return true;
	xmlnote_add(notes, XMLNOTE_VALUE, xmlread_line(e), xmlread_name(e),
	    "%s: %s", xmlread_name(e), why.text);
	return false;
}

static void
parse_certificate_name(struct xmlnotes *notes, const struct xml_element *e,
    struct kdm_certificate_name *name)
{
	if (e == NULL)
		return;
	name->line = xmlread_line(e);
	name->issuer =
	    xmlget_text(notes, e, "X509IssuerName", XMLGET_REQUIRED);
	name->serial =
	    xmlget_text(notes, e, "X509SerialNumber", XMLGET_REQUIRED);
}

static void
parse_recipient(struct kdm *kdm, const struct xml_element *required)
{
	struct xmlnotes *notes = &kdm->notes;
	const struct xml_element *e =
	    xmlget_child(notes, required, "Recipient", XMLGET_REQUIRED);

	parse_certificate_name(notes, xmlget_child(notes, e,
	    "X509IssuerSerial", XMLGET_REQUIRED), &kdm->recipient);
	kdm->recipient_subject =
	    xmlget_text(notes, e, "X509SubjectName", XMLGET_REQUIRED);
}

static bool
parse_devices(struct kdm *kdm, const struct xml_element *info,
    struct dcp_error *err)
{
	const struct xml_element *list, *e;
	struct kdm_device *d;

	list = xmlget_child(&kdm->notes, info, "DeviceList", XMLGET_REQUIRED);
	kdm->has_device_list = list != NULL;
	e = list == NULL ? NULL :
	    xmlread_child(list, NULL, "CertificateThumbprint");
	for (; e != NULL; e = xmlread_again(e)) {
		d = kdm_add_device(kdm, err);
		if (d == NULL)
			return false;
		d->line = xmlread_line(e);
		d->has_thumbprint = parse_thumbprint(&kdm->notes, e, &d->text,
		    &d->thumbprint);
	}
	return true;
}

static bool
parse_device_info(struct kdm *kdm, const struct xml_element *required,
    struct dcp_error *err)
{
	struct xmlnotes *notes = &kdm->notes;
	const struct xml_element *e = xmlget_child(notes, required,
	    "AuthorizedDeviceInfo", XMLGET_REQUIRED);

	kdm->has_device_list_id = xmlget_uuid(notes, e, "DeviceListIdentifier",
	    XMLGET_REQUIRED, &kdm->device_list_id);
	kdm->device_list_description = xmlget_text(notes, e,
	    "DeviceListDescription", XMLGET_OPTIONAL);
	return e == NULL || parse_devices(kdm, e, err);
}

static bool
parse_keys(struct kdm *kdm, const struct xml_element *required,
    struct dcp_error *err)
{
	struct xmlnotes *notes = &kdm->notes;
	const struct xml_element *list, *e, *type;
	struct kdm_key *k;

	list = xmlget_child(notes, required, "KeyIdList", XMLGET_REQUIRED);
	e = list == NULL ? NULL : xmlread_child(list, NULL, "TypedKeyId");
	for (; e != NULL; e = xmlread_again(e)) {
		k = kdm_add_key(kdm, err);
		if (k == NULL)
			return false;
		k->line = xmlread_line(e);
		type = xmlget_child(notes, e, "KeyType", XMLGET_REQUIRED);
		if (type != NULL) {
			k->type = xmlread_text(type);
			k->scope = xmlread_attribute(type, "scope");
		}
		k->has_id = xmlget_uuid(notes, e, "KeyId", XMLGET_REQUIRED,
		    &k->id);
	}
	return true;
}

static bool
parse_marks(struct kdm *kdm, const struct xml_element *required,
    struct dcp_error *err)
{
	const struct xml_element *list = xmlget_child(&kdm->notes, required,
	    "ForensicMarkFlagList", XMLGET_OPTIONAL);
	const struct xml_element *e;
	struct kdm_mark *m;

	kdm->has_mark_list = list != NULL;
	e = list == NULL ? NULL :
	    xmlread_child(list, NULL, "ForensicMarkFlag");
	for (; e != NULL; e = xmlread_again(e)) {
		m = kdm_add_mark(kdm, err);
		if (m == NULL)
			return false;
		m->line = xmlread_line(e);
		m->uri = xmlread_text(e);
	}
	return true;
}

/* A date, and how it was written: key blocks repeat the text. */
static bool
parse_time(struct kdm *kdm, const struct xml_element *required,
    const char *name, const char **text, struct timestamp *time)
{
	const struct xml_element *e = xmlread_child(required, NULL, name);

	*text = e == NULL ? NULL : xmlread_text(e);
	return xmlget_time(&kdm->notes, required, name, XMLGET_REQUIRED,
	    time);
}

/* KDMRequiredExtensions (ST 430-1, 6.1). */
static bool
parse_required(struct kdm *kdm, const struct xml_element *required,
    struct dcp_error *err)
{
	struct xmlnotes *notes = &kdm->notes;
	const struct xml_element *e;

	parse_recipient(kdm, required);
	kdm->has_cpl_id = xmlget_uuid(notes, required, "CompositionPlaylistId",
	    XMLGET_REQUIRED, &kdm->cpl_id);
	kdm->title = xmlget_text(notes, required, "ContentTitleText",
	    XMLGET_REQUIRED);
	e = xmlget_child(notes, required, "ContentAuthenticator",
	    XMLGET_OPTIONAL);
	if (e != NULL)
		kdm->has_authenticator = parse_thumbprint(notes, e,
		    &kdm->authenticator_text, &kdm->authenticator);
	kdm->has_not_before = parse_time(kdm, required,
	    "ContentKeysNotValidBefore", &kdm->not_before_text,
	    &kdm->not_before);
	kdm->has_not_after = parse_time(kdm, required,
	    "ContentKeysNotValidAfter", &kdm->not_after_text, &kdm->not_after);
	return parse_device_info(kdm, required, err) &&
	    parse_keys(kdm, required, err) && parse_marks(kdm, required, err);
}

/* AuthenticatedPublic (ST 430-3, 5). */
static bool
parse_public(struct kdm *kdm, const struct xml_element *public,
    struct dcp_error *err)
{
	struct xmlnotes *notes = &kdm->notes;
	const struct xml_element *extensions, *required;

	kdm->has_message_id = xmlget_uuid(notes, public, "MessageId",
	    XMLGET_REQUIRED, &kdm->message_id);
	kdm->type = xmlget_text(notes, public, "MessageType", XMLGET_REQUIRED);
	kdm->annotation = xmlget_text(notes, public, "AnnotationText",
	    XMLGET_OPTIONAL);
	kdm->has_issue_date = xmlget_time(notes, public, "IssueDate",
	    XMLGET_REQUIRED, &kdm->issue_date);
	parse_certificate_name(notes, xmlget_child(notes, public, "Signer",
	    XMLGET_REQUIRED), &kdm->signer);
	extensions = xmlget_child(notes, public, "RequiredExtensions",
	    XMLGET_REQUIRED);
	required = xmlget_child(notes, extensions, "KDMRequiredExtensions",
	    XMLGET_REQUIRED);
	kdm->has_other_extensions = extensions != NULL &&
	    xmlread_first(extensions) != NULL && required == NULL;
	return required == NULL || parse_required(kdm, required, err);
}

/* CipherValue, the sealed bytes. */
static bool
parse_cipher(struct kdm *kdm, const struct xml_element *key,
    struct kdm_sealed *s, struct dcp_error *err)
{
	struct xmlnotes *notes = &kdm->notes;
	const struct xml_element *data =
	    xmlget_child(notes, key, "CipherData", XMLGET_REQUIRED);
	const struct xml_element *value =
	    xmlget_child(notes, data, "CipherValue", XMLGET_REQUIRED);

	if (value == NULL)
		return true;
	s->bytes = malloc(LIMIT_KDM_SEALED);
	if (s->bytes == NULL)
		return error_memory(err);
	if (base64_parse(xmlread_text(value), s->bytes, LIMIT_KDM_SEALED,
	    &s->size) && s->size > 0)
		return true;
	free(s->bytes);
	s->bytes = NULL;
	s->size = 0;
	xmlnote_add(notes, XMLNOTE_VALUE, xmlread_line(value), "CipherValue",
	    "CipherValue: is no Base64 of 1 to %d bytes", LIMIT_KDM_SEALED);
	return true;
}

static bool
parse_sealed(struct kdm *kdm, const struct xml_element *e,
    struct dcp_error *err)
{
	struct kdm_sealed *s = kdm_add_sealed(kdm, err);
	const struct xml_element *method, *digest;

	if (s == NULL)
		return false;
	s->line = xmlread_line(e);
	method = xmlget_child(&kdm->notes, e, "EncryptionMethod",
	    XMLGET_REQUIRED);
	if (method != NULL) {
		s->algorithm = xmlread_attribute(method, "Algorithm");
		digest = xmlread_child(method, NULL, "DigestMethod");
		if (digest != NULL)
			s->digest = xmlread_attribute(digest, "Algorithm");
	}
	return parse_cipher(kdm, e, s, err);
}

/* AuthenticatedPrivate (ST 430-3, 6). */
static bool
parse_private(struct kdm *kdm, const struct xml_element *private,
    struct dcp_error *err)
{
	const struct xml_element *e =
	    xmlread_child(private, NULL, "EncryptedKey");

	kdm->has_encrypted_data =
	    xmlread_child(private, NULL, "EncryptedData") != NULL;
	for (; e != NULL; e = xmlread_again(e))
		if (!parse_sealed(kdm, e, err))
			return false;
	return true;
}

static bool
parse_message(struct kdm *kdm, const struct xml_element *root,
    struct dcp_error *err)
{
	const struct xml_element *public, *private;

	public = xmlget_child(&kdm->notes, root, "AuthenticatedPublic",
	    XMLGET_REQUIRED);
	private = xmlget_child(&kdm->notes, root, "AuthenticatedPrivate",
	    XMLGET_REQUIRED);
	kdm->has_signature = xmlread_child(root, NULL, "Signature") != NULL;
	return (public == NULL || parse_public(kdm, public, err)) &&
	    (private == NULL || parse_private(kdm, private, err));
}

bool
kdm_parse(struct xml_document *doc, struct kdm *kdm, struct dcp_error *err)
{
	const struct xml_element *root = xmlread_root(doc);
	bool ok;

	*kdm = (struct kdm){.document = doc};
	if (!xmlread_is(root, NULL, "DCinemaSecurityMessage"))
		ok = error_set(err, DCP_BAD_INPUT,
		    "have the root %s, want DCinemaSecurityMessage",
		    xmlread_name(root));
	else
		ok = parse_message(kdm, root, err);
	if (ok && kdm->notes.bad)
		ok = error_memory(err);
	if (!ok)
		kdm_clear(kdm);
	return ok;
}
