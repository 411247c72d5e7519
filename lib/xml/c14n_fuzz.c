/* c14n_fuzz.c: what has a canonical form has it once and for all. */
#include "base/fuzzing.h"
#include "xml/c14n.h"

static bool
canonical(const void *bytes, size_t size, struct bytes *to)
{
	struct dcp_error err = {0};
	struct xml_document *doc = xmlread_parse(bytes, size, &err);
	bool ok = doc != NULL && c14n_document(doc, C14N_WITH_COMMENTS, NULL,
	    to, &err);

	fuzzing_assert(ok == (err.status == DCP_OK));
	if (ok) {
		struct bytes part = {0};

		fuzzing_assert(c14n_element(xmlread_root(doc),
		    C14N_NO_COMMENTS, &part, &err) && part.size <= to->size);
		bytes_clear(&part);
	}
	xmlread_free(doc);
	return ok;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct bytes once = {0}, again = {0};

	if (canonical(data, size, &once) &&
	    canonical(once.at, once.size, &again))
		fuzzing_assert(once.size == again.size && memcmp(once.at,
		    again.at, once.size) == 0);
	bytes_clear(&once);
	bytes_clear(&again);
	return 0;
}
