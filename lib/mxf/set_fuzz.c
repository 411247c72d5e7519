/* set_fuzz.c: every item of any set, read as every type. */
#include <stdlib.h>

#include "mxf/mxffuzzing.h"
#include "mxf/set.h"

static void
read_as_all(const struct set *set, enum model_item item)
{
	struct dcp_error err = {0};
	size_t size, count;

	(void)set_unsigned(set, item, 0);
	(void)set_signed(set, item, 0);
	(void)set_rational(set, item);
	(void)set_uuid(set, item);
	(void)set_label(set, item);
	(void)set_umid(set, item);
	(void)set_time(set, item);
	free(set_text(set, item, &err));
	for (size = 1; size <= 32; size *= 2)
		(void)set_array(set, item, size, &count);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct span in = span_of(bytes, size, 0), value, rest;
	unsigned sets = 0, items;
	struct klv klv;

	while (sets++ < 64 && mxffuzzing_next(&in, &klv, &value)) {
		struct dcp_error err = {0};
		struct set_item item;
		struct set set;

		if (!set_begin(&klv, value, NULL, &set, &err))
			continue;
		rest = set.items;
		for (items = 0; items < 16 && set_next(&set, &rest, &item);
		    items++)
			read_as_all(&set, item.item);
	}
	return 0;
}
