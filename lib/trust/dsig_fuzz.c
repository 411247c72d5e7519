/*
 * dsig_fuzz.c: any bytes; whatever is XML is checked by every profile, and
 * stripped of its signature.
 */
#include "base/fuzzing.h"
#include "trust/dsig.h"
#include "xml/c14n.h"

static void
check(const struct xml_document *doc, enum dsig_profile profile)
{
	struct dcp_error err = {0};
	struct dsig d;
	size_t i;

	fuzzing_assert(dsig_check(doc, profile, &d, &err));
	fuzzing_assert(!d.intact || (d.line > 0 && d.certs.count > 0 &&
	    d.leaf < d.certs.count && d.reference_count > 0 &&
	    d.method != DSIG_UNKNOWN && d.canonical != DSIG_UNKNOWN));
	for (i = 0; i < d.reference_count; i++)
		fuzzing_assert(!d.intact || (d.references[i].right &&
		    d.references[i].covers != NULL));
	for (i = 0; i < d.fault_count; i++)
		fuzzing_assert(d.faults[i].text[0] != '\0');
	dsig_clear(&d);
}

/* What is left has neither Signature nor Signer of its root. */
static void
strip(const uint8_t *data, size_t size)
{
	struct dcp_error err = {0};
	struct bytes plain = {0};
	struct xml_document *doc;

	if (dsig_strip(data, size, &plain, &err)) {
		doc = xmlread_parse(plain.at, plain.size, &err);
		fuzzing_assert(doc != NULL);
		fuzzing_assert(xmlread_child(xmlread_root(doc), DSIG_SPACE,
		    "Signature") == NULL);
		xmlread_free(doc);
	}
	bytes_clear(&plain);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct dcp_error err = {0};
	struct xml_document *doc = xmlread_parse(data, size, &err);

	if (doc == NULL)
		return 0;
	check(doc, DSIG_SMPTE);
	check(doc, DSIG_INTEROP);
	check(doc, DSIG_MESSAGE);
	xmlread_free(doc);
	strip(data, size);
	return 0;
}
