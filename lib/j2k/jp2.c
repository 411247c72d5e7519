/* jp2.c: see jp2.h. */
#include "j2k/jp2.h"

#include <inttypes.h>
#include <string.h>

#define CODESTREAM_BOX	0x6a703263u	/* "jp2c" (I.5.4) */

bool
jp2_is(struct span file)
{
	/* The signature box (I.5.1): length, type, and a line end of each kind. */
	return span_left(&file) >= 12 &&
	    memcmp(file.at, "\0\0\0\x0cjP  \r\n\x87\n", 12) == 0;
}

/*
 * The content of the next box (I.4): a length, a type, and the content.  Length
 * 1 says that a longer length follows, 0 that the box goes to the end.
 */
static bool
next_box(struct span *boxes, uint32_t *type, struct span *content)
{
	uint64_t size = span_u32(boxes), head = 8;

	*type = span_u32(boxes);
	if (size == 0) {
		size = span_left(boxes) + head;
	} else if (size == 1) {
		size = span_u64(boxes);
		head = 16;
	}
	if (!span_ok(boxes) || size < head ||
	    size - head > span_left(boxes))
		return false;
	*content = span_take(boxes, (size_t)(size - head));
	return true;
}

bool
jp2_codestream(struct span file, struct span *found, struct dcp_error *err)
{
	struct span content;
	uint32_t type;

	*found = span_of(NULL, 0, 0);
	if (!jp2_is(file))
		return error_set(err, DCP_BAD_INPUT, "is no JP2 file");
	while (next_box(&file, &type, &content))
		if (type == CODESTREAM_BOX) {
			*found = content;
			return true;
		}
	return error_set(err, DCP_BAD_INPUT,
	    "byte %" PRIu64 ": no codestream in the boxes of the JP2 file up "
	    "to here", file.offset);
}
