/* dsig_check.c: is a document signed, and who did it; see dsig.h. */
#include <string.h>

#include "trust/dsigkeys.h"
#include "trust/dsigrun.h"
#include "xml/c14n.h"

/* RSA keys of 8192 bits; ST 430-2 has 2048. */
#define SIGNATURE_SIZE	1024	/* bytes */

/* The Algorithm of ${e}, which may be NULL. */
static const char *
algorithm_text(const struct xml_element *e)
{
	const char *text = e == NULL ? NULL : xmlread_attribute(e,
	    "Algorithm");

	return text == NULL ? "none" : text;
}

/* Only what is not the document's fault stops the check. */
static void
take_failure(struct dsigrun *run, enum dsig_fault_kind kind, long line,
    const struct dcp_error *why)
{
	if (why->status == DCP_NO_MEMORY)
		error_memory(&run->failure);
	else
		dsigrun_void(run, kind, line, "%s", why->text);
}

/* The next element of the document below ${top}, in its order. */
static const struct xml_element *
follow(const struct xml_element *e, const struct xml_element *top)
{
	if (xmlread_first(e) != NULL)
		return xmlread_first(e);
	while (e != top && xmlread_next(e) == NULL)
		e = xmlread_parent(e);
	return e == top ? NULL : xmlread_next(e);
}

/* One Signature in all of the document, the last child of its root. */
static void
check_place(struct dsigrun *run, const struct xml_element *root)
{
	const struct xml_element *e;

	for (e = follow(root, root); e != NULL; e = follow(e, root)) {
		if (e == run->signature || !xmlread_is(e, NULL, "Signature"))
			continue;
		dsigrun_void(run, DSIG_PLACE, xmlread_line(e), "have %s, want "
		    "one, as a child of %s", run->signature == NULL ?
		    "a Signature deeper in the document" :
		    "another Signature", xmlread_name(root));
		return;
	}
	if (run->signature == NULL)
		return;
	if (xmlread_next(run->signature) != NULL)
		dsigrun_void(run, DSIG_PLACE,
		    xmlread_line(xmlread_next(run->signature)),
		    "have %s behind the Signature, want nothing",
		    xmlread_name(xmlread_next(run->signature)));
	if (!xmlread_is(run->signature, DSIG_SPACE, "Signature"))
		dsigrun_void(run, DSIG_FORM, run->dsig->line, "have a "
		    "Signature of '%s', want one of " DSIG_SPACE,
		    xmlread_space(run->signature));
}

static bool
has_id(const struct xml_element *e, const char *id)
{
	static const char *const spellings[] = {"Id", "ID", "id"};
	const char *have = xmlread_attribute_of(e, XMLREAD_XML, "id");
	size_t i;

	if (have != NULL && strcmp(have, id) == 0)
		return true;
	for (i = 0; i < sizeof(spellings) / sizeof(spellings[0]); i++) {
		have = xmlread_attribute(e, spellings[i]);
		if (have != NULL && strcmp(have, id) == 0)
			return true;
	}
	return false;
}

/* What ${uri} points to: the document, or the only element of that Id. */
static const struct xml_element *
find_covered(const struct dsigrun *run, const char *uri)
{
	const struct xml_element *root = xmlread_root(run->document), *e;
	const struct xml_element *found = NULL;

	if (uri == NULL || (*uri != '\0' && *uri != '#'))
		return NULL;
	if (*uri == '\0')
		return root;
	for (e = root; e != NULL; e = follow(e, root)) {
		if (!has_id(e, uri + 1))
			continue;
		if (found != NULL)
			return NULL;
		found = e;
	}
	return found;
}

static bool
digest_of(struct dsigrun *run, const struct dsig_reference *r,
    struct digest *out, struct dcp_error *err)
{
	struct bytes canonical = {0};
	bool ok;

	/* A reference into the same document is without comments (4.3.3.3). */
	ok = (r->covers == xmlread_root(run->document) ?
	    c14n_document(run->document, C14N_NO_COMMENTS, run->signature,
	    &canonical, err) :
	    c14n_element(r->covers, C14N_NO_COMMENTS, &canonical, err)) &&
	    digest_bytes(dsig_digest(r->digest), canonical.at, canonical.size,
	    out, err);
	bytes_clear(&canonical);
	return ok;
}

static void
check_digest(struct dsigrun *run, struct dsig_reference *r,
    const struct xml_element *value)
{
	struct digest have = {0}, want = {0};
	struct dcp_error why = {0};
	char text[DIGEST_TEXT_SIZE];

	if (r->covers == NULL || value == NULL || r->digest == DSIG_UNKNOWN)
		return;
	if (!digest_of(run, r, &have, &why)) {
		take_failure(run, DSIG_DIGEST, r->line, &why);
		return;
	}
	r->right = digest_parse(xmlread_text(value), dsig_digest(r->digest),
	    &want, &why) && digest_equal(&have, &want);
	digest_format(text, &have);
	if (!r->right)
		dsigrun_void(run, DSIG_DIGEST, xmlread_line(value),
		    "have %.60s in the signature, want %s of what it covers",
		    xmlread_text(value), text);
}

