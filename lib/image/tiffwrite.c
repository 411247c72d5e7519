/* tiffwrite.c: see tiffwrite.h. */
#include "image/tiffwrite.h"

#include <tiff.h>

#include "image/rowwrite.h"

/* One field of the directory, with its value or the offset of it. */
static void
put_field(struct bytes *to, uint16_t tag, uint16_t type, uint32_t count,
    uint32_t value)
{
	bytes_u16(to, tag);
	bytes_u16(to, type);
	bytes_u32(to, count);
	if (type == TIFF_SHORT && count == 1) {
		bytes_u16(to, (uint16_t)value);
		bytes_u16(to, 0);
	} else
		bytes_u32(to, value);
}

/* Big-endian, one directory, one strip that follows it (TIFF 6.0, 2 and 6). */
static void
put_header(const struct image *image, struct bytes *to)
{
	const uint32_t fields = 11;
	const uint32_t bits_at = 8 + 2 + 12 * fields + 4;
	const uint32_t samples_at = bits_at + 8;

	bytes_put(to, "MM", 2);
	bytes_u16(to, 42);
	bytes_u32(to, 8);
	bytes_u16(to, (uint16_t)fields);
	put_field(to, TIFFTAG_IMAGEWIDTH, TIFF_LONG, 1, image->width);
	put_field(to, TIFFTAG_IMAGELENGTH, TIFF_LONG, 1, image->height);
	put_field(to, TIFFTAG_BITSPERSAMPLE, TIFF_SHORT, 3, bits_at);
	put_field(to, TIFFTAG_COMPRESSION, TIFF_SHORT, 1, COMPRESSION_NONE);
	put_field(to, TIFFTAG_PHOTOMETRIC, TIFF_SHORT, 1, PHOTOMETRIC_RGB);
	put_field(to, TIFFTAG_STRIPOFFSETS, TIFF_LONG, 1, samples_at);
	put_field(to, TIFFTAG_ORIENTATION, TIFF_SHORT, 1,
	    ORIENTATION_TOPLEFT);
	put_field(to, TIFFTAG_SAMPLESPERPIXEL, TIFF_SHORT, 1, 3);
	put_field(to, TIFFTAG_ROWSPERSTRIP, TIFF_LONG, 1, image->height);
	put_field(to, TIFFTAG_STRIPBYTECOUNTS, TIFF_LONG, 1,
	    (uint32_t)(image_samples(image) * 6));
	put_field(to, TIFFTAG_PLANARCONFIG, TIFF_SHORT, 1,
	    PLANARCONFIG_CONTIG);
	bytes_u32(to, 0);		/* no other directory */
	bytes_u16(to, 16);
	bytes_u16(to, 16);
	bytes_u16(to, 16);
	bytes_u16(to, 0);		/* the samples begin at an even place */
}

bool
tiffwrite_file(const char *path, const struct image *image,
    struct dcp_error *err)
{
	struct bytes header = {0};
	bool ok;

	put_header(image, &header);
	ok = rowwrite_file(path, &header, image, (size_t)image->width * 6,
	    image_pack_row_16, err);
	bytes_clear(&header);
	return ok;
}
