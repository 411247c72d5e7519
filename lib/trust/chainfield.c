/* chainfield.c: see chainfield.h. */
#include "trust/chainfield.h"

#include <stdio.h>
#include <string.h>

#include "base/timestamp.h"

/* 2038-01-19T03:14:07Z, where clocks of 32 bits end. */
#define LAST_32_BIT_TIME	INT32_MAX

/* ST 430-2, 6.2, rule 2. */
static void
check_version(struct chainnote *n)
{
	if (n->facts->version != 3)
		chainnote_add(n, CHAIN_VERSION, "have version %u, want 3",
		    n->facts->version);
}

/* DCI's test plan, 2.1.4; servers of one make take 32 bits. */
static void
check_serial(struct chainnote *n)
{
	unsigned most = n->purpose->interop ? 160 : 64;

	if (n->facts->serial[0] == '-')
		chainnote_add(n, CHAIN_SERIAL, "have %.200s, want no negative "
		    "number", n->facts->serial);
	else if (n->facts->serial_bits > most)
		chainnote_add(n, CHAIN_SERIAL, "have %u bits, want %u at most",
		    n->facts->serial_bits, most);
	else if (n->facts->serial_bits > 32)
		chainnote_add(n, CHAIN_SERIAL_LARGE, "have %.200s, want less "
		    "than 4294967296", n->facts->serial);
}

/* ST 430-2, 5.2; Interop's certificates may be signed by SHA-1. */
static void
check_algorithm(struct chainnote *n)
{
	enum cert_signature have = n->facts->signature;

	if (have != CERT_SIGNATURE_RSA_SHA256 &&
	    !(have == CERT_SIGNATURE_RSA_SHA1 && n->purpose->interop))
		chainnote_add(n, CHAIN_ALGORITHM,
		    "have %s, want sha256WithRSAEncryption",
		    n->facts->signature_name);
	if (n->facts->signature_differs)
		chainnote_add(n, CHAIN_ALGORITHM_FORM, "%s", "");
}

static void
check_key(struct chainnote *n)
{
	const struct cert_facts *f = n->facts;

	if (!f->key_rsa)
		chainnote_add(n, CHAIN_KEY, "have %s, want rsaEncryption",
		    f->key_name);
	else if (f->key_bits != 2048 || strcmp(f->key_exponent, "65537") != 0)
		chainnote_add(n, CHAIN_KEY, "have %u bits and exponent %.60s, "
		    "want 2048 and 65537", f->key_bits, f->key_exponent);
}

static void
check_dates(struct chainnote *n)
{
	const struct cert_facts *f = n->facts;
	struct timestamp end = {.seconds = f->not_after, .zoned = true};
	char text[TIMESTAMP_SIZE];

	timestamp_format(text, &end);
	if (f->dates_bad)
		chainnote_add(n, CHAIN_DATES,
		    "have a date that is not in UTC");
	else if (f->not_after < f->not_before)
		chainnote_add(n, CHAIN_DATES, "have an end before the start");
	else if (f->not_after > LAST_32_BIT_TIME)
		chainnote_add(n, CHAIN_DATES_FAR, "have %s, want 2038-01-19 "
		    "at the latest", text);
}

static void
check_extension(struct chainnote *n, const struct cert_extension *ext,
    const char *name)
{
	if (!ext->present)
		chainnote_add(n, CHAIN_EXTENSION_MISSING, "want %s", name);
	else if (ext->bad)
		chainnote_add(n, CHAIN_EXTENSION, "have %s, which is there "
		    "twice or cannot be decoded", name);
}

/* ST 430-2, 6.2, rule 3; SubjectKeyIdentifier may be absent. */
static void
check_extensions(struct chainnote *n)
{
	const struct cert_facts *f = n->facts;

	check_extension(n, &f->basic_constraints, "BasicConstraints");
	check_extension(n, &f->key_usage, "KeyUsage");
	check_extension(n, &f->authority_key_id, "AuthorityKeyIdentifier");
	if (f->subject_key_id.present)
		check_extension(n, &f->subject_key_id, "SubjectKeyIdentifier");
	if (f->unknown_critical != NULL)
		chainnote_add(n, CHAIN_CRITICAL,
		    "have %s, want it not critical", f->unknown_critical);
}

