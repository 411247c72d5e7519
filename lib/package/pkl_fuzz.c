/* pkl_fuzz.c: any XML; what was read whole is written and read again. */
#include "base/fuzzing.h"
#include "base/limits.h"
#include "package/pkl.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct dcp_error err = {0};
	struct xml_document *doc = xmlread_parse(data, size, &err);
	struct bytes text = {0};
	struct pkl pkl, back;

	if (doc == NULL || !pkl_parse(doc, &pkl, &err))
		return 0;
	fuzzing_assert(pkl.asset_count <= LIMIT_ASSETS);
	if (pkl.notes.count == 0 && pkl.dialect == DIALECT_SMPTE &&
	    pkl_format(&pkl, &text, &err)) {
		doc = xmlread_parse(text.at, text.size, &err);
		fuzzing_assert(doc != NULL && pkl_parse(doc, &back, &err));
		fuzzing_assert(back.notes.count == 0);
		fuzzing_assert(back.asset_count == pkl.asset_count);
		pkl_clear(&back);
	}
	bytes_clear(&text);
	pkl_clear(&pkl);
	return 0;
}
