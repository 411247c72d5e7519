/* source.c: see source.h. */
#include "image/source.h"

#include <inttypes.h>
#include <string.h>

#include "base/bytes.h"
#include "base/str.h"

struct source
source_of_file(const struct input *in)
{
	return (struct source){.in = in, .size = input_size(in)};
}

struct source
source_of_bytes(const void *bytes, size_t size)
{
	return (struct source){.bytes = bytes, .size = size};
}

bool
source_read(const struct source *source, uint64_t offset, void *to, size_t size,
    struct dcp_error *err)
{
	if (offset > source->size || size > source->size - offset)
		return error_set(err, DCP_BAD_INPUT,
		    "ends at byte %" PRIu64 ", want %zu bytes at %" PRIu64,
		    source->size, size, offset);
	if (source->in != NULL)
		return input_read(source->in, offset, to, size, err);
	if (size > 0)
		memcpy(to, source->bytes + offset, size);
	return true;
}

bool
source_damaged(struct dcp_error *err, const char *kind, const char *text)
{
	struct bytes safe = {0};

	str_print(&safe, text, strlen(text));
	error_set(err, DCP_BAD_INPUT, "damaged %s file: %s", kind,
	    bytes_text(&safe));
	bytes_clear(&safe);
	return false;
}