/* ST 430-2, 6.2, rule 5; how many issuers may be below is chain_check's. */
static void
check_basic_constraints(struct chainnote *n)
{
	const struct cert_facts *f = n->facts;

	if (!f->basic_constraints.present || f->basic_constraints.bad)
		return;
	if (f->ca != n->authority)
		chainnote_add(n, CHAIN_AUTHORITY, "have CA:%s, want CA:%s",
		    f->ca ? "true" : "false", n->authority ? "true" : "false");
	if (n->authority && !f->basic_constraints.critical)
		chainnote_add(n, CHAIN_AUTHORITY,
		    "have BasicConstraints not critical, want critical");
	if (!n->authority && f->has_path_length && f->path_length != 0)
		chainnote_add(n, CHAIN_PATH_LENGTH, "have %llu in a leaf, want "
		    "none", (unsigned long long)f->path_length);
}

/*
 * ST 430-2, 6.2, rule 6.  Devices made since 2011 have two keys, one to sign
 * and one to receive keys with (FIPS 140-2, IG D.8), so that one of both uses
 * is enough for them, but for what is asked of it.
 */
static unsigned
wanted_usage(const struct chainnote *n)
{
	const char *role = n->purpose->role;
	const struct cert *c = n->chain->certs.at[n->at];

	if (n->authority)
		return CERT_KEY_CERT_SIGN;
	if (chain_has_role(c, "CS") ||
	    (role != NULL && strcmp(role, "CS") == 0))
		return CERT_DIGITAL_SIGNATURE | CERT_KEY_ENCIPHERMENT;
	if (role != NULL)
		return CERT_KEY_ENCIPHERMENT;
	return n->facts->usage &
	    (CERT_DIGITAL_SIGNATURE | CERT_KEY_ENCIPHERMENT);
}

static void
format_usage(char *to, size_t size, unsigned usage)
{
	const char *name;
	size_t at = 0;
	unsigned i;

	snprintf(to, size, "none");
	for (i = 0; (name = cert_usage_name(i)) != NULL; i++)
		if ((usage & 1u << i) != 0 && at < size)
			at += (size_t)snprintf(to + at, size - at, "%s%s",
			    at == 0 ? "" : "+", name);
}

static void
check_key_usage(struct chainnote *n)
{
	unsigned have = n->facts->usage, want = wanted_usage(n);
	unsigned refused = n->authority ?
	    ~(unsigned)(CERT_KEY_CERT_SIGN | CERT_CRL_SIGN) :
	    CERT_KEY_CERT_SIGN | CERT_CRL_SIGN;
	char has[160], wants[160];

	if (!n->facts->key_usage.present || n->facts->key_usage.bad)
		return;
	if (want == 0)
		want = CERT_DIGITAL_SIGNATURE | CERT_KEY_ENCIPHERMENT;
	if ((have & want) == want && (have & refused) == 0)
		return;
	format_usage(has, sizeof(has), have);
	format_usage(wants, sizeof(wants), want);
	chainnote_add(n, CHAIN_KEY_USAGE, "have %s, want %s", has, wants);
}

/* One, and not empty. */
static bool
is_single(const struct cert_attribute *a)
{
	return a->count == 1 && a->text[0] != '\0';
}

static void
check_count(struct chainnote *n, enum chain_fault_kind kind,
    const struct cert_attribute *a, const char *name)
{
	if (a->count == 1 && a->text[0] == '\0')
		chainnote_add(n, kind, "have an empty %s", name);
	else if (a->count != 1)
		chainnote_add(n, kind, "have %u of %s, want 1", a->count,
		    name);
}

