/* imagefuzzing.h: what the fuzz targets of all readers of pictures do. */
#ifndef IMAGE_IMAGEFUZZING_H
#define IMAGE_IMAGEFUZZING_H

#include "base/fuzzing.h"
#include "image/image.h"
#include "image/picture.h"

/* Any bytes at all as a picture; and what is read is complete. */
static inline int
imagefuzzing_load(bool (*load)(const struct source *, struct image *,
    struct picture_info *, struct dcp_error *), const uint8_t *bytes,
    size_t size)
{
	struct source source = source_of_bytes(bytes, size);
	struct picture_info info = {0};
	struct image image = {0};
	struct dcp_error err = {0};

	/* Large pictures are slow, and find nothing that small ones do not. */
	if (load(&source, NULL, &info, &err) &&
	    (uint64_t)info.width * info.height <= 1u << 20)
		(void)!load(&source, &image, &info, &err);
	image_clear(&image);
	return 0;
}

#endif
