/* certname.c: see certname.h. */
#include "crypt/certname.h"

#include <stdlib.h>
#include <string.h>

#include <openssl/asn1.h>
#include <openssl/bio.h>
#include <openssl/objects.h>
#include <openssl/x509.h>

char *
certname_text(const X509_NAME *name)
{
	BIO *to = BIO_new(BIO_s_mem());
	char *text = NULL, *at;
	long size;

	if (to == NULL || X509_NAME_print_ex(to, name, 0, XN_FLAG_RFC2253) < 0)
		goto out;
	size = BIO_get_mem_data(to, &at);
	text = size <= 0 ? strdup("") : strndup(at, (size_t)size);
out:
	BIO_free(to);
	return text;
}

/* The text of an attribute as UTF-8, up to a NUL within it. */
static char *
value_text(const ASN1_STRING *value)
{
	unsigned char *utf8 = NULL;
	int size = ASN1_STRING_to_UTF8(&utf8, value);
	char *text;

	if (size < 0)
		return strdup("");
	text = strndup((const char *)utf8, (size_t)size);
	OPENSSL_free(utf8);
	return text;
}

static struct cert_attribute *
attribute_of(struct cert_name *out, const ASN1_OBJECT *type)
{
	switch (OBJ_obj2nid(type)) {
	case NID_organizationName:
		return &out->organization;
	case NID_organizationalUnitName:
		return &out->unit;
	case NID_commonName:
		return &out->common_name;
	case NID_dnQualifier:
		return &out->dn_qualifier;
	default:
		return NULL;
	}
}

/*
 * ST 430-2, 5.3 wants PrintableString (X.680, 41.4): its letters are no '@',
 * '_', '&' or '*', which some write into it all the same.
 */
static bool
note_encoding(struct cert_name *out, const ASN1_OBJECT *type,
    const ASN1_STRING *value)
{
	int tag = ASN1_STRING_type(value);
	const char *how = ASN1_tag2str(tag);
	char kind[80], text[160];

	if (out->not_printable != NULL)
		return true;
	if (tag != V_ASN1_PRINTABLESTRING)
		snprintf(text, sizeof(text), "is %s", how);
	else if (ASN1_PRINTABLE_type(ASN1_STRING_get0_data(value),
	    ASN1_STRING_length(value)) != V_ASN1_PRINTABLESTRING)
		snprintf(text, sizeof(text), "has a character that no "
		    "PrintableString has");
	else
		return true;
	OBJ_obj2txt(kind, sizeof(kind), type, 0);
	out->not_printable = malloc(strlen(kind) + strlen(text) + 2);
	if (out->not_printable == NULL)
		return false;
	memcpy(out->not_printable, kind, strlen(kind));
	out->not_printable[strlen(kind)] = ' ';
	memcpy(out->not_printable + strlen(kind) + 1, text, strlen(text) + 1);
	return true;
}

static bool
read_entry(const X509_NAME_ENTRY *entry, struct cert_name *out)
{
	const ASN1_OBJECT *type = X509_NAME_ENTRY_get_object(entry);
	const ASN1_STRING *value = X509_NAME_ENTRY_get_data(entry);
	struct cert_attribute *a = attribute_of(out, type);

	if (a != NULL && a->count++ == 0 &&
	    (a->text = value_text(value)) == NULL)
		return false;
	return note_encoding(out, type, value);
}

bool
certname_read(const X509_NAME *name, struct cert_name *out,
    struct dcp_error *err)
{
	int i, count = X509_NAME_entry_count(name);

	*out = (struct cert_name){.text = certname_text(name)};
	if (out->text == NULL)
		return error_memory(err);
	for (i = 0; i < count; i++)
		if (!read_entry(X509_NAME_get_entry(name, i), out))
			return error_memory(err);
	return true;
}

void
certname_clear(struct cert_name *name)
{
	free(name->text);
	free(name->organization.text);
	free(name->unit.text);
	free(name->common_name.text);
	free(name->dn_qualifier.text);
	free(name->not_printable);
	*name = (struct cert_name){0};
}
