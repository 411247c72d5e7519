/* png_fuzz.c: see imagefuzzing.h. */
#include "image/png.h"

#include "image/imagefuzzing.h"

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	return imagefuzzing_load(png_load, bytes, size);
}
