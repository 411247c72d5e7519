/* kdm_format.c: a key delivery message as XML; see kdm.h. */
#include <stdlib.h>
#include <string.h>

#include "base/base64.h"
#include "trust/kdm.h"
#include "xml/xmlwrite.h"

#define ETM_SPACE	"http://www.smpte-ra.org/schemas/430-3/2006/ETM"
#define KDM_SPACE	"http://www.smpte-ra.org/schemas/430-1/2006/KDM"
#define DS_SPACE	"http://www.w3.org/2000/09/xmldsig#"
#define ENC_SPACE	"http://www.w3.org/2001/04/xmlenc#"

static void
format_certificate_name(struct xmlwrite *w, const char *element,
    const struct kdm_certificate_name *name)
{
	xmlwrite_open(w, element, NULL);
	xmlwrite_text(w, "ds:X509IssuerName", name->issuer);
	xmlwrite_text(w, "ds:X509SerialNumber", name->serial);
	xmlwrite_close(w);
}

static void
format_thumbprint(struct xmlwrite *w, const char *element,
    const struct digest *thumbprint)
{
	char text[DIGEST_TEXT_SIZE];

	digest_format(text, thumbprint);
	xmlwrite_text(w, element, text);
}

static void
format_devices(struct xmlwrite *w, const struct kdm *kdm)
{
	size_t i;

	xmlwrite_open(w, "AuthorizedDeviceInfo", NULL);
	xmlwrite_uuid(w, "DeviceListIdentifier", &kdm->device_list_id);
	xmlwrite_optional(w, "DeviceListDescription",
	    kdm->device_list_description);
	xmlwrite_open(w, "DeviceList", NULL);
	for (i = 0; i < kdm->device_count; i++)
		format_thumbprint(w, "CertificateThumbprint",
		    &kdm->devices[i].thumbprint);
	xmlwrite_close(w);
	xmlwrite_close(w);
}

static void
format_keys(struct xmlwrite *w, const struct kdm *kdm)
{
	const char *attributes[] = {"scope", NULL, NULL};
	size_t i;

	xmlwrite_open(w, "KeyIdList", NULL);
	for (i = 0; i < kdm->key_count; i++) {
		attributes[1] = kdm->keys[i].scope;
		xmlwrite_open(w, "TypedKeyId", NULL);
		xmlwrite_text_with(w, "KeyType", attributes,
		    kdm->keys[i].type);
		xmlwrite_uuid(w, "KeyId", &kdm->keys[i].id);
		xmlwrite_close(w);
	}
	xmlwrite_close(w);
}

static void
format_marks(struct xmlwrite *w, const struct kdm *kdm)
{
	size_t i;

	if (kdm->mark_count == 0)
		return;
	xmlwrite_open(w, "ForensicMarkFlagList", NULL);
	for (i = 0; i < kdm->mark_count; i++)
		xmlwrite_text(w, "ForensicMarkFlag", kdm->marks[i].uri);
	xmlwrite_close(w);
}

static void
format_required(struct xmlwrite *w, const struct kdm *kdm)
{
	const char *const attributes[] = {"xmlns", KDM_SPACE, NULL};

	xmlwrite_open(w, "KDMRequiredExtensions", attributes);
	xmlwrite_open(w, "Recipient", NULL);
	format_certificate_name(w, "X509IssuerSerial", &kdm->recipient);
	xmlwrite_text(w, "X509SubjectName", kdm->recipient_subject);
	xmlwrite_close(w);
	xmlwrite_uuid(w, "CompositionPlaylistId", &kdm->cpl_id);
	xmlwrite_text(w, "ContentTitleText", kdm->title);
	if (kdm->has_authenticator)
		format_thumbprint(w, "ContentAuthenticator",
		    &kdm->authenticator);
	xmlwrite_time(w, "ContentKeysNotValidBefore", &kdm->not_before);
	xmlwrite_time(w, "ContentKeysNotValidAfter", &kdm->not_after);
	format_devices(w, kdm);
	format_keys(w, kdm);
	format_marks(w, kdm);
	xmlwrite_close(w);
}

static void
format_public(struct xmlwrite *w, const struct kdm *kdm)
{
	const char *const id[] = {"Id", "ID_AuthenticatedPublic", NULL};

	xmlwrite_open(w, "AuthenticatedPublic", id);
	xmlwrite_uuid(w, "MessageId", &kdm->message_id);
	xmlwrite_text(w, "MessageType", KDM_TYPE);
	xmlwrite_optional(w, "AnnotationText", kdm->annotation);
	xmlwrite_time(w, "IssueDate", &kdm->issue_date);
	format_certificate_name(w, "Signer", &kdm->signer);
	xmlwrite_open(w, "RequiredExtensions", NULL);
	format_required(w, kdm);
	xmlwrite_close(w);
	xmlwrite_empty(w, "NonCriticalExtensions");
	xmlwrite_close(w);
}

static void
format_sealed(struct xmlwrite *w, const struct kdm_sealed *s)
{
	const char *const oaep[] = {"Algorithm", KDM_OAEP, NULL};
	const char *const sha1[] = {"Algorithm", KDM_OAEP_DIGEST, NULL};
	char *text = malloc(BASE64_SIZE(s->size));

	if (text == NULL) {
		error_memory(&w->failure);
		return;
	}
	base64_format(text, s->bytes, s->size);
	xmlwrite_open(w, "enc:EncryptedKey", NULL);
	xmlwrite_open(w, "enc:EncryptionMethod", oaep);
	xmlwrite_text_with(w, "ds:DigestMethod", sha1, "");
	xmlwrite_close(w);
	xmlwrite_open(w, "enc:CipherData", NULL);
	xmlwrite_text(w, "enc:CipherValue", text);
	xmlwrite_close(w);
	xmlwrite_close(w);
	free(text);
}

bool
kdm_format(const struct kdm *kdm, struct bytes *to, struct dcp_error *err)
{
	const char *const spaces[] = {"xmlns", ETM_SPACE, "xmlns:ds", DS_SPACE,
	    "xmlns:enc", ENC_SPACE, NULL};
	const char *const id[] = {"Id", "ID_AuthenticatedPrivate", NULL};
	struct xmlwrite w;
	size_t i;

	xmlwrite_begin(&w, to);
	xmlwrite_open(&w, "DCinemaSecurityMessage", spaces);
	format_public(&w, kdm);
	xmlwrite_open(&w, "AuthenticatedPrivate", id);
	for (i = 0; i < kdm->sealed_count; i++)
		format_sealed(&w, &kdm->sealed[i]);
	xmlwrite_close(&w);
	xmlwrite_close(&w);
	return xmlwrite_end(&w, err);
}
