/* dsig_sign.c: see dsig.h. */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "trust/dsig.h"
#include "trust/signer.h"
#include "xml/c14n.h"
#include "xml/xmlplace.h"
#include "xml/xmlwrite.h"

/* Characters of Base64 in a line, as all others write it. */
#define LINE	64

/* What the signature will hold; it is written empty first, to be digested. */
struct work {
	const struct dsig_form *form;
	const struct signer *signer;
	const char *text;		/* the document */
	size_t size;
	struct xmlplace place;
	struct xmlread_form lines;
	char *ids[2];			/* of the parts of a message */
	char digests[2][DIGEST_TEXT_SIZE];
	struct bytes value;		/* Base64 of the signature */
};

static void
put_lines(struct bytes *to, const void *bytes, size_t size)
{
	char line[LINE + 1];
	const uint8_t *at = bytes;
	size_t part;

	for (; size > 0; size -= part, at += part) {
		part = size < LINE / 4 * 3 ? size : LINE / 4 * 3;
		base64_format(line, at, part);
		bytes_printf(to, "%s%s", line, part < size ? "\n" : "");
	}
}

static void
write_algorithm(struct xmlwrite *w, const char *name, enum dsig_algorithm a)
{
	const char *const attributes[] = {"Algorithm", dsig_algorithm_uri(a),
	    NULL};

	xmlwrite_empty_with(w, name, attributes);
}

static void
write_issuer_serial(struct xmlwrite *w, const struct cert *cert)
{
	xmlwrite_open(w, "ds:X509IssuerSerial", NULL);
	xmlwrite_text(w, "ds:X509IssuerName", cert_facts(cert)->issuer.text);
	xmlwrite_text(w, "ds:X509SerialNumber", cert_facts(cert)->serial);
	xmlwrite_close(w);
}

static void
write_reference(struct xmlwrite *w, const struct work *work, size_t index)
{
	char uri[600] = "";
	const char *const attributes[] = {"URI", uri, NULL};

	if (work->ids[index] != NULL)
		snprintf(uri, sizeof(uri), "#%s", work->ids[index]);
	xmlwrite_open(w, "ds:Reference", attributes);
	if (work->form->transform != DSIG_UNKNOWN) {
		xmlwrite_open(w, "ds:Transforms", NULL);
		write_algorithm(w, "ds:Transform", work->form->transform);
		xmlwrite_close(w);
	}
	write_algorithm(w, "ds:DigestMethod", work->form->digest);
	xmlwrite_text(w, "ds:DigestValue", work->digests[index]);
	xmlwrite_close(w);
}

static void
write_signed_info(struct xmlwrite *w, const struct work *work)
{
	size_t i;

	xmlwrite_open(w, "ds:SignedInfo", NULL);
	write_algorithm(w, "ds:CanonicalizationMethod", work->form->canonical);
	write_algorithm(w, "ds:SignatureMethod", work->form->method);
	for (i = 0; i < (work->form->message ? 2 : 1); i++)
		write_reference(w, work, i);
	xmlwrite_close(w);
}

static void
write_key_info(struct xmlwrite *w, const struct certs *certs)
{
	struct bytes text = {0};
	const uint8_t *der;
	size_t i, size;

	xmlwrite_open(w, "ds:KeyInfo", NULL);
	for (i = 0; i < certs->count; i++) {
		der = cert_der(certs->at[i], &size);
		bytes_reset(&text);
		put_lines(&text, der, size);
		w->to->bad = w->to->bad || text.bad;
		xmlwrite_open(w, "ds:X509Data", NULL);
		write_issuer_serial(w, certs->at[i]);
		xmlwrite_text(w, "ds:X509Certificate", bytes_text(&text));
		xmlwrite_close(w);
	}
	xmlwrite_close(w);
	bytes_clear(&text);
}

