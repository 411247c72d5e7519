/* exr.c: see exr.h. */
#include "image/exr.h"

#include <inttypes.h>
#include <openexr.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "image/exrview.h"
#include "image/primaries.h"

/* What the library reads from, and where its first message goes. */
struct stream {
	const struct source *source;
	struct dcp_error *err;
};

struct window {
	int32_t x, y;		/* of the first sample */
	int32_t width, height;
};

struct job {
	exr_context_t exr;
	struct exrview view;
	int part;		/* of the view */
	struct window data, display;
	exr_decode_pipeline_t pipe;
	bool has_pipe;
	float *chunk;		/* three planes of one chunk */
	size_t chunk_samples;	/* of a plane */
};

static int64_t
stream_read(exr_const_context_t exr, void *context, void *to, uint64_t size,
    uint64_t offset, exr_stream_error_func_ptr_t error)
{
	const struct stream *s = context;
	struct dcp_error err = {0};
	uint64_t left = offset < s->source->size ? s->source->size - offset
	    : 0;

	(void)exr;
	(void)error;
	if (size > left)
		size = left;
	if (!source_read(s->source, offset, to, (size_t)size, &err)) {
		error_set(s->err, err.status, "%s", err.text);
		return -1;
	}
	return (int64_t)size;
}

static int64_t
stream_size(exr_const_context_t exr, void *context)
{
	const struct stream *s = context;

	(void)exr;
	return (int64_t)s->source->size;
}

static void
keep_error(exr_const_context_t exr, exr_result_t code, const char *text)
{
	struct stream *s = NULL;

	/* Before a context is whole it has no user data to ask for. */
	if (exr == NULL ||
	    exr_get_user_data(exr, (void **)&s) != EXR_ERR_SUCCESS ||
	    s == NULL)
		return;
	if (code == EXR_ERR_OUT_OF_MEMORY)
		error_memory(s->err);
	else
		source_damaged(s->err, "OpenEXR", text);
}

/* A call failed: if the library has not said why, its code does. */
static bool
fail(exr_result_t code, struct dcp_error *err)
{
	return error_set(err, code == EXR_ERR_FEATURE_NOT_IMPLEMENTED
	    ? DCP_UNSUPPORTED : DCP_BAD_INPUT, "damaged OpenEXR file: %s",
	    exr_get_default_error_message(code));
}

static bool
open_stream(struct job *job, struct stream *stream)
{
	exr_context_initializer_t init = EXR_DEFAULT_CONTEXT_INITIALIZER;
	exr_result_t result;

	init.error_handler_fn = keep_error;
	init.user_data = stream;
	init.read_fn = stream_read;
	init.size_fn = stream_size;
	init.max_image_width = (int)LIMIT_PICTURE_SIDE;
	init.max_image_height = (int)LIMIT_PICTURE_SIDE;
	init.max_tile_width = (int)LIMIT_PICTURE_SIDE;
	init.max_tile_height = (int)LIMIT_PICTURE_SIDE;
	init.flags = EXR_CONTEXT_FLAG_STRICT_HEADER;
	result = exr_start_read(&job->exr, "OpenEXR file", &init);
	return result == EXR_ERR_SUCCESS || fail(result, stream->err);
}

static bool
take_window(const exr_attr_box2i_t *box, struct window *to,
    struct dcp_error *err)
{
	int64_t width = (int64_t)box->max.x - box->min.x + 1;
	int64_t height = (int64_t)box->max.y - box->min.y + 1;

	if (width < 1 || height < 1 || width > LIMIT_PICTURE_SIDE ||
	    height > LIMIT_PICTURE_SIDE || width * height >
	    LIMIT_PICTURE_PIXELS)
		return error_set(err, DCP_REFUSED, "has a window of %" PRId64
		    "x%" PRId64, width, height);
	to->x = box->min.x;
	to->y = box->min.y;
	to->width = (int32_t)width;
	to->height = (int32_t)height;
	return true;
}

static bool
read_windows(struct job *job, struct dcp_error *err)
{
	exr_attr_box2i_t data, display;
	exr_result_t result;

	result = exr_get_data_window(job->exr, job->part, &data);
	if (result == EXR_ERR_SUCCESS)
		result = exr_get_display_window(job->exr, job->part, &display);
	if (result != EXR_ERR_SUCCESS)
		return fail(result, err);
	return take_window(&data, &job->data, err) &&
	    take_window(&display, &job->display, err);
}