/* ST 430-2, 5.3. */
static void
check_names(struct chainnote *n)
{
	const struct cert_name *subject = &n->facts->subject;
	const struct cert_name *issuer = &n->facts->issuer;

	if (subject->not_printable != NULL)
		chainnote_add(n, CHAIN_ENCODING, "%s, want PrintableString",
		    subject->not_printable);
	else if (issuer->not_printable != NULL)
		chainnote_add(n, CHAIN_ENCODING, "the issuer's %s, want "
		    "PrintableString", issuer->not_printable);
	check_count(n, CHAIN_ORGANIZATION, &subject->organization, "O");
	check_count(n, CHAIN_ORGANIZATION, &issuer->organization,
	    "the issuer's O");
	if (is_single(&subject->organization) &&
	    is_single(&issuer->organization) &&
	    strcmp(subject->organization.text, issuer->organization.text) != 0)
		chainnote_add(n, CHAIN_ORGANIZATION, "have '%.150s', want the "
		    "issuer's, '%.150s'", subject->organization.text,
		    issuer->organization.text);
	check_count(n, CHAIN_UNIT, &subject->unit, "OU");
	check_count(n, CHAIN_COMMON_NAME, &subject->common_name, "CN");
	if (is_single(&subject->common_name) && !n->purpose->interop &&
	    strchr(subject->common_name.text, '.') == NULL)
		chainnote_add(n, CHAIN_COMMON_NAME, "have '%.150s', want "
		    "roles, a '.', and a name", subject->common_name.text);
}

/* ST 430-2, 5.3.1 and 6.2, rule 13. */
static void
check_dn_qualifier(struct chainnote *n)
{
	const struct cert_attribute *have = &n->facts->subject.dn_qualifier;
	char want[DIGEST_TEXT_SIZE];

	digest_format(want, &n->facts->key);
	if (have->count != 1)
		chainnote_add(n, CHAIN_DN_QUALIFIER, "have %u of dnQualifier, "
		    "want 1, '%s'", have->count, want);
	else if (strcmp(have->text, want) != 0)
		chainnote_add(n, CHAIN_DN_QUALIFIER, "have '%.150s', want '%s'",
		    have->text, want);
}

/* Roles stand before the first '.', with spaces between them. */
static size_t
count_roles(const char *name)
{
	const char *end = name == NULL ? NULL : strchr(name, '.');
	size_t count = 0;

	while (end != NULL && name < end) {
		if (*name == ' ') {
			name++;
			continue;
		}
		count++;
		name += strcspn(name, " .");
	}
	return count;
}

static void
check_leaf_role(struct chainnote *n, const char *name, size_t count)
{
	const struct cert *c = n->chain->certs.at[n->at];
	const char *want = n->purpose->role;

	if (want == NULL && count == 0)
		chainnote_add(n, CHAIN_ROLE, "have '%.150s', want one", name);
	if (want == NULL)
		want = chain_has_role(c, "CS") ? "CS" : NULL;
	else if (!chain_has_role(c, want))
		chainnote_add(n, CHAIN_ROLE, "have '%.150s', want '%s'", name,
		    want);
	/* DCSS, 9.4.3.5: who signs content does nothing else. */
	if (want != NULL && strcmp(want, "CS") == 0 &&
	    chain_has_role(c, "CS") && count > 1)
		chainnote_add(n, CHAIN_ROLE_EXTRA, "have '%.150s', want CS "
		    "only", name);
}

/* ST 430-2, 5.3.4 and 6.2, rule 8.  Interop has no roles. */
static void
check_roles(struct chainnote *n)
{
	const char *name = n->facts->subject.common_name.text;
	size_t count = count_roles(name);

	if (n->purpose->interop || name == NULL)
		return;
	if (!n->authority)
		check_leaf_role(n, name, count);
	else if (count > 0)
		chainnote_add(n, CHAIN_ROLE_AUTHORITY, "have '%.150s', want a "
		    "name that begins with '.'", name);
}

void
chainfield_check(struct chainnote *n)
{
	check_version(n);
	check_serial(n);
	check_algorithm(n);
	check_key(n);
	check_dates(n);
	check_extensions(n);
	check_basic_constraints(n);
	check_key_usage(n);
	check_names(n);
	check_dn_qualifier(n);
	check_roles(n);
}
