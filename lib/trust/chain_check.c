/*
 * chain_check.c: a chain against ST 430-2, clause 6.2: certificate by
 * certificate, each in its place, and at its time.
 */
#include "trust/chain.h"

#include <stdio.h>
#include <string.h>

#include "base/timestamp.h"
#include "trust/chainfield.h"

/*
 * Rule 5: a path length says how many issuers may stand between this one and
 * the leaf.
 */
static void
check_path_length(struct chainnote *n)
{
	const struct cert_facts *f = n->facts;
	size_t below = n->purpose->authority ? n->at : n->at - 1;

	if (!f->basic_constraints.present || f->basic_constraints.bad ||
	    !f->ca)
		return;
	if (!f->has_path_length)
		chainnote_add(n, CHAIN_PATH_LENGTH, "have none, want %zu or "
		    "more", below);
	else if (f->path_length < below)
		chainnote_add(n, CHAIN_PATH_LENGTH, "have %llu, want %zu or "
		    "more", (unsigned long long)f->path_length, below);
}

/* Rule 14: what AuthorityKeyIdentifier says is so, as far as it says it. */
static void
check_authority_key(struct chainnote *n, const struct cert_facts *issuer)
{
	const struct cert_facts *f = n->facts;
	const struct cert_key_id *have = &f->authority_key;
	const struct cert_key_id *want = &issuer->subject_key;

	if (have->size > 0 && want->size > 0 && (have->size != want->size ||
	    memcmp(have->bytes, want->bytes, have->size) != 0))
		chainnote_add(n, CHAIN_AUTHORITY_KEY,
		    "have another key id than the issuer's");
	if (f->authority_serial != NULL &&
	    strcmp(f->authority_serial, issuer->serial) != 0)
		chainnote_add(n, CHAIN_AUTHORITY_KEY, "have serial number "
		    "%.100s, want the issuer's, %.100s", f->authority_serial,
		    issuer->serial);
	if (f->authority_issuer != NULL &&
	    strcmp(f->authority_issuer, issuer->issuer.text) != 0)
		chainnote_add(n, CHAIN_AUTHORITY_KEY, "have '%.200s', want who "
		    "issued the issuer, '%.200s'", f->authority_issuer,
		    issuer->issuer.text);
}

static void
format_time(char *to, int64_t seconds)
{
	struct timestamp t = {.seconds = seconds, .zoned = true};

	timestamp_format(to, &t);
}

/* Rule 18. */
static void
check_dates_within(struct chainnote *n, const struct cert_facts *issuer)
{
	const struct cert_facts *f = n->facts;
	char from[TIMESTAMP_SIZE], to[TIMESTAMP_SIZE];

	if (f->dates_bad || issuer->dates_bad ||
	    (f->not_before >= issuer->not_before &&
	    f->not_after <= issuer->not_after))
		return;
	format_time(from, issuer->not_before);
	format_time(to, issuer->not_after);
	chainnote_add(n, CHAIN_DATES_OUTSIDE, "want %s to %s", from, to);
}

/* Rules 14, 15, 17, 18: this one and the next, which should have issued it. */
static void
check_issuer(struct chainnote *n, const struct cert *issuer)
{
	const struct cert *c = n->chain->certs.at[n->at];
	const struct cert_facts *f = cert_facts(issuer);

	if (strcmp(n->facts->issuer.text, f->subject.text) != 0)
		chainnote_add(n, CHAIN_LINK, "have '%.200s', want '%.200s'",
		    n->facts->issuer.text, f->subject.text);
	if (!cert_issued_by(c, issuer))
		chainnote_add(n, CHAIN_SIGNATURE, "%s", "");
	check_authority_key(n, f);
	check_dates_within(n, f);
}

/* Rule 19. */
static void
check_trust(struct chainnote *n, const struct cert *root)
{
	const struct certs *trusted = n->purpose->trusted;
	size_t i;

	if (trusted == NULL)
		return;
	for (i = 0; i < trusted->count; i++)
		if (cert_equal(trusted->at[i], root))
			return;
	chainnote_add(n, CHAIN_UNTRUSTED, "have '%.300s'",
	    n->facts->subject.text);
}