static void
describe(const struct job *job, struct picture_info *info)
{
	const exr_attr_chlist_t *list;
	exr_attr_chromaticities_t c;

	info->format = "OpenEXR";
	info->width = (uint32_t)job->display.width;
	info->height = (uint32_t)job->display.height;
	info->bits = IMAGE_FLOAT;
	info->transfer = COLOUR_LINEAR;
	info->primaries = COLOUR_REC709;
	if (exr_get_channels(job->exr, job->part, &list) == EXR_ERR_SUCCESS)
		info->channels = (unsigned)list->num_channels;
	if (exr_attr_get_chromaticities(job->exr, job->part, "chromaticities",
	    &c) == EXR_ERR_SUCCESS)
		info->primaries = primaries_known((const double[8]){
		    (double)c.red_x, (double)c.red_y, (double)c.green_x,
		    (double)c.green_y, (double)c.blue_x, (double)c.blue_y,
		    (double)c.white_x, (double)c.white_y});
}

/* The overlap of a chunk with the display window, moved into the picture. */
static void
place_chunk(const struct job *job, const struct window *at,
    struct image *image)
{
	int64_t left = (int64_t)at->x - job->display.x, x, end;
	int64_t top = (int64_t)at->y - job->display.y, y, row;
	unsigned c;

	x = left < 0 ? 0 : left;
	end = left + at->width < image->width ? left + at->width
	    : image->width;
	if (x >= end)
		return;
	for (row = 0; row < at->height; row++) {
		y = top + row;
		if (y < 0 || y >= image->height)
			continue;
		for (c = 0; c < 3; c++)
			memcpy(image->real[c] + y * image->width + x,
			    job->chunk + c * job->chunk_samples +
			    row * at->width + (x - left),
			    (size_t)(end - x) * sizeof(float));
	}
}

/* Point the pipeline's channels that are ours at our planes. */
static void
aim_channels(struct job *job, int32_t width)
{
	int i;
	unsigned c;

	for (i = 0; i < job->pipe.channel_count; i++) {
		exr_coding_channel_info_t *to = &job->pipe.channels[i];

		to->decode_to_ptr = NULL;
		for (c = 3; c-- > 0;)
			if (strcmp(to->channel_name, job->view.channel[c]) == 0)
				to->decode_to_ptr = (uint8_t *)(job->chunk +
				    c * job->chunk_samples);
		to->user_bytes_per_element = sizeof(float);
		to->user_data_type = EXR_PIXEL_FLOAT;
		to->user_pixel_stride = sizeof(float);
		to->user_line_stride = width * (int32_t)sizeof(float);
	}
}

static bool
reserve_chunk(struct job *job, const exr_chunk_info_t *chunk,
    struct dcp_error *err)
{
	size_t samples = (size_t)chunk->width * (size_t)chunk->height;
	float *more;

	if (chunk->width < 1 || chunk->height < 1 ||
	    samples > LIMIT_PICTURE_PIXELS ||
	    chunk->unpacked_size > LIMIT_PICTURE_MEMORY ||
	    chunk->packed_size > LIMIT_PICTURE_MEMORY)
		return error_set(err, DCP_REFUSED,
		    "has a chunk that asks for too much memory");
	if (samples <= job->chunk_samples)
		return true;
	if ((more = realloc(job->chunk, 3 * samples * sizeof(*more))) == NULL)
		return error_memory(err);
	job->chunk = more;
	job->chunk_samples = samples;
	return true;
}

/* Luminance comes out once, in the first plane. */
static void
repeat_luma(struct job *job)
{
	size_t size = job->chunk_samples * sizeof(float);

	if (strcmp(job->view.channel[0], job->view.channel[1]) != 0)
		return;
	memcpy(job->chunk + job->chunk_samples, job->chunk, size);
	memcpy(job->chunk + 2 * job->chunk_samples, job->chunk, size);
}

static bool
decode_chunk(struct job *job, const exr_chunk_info_t *chunk,
    struct dcp_error *err)
{
	exr_result_t result;

