/* picture.c: see picture.h. */
#include "image/picture.h"

#include <string.h>

#include "base/path.h"
#include "image/dpx.h"
#include "image/dpxwrite.h"
#include "image/exr.h"
#include "image/png.h"
#include "image/pnm.h"
#include "image/tiff.h"
#include "image/tiffwrite.h"

#define MAGIC_SIZE	4	/* bytes by which a kind is told */

const char *const picture_suffixes[] = {".dpx", ".tif", ".tiff", ".png",
	".exr", ".ppm", ".pgm", ".pnm", NULL};

typedef bool reader(const struct source *, struct image *,
    struct picture_info *, struct dcp_error *);

static const struct {
	uint8_t size;
	uint8_t magic[MAGIC_SIZE];
	reader *read;
} kinds[] = {
	{4, {'S', 'D', 'P', 'X'}, dpx_load},
	{4, {'X', 'P', 'D', 'S'}, dpx_load},
	{4, {'I', 'I', 42, 0}, tiff_load},
	{4, {'M', 'M', 0, 42}, tiff_load},
	{4, {'I', 'I', 43, 0}, tiff_load},	/* BigTIFF */
	{4, {'M', 'M', 0, 43}, tiff_load},
	{4, {0x89, 'P', 'N', 'G'}, png_load},
	{2, {'P', '5'}, pnm_load},
	{2, {'P', '6'}, pnm_load},
};

/* The only kind whose files hold several views. */
static const uint8_t exr_magic[MAGIC_SIZE] = {0x76, 0x2f, 0x31, 0x01};

bool
picture_load(const struct source *source, const char *view,
    struct image *image, struct picture_info *info, struct dcp_error *err)
{
	uint8_t magic[MAGIC_SIZE];
	size_t i;

	*info = (struct picture_info){0};
	if (!source_read(source, 0, magic, sizeof(magic), err))
		return false;
	if (memcmp(magic, exr_magic, sizeof(exr_magic)) == 0)
		return exr_load(source, view, image, info, err);
	if (view != NULL)
		return error_set(err, DCP_REFUSED, "has no views, want \"%s\"",
		    view);
	for (i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (memcmp(magic, kinds[i].magic, kinds[i].size) == 0)
			return kinds[i].read(source, image, info, err);
	return error_set(err, DCP_UNSUPPORTED, "is no picture of a known kind "
	    "(DPX, TIFF, PNG, OpenEXR, PNM)");
}

static bool
open_and_load(const char *path, const char *view, struct image *image,
    struct picture_info *info, struct dcp_error *err)
{
	struct input *in = input_open(path, err);
	struct picture_info unwanted;
	struct source source;
	bool ok;

	if (in == NULL)
		return false;
	source = source_of_file(in);
	ok = picture_load(&source, view, image, info == NULL ? &unwanted
	    : info, err);
	/* What the system says of a file has its name already. */
	if (!ok && strncmp(err->text, path, strlen(path)) != 0)
		error_in(err, "%s", path);
	input_close(in);
	return ok;
}

bool
picture_probe(const char *path, const char *view, struct picture_info *info,
    struct dcp_error *err)
{
	return open_and_load(path, view, NULL, info, err);
}

bool
picture_read(const char *path, const char *view, struct image *image,
    struct picture_info *info, struct dcp_error *err)
{
	return open_and_load(path, view, image, info, err);
}

bool
picture_write(const char *path, const struct image *image,
    const struct picture_info *about, struct dcp_error *err)
{
	if (path_has_suffix(path, ".dpx"))
		return dpxwrite_file(path, image, about, err);
	if (path_has_suffix(path, ".ppm"))
		return pnm_write(path, image, err);
	if (path_has_suffix(path, ".tif") || path_has_suffix(path, ".tiff"))
		return tiffwrite_file(path, image, err);
	if (path_has_suffix(path, ".png"))
		return png_write(path, image, about, err);
	return error_set(err, DCP_REFUSED, "%s: has no suffix that says what "
	    "to write: .dpx, .tif, .png or .ppm", path);
}
