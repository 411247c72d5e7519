/* tiff_fuzz.c: see imagefuzzing.h. */
#include "image/tiff.h"

#include "image/imagefuzzing.h"

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	return imagefuzzing_load(tiff_load, bytes, size);
}
