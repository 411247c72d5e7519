/* chain.c: see chain.h. */
#include "trust/chain.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"

#define NONE	SIZE_MAX

/* Certificates without doubles, and who seems to have issued each of them. */
struct family {
	struct cert *at[LIMIT_CHAIN];	/* borrowed */
	size_t parent[LIMIT_CHAIN];	/* index, or NONE */
	bool used[LIMIT_CHAIN];		/* it is in the chain */
	size_t count;
};

void
chain_clear(struct chain *chain)
{
	certs_clear(&chain->certs);
	certs_clear(&chain->strays);
}

static bool
is_known(const struct family *f, const struct cert *c)
{
	size_t i;

	for (i = 0; i < f->count; i++)
		if (cert_equal(f->at[i], c))
			return true;
	return false;
}

/*
 * How well ${issuer} does as the issuer of ${c}: a signature that checks is
 * worth more than a name, which anybody can write; both are best.
 */
static int
fitness(const struct cert *c, const struct cert *issuer)
{
	bool named = strcmp(cert_facts(c)->issuer.text,
	    cert_facts(issuer)->subject.text) == 0;

	return (cert_issued_by(c, issuer) ? 2 : 0) + (named ? 1 : 0);
}

/* Who names itself as issuer needs nobody else. */
static bool
is_own_issuer(const struct cert *c)
{
	const struct cert_facts *f = cert_facts(c);

	return strcmp(f->issuer.text, f->subject.text) == 0;
}

static size_t
find_parent(const struct family *f, size_t child)
{
	size_t i, best = NONE;
	int fit, most = 0;

	if (is_own_issuer(f->at[child]))
		return NONE;
	for (i = 0; i < f->count; i++) {
		fit = i == child ? 0 : fitness(f->at[child], f->at[i]);
		if (fit > most) {
			most = fit;
			best = i;
		}
	}
	return best;
}

/* Certificates from ${i} to its root; a ring of them ends where it closes. */
static size_t
depth(const struct family *f, size_t i)
{
	size_t n = 0;

	while (i != NONE && n < f->count) {
		i = f->parent[i];
		n++;
	}
	return n;
}

static bool
is_parent(const struct family *f, size_t i)
{
	size_t k;

	for (k = 0; k < f->count; k++)
		if (f->parent[k] == i)
			return true;
	return false;
}

/* No issuer before an issuer, a longer chain before a shorter one. */
static size_t
rank(const struct family *f, size_t i)
{
	return depth(f, i) +
	    (is_parent(f, i) ? 0 : 4 * LIMIT_CHAIN) +
	    (cert_facts(f->at[i])->ca ? 0 : 2 * LIMIT_CHAIN);
}

static size_t
find_leaf(const struct family *f, const struct cert *leaf)
{
	size_t i, best = 0;

	for (i = 0; i < f->count; i++) {
		if (leaf != NULL && cert_equal(f->at[i], leaf))
			return i;
		if (rank(f, i) > rank(f, best))
			best = i;
	}
	return best;
}

static bool
share(struct certs *to, struct cert *c, struct dcp_error *err)
{
	return certs_add(to, cert_share(c), err);
}

bool
chain_order(struct chain *chain, const struct certs *certs,
    const struct cert *leaf, struct dcp_error *err)
{
	struct family f = {.count = 0};
	bool ok = true;
	size_t i;

	*chain = (struct chain){{0}, {0}};
	if (certs->count == 0)
		return error_set(err, DCP_BAD_INPUT,
		    "have no certificate, want a chain of them");
	if (certs->count > LIMIT_CHAIN)
		return error_set(err, DCP_REFUSED, "have %zu certificates, "
		    "want a chain, of %u at most", certs->count, LIMIT_CHAIN);
	for (i = 0; i < certs->count; i++)
		if (!is_known(&f, certs->at[i]))
			f.at[f.count++] = certs->at[i];
	for (i = 0; i < f.count; i++)
		f.parent[i] = find_parent(&f, i);
	for (i = find_leaf(&f, leaf); ok && i != NONE && !f.used[i];
	    i = f.parent[i]) {
		f.used[i] = true;
		ok = share(&chain->certs, f.at[i], err);
	}
	for (i = 0; ok && i < f.count; i++)
		if (!f.used[i])
			ok = share(&chain->strays, f.at[i], err);
	if (!ok)
		chain_clear(chain);
	return ok;
}

bool
chain_load(struct chain *chain, const char *path, struct dcp_error *err)
{
	struct certs certs = {0};
	bool ok;

	*chain = (struct chain){{0}, {0}};
	ok = certs_load(&certs, path, err) &&
	    (chain_order(chain, &certs, NULL, err) ||
	    error_in(err, "%s", path));
	certs_clear(&certs);
	return ok;
}

const struct cert *
chain_leaf(const struct chain *chain)
{
	return chain->certs.at[0];
}

const struct cert *
chain_root(const struct chain *chain)
{
	return chain->certs.at[chain->certs.count - 1];
}

bool
chain_has_role(const struct cert *c, const char *role)
{
	const char *at = cert_facts(c)->subject.common_name.text;
	size_t size = strlen(role), n;
	const char *end = at == NULL ? NULL : strchr(at, '.');

	if (end == NULL)
		return false;
	for (; at < end; at += n) {
		if (*at == ' ') {
			n = 1;
			continue;
		}
		n = strcspn(at, " .");
		if (n == size && memcmp(at, role, n) == 0)
			return true;
	}
	return false;
}

void
chain_faults_clear(struct chain_faults *faults)
{
	free(faults->fault);
	*faults = (struct chain_faults){0};
}
