/* index_fuzz.c: an index that joins has growing offsets, one a unit. */
#include <assert.h>

#include "mxf/index.h"
#include "mxf/mxffuzzing.h"

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct span in = span_of(bytes, size, 0), value;
	struct dcp_error err = {0};
	struct index x = {0};
	struct klv klv;
	uint64_t i;

	while (mxffuzzing_next(&in, &klv, &value))
		if (ul_is(&klv.key, UL_INDEX_SEGMENT) &&
		    !index_add(&x, &klv, value, &err))
			err = (struct dcp_error){0};
	if (index_join(&x, &err) && x.unit_size == 0) {
		assert(x.duration > 0);
		for (i = 1; i < x.duration; i++)
			assert(index_offset(&x, i) > index_offset(&x, i - 1));
	}
	index_clear(&x);
	return 0;
}
