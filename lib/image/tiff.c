/* tiff.c: see tiff.h. */
#include "image/tiff.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <tiffio.h>

#include "base/limits.h"

/* What libtiff reads from, and where it puts what it has to say. */
struct stream {
	const struct source *source;
	uint64_t at;
	struct dcp_error *err;
};

struct header {
	uint32_t width, height;
	uint16_t bits, channels, planar, photometric;
	bool tiled;
	uint32_t piece_width, piece_height;	/* of a tile, or of a strip */
};

/* Never -1: libtiff 4.5 would subtract it from where it writes. */
static tmsize_t
stream_read(thandle_t handle, void *to, tmsize_t size)
{
	struct stream *s = handle;
	struct dcp_error err = {0};
	uint64_t left = s->at < s->source->size ? s->source->size - s->at : 0;
	size_t wanted = size < 0 ? 0 : (size_t)size;

	if (wanted > left)
		wanted = (size_t)left;
	if (wanted == 0)
		return 0;
	if (!source_read(s->source, s->at, to, wanted, &err)) {
		error_set(s->err, err.status, "%s", err.text);
		return 0;
	}
	s->at += wanted;
	return (tmsize_t)wanted;
}

static tmsize_t
stream_write(thandle_t handle, void *from, tmsize_t size)
{
	(void)handle;
	(void)from;
	(void)size;
	return -1;
}

static toff_t
stream_seek(thandle_t handle, toff_t offset, int whence)
{
	struct stream *s = handle;

	if (whence == SEEK_CUR)
		offset += s->at;
	else if (whence == SEEK_END)
		offset += s->source->size;
	return s->at = offset;
}

static int
stream_close(thandle_t handle)
{
	(void)handle;
	return 0;
}

static toff_t
stream_size(thandle_t handle)
{
	const struct stream *s = handle;

	return s->source->size;
}

static int keep_error(TIFF *, void *, const char *module, const char *fmt,
    va_list) PRINTF(4, 0);

/* The first message is the reason; all are kept from stderr. */
static int
keep_error(TIFF *tiff, void *context, const char *module, const char *fmt,
    va_list ap)
{
	struct stream *s = context;
	char text[256];

	(void)tiff;
	(void)module;
	vsnprintf(text, sizeof(text), fmt, ap);
	text[strcspn(text, "\n")] = '\0';
	source_damaged(s->err, "TIFF", text);
	return 1;
}

static int
drop_warning(TIFF *tiff, void *context, const char *module, const char *fmt,
    va_list ap)
{
	(void)tiff;
	(void)context;
	(void)module;
	(void)fmt;
	(void)ap;
	return 1;
}

static TIFF *
open_stream(struct stream *s)
{
	TIFFOpenOptions *options = TIFFOpenOptionsAlloc();
	TIFF *tiff;

	if (options == NULL) {
		error_memory(s->err);
		return NULL;
	}
	TIFFOpenOptionsSetMaxSingleMemAlloc(options, LIMIT_PICTURE_MEMORY);
	TIFFOpenOptionsSetErrorHandlerExtR(options, keep_error, s);
	TIFFOpenOptionsSetWarningHandlerExtR(options, drop_warning, NULL);
	tiff = TIFFClientOpenExt("", "rm", s, stream_read, stream_write,
	    stream_seek, stream_close, stream_size, NULL, NULL, options);
	TIFFOpenOptionsFree(options);
	if (tiff == NULL)
		error_set(s->err, DCP_BAD_INPUT, "damaged TIFF file");
	return tiff;
}

static bool
check_form(const struct header *h, uint16_t format, uint16_t orientation,
    struct dcp_error *err)
{
	if (h->photometric != PHOTOMETRIC_RGB &&
	    h->photometric != PHOTOMETRIC_MINISBLACK)
		return error_set(err, DCP_UNSUPPORTED, "has photometric "
		    "interpretation %u, want 2 (RGB) or 1 (luma)",
		    h->photometric);
	if (format != SAMPLEFORMAT_UINT && format != SAMPLEFORMAT_VOID)
		return error_set(err, DCP_UNSUPPORTED, "has sample format %u, "
		    "want 1 (unsigned integers)", format);
	if (h->bits != 8 && h->bits != 16)
		return error_set(err, DCP_UNSUPPORTED, "has samples of %u "
		    "bits, want 8 or 16", h->bits);
	if (h->channels < (h->photometric == PHOTOMETRIC_RGB ? 3 : 1))
		return error_set(err, DCP_BAD_INPUT, "has %u samples in a "
		    "pixel, want 3", h->channels);
	if (h->channels > LIMIT_PICTURE_CHANNELS)
		return error_set(err, DCP_REFUSED, "has %u samples in a "
		    "pixel, want at most %u", h->channels,
		    LIMIT_PICTURE_CHANNELS);
	if (orientation != ORIENTATION_TOPLEFT)
		return error_set(err, DCP_UNSUPPORTED, "is turned or mirrored "
		    "(orientation %u)", orientation);
	return image_check_size(h->width, h->height, err) &&
	    image_check_size(h->piece_width, h->piece_height, err);
}