/*
 * Just that of the profile.  A canonicalization behind it changes nothing, and
 * is told; nothing else is ever run.
 */
static void
check_transforms(struct dsigrun *run, const struct xml_element *reference,
    const struct xml_element *transforms)
{
	struct dsigrun_children c = dsigrun_children(run, transforms);
	enum dsig_algorithm want = run->form->transform, a;
	const struct xml_element *e;

	if (want != DSIG_UNKNOWN) {
		e = dsigrun_optional(&c, "Transform");
		if (e == NULL || dsigrun_algorithm(run, e) != want)
			dsigrun_void(run, DSIG_TRANSFORM, xmlread_line(e ==
			    NULL ? reference : e), "have %.200s, want %s",
			    algorithm_text(e), dsig_algorithm_uri(want));
	}
	while ((e = dsigrun_optional(&c, "Transform")) != NULL) {
		a = dsigrun_algorithm(run, e);
		if (a == DSIG_C14N || a == DSIG_C14N_COMMENTS) {
			dsigrun_fault(run, DSIG_TRANSFORM, xmlread_line(e),
			    "have a canonicalization, want none");
			continue;
		}
		dsigrun_void(run, DSIG_TRANSFORM, xmlread_line(e),
		    "have %.200s, want no further one", algorithm_text(e));
		return;
	}
	dsigrun_end(&c);
}

static void
check_reference(struct dsigrun *run, const struct xml_element *e)
{
	struct dsig *d = run->dsig;
	struct dsig_reference *r = &d->references[d->reference_count++];
	struct dsigrun_children c = dsigrun_children(run, e);
	const struct xml_element *method;

	r->line = xmlread_line(e);
	r->uri = xmlread_attribute(e, "URI");
	r->covers = find_covered(run, r->uri);
	if (xmlread_attribute(e, "Type") != NULL)
		dsigrun_void(run, DSIG_FORM, r->line,
		    "have a Reference with a Type, want none");
	check_transforms(run, e, dsigrun_optional(&c, "Transforms"));
	method = dsigrun_take(&c, "DigestMethod");
	r->digest = dsigrun_algorithm(run, method);
	if (r->digest != DSIG_SHA1 && r->digest != DSIG_SHA256)
		r->digest = DSIG_UNKNOWN;
	if (method != NULL && r->digest == DSIG_UNKNOWN)
		dsigrun_void(run, DSIG_DIGEST_METHOD, xmlread_line(method),
		    "have %.200s, want %s", algorithm_text(method),
		    dsig_algorithm_uri(run->form->digest));
	check_digest(run, r, dsigrun_take(&c, "DigestValue"));
	dsigrun_end(&c);
}

/* How many references cover ${part}. */
static size_t
count_covering(const struct dsig *d, const struct xml_element *part)
{
	size_t i, count = 0;

	for (i = 0; i < d->reference_count; i++)
		count += d->references[i].covers == part;
	return count;
}

static bool
is_part(const struct dsig_form *form, const struct xml_element *root,
    const struct xml_element *e)
{
	const char *space = xmlread_space(root);

	return xmlread_is(e, space, form->covered[0]) ||
	    xmlread_is(e, space, form->covered[1]);
}

/* Every child of the root of a message is covered, and there are no others. */
static void
check_message_coverage(struct dsigrun *run, const struct xml_element *root)
{
	const struct xml_element *e;
	size_t parts = 0;

	for (e = xmlread_first(root); e != NULL; e = xmlread_next(e)) {
		if (e == run->signature)
			continue;
		parts++;
		if (!is_part(run->form, root, e) ||
		    count_covering(run->dsig, e) != 1)
			dsigrun_void(run, DSIG_COVERAGE, xmlread_line(e),
			    "have %s, to which no Reference leads or which may "
			    "not be here, want just %s and %s, each covered "
			    "by the only Reference to its Id", xmlread_name(e),
			    run->form->covered[0], run->form->covered[1]);
	}
	if (parts != 2 || run->dsig->reference_count != 2)
		dsigrun_void(run, DSIG_COVERAGE, run->dsig->line,
		    "have %zu parts and %zu references, want two of each",
		    parts, run->dsig->reference_count);
}

static void
check_coverage(struct dsigrun *run)
{
	const struct xml_element *root = xmlread_root(run->document);
	const struct dsig *d = run->dsig;

	if (run->form->message)
		check_message_coverage(run, root);
	else if (d->reference_count != 1 || d->references[0].covers != root)
		dsigrun_void(run, DSIG_COVERAGE, d->line, "have a Reference to "
		    "'%.200s', want one to the whole document, URI=\"\"",
		    d->reference_count == 0 || d->references[0].uri == NULL ?
		    "nothing" : d->references[0].uri);
}

