/* kdm_fuzz.c: any document as a key delivery message. */
#include "base/fuzzing.h"
#include "trust/kdmblock.h"
#include "xml/xmlread.h"

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct dcp_error err = {0};
	struct xml_document *doc = xmlread_parse(bytes, size, &err);
	struct kdm kdm;

	if (doc == NULL)
		return 0;
	if (kdm_parse(doc, &kdm, &err)) {
		fuzzing_assert(kdm.document == doc);
		kdm_is_assume_trust(&kdm);
		kdm_clear(&kdm);
	} else
		fuzzing_assert(err.status != DCP_OK);
	return 0;
}