/* A strip is as a tile that is as wide as the picture. */
static bool
read_piece_size(TIFF *tiff, struct header *h, struct dcp_error *err)
{
	h->tiled = TIFFIsTiled(tiff) != 0;
	h->piece_width = h->width;
	if (!h->tiled)
		TIFFGetFieldDefaulted(tiff, TIFFTAG_ROWSPERSTRIP,
		    &h->piece_height);
	else if (TIFFGetField(tiff, TIFFTAG_TILEWIDTH, &h->piece_width) != 1 ||
	    TIFFGetField(tiff, TIFFTAG_TILELENGTH, &h->piece_height) != 1)
		return error_set(err, DCP_BAD_INPUT,
		    "the header lacks the size of tiles");
	if (!h->tiled && h->piece_height > h->height)
		h->piece_height = h->height;
	return true;
}

static bool
read_header(TIFF *tiff, struct header *h, struct dcp_error *err)
{
	uint16_t format = SAMPLEFORMAT_UINT;
	uint16_t orientation = ORIENTATION_TOPLEFT;

	if (TIFFGetField(tiff, TIFFTAG_IMAGEWIDTH, &h->width) != 1 ||
	    TIFFGetField(tiff, TIFFTAG_IMAGELENGTH, &h->height) != 1 ||
	    TIFFGetField(tiff, TIFFTAG_PHOTOMETRIC, &h->photometric) != 1)
		return error_set(err, DCP_BAD_INPUT,
		    "the header lacks width, height or colour");
	TIFFGetFieldDefaulted(tiff, TIFFTAG_BITSPERSAMPLE, &h->bits);
	TIFFGetFieldDefaulted(tiff, TIFFTAG_SAMPLESPERPIXEL, &h->channels);
	TIFFGetFieldDefaulted(tiff, TIFFTAG_PLANARCONFIG, &h->planar);
	TIFFGetFieldDefaulted(tiff, TIFFTAG_SAMPLEFORMAT, &format);
	TIFFGetFieldDefaulted(tiff, TIFFTAG_ORIENTATION, &orientation);
	return read_piece_size(tiff, h, err) &&
	    check_form(h, format, orientation, err);
}

/* Channel ${from} of ${step}, in ${count} pixels, widened to 16 bits. */
static void
spread(const struct header *h, const void *samples, unsigned from,
    unsigned step, uint32_t count, uint16_t *to)
{
	const uint8_t *bytes = samples;
	const uint16_t *words = samples;
	uint32_t x;

	if (h->bits == 8)
		for (x = 0; x < count; x++)
			to[x] = bytes[(size_t)x * step + from];
	else
		for (x = 0; x < count; x++)
			to[x] = words[(size_t)x * step + from];
}

/* Pixels of one row from ${x}, as they are stored together or in one plane. */
static void
take_pixels(const struct header *h, const void *samples, unsigned plane,
    uint32_t x, uint32_t y, uint32_t count, struct image *image)
{
	size_t at = (size_t)y * h->width + x;
	unsigned c;

	if (h->planar == PLANARCONFIG_SEPARATE)
		spread(h, samples, 0, 1, count, image->plane[plane] + at);
	else
		for (c = 0; c < 3; c++)
			spread(h, samples, h->photometric == PHOTOMETRIC_RGB
			    ? c : 0, h->channels, count, image->plane[c] + at);
}

/* The piece that begins at (x, y), without what reaches over the borders. */
static void
take_piece(const struct header *h, const uint8_t *samples, unsigned plane,
    uint32_t x, uint32_t y, size_t row_size, struct image *image)
{
	uint32_t width = h->width - x, height = h->height - y, i;

	width = width < h->piece_width ? width : h->piece_width;
	height = height < h->piece_height ? height : h->piece_height;
	for (i = 0; i < height; i++)
		take_pixels(h, samples + i * row_size, plane, x, y + i, width,
		    image);
}

