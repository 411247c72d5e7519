/* dsigkeys.c: see dsigkeys.h. */
#include "trust/dsigkeys.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "trust/issuername.h"

static const struct xml_element *
child(const struct xml_element *e, const char *name)
{
	return e == NULL ? NULL : xmlread_child(e, DSIG_SPACE, name);
}

/* ${e} holds X509IssuerName and X509SerialNumber, and they are of ${cert}. */
static bool
names(const struct xml_element *e, const struct cert *cert)
{
	const struct cert_facts *facts = cert_facts(cert);
	const struct xml_element *name = child(e, "X509IssuerName");
	const struct xml_element *serial = child(e, "X509SerialNumber");

	return name != NULL && serial != NULL &&
	    issuername_equal(xmlread_text(name), facts->issuer.text) &&
	    issuername_equal_serial(xmlread_text(serial), facts->serial);
}

/* Note that ${e} (may be NULL), in ${within}, does not name ${cert}. */
static void
note_names(struct dsigrun *run, enum dsig_fault_kind kind,
    const struct xml_element *within, const struct xml_element *e,
    const struct cert *cert)
{
	const struct cert_facts *facts = cert_facts(cert);
	const struct xml_element *name = child(e, "X509IssuerName");
	const struct xml_element *serial = child(e, "X509SerialNumber");

	dsigrun_fault(run, kind, xmlread_line(e == NULL ? within : e),
	    "have %.160s of %.160s, want %.80s of %.160s", serial == NULL ?
	    "no serial number" : xmlread_text(serial), name == NULL ?
	    "nobody" : xmlread_text(name), facts->serial, facts->issuer.text);
}

/* The bytes of Base64 in ${e}, for free(); NULL if it is none, or too large. */
static uint8_t *
decode(const struct xml_element *e, size_t *size)
{
	const char *text = xmlread_text(e);
	size_t room = strlen(text) / 4 * 3 + 3;
	uint8_t *bytes;

	*size = 0;
	if (room > LIMIT_CERT_SIZE || (bytes = malloc(room)) == NULL)
		return NULL;
	if (!base64_parse(text, bytes, room, size)) {
		free(bytes);
		return NULL;
	}
	return bytes;
}

/* Put the certificate in ${e} last; false if it is none. */
static bool
add_certificate(struct dsigrun *run, const struct xml_element *e)
{
	struct certs *certs = &run->dsig->certs;
	struct dcp_error why = {0};
	struct cert *cert = NULL;
	size_t size;
	uint8_t *der;

	if (certs->count == LIMIT_CERTIFICATES) {
		dsigrun_void(run, DSIG_CERTIFICATE, xmlread_line(e),
		    "have more than %d certificates, want fewer",
		    LIMIT_CERTIFICATES);
		return false;
	}
	der = decode(e, &size);
	if (der == NULL)
		error_set(&why, DCP_BAD_INPUT, "is no Base64, or too large");
	else
		cert = cert_parse(der, size, &why);
	free(der);
	if (cert == NULL) {
		dsigrun_void(run, DSIG_CERTIFICATE, xmlread_line(e), "%s",
		    why.text);
		return false;
	}
	return certs_add(certs, cert, &run->failure);
}

/*
 * Usually one of each.  Those who write all certificates into one X509Data
 * write as many X509IssuerSerial, in the same order.  False if no more can be
 * read.
 */
static bool
read_data(struct dsigrun *run, const struct xml_element *data)
{
	const struct xml_element *e, *issuer = child(data, "X509IssuerSerial");
	const struct cert *cert;

	if (child(data, "X509Certificate") == NULL) {
		dsigrun_void(run, DSIG_CERTIFICATE, xmlread_line(data),
		    "have no X509Certificate in X509Data, want one");
		return false;
	}
	for (e = child(data, "X509Certificate"); e != NULL;
	    e = xmlread_again(e)) {
		if (!add_certificate(run, e))
			return false;
		cert = run->dsig->certs.at[run->dsig->certs.count - 1];
		if (!names(issuer, cert))
			note_names(run, DSIG_ISSUER_SERIAL, data, issuer,
			    cert);
		issuer = issuer == NULL ? NULL : xmlread_again(issuer);
	}
	return true;
}

static void
note_order(struct dsigrun *run, const struct xml_element *key_info)
{
	const struct certs *have = &run->dsig->certs;
	const struct certs *want = &run->dsig->chain.certs;
	size_t i = 0;

	while (i < have->count && i < want->count &&
	    cert_equal(have->at[i], want->at[i]))
		i++;
	if (i < have->count || i < want->count)
		dsigrun_fault(run, DSIG_ORDER, xmlread_line(key_info), "have "
		    "%s as certificate %zu, want the order from the signer to "
		    "the root", i < have->count ?
		    cert_facts(have->at[i])->subject.text : "nothing", i + 1);
}

static void
find_leaf(struct dsigrun *run)
{
	struct dsig *d = run->dsig;
	size_t i;

	for (i = 0; i < d->certs.count; i++)
		if (cert_equal(d->certs.at[i], chain_leaf(&d->chain)))
			break;
	d->leaf = i;
}

void
dsigkeys_read(struct dsigrun *run, const struct xml_element *key_info)
{
	struct dsigrun_children c = dsigrun_children(run, key_info);
	const struct xml_element *data;
	bool ok = true;

	if (key_info == NULL)
		return;
	while (ok && (data = dsigrun_optional(&c, "X509Data")) != NULL)
		ok = read_data(run, data);
	if (ok)
		dsigrun_end(&c);
	if (ok && c.next == NULL && run->dsig->certs.count == 0)
		dsigrun_void(run, DSIG_CERTIFICATE, xmlread_line(key_info),
		    "have no certificate in KeyInfo, want one");
	if (run->dsig->certs.count == 0 || !chain_order(&run->dsig->chain,
	    &run->dsig->certs, NULL, &run->failure))
		return;
	note_order(run, key_info);
	find_leaf(run);
}

/* Where a message, and where other documents name who signed them. */
static const struct xml_element *
find_signer(const struct dsigrun *run, const struct xml_element *root)
{
	const char *space = xmlread_space(root);
	const struct xml_element *part = root;

	if (run->form->message)
		part = xmlread_child(root, space, run->form->covered[0]);
	return part == NULL ? NULL : xmlread_child(part, space, "Signer");
}

void
dsigkeys_check_signer(struct dsigrun *run)
{
	const struct xml_element *root = xmlread_root(run->document);
	const struct xml_element *signer = find_signer(run, root), *e = signer;
	const struct cert *leaf = run->dsig->certs.count == 0 ? NULL :
	    chain_leaf(&run->dsig->chain);

	if (signer == NULL) {
		dsigrun_fault(run, DSIG_SIGNER, run->dsig->line,
		    "have no Signer, want the certificate's issuer and serial "
		    "number");
		return;
	}
	if (xmlread_again(signer) != NULL)
		dsigrun_fault(run, DSIG_SIGNER,
		    xmlread_line(xmlread_again(signer)),
		    "have two Signers, want one");
	if (!run->form->message) {
		if (xmlread_next(signer) != run->signature)
			dsigrun_fault(run, DSIG_SIGNER, xmlread_line(signer),
			    "have another element behind it, want the "
			    "Signature");
		e = child(child(signer, "X509Data"), "X509IssuerSerial");
	}
	if (leaf != NULL && !names(e, leaf))
		note_names(run, DSIG_SIGNER, signer, e, leaf);
}
