/* dpx_fuzz.c: see imagefuzzing.h. */
#include "image/dpx.h"

#include "image/imagefuzzing.h"

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	return imagefuzzing_load(dpx_load, bytes, size);
}
