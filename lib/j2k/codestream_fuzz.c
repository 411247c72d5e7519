/* codestream_fuzz.c: the marker parser on arbitrary bytes. */
#include "base/fuzzing.h"
#include "j2k/codestream.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct dcp_error err = {0};
	struct codestream cs;

	if (codestream_parse(&cs, span_of(data, size, 0), &err) &&
	    cs.size + cs.trailing_size != size)
		__builtin_trap();
	return 0;
}
