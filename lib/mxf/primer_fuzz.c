/* primer_fuzz.c: a primer that is read finds each of its tags. */
#include <assert.h>

#include "mxf/mxffuzzing.h"
#include "mxf/primer.h"

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct span in = span_of(bytes, size, 0), value;
	struct klv klv;
	size_t i;

	while (mxffuzzing_next(&in, &klv, &value)) {
		struct dcp_error err = {0};
		struct primer p;

		if (!primer_read(value, &p, &err))
			continue;
		for (i = 0; i < p.count; i++)
			assert(primer_find(&p, p.row[i].tag) == &p.row[i]);
		primer_clear(&p);
	}
	return 0;
}