static void
write_signer(struct xmlwrite *w, const struct work *work)
{
	static const char *const attributes[] = {"xmlns:ds", DSIG_SPACE, NULL};
	char name[sizeof(work->place.prefix) + 8];

	snprintf(name, sizeof(name), "%sSigner", work->place.prefix);
	xmlwrite_open(w, name, attributes);
	xmlwrite_open(w, "ds:X509Data", NULL);
	write_issuer_serial(w, chain_leaf(&work->signer->chain));
	xmlwrite_close(w);
	xmlwrite_close(w);
}

/* Signer and Signature, with what is known of them by now. */
static bool
write_parts(struct work *work, struct bytes *to, struct dcp_error *err)
{
	static const char *const attributes[] = {"xmlns:ds", DSIG_SPACE, NULL};
	struct xmlwrite w;

	xmlwrite_begin_fragment(&w, to, 1);
	if (!work->form->message)
		write_signer(&w, work);
	xmlwrite_open(&w, "ds:Signature", attributes);
	write_signed_info(&w, work);
	xmlwrite_text(&w, "ds:SignatureValue", bytes_text(&work->value));
	write_key_info(&w, &work->signer->chain.certs);
	xmlwrite_close(&w);
	return xmlwrite_end(&w, err);
}

/* Lines of the signature end as those of the document do. */
static void
put_as_document(const struct work *work, struct bytes *to,
    const struct bytes *parts)
{
	bool crlf = work->lines.crlf && !work->lines.lf;
	size_t i;

	for (i = 0; i < parts->size; i++) {
		if (crlf && parts->at[i] == '\n')
			bytes_u8(to, '\r');
		bytes_u8(to, parts->at[i]);
	}
}

/* The document with the parts in front of the end of its root. */
static bool
put_together(struct work *work, struct bytes *to, struct dcp_error *err)
{
	size_t end = work->place.end_tag;
	struct bytes parts = {0};
	bool ok;

	if (end > 0 && work->text[end - 1] != '\n')
		bytes_u8(&parts, '\n');
	ok = write_parts(work, &parts, err);
	bytes_put(to, work->text, end);
	put_as_document(work, to, &parts);
	bytes_put(to, work->text + end, work->size - end);
	bytes_clear(&parts);
	return ok && bytes_ok(to, err);
}

/* The document as far as it is known by now, as a tree. */
static struct xml_document *
parse_together(struct work *work, struct dcp_error *err)
{
	struct bytes all = {0};
	struct xml_document *doc = NULL;

	if (put_together(work, &all, err))
		doc = xmlread_parse(all.at, all.size, err);
	bytes_clear(&all);
	return doc;
}

static const struct xml_element *
signature_of(const struct xml_document *doc)
{
	return xmlread_child(xmlread_root(doc), DSIG_SPACE, "Signature");
}

static bool
digest_part(const struct work *work, const struct xml_document *doc,
    size_t index, struct digest *out, struct dcp_error *err)
{
	const struct xml_element *root = xmlread_root(doc);
	struct bytes canonical = {0};
	bool ok;

	ok = (work->form->message ? c14n_element(xmlread_child(root,
	    xmlread_space(root), work->form->covered[index]),
	    C14N_NO_COMMENTS, &canonical, err) : c14n_document(doc,
	    C14N_NO_COMMENTS, signature_of(doc), &canonical, err)) &&
	    digest_bytes(dsig_digest(work->form->digest), canonical.at,
	    canonical.size, out, err);
	bytes_clear(&canonical);
	return ok;
}

static bool
make_digests(struct work *work, struct dcp_error *err)
{
	struct xml_document *doc = parse_together(work, err);
	struct digest digest;
	bool ok = doc != NULL;
	size_t i;

	for (i = 0; ok && i < (work->form->message ? 2 : 1); i++) {
		ok = digest_part(work, doc, i, &digest, err);
		if (ok)
			digest_format(work->digests[i], &digest);
	}
	xmlread_free(doc);
	return ok;
}

