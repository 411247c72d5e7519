/* pnm_fuzz.c: see imagefuzzing.h. */
#include "image/pnm.h"

#include "image/imagefuzzing.h"

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	return imagefuzzing_load(pnm_load, bytes, size);
}