/* The last one is a root, which issued itself; or it is not the end. */
static void
check_root(struct chainnote *n)
{
	const struct cert *c = n->chain->certs.at[n->at];
	const struct cert_facts *f = n->facts;

	if (strcmp(f->issuer.text, f->subject.text) != 0) {
		if (!n->purpose->leaf_only)
			chainnote_add(n, CHAIN_INCOMPLETE,
			    "want the certificate of '%.300s'",
			    f->issuer.text);
		return;
	}
	if (!n->authority)
		chainnote_add(n, CHAIN_SELF_SIGNED, "%s", "");
	check_issuer(n, c);
	check_trust(n, c);
}

/* Rule 9. */
static void
check_time(struct chainnote *n)
{
	const struct chain_purpose *p = n->purpose;
	const struct cert_facts *f = n->facts;
	char from[TIMESTAMP_SIZE], to[TIMESTAMP_SIZE], at[TIMESTAMP_SIZE];

	if (f->dates_bad)
		return;
	format_time(from, f->not_before);
	format_time(to, f->not_after);
	format_time(at, p->time);
	if (p->has_time && p->time < f->not_before)
		chainnote_add(n, CHAIN_NOT_YET, "have %s, and it is valid from "
		    "%s", at, from);
	else if (p->has_time && p->time > f->not_after)
		chainnote_add(n, CHAIN_EXPIRED, "have %s, and it is valid to "
		    "%s", at, to);
}

/* The first of them to end ends the chain; the others add nothing. */
static void
check_now(struct chainnote *n)
{
	const struct certs *certs = &n->chain->certs;
	const struct cert_facts *f, *first = NULL;
	char to[TIMESTAMP_SIZE];
	size_t i;

	for (i = 0; i < certs->count; i++) {
		f = cert_facts(certs->at[i]);
		if (!f->dates_bad && (first == NULL ||
		    f->not_after < first->not_after)) {
			first = f;
			n->at = i;
		}
	}
	if (first == NULL || n->purpose->now <= first->not_after ||
	    (n->purpose->has_time && n->purpose->time > first->not_after))
		return;
	format_time(to, first->not_after);
	chainnote_add(n, CHAIN_EXPIRED_NOW, "it was valid to %s", to);
}

static void
check_mixed(struct chainnote *n)
{
	const struct cert_facts *root = cert_facts(chain_root(n->chain));

	if (strcmp(n->facts->signature_name, root->signature_name) != 0)
		chainnote_add(n, CHAIN_MIXED, "have %s, want the root's, %s",
		    n->facts->signature_name, root->signature_name);
}

/* Issuer and serial number name a certificate (RFC 5280, 4.1.2.2). */
static void
check_name(struct chainnote *n)
{
	const struct cert_facts *f;
	size_t i;

	for (i = 0; i < n->at; i++) {
		f = cert_facts(n->chain->certs.at[i]);
		if (strcmp(f->serial, n->facts->serial) == 0 &&
		    strcmp(f->issuer.text, n->facts->issuer.text) == 0)
			chainnote_add(n, CHAIN_SERIAL_TWICE, "have %.100s, as "
			    "certificate %zu", f->serial, i + 1);
	}
}

static void
check_one(struct chainnote *n, size_t at)
{
	const struct certs *certs = &n->chain->certs;

	n->at = at;
	n->facts = cert_facts(certs->at[at]);
	n->authority = at > 0 || n->purpose->authority;
	chainfield_check(n);
	check_name(n);
	if (n->authority)
		check_path_length(n);
	if (at + 1 < certs->count)
		check_issuer(n, certs->at[at + 1]);
	else
		check_root(n);
	check_time(n);
	check_mixed(n);
}

bool
chain_check(const struct chain *chain, const struct chain_purpose *purpose,
    struct chain_faults *faults, struct dcp_error *err)
{
	struct chainnote n = {.chain = chain, .purpose = purpose,
	    .faults = faults, .err = err};
	size_t i;

	for (i = 0; i < chain->certs.count; i++)
		check_one(&n, i);
	if (purpose->now != 0)
		check_now(&n);
	for (i = 0; i < chain->strays.count; i++) {
		n.at = i;
		chainnote_add(&n, CHAIN_STRAY, "have '%.300s'",
		    cert_facts(chain->strays.at[i])->subject.text);
	}
	return !n.failed;
}
