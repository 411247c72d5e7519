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

void
info_sign(const struct dsig *d, struct outline *o)
{
	const struct cert *root;

	outline_flag(o, "signed", d->line != 0);
	if (d->line == 0)
		return;
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
