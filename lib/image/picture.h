/*
 * picture.h: still pictures on disk, of any kind known here: DPX, TIFF, PNG,
 * OpenEXR, PNM.  The kind is told by the first bytes, not by the name.
 */
#ifndef IMAGE_PICTURE_H
#define IMAGE_PICTURE_H

#include <stdint.h>

#include "base/error.h"
#include "image/colour.h"
#include "image/image.h"
#include "image/source.h"

/* What a file says about itself; facts, no guesses. */
struct picture_info {
	const char *format;	/* "DPX", "TIFF", "PNG", "OpenEXR", "PNM" */
	uint32_t width, height;	/* pixels */
	unsigned bits;		/* as an image of it has: 8 to 16, or
				 * IMAGE_FLOAT */
	unsigned channels;	/* in the file; alpha is dropped, and luma
				 * repeated to three */
	enum colour_primaries primaries;	/* UNKNOWN if not said */
	enum colour_transfer transfer;		/* UNKNOWN if not said */
};

/* Suffixes of the files that are read, ended by NULL: for sequence.h. */
extern const char *const picture_suffixes[];

/*
 * picture_probe(path, view, info, err):
 * Read only the header.  ${view} names one eye or layer of an OpenEXR file
 * that has several ("left", "right"); NULL is the default one.  A view is an
 * error for files that have none.
 */
bool picture_probe(const char *path, const char *view, struct picture_info *,
    struct dcp_error *) CHECKED;

/*
 * picture_read(path, view, image, info, err):
 * Read all of it into ${image}, which is initialised here (memory it has is
 * used again).  ${info} may be NULL.  On failure the samples are undefined.
 */
bool picture_read(const char *path, const char *view, struct image *,
    struct picture_info *, struct dcp_error *) CHECKED;

/* The same from a source; ${image} may be NULL: then only the header. */
bool picture_load(const struct source *, const char *view, struct image *,
    struct picture_info *, struct dcp_error *) CHECKED;

/*
 * picture_write(path, image, about, err):
 * Write ${image}, which holds codes, as its suffix says: .dpx (10 bits), .tif
 * or .tiff (16 bits), .png (16 bits), .ppm (the image's own bits).  What
 * ${about} says of its colours is put into the header where the format has a
 * place for it; NULL says nothing.  The file appears under ${path} only when
 * it is complete.
 */
bool picture_write(const char *path, const struct image *,
    const struct picture_info *about, struct dcp_error *) CHECKED;

#endif
