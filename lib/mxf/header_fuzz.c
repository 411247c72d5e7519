/* header_fuzz.c: any header metadata, as far as the description of a file. */
#include <assert.h>

#include "mxf/describe.h"
#include "mxf/mxffuzzing.h"

static void
try_header(struct span in)
{
	struct dcp_error err = {0};
	struct trackfile t = {0};
	struct header h = {0};

	if (!header_parse(&h, in, &err) || !describe_header(&h, &t, &err))
		assert(err.status != DCP_OK);
	trackfile_clear(&t);
	header_clear(&h);
}

/* From the first primer, where metadata begin, to the first fill. */
int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct span in = span_of(bytes, size, 0), value;
	size_t from = 0, to = size;
	struct klv klv;

	while (mxffuzzing_next(&in, &klv, &value)) {
		if (ul_is(&klv.key, UL_PRIMER) && from == 0)
			from = (size_t)klv.offset;
		if (ul_is(&klv.key, UL_FILL) && from != 0) {
			to = (size_t)klv.offset;
			break;
		}
	}
	try_header(span_of(bytes + from, to - from, from));
	return 0;
}
