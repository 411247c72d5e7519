/* png.c: see png.h. */
#include "image/png.h"

#include <math.h>
#include <png.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/output.h"
#include "image/primaries.h"

/*
 * libpng reports errors by longjmp().  All that lives across it stands in
 * here, and only read_all(), read_info() and write_all() call setjmp().
 */
struct job {
	png_structp png;
	png_infop info;
	const struct source *source;	/* reading */
	uint64_t at;
	struct output *out;		/* writing */
	uint8_t *rows;			/* one, or all if they interlace */
	struct dcp_error *err;
};

static void
keep_error(png_structp png, png_const_charp text)
{
	struct job *job = png_get_error_ptr(png);

	source_damaged(job->err, "PNG", text);
	longjmp(png_jmpbuf(png), 1);
}

static void
drop_warning(png_structp png, png_const_charp text)
{
	(void)png;
	(void)text;
}

static void
read_bytes(png_structp png, png_bytep to, size_t size)
{
	struct job *job = png_get_io_ptr(png);

	if (!source_read(job->source, job->at, to, size, job->err))
		longjmp(png_jmpbuf(png), 1);
	job->at += size;
}

static bool
open_reader(struct job *job)
{
	job->png = png_create_read_struct(PNG_LIBPNG_VER_STRING, job,
	    keep_error, drop_warning);
	if (job->png == NULL)
		return error_memory(job->err);
	if ((job->info = png_create_info_struct(job->png)) == NULL)
		return error_memory(job->err);
	png_set_read_fn(job->png, job, read_bytes);
	png_set_user_limits(job->png, LIMIT_PICTURE_SIDE, LIMIT_PICTURE_SIDE);
	png_set_chunk_malloc_max(job->png, LIMIT_PNG_CHUNK);
	png_set_chunk_cache_max(job->png, 64);
	return true;
}

static bool
read_info(struct job *job)
{
	if (setjmp(png_jmpbuf(job->png)) != 0)
		return false;
	png_read_info(job->png, job->info);
	return true;
}

static bool
is_close(double a, double b)
{
	return fabs(a - b) < 0.002;
}

static enum colour_primaries
known_primaries(const struct job *job)
{
	double wx, wy, rx, ry, gx, gy, bx, by;

	if (png_get_cHRM(job->png, job->info, &wx, &wy, &rx, &ry, &gx, &gy,
	    &bx, &by) == 0)
		return COLOUR_PRIMARIES_UNKNOWN;
	return primaries_known((const double[8]){rx, ry, gx, gy, bx, by, wx,
	    wy});
}

static void
describe_colour(const struct job *job, struct picture_info *info)
{
	double gamma;
	int intent;

	if (png_get_sRGB(job->png, job->info, &intent) != 0) {
		info->primaries = COLOUR_REC709;
		info->transfer = COLOUR_SRGB;
		return;
	}
	info->primaries = known_primaries(job);
	if (png_get_gAMA(job->png, job->info, &gamma) == 0)
		return;
	if (is_close(gamma, 1 / 2.2))
		info->transfer = COLOUR_GAMMA22;
	else if (is_close(gamma, 1 / 2.4))
		info->transfer = COLOUR_GAMMA24;
	else if (is_close(gamma, 1 / 2.6))
		info->transfer = COLOUR_GAMMA26;
	else if (is_close(gamma, 1))
		info->transfer = COLOUR_LINEAR;
}

static void
describe(const struct job *job, struct picture_info *info)
{
	info->format = "PNG";
	info->width = png_get_image_width(job->png, job->info);
	info->height = png_get_image_height(job->png, job->info);
	info->bits = png_get_bit_depth(job->png, job->info) == 16 ? 16 : 8;
	info->channels = png_get_channels(job->png, job->info);
	if (png_get_color_type(job->png, job->info) == PNG_COLOR_TYPE_PALETTE)
		info->channels = 3;
	describe_colour(job, info);
}

static void
take_row(const struct image *image, const uint8_t *row, uint32_t y)
{
	size_t at = (size_t)y * image->width;
	unsigned step = image->bits > 8 ? 2 : 1, c;
	uint32_t x;

	for (x = 0; x < image->width; x++)
		for (c = 0; c < 3; c++, row += step)
			image->plane[c][at + x] = (uint16_t)(step == 1
			    ? row[0] : row[0] << 8 | row[1]);
}