	if (!reserve_chunk(job, chunk, err))
		return false;
	memset(job->chunk, 0, 3 * job->chunk_samples * sizeof(float));
	result = job->has_pipe
	    ? exr_decoding_update(job->exr, job->part, chunk, &job->pipe)
	    : exr_decoding_initialize(job->exr, job->part, chunk, &job->pipe);
	job->has_pipe = true;
	if (result != EXR_ERR_SUCCESS)
		return fail(result, err);
	aim_channels(job, chunk->width);
	result = exr_decoding_choose_default_routines(job->exr, job->part,
	    &job->pipe);
	if (result == EXR_ERR_SUCCESS)
		result = exr_decoding_run(job->exr, job->part, &job->pipe);
	if (result != EXR_ERR_SUCCESS)
		return fail(result, err);
	repeat_luma(job);
	return true;
}

static bool
read_lines(struct job *job, struct image *image, struct dcp_error *err)
{
	int64_t y = job->data.y, end = y + job->data.height;
	exr_chunk_info_t chunk;
	struct window at;
	exr_result_t result;
	int32_t lines = 0;

	result = exr_get_scanlines_per_chunk(job->exr, job->part, &lines);
	if (result != EXR_ERR_SUCCESS || lines < 1)
		return fail(result, err);
	for (; y < end; y += lines) {
		result = exr_read_scanline_chunk_info(job->exr, job->part,
		    (int)y, &chunk);
		if (result != EXR_ERR_SUCCESS)
			return fail(result, err);
		if (!decode_chunk(job, &chunk, err))
			return false;
		at = (struct window){chunk.start_x, chunk.start_y,
			chunk.width, chunk.height};
		place_chunk(job, &at, image);
	}
	return true;
}

static bool
read_tiles(struct job *job, struct image *image, struct dcp_error *err)
{
	int32_t width = 0, height = 0;
	exr_result_t result = exr_get_tile_sizes(job->exr, job->part, 0, 0,
	    &width, &height);
	exr_chunk_info_t chunk;
	struct window at;
	int i, j;

	if (result != EXR_ERR_SUCCESS || width < 1 || height < 1)
		return fail(result, err);
	for (j = 0; j * height < job->data.height; j++)
		for (i = 0; i * width < job->data.width; i++) {
			result = exr_read_tile_chunk_info(job->exr, job->part,
			    i, j, 0, 0, &chunk);
			if (result != EXR_ERR_SUCCESS)
				return fail(result, err);
			if (!decode_chunk(job, &chunk, err))
				return false;
			at = (struct window){job->data.x + i * width,
				job->data.y + j * height, chunk.width,
				chunk.height};
			place_chunk(job, &at, image);
		}
	return true;
}

static bool
read_samples(struct job *job, struct image *image, struct dcp_error *err)
{
	exr_storage_t storage;
	exr_result_t result = exr_get_storage(job->exr, job->part, &storage);
	unsigned c;

	if (result != EXR_ERR_SUCCESS)
		return fail(result, err);
	if (!image_init(image, (uint32_t)job->display.width,
	    (uint32_t)job->display.height, IMAGE_FLOAT, err))
		return false;
	for (c = 0; c < 3; c++)
		memset(image->real[c], 0, image_samples(image) *
		    sizeof(float));
	return storage == EXR_STORAGE_TILED ? read_tiles(job, image, err)
	    : read_lines(job, image, err);
}

static bool
check_storage(const struct job *job, struct dcp_error *err)
{
	exr_storage_t storage;
	exr_result_t result = exr_get_storage(job->exr, job->part, &storage);

	if (result != EXR_ERR_SUCCESS)
		return fail(result, err);
	if (storage == EXR_STORAGE_DEEP_SCANLINE ||
	    storage == EXR_STORAGE_DEEP_TILED)
		return error_set(err, DCP_UNSUPPORTED,
		    "holds deep data, want a flat picture");
	return true;
}

bool
exr_load(const struct source *source, const char *view, struct image *image,
    struct picture_info *info, struct dcp_error *err)
{
	struct stream stream = {source, err};
	struct job job = {0};
	bool ok = false;

	if (!open_stream(&job, &stream) ||
	    !exrview_choose(job.exr, view, &job.view, err))
		goto out;
	job.part = job.view.part;
	if (!check_storage(&job, err) ||
	    !exrview_check(job.exr, &job.view, err) ||
	    !read_windows(&job, err))
		goto out;
	describe(&job, info);
	ok = image == NULL || read_samples(&job, image, err);
out:
	if (job.has_pipe)
		exr_decoding_destroy(job.exr, &job.pipe);
	free(job.chunk);
	exr_finish(&job.exr);
	return ok;
}
