/* dsig.c: see dsig.h. */
#include "trust/dsig.h"

#include <stdlib.h>
#include <string.h>

#define C14N	"http://www.w3.org/TR/2001/REC-xml-c14n-20010315"

static const struct {
	const char *uri;
	const char *name;
} algorithms[] = {
	[DSIG_UNKNOWN] = {"", "unknown"},
	[DSIG_C14N] = {C14N, "c14n"},
	[DSIG_C14N_COMMENTS] = {C14N "#WithComments", "c14n with comments"},
	[DSIG_RSA_SHA1] = {DSIG_SPACE "rsa-sha1", "rsa-sha1"},
	[DSIG_RSA_SHA256] = {
	    "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
	    "rsa-sha256"},
	[DSIG_ENVELOPED] = {DSIG_SPACE "enveloped-signature", "enveloped"},
	[DSIG_SHA1] = {DSIG_SPACE "sha1", "sha1"},
	[DSIG_SHA256] = {"http://www.w3.org/2001/04/xmlenc#sha256", "sha256"},
};

/*
 * The digest of playlists and lists is SHA-1 beside rsa-sha256, too: so it is
 * in every signed document of the field that was at hand, and some checkers
 * refuse another.
 */
static const struct dsig_form forms[] = {
	[DSIG_SMPTE] = {false, DSIG_C14N, DSIG_RSA_SHA256, DSIG_SHA1,
	    DSIG_ENVELOPED, {NULL, NULL}},
	[DSIG_INTEROP] = {false, DSIG_C14N, DSIG_RSA_SHA1, DSIG_SHA1,
	    DSIG_ENVELOPED, {NULL, NULL}},
	[DSIG_MESSAGE] = {true, DSIG_C14N_COMMENTS, DSIG_RSA_SHA256,
	    DSIG_SHA256, DSIG_UNKNOWN,
	    {"AuthenticatedPublic", "AuthenticatedPrivate"}},
};

const struct dsig_form *
dsig_form(enum dsig_profile profile)
{
	return &forms[profile];
}

enum dsig_algorithm
dsig_algorithm(const char *uri)
{
	enum dsig_algorithm a;

	for (a = DSIG_SHA256; a != DSIG_UNKNOWN; a--)
		if (strcmp(algorithms[a].uri, uri) == 0)
			break;
	return a;
}

const char *
dsig_algorithm_uri(enum dsig_algorithm a)
{
	return algorithms[a].uri;
}

enum digest_kind
dsig_digest(enum dsig_algorithm a)
{
	return a == DSIG_SHA1 || a == DSIG_RSA_SHA1 ? DIGEST_SHA1 :
	    DIGEST_SHA256;
}

const char *
dsig_algorithm_name(enum dsig_algorithm a)
{
	return algorithms[a].name;
}

/* That it was altered explains the other faults. */
bool
dsig_require(const struct dsig *d, struct dcp_error *err)
{
	const struct dsig_fault *f = d->faults;
	size_t i;

	if (d->intact)
		return true;
	if (d->line == 0)
		return error_set(err, DCP_BAD_INPUT, "is not signed");
	if (d->fault_count == 0)
		return error_set(err, DCP_BAD_INPUT, "line %ld: the signature "
		    "does not hold", d->line);
	for (i = 0; i < d->fault_count; i++)
		if (d->faults[i].kind == DSIG_DIGEST)
			f = &d->faults[i];
	return error_set(err, DCP_BAD_INPUT, "line %ld: the signature does not "
	    "hold: %s", f->line, f->kind != DSIG_DIGEST ? f->text :
	    d->profile == DSIG_MESSAGE ?
	    "the message was altered after it was signed" :
	    "the document was altered after it was signed");
}

bool
dsig_is_signed(const struct xml_document *document)
{
	return xmlread_child(xmlread_root(document), NULL, "Signature") !=
	    NULL;
}

void
dsig_clear(struct dsig *d)
{
	certs_clear(&d->certs);
	chain_clear(&d->chain);
	free(d->faults);
	*d = (struct dsig){0};
}