/* Fewer bytes than the rows have are a damaged file. */
static bool
read_piece(TIFF *tiff, const struct header *h, unsigned plane, uint32_t x,
    uint32_t y, uint8_t *to, size_t size, size_t row_size)
{
	uint32_t rows = h->height - y < h->piece_height ? h->height - y
	    : h->piece_height;
	tmsize_t got = h->tiled
	    ? TIFFReadEncodedTile(tiff, TIFFComputeTile(tiff, x, y, 0,
	    (uint16_t)plane), to, (tmsize_t)size)
	    : TIFFReadEncodedStrip(tiff, TIFFComputeStrip(tiff, y,
	    (uint16_t)plane), to, (tmsize_t)size);

	return got > 0 && (size_t)got >= rows * row_size;
}

static bool
read_plane(TIFF *tiff, const struct header *h, unsigned plane,
    struct image *image, struct dcp_error *err)
{
	size_t size = (size_t)(h->tiled ? TIFFTileSize(tiff)
	    : TIFFStripSize(tiff));
	size_t row_size = (size_t)(h->tiled ? TIFFTileRowSize(tiff)
	    : TIFFScanlineSize(tiff));
	uint8_t *samples = malloc(size);
	bool ok = false;
	uint32_t x, y;

	if (samples == NULL)
		return error_memory(err);
	for (y = 0; y < h->height; y += h->piece_height)
		for (x = 0; x < h->width; x += h->piece_width) {
			if (!read_piece(tiff, h, plane, x, y, samples, size,
			    row_size)) {
				error_set(err, DCP_BAD_INPUT, "damaged TIFF "
				    "file at column %" PRIu32 ", row %"
				    PRIu32, x, y);
				goto out;
			}
			take_piece(h, samples, plane, x, y, row_size, image);
		}
	ok = true;
out:
	free(samples);
	return ok;
}

/*
 * libtiff's sizes, signed and 0 for what it cannot count, against ours: so
 * that no reading of a row leaves the piece.
 */
static bool
check_memory(TIFF *tiff, const struct header *h, struct dcp_error *err)
{
	tmsize_t size = h->tiled ? TIFFTileSize(tiff) : TIFFStripSize(tiff);
	uint64_t samples = h->planar == PLANARCONFIG_SEPARATE ? 1
	    : h->channels;
	uint64_t want = samples * h->bits / 8 * h->piece_width *
	    h->piece_height;

	if (size <= 0 || size > (tmsize_t)LIMIT_PICTURE_MEMORY)
		return error_set(err, DCP_REFUSED,
		    "the header asks for too much memory");
	if ((uint64_t)size < want)
		return error_set(err, DCP_BAD_INPUT, "strips or tiles of %"
		    PRIu64 " bytes, want %" PRIu64, (uint64_t)size, want);
	return true;
}

static bool
read_samples(TIFF *tiff, const struct header *h, struct image *image,
    struct dcp_error *err)
{
	unsigned planes = h->planar != PLANARCONFIG_SEPARATE ? 1
	    : h->photometric == PHOTOMETRIC_RGB ? 3 : 1, p;
	size_t size;

	if (!check_memory(tiff, h, err) ||
	    !image_init(image, h->width, h->height, h->bits, err))
		return false;
	for (p = 0; p < planes; p++)
		if (!read_plane(tiff, h, p, image, err))
			return false;
	if (h->planar == PLANARCONFIG_SEPARATE && planes == 1) {
		size = image_samples(image) * sizeof(uint16_t);
		memcpy(image->plane[1], image->plane[0], size);
		memcpy(image->plane[2], image->plane[0], size);
	}
	return true;
}

bool
tiff_load(const struct source *source, struct image *image,
    struct picture_info *info, struct dcp_error *err)
{
	struct stream stream = {source, 0, err};
	TIFF *tiff = open_stream(&stream);
	struct header h = {0};
	bool ok = false;

	if (tiff == NULL)
		return false;
	if (!read_header(tiff, &h, err))
		goto out;
	info->format = "TIFF";
	info->width = h.width;
	info->height = h.height;
	info->bits = h.bits;
	info->channels = h.channels;
	ok = image == NULL || read_samples(tiff, &h, image, err);
out:
	TIFFClose(tiff);
	return ok;
}
