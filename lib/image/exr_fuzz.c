/* exr_fuzz.c: any bytes at all as an OpenEXR file, by its size with a view. */
#include "image/exr.h"

#include "base/fuzzing.h"

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct source source = source_of_bytes(bytes, size);
	const char *view = size % 2 == 0 ? NULL : "left";
	struct picture_info info = {0};
	struct image image = {0};
	struct dcp_error err = {0};

	/* Large pictures are slow, and find nothing that small ones do not. */
	if (exr_load(&source, view, NULL, &info, &err) &&
	    (uint64_t)info.width * info.height <= 1u << 18)
		(void)!exr_load(&source, view, &image, &info, &err);
	image_clear(&image);
	return 0;
}
