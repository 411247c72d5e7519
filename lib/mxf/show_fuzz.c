/* show_fuzz.c: any packet as rows of text. */
#include <assert.h>
#include <string.h>

#include "mxf/mxffuzzing.h"
#include "mxf/show.h"

static void
row(void *context, const char *name, const char *value)
{
	size_t *rows = context;

	assert(strchr(name, '\n') == NULL && strchr(value, '\n') == NULL);
	++*rows;
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct span in = span_of(bytes, size, 0), value;
	size_t rows = 0;
	const struct show show = {row, &rows, true};
	struct primer primer = {0};
	struct klv klv;

	while (mxffuzzing_next(&in, &klv, &value)) {
		struct dcp_error err = {0};

		if (!show_packet(&show, &klv, value, &primer, &err) ||
		    !ul_is(&klv.key, UL_PRIMER))
			continue;
		primer_clear(&primer);
		if (!primer_read(value, &primer, &err))
			break;
	}
	primer_clear(&primer);
	return 0;
}