static void
check_methods(struct dsigrun *run, const struct xml_element *canonical,
    const struct xml_element *method)
{
	struct dsig *d = run->dsig;
	const struct dsig_form *form = run->form;

	d->canonical = dsigrun_algorithm(run, canonical);
	d->method = dsigrun_algorithm(run, method);
	if (d->canonical != DSIG_C14N && d->canonical != DSIG_C14N_COMMENTS) {
		d->canonical = DSIG_UNKNOWN;
		run->unsound = true;
	}
	if (d->method != DSIG_RSA_SHA1 && d->method != DSIG_RSA_SHA256) {
		d->method = DSIG_UNKNOWN;
		run->unsound = true;
	}
	if (canonical != NULL && d->canonical != form->canonical)
		dsigrun_fault(run, DSIG_CANONICAL, xmlread_line(canonical),
		    "have %.200s, want %s", algorithm_text(canonical),
		    dsig_algorithm_uri(form->canonical));
	if (method != NULL && d->method != form->method)
		dsigrun_fault(run, DSIG_METHOD, xmlread_line(method),
		    "have %.200s, want %s", algorithm_text(method),
		    dsig_algorithm_uri(form->method));
}

static void
check_signed_info(struct dsigrun *run, const struct xml_element *info)
{
	struct dsigrun_children c = dsigrun_children(run, info);
	const struct xml_element *canonical, *method, *e;

	if (info == NULL)
		return;
	canonical = dsigrun_take(&c, "CanonicalizationMethod");
	method = dsigrun_take(&c, "SignatureMethod");
	check_methods(run, canonical, method);
	e = dsigrun_take(&c, "Reference");
	while (e != NULL && run->dsig->reference_count < DSIG_REFERENCES) {
		check_reference(run, e);
		e = dsigrun_optional(&c, "Reference");
	}
	if (e != NULL)
		dsigrun_void(run, DSIG_COVERAGE, xmlread_line(e),
		    "have more than %d references, want fewer",
		    DSIG_REFERENCES);
	else
		dsigrun_end(&c);
	check_coverage(run);
}

/* By the key of the leaf and no other, whatever else KeyInfo has. */
static void
check_value(struct dsigrun *run, const struct xml_element *info,
    const struct xml_element *value)
{
	const struct dsig *d = run->dsig;
	uint8_t signature[SIGNATURE_SIZE];
	struct bytes canonical = {0};
	struct dcp_error why = {0};
	size_t size = 0;

	if (info == NULL || value == NULL || d->certs.count == 0 ||
	    d->canonical == DSIG_UNKNOWN || d->method == DSIG_UNKNOWN)
		return;
	if (!base64_parse(xmlread_text(value), signature, sizeof(signature),
	    &size))
		error_set(&why, DCP_REFUSED, "have no Base64 in "
		    "SignatureValue, or too much, want a signature");
	else if (c14n_element(info, d->canonical == DSIG_C14N ?
	    C14N_NO_COMMENTS : C14N_WITH_COMMENTS, &canonical, &why) &&
	    cert_verify(chain_leaf(&d->chain), dsig_digest(d->method),
	    canonical.at, canonical.size, signature, size, &why))
		goto out;
	take_failure(run, DSIG_VALUE, xmlread_line(value), &why);
out:
	bytes_clear(&canonical);
}

static void
check_signature(struct dsigrun *run)
{
	struct dsigrun_children c = dsigrun_children(run, run->signature);
	const struct xml_element *info = dsigrun_take(&c, "SignedInfo");
	const struct xml_element *value = dsigrun_take(&c, "SignatureValue");
	const struct xml_element *keys = dsigrun_take(&c, "KeyInfo");

	dsigrun_end(&c);
	check_signed_info(run, info);
	dsigkeys_read(run, keys);
	check_value(run, info, value);
	dsigkeys_check_signer(run);
}

bool
dsig_check(const struct xml_document *document, enum dsig_profile profile,
    struct dsig *d, struct dcp_error *err)
{
	const struct xml_element *root = xmlread_root(document);
	struct dsigrun run = {.document = document, .dsig = d,
	    .form = dsig_form(profile),
	    .signature = xmlread_child(root, NULL, "Signature")};

	*d = (struct dsig){.profile = profile};
	if (run.signature != NULL)
		d->line = xmlread_line(run.signature);
	check_place(&run, root);
	if (run.signature != NULL)
		check_signature(&run);
	d->intact = run.signature != NULL && !run.unsound;
	if (run.failure.status == DCP_OK)
		return true;
	dsig_clear(d);
	return error_set(err, run.failure.status, "%s", run.failure.text);
}
