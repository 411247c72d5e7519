/*
 * dsigtesting.h: documents to be signed, and to be changed afterwards; for the
 * tests of dsig, whose words these are.
 */
#ifndef TRUST_DSIGTESTING_H
#define TRUST_DSIGTESTING_H

#include "base/testing.h"
#include "trust/dsig.h"
#include "trust/signer.h"

#define STUDIO	"testdata/certs/studio/"

static const char list[] = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    "<PackingList xmlns=\"http://www.smpte-ra.org/schemas/429-8/2007/PKL\">\n"
    "  <Id>urn:uuid:00000000-0000-4000-8000-0000000000bb</Id>\n"
    "  <AnnotationText>A &amp; B</AnnotationText>\n"
    "  <IssueDate>2026-11-22T10:00:00+00:00</IssueDate>\n"
    "</PackingList>\n";

static const char message[] = "<m:Message xmlns:m=\"urn:m\" xmlns:ds=\"urn:x\">"
    "<!-- no --><m:AuthenticatedPublic Id=\"ID_Public\">"
    "<m:Signer xmlns:s=\"" DSIG_SPACE "\"><s:X509IssuerName>"
    "dnQualifier=PVbhFA8AbjTPBp68e8dVQYNT9iE=,CN=.studio.intermediate,"
    "OU=Example Studio,O=Example Studio</s:X509IssuerName>"
    "<s:X509SerialNumber>4099</s:X509SerialNumber></m:Signer>"
    "<m:Window>today</m:Window></m:AuthenticatedPublic>\n"
    "<m:AuthenticatedPrivate Id=\"ID_Private\"><m:Key>k</m:Key>"
    "</m:AuthenticatedPrivate></m:Message>";

/* A document that is changed and looked at, as a text. */
struct text {
	char *at;
};

static inline struct signer
load(const char *chain, const char *key)
{
	struct dcp_error err = {0};
	struct signer s;

	ck_assert_msg(signer_load(&s, chain, privkey_load(key, NULL, NULL,
	    &err), &err), "%s", err.text);
	return s;
}

static inline struct text
sign_by(const char *text, size_t size, enum dsig_profile profile,
    const char *chain, const char *key)
{
	struct signer s = load(chain, key);
	struct dcp_error err = {0};
	struct bytes to = {0};
	struct text out;

	ck_assert_msg(dsig_sign(text, size, profile, &s, &to, &err), "%s",
	    err.text);
	out.at = strdup(bytes_text(&to));
	bytes_clear(&to);
	signer_clear(&s);
	return out;
}

static inline struct text
sign(const char *text, enum dsig_profile profile)
{
	return sign_by(text, strlen(text), profile, STUDIO "chain.pem",
	    STUDIO "leaf.key");
}

/* Put ${to} where ${from} stands first. */
static inline void
edit(struct text *t, const char *from, const char *to)
{
	char *at = strstr(t->at, from), *out;
	size_t size = strlen(t->at) + strlen(to) + 1;

	ck_assert_msg(at != NULL, "there is no %s", from);
	out = malloc(size);
	snprintf(out, size, "%.*s%s%s", (int)(at - t->at), t->at, to,
	    at + strlen(from));
	free(t->at);
	t->at = out;
}

/* What stands from ${from} up to and with ${to}, for free(). */
static inline char *
part(const struct text *t, const char *from, const char *to)
{
	const char *begin = strstr(t->at, from), *end;

	ck_assert_ptr_nonnull(begin);
	end = strstr(begin, to);
	ck_assert_ptr_nonnull(end);
	return strndup(begin, (size_t)(end - begin) + strlen(to));
}

static inline bool
has(const struct dsig *d, enum dsig_fault_kind kind)
{
	size_t i;

	for (i = 0; i < d->fault_count; i++)
		if (d->faults[i].kind == kind)
			return true;
	return false;
}

static inline struct xml_document *
parse(const struct text *t)
{
	struct dcp_error err = {0};
	struct xml_document *doc = xmlread_parse(t->at, strlen(t->at), &err);

	ck_assert_msg(doc != NULL, "%s", err.text);
	return doc;
}

/* It checks without a fault. */
static inline void
check_good(const struct text *t, enum dsig_profile profile)
{
	struct xml_document *doc = parse(t);
	struct dcp_error err = {0};
	struct dsig d;

	ck_assert(dsig_check(doc, profile, &d, &err));
	ck_assert_msg(d.fault_count == 0, "%s", d.fault_count == 0 ? "" :
	    d.faults[0].text);
	ck_assert(d.intact && d.line > 0 && d.certs.count == 3 && d.leaf == 0);
	ck_assert_int_eq(d.method, dsig_form(profile)->method);
	ck_assert_int_eq(d.canonical, dsig_form(profile)->canonical);
	ck_assert(dsig_is_signed(doc));
	dsig_clear(&d);
	xmlread_free(doc);
}

/* It has this fault, and is intact or not; ${t} is freed. */
static inline void
check_fault(struct text t, enum dsig_profile profile,
    enum dsig_fault_kind kind, bool intact)
{
	struct xml_document *doc = parse(&t);
	struct dcp_error err = {0};
	struct dsig d;

	ck_assert(dsig_check(doc, profile, &d, &err));
	ck_assert_msg(has(&d, kind), "want fault %d, have %zu: %s in\n%s",
	    kind, d.fault_count, d.fault_count == 0 ? "" : d.faults[0].text,
	    t.at);
	ck_assert_int_eq(d.intact, intact);
	dsig_clear(&d);
	xmlread_free(doc);
	free(t.at);
}

static inline void
check_edit(enum dsig_profile profile, const char *from, const char *to,
    enum dsig_fault_kind kind, bool intact)
{
	struct text t = sign(profile == DSIG_MESSAGE ? message : list,
	    profile);

	edit(&t, from, to);
	check_fault(t, profile, kind, intact);
}

#endif