static bool
make_value(struct work *work, struct dcp_error *err)
{
	struct xml_document *doc = parse_together(work, err);
	struct bytes canonical = {0}, value = {0};
	bool ok;

	ok = doc != NULL && c14n_element(xmlread_child(signature_of(doc),
	    DSIG_SPACE, "SignedInfo"), work->form->canonical == DSIG_C14N ?
	    C14N_NO_COMMENTS : C14N_WITH_COMMENTS, &canonical, err) &&
	    privkey_sign(work->signer->key, dsig_digest(work->form->method),
	    canonical.at, canonical.size, &value, err);
	if (ok)
		put_lines(&work->value, value.at, value.size);
	bytes_clear(&value);
	bytes_clear(&canonical);
	xmlread_free(doc);
	return ok && bytes_ok(&work->value, err);
}

static bool
check_encoding(const struct xmlread_form *form, struct dcp_error *err)
{
	const char *name = form->encoding;

	return *name == '\0' || strcasecmp(name, "UTF-8") == 0 ||
	    strcasecmp(name, "US-ASCII") == 0 ||
	    error_set(err, DCP_UNSUPPORTED, "is in %s, want UTF-8", name);
}

/* The Ids of the parts of a message; the root has nothing else. */
static bool
find_parts(struct work *work, const struct xml_element *root,
    struct dcp_error *err)
{
	const struct xml_element *e;
	const char *id;
	size_t i;

	for (i = 0; work->form->message && i < 2; i++) {
		e = xmlread_child(root, xmlread_space(root),
		    work->form->covered[i]);
		id = e == NULL ? NULL : xmlread_attribute(e, "Id");
		if (id == NULL || strlen(id) > 500)
			return error_set(err, DCP_BAD_INPUT, "have no %s "
			    "with an Id, want one", work->form->covered[i]);
		work->ids[i] = strdup(id);
		if (work->ids[i] == NULL)
			return error_memory(err);
	}
	return true;
}

/* Is it a document that can be signed? */
static bool
look(struct work *work, struct dcp_error *err)
{
	struct xml_document *doc = xmlread_parse(work->text, work->size, err);
	const struct xml_element *root;
	bool ok;

	if (doc == NULL)
		return false;
	root = xmlread_root(doc);
	work->lines = *xmlread_form(doc);
	ok = check_encoding(&work->lines, err);
	if (ok && dsig_is_signed(doc))
		ok = error_set(err, DCP_REFUSED, "line %ld: is signed already",
		    xmlread_line(xmlread_child(root, NULL, "Signature")));
	if (ok && xmlread_child(root, NULL, "Signer") != NULL)
		ok = error_set(err, DCP_REFUSED, "line %ld: has a Signer "
		    "already", xmlread_line(xmlread_child(root, NULL,
		    "Signer")));
	ok = ok && find_parts(work, root, err) &&
	    xmlplace_find(work->text, work->size, &work->place, err);
	xmlread_free(doc);
	return ok;
}

/* What leaves this house was checked as a receiver checks it. */
static bool
check_result(const struct bytes *signed_text, enum dsig_profile profile,
    struct dcp_error *err)
{
	struct xml_document *doc = xmlread_parse(signed_text->at,
	    signed_text->size, err);
	struct dsig d;
	bool ok = doc != NULL && dsig_check(doc, profile, &d, err);

	if (ok && (!d.intact || d.fault_count > 0))
		ok = error_set(err, DCP_REFUSED, "cannot be signed so that it "
		    "checks: %s", d.fault_count == 0 ? "" : d.faults[0].text);
	if (doc != NULL)
		dsig_clear(&d);
	xmlread_free(doc);
	return ok;
}

bool
dsig_sign(const void *text, size_t size, enum dsig_profile profile,
    const struct signer *signer, struct bytes *to, struct dcp_error *err)
{
	struct work work = {.form = dsig_form(profile), .signer = signer,
	    .text = text, .size = size};
	struct bytes all = {0};
	bool ok;

	ok = look(&work, err) && make_digests(&work, err) &&
	    make_value(&work, err) && put_together(&work, &all, err) &&
	    check_result(&all, profile, err);
	if (ok)
		bytes_put(to, all.at, all.size);
	ok = ok && bytes_ok(to, err);
	bytes_clear(&all);
	bytes_clear(&work.value);
	free(work.ids[0]);
	free(work.ids[1]);
	xmlplace_clear(&work.place);
	return ok;
}