/* After this, rows are R, G, B of 8 or 16 bits. */
static int
normalise(struct job *job)
{
	int passes;

	png_set_expand(job->png);
	png_set_strip_alpha(job->png);
	png_set_gray_to_rgb(job->png);
	passes = png_set_interlace_handling(job->png);
	png_read_update_info(job->png, job->info);
	return passes;
}

static bool
read_all(struct job *job, struct image *image)
{
	size_t size = (size_t)image->width * 3 * (image->bits > 8 ? 2 : 1);
	int pass, passes;
	uint32_t y;

	if (setjmp(png_jmpbuf(job->png)) != 0)
		return false;
	passes = normalise(job);
	if (png_get_rowbytes(job->png, job->info) != size)
		return error_set(job->err, DCP_BAD_INPUT,
		    "damaged PNG file: rows of another size");
	if ((job->rows = calloc(passes > 1 ? image->height : 1, size)) == NULL)
		return error_memory(job->err);
	for (pass = 0; pass < passes; pass++)
		for (y = 0; y < image->height; y++) {
			uint8_t *row = job->rows + (passes > 1 ? y * size : 0);

			png_read_row(job->png, row, NULL);
			if (pass == passes - 1)
				take_row(image, row, y);
		}
	return true;
}

bool
png_load(const struct source *source, struct image *image,
    struct picture_info *info, struct dcp_error *err)
{
	struct job job = {.source = source, .err = err};
	bool ok = false;

	if (!open_reader(&job) || !read_info(&job))
		goto out;
	describe(&job, info);
	if (!image_check_size(info->width, info->height, err))
		goto out;
	ok = image == NULL || (image_init(image, info->width, info->height,
	    info->bits, err) && read_all(&job, image));
out:
	free(job.rows);
	png_destroy_read_struct(&job.png, &job.info, NULL);
	return ok;
}

static void
write_bytes(png_structp png, png_bytep from, size_t size)
{
	struct job *job = png_get_io_ptr(png);

	if (!output_write(job->out, from, size, job->err))
		longjmp(png_jmpbuf(png), 1);
}

static void
flush_bytes(png_structp png)
{
	(void)png;
}

static bool
open_writer(struct job *job, const struct image *image)
{
	job->png = png_create_write_struct(PNG_LIBPNG_VER_STRING, job,
	    keep_error, drop_warning);
	if (job->png == NULL)
		return error_memory(job->err);
	if ((job->info = png_create_info_struct(job->png)) == NULL)
		return error_memory(job->err);
	png_set_write_fn(job->png, job, write_bytes, flush_bytes);
	if ((job->rows = malloc((size_t)image->width * 6)) == NULL)
		return error_memory(job->err);
	return true;
}

static bool
write_all(struct job *job, const struct image *image,
    const struct picture_info *about)
{
	uint32_t y;

	if (setjmp(png_jmpbuf(job->png)) != 0)
		return false;
	png_set_IHDR(job->png, job->info, image->width, image->height, 16,
	    PNG_COLOR_TYPE_RGB, PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_BASE,
	    PNG_FILTER_TYPE_BASE);
	if (about != NULL && about->primaries == COLOUR_REC709 &&
	    about->transfer == COLOUR_SRGB)
		png_set_sRGB_gAMA_and_cHRM(job->png, job->info,
		    PNG_sRGB_INTENT_RELATIVE);
	png_set_compression_level(job->png, 1);
	png_set_filter(job->png, PNG_FILTER_TYPE_BASE, PNG_FILTER_SUB);
	png_write_info(job->png, job->info);
	for (y = 0; y < image->height; y++) {
		image_pack_row_16(image, y, job->rows);
		png_write_row(job->png, job->rows);
	}
	png_write_end(job->png, NULL);
	return true;
}

bool
png_write(const char *path, const struct image *image,
    const struct picture_info *about, struct dcp_error *err)
{
	struct job job = {.out = output_open(path, err), .err = err};
	bool ok = false;

	if (job.out == NULL)
		return false;
	if (!open_writer(&job, image) || !write_all(&job, image, about))
		goto out;
	ok = output_commit(job.out, err);
	job.out = NULL;
out:
	free(job.rows);
	png_destroy_write_struct(&job.png, &job.info);
	output_abandon(job.out);
	return ok;
}
