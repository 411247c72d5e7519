/* tiff_fuzz.c: any bytes at all as a picture; and what is read is complete. */
#include "image/tiff.h"

#include "base/fuzzing.h"

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct source source = source_of_bytes(bytes, size);
	struct picture_info info = {0};
	struct image image = {0};
	struct dcp_error err = {0};

	/* Large pictures are slow, and find nothing that small ones do not. */
	if (tiff_load(&source, NULL, &info, &err) &&
	    (uint64_t)info.width * info.height <= 1u << 20)
		(void)!tiff_load(&source, &image, &info, &err);
	image_clear(&image);
	return 0;
}
