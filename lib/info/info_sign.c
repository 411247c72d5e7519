/* info_sign.c: see info_sign.h. */
#include "info/info_sign.h"

static void
put_time(struct outline *o, const char *key, int64_t seconds)
{
	struct timestamp t = {.seconds = seconds, .zoned = true};

	outline_time(o, key, &t);
}

static void
put_signer(struct outline *o, const struct cert *leaf)
{
	const struct cert_facts *f = cert_facts(leaf);
	char thumbprint[DIGEST_TEXT_SIZE];

	cert_thumbprint_format(thumbprint, leaf);
	outline_text(o, "signer", f->subject.common_name.text);
	outline_text(o, "organization", f->subject.organization.text);
	outline_text(o, "subject", f->subject.text);
	outline_text(o, "issuer", f->issuer.text);
	outline_text(o, "serial", f->serial);
	outline_text(o, "thumbprint", thumbprint);
	put_time(o, "not_before", f->not_before);
	put_time(o, "not_after", f->not_after);
}

static void
put_signature(const struct dsig *d, struct outline *o)
{
	const struct cert *root;

	outline_flag(o, "intact", d->intact);
	outline_text(o, "method", dsig_algorithm_name(d->method));
	if (d->reference_count > 0)
		outline_text(o, "digest",
		    dsig_algorithm_name(d->references[0].digest));
	if (d->certs.count == 0)
		return;
	put_signer(o, chain_leaf(&d->chain));
	root = chain_root(&d->chain);
	outline_text(o, "root", cert_facts(root)->subject.text);
	outline_number(o, "certificates", d->certs.count);
}

void
info_sign(const struct dsig *d, struct outline *o)
{
	outline_flag(o, "signed", d->line != 0);
	if (d->line != 0)
		put_signature(d, o);
}

/* Of other dialects it is not known what their signatures have to be. */
static bool
check(const struct xml_document *doc, enum dialect dialect, struct dsig *d,
    struct dcp_error *err)
{
	if (dialect != DIALECT_SMPTE && dialect != DIALECT_INTEROP)
		return true;
	return dsig_check(doc, dialect == DIALECT_INTEROP ? DSIG_INTEROP :
	    DSIG_SMPTE, d, err);
}

bool
info_sign_document(const struct xml_document *doc, enum dialect dialect,
    struct outline *o, struct dcp_error *err)
{
	struct dsig dsig = {0};
	bool ok = check(doc, dialect, &dsig, err);

	outline_flag(o, "signed", dsig_is_signed(doc));
	if (ok && dsig.line != 0) {
		outline_open(o, "signature");
		put_signature(&dsig, o);
		outline_close(o);
	}
	dsig_clear(&dsig);
	return ok;
}

bool
info_sign_row(const struct xml_document *doc, enum dialect dialect,
    struct outline *o, struct dcp_error *err)
{
	struct dsig dsig = {0};
	bool ok = check(doc, dialect, &dsig, err);
	const char *name = NULL;

	if (dsig.certs.count > 0)
		name = cert_facts(chain_leaf(&dsig.chain))->
		    subject.common_name.text;
	json_flag(outline_json(o), "signed", true);
	if (dsig.line != 0) {
		json_flag(outline_json(o), "intact", dsig.intact);
		json_text(outline_json(o), "signer", name);
	}
	outline_say(o, "signed", "signed%s%s%s", name == NULL ? "" : " by ",
	    name == NULL ? "" : name, dsig.line == 0 || dsig.intact ? "" :
	    ", but not intact");
	dsig_clear(&dsig);
	return ok;
}
