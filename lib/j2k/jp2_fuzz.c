/* jp2_fuzz.c: what is found lies within the file. */
#include "base/fuzzing.h"
#include "j2k/jp2.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct dcp_error err = {0};
	struct span found;

	if (jp2_codestream(span_of(data, size, 0), &found, &err))
		fuzzing_assert(found.offset >= 20 &&
		    found.offset + span_left(&found) <= size);
	return 0;
}
