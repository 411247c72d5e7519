/* xmlread_fuzz.c: any bytes; whatever is XML is walked, and validated. */
#include "base/fuzzing.h"
#include "base/limits.h"
#include "xml/xmlread.h"
#include "xml/xsd.h"

/* Elements deep, all of them are touched. */
static void
walk(const struct xml_element *e, unsigned depth)
{
	const struct xml_element *child;

	fuzzing_assert(depth <= LIMIT_XML_DEPTH);
	fuzzing_assert(*xmlread_name(e) != '\0');
	fuzzing_assert(xmlread_space(e) != NULL && xmlread_text(e) != NULL);
	fuzzing_assert(xmlread_line(e) > 0);
	xmlread_attribute(e, "scope");
	for (child = xmlread_first(e); child != NULL;
	    child = xmlread_next(child)) {
		fuzzing_assert(xmlread_parent(child) == e);
		walk(child, depth + 1);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct xsd *xsd;
	struct dcp_error err = {0}, none = {0};
	struct xml_document *doc = xmlread_parse(data, size, &err);
	bool valid;

	fuzzing_assert((doc == NULL) == (err.status != DCP_OK));
	if (xsd == NULL)
		xsd = xsd_open("smpte/composition.xsd", &none);
	fuzzing_assert(xsd != NULL);
	if (doc != NULL) {
		walk(xmlread_root(doc), 1);
		fuzzing_assert(xsd_validate(xsd, doc, NULL, NULL, &valid,
		    &none));
	}
	xmlread_free(doc);
	return 0;
}
