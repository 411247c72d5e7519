/* dpxwrite.c: see dpxwrite.h. */
#include "image/dpxwrite.h"

#include <string.h>

#include "base/path.h"
#include "image/dpxheader.h"
#include "image/dpxrow.h"
#include "image/rowwrite.h"

static void
put_text(struct bytes *to, const char *text, size_t size)
{
	size_t length = strlen(text);

	if (length >= size)
		length = size - 1;
	bytes_put(to, text, length);
	bytes_fill(to, 0, size - length);
}

static uint8_t
transfer_code(const struct picture_info *about)
{
	if (about == NULL)
		return DPXHEADER_UNSAID;
	if (about->transfer == COLOUR_GAMMA24)
		return DPXHEADER_709;
	return about->transfer == COLOUR_LINEAR ? DPXHEADER_LINEAR
	    : DPXHEADER_UNSAID;
}

static uint8_t
colorimetric_code(const struct picture_info *about)
{
	return about != NULL && about->primaries == COLOUR_REC709
	    ? DPXHEADER_709 : DPXHEADER_UNSAID;
}

static void
put_element(const struct picture_info *about, struct bytes *to)
{
	bytes_u32(to, 0);		/* unsigned */
	bytes_u32(to, 0);		/* code of black */
	bytes_u32(to, DPXHEADER_UNDEFINED);
	bytes_u32(to, 1023);		/* code of peak white */
	bytes_u32(to, DPXHEADER_UNDEFINED);
	bytes_u8(to, DPXHEADER_RGB);
	bytes_u8(to, transfer_code(about));
	bytes_u8(to, colorimetric_code(about));
	bytes_u8(to, 10);
	bytes_u16(to, DPXROW_FILLED_A);
	bytes_u16(to, 0);		/* not run-length encoded */
	bytes_u32(to, DPXHEADER_SIZE);	/* where the samples begin */
	bytes_u32(to, 0);
	bytes_u32(to, 0);
	bytes_fill(to, 0, 32);		/* description */
}

/* No date and no machine: the same picture is the same file. */
static void
put_header(const char *name, const struct image *image,
    const struct picture_info *about, uint32_t file_size, struct bytes *to)
{
	bytes_put(to, "SDPX", 4);
	bytes_u32(to, DPXHEADER_SIZE);
	put_text(to, "V1.0", 8);
	bytes_u32(to, file_size);
	bytes_u32(to, 1);		/* each frame has a header of its own */
	bytes_u32(to, 1664);		/* generic */
	bytes_u32(to, 384);		/* industry */
	bytes_u32(to, 0);		/* user */
	put_text(to, name, 100);
	bytes_fill(to, 0, 24 + 100 + 200 + 200);
	bytes_u32(to, DPXHEADER_UNDEFINED);	/* not encrypted */
	bytes_fill(to, 0, 104);
	bytes_u16(to, 0);		/* left to right, top to bottom */
	bytes_u16(to, 1);		/* one element */
	bytes_u32(to, image->width);
	bytes_u32(to, image->height);
	put_element(about, to);
	bytes_fill(to, 0, (DPXHEADER_ELEMENTS - 1) * DPXHEADER_ELEMENT_SIZE +
	    52);
	bytes_fill(to, 0xff, DPXHEADER_SIZE - 1408);
}

bool
dpxwrite_file(const char *path, const struct image *image,
    const struct picture_info *about, struct dcp_error *err)
{
	size_t row_size = (size_t)image->width * 4;
	struct bytes header = {0};
	bool ok;

	put_header(path_name(path), image, about, (uint32_t)(DPXHEADER_SIZE +
	    row_size * image->height), &header);
	ok = rowwrite_file(path, &header, image, row_size, dpxrow_pack, err);
	bytes_clear(&header);
	return ok;
}
