/* cpl_fuzz.c: any XML; what was read whole is written and read again. */
#include "base/fuzzing.h"
#include "base/limits.h"
#include "package/cpl.h"

/* It has all that a playlist of ST 429-7 must have to be written. */
static bool
is_whole(const struct cpl *cpl)
{
	return cpl->notes.count == 0 && cpl->dialect == DIALECT_SMPTE &&
	    cpl->version_count > 0 && cpl->versions[0].id != NULL &&
	    cpl->versions[0].label != NULL;
}

static void
write_and_read(const struct cpl *cpl)
{
	struct dcp_error err = {0};
	struct bytes text = {0};
	struct xml_document *doc;
	struct cpl back;

	if (cpl_format(cpl, &text, &err)) {
		doc = xmlread_parse(text.at, text.size, &err);
		fuzzing_assert(doc != NULL && cpl_parse(doc, &back, &err));
		fuzzing_assert(back.reel_count == cpl->reel_count);
		fuzzing_assert(uuid_equal(&back.id, &cpl->id));
		cpl_clear(&back);
	}
	bytes_clear(&text);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct dcp_error err = {0};
	struct xml_document *doc = xmlread_parse(data, size, &err);
	struct cpl cpl;
	size_t i;

	if (doc == NULL || !cpl_parse(doc, &cpl, &err))
		return 0;
	fuzzing_assert(cpl.reel_count <= LIMIT_REELS);
	fuzzing_assert(cpl.notes.count <= LIMIT_XML_NOTES);
	for (i = 0; i < cpl.reel_count; i++)
		cpl_reel_duration(&cpl.reels[i]);
	if (is_whole(&cpl) && size < 100000)
		write_and_read(&cpl);
	cpl_clear(&cpl);
	return 0;
}
