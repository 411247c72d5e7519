/* j2kdec_fuzz.c: our checks in front of the decoder, on arbitrary bytes. */
#include "base/fuzzing.h"
#include "j2k/j2kdec.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct dcp_error err = {0};
	struct image image = {0};

	if (j2kdec_decode(span_of(data, size, 0), 0, &image, &err) &&
	    image.width == 0)
		__builtin_trap();
	image_clear(&image);
	return 0;
}
