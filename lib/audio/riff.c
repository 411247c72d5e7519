/* riff.c: see riff.h. */
#include "audio/riff.h"

#include <inttypes.h>
#include <string.h>

#define ID_SIZE		4
#define GUID_SIZE	16	/* names of chunks in W64 */
#define DS64_SIZE	16	/* size of the file, size of the samples */
#define FORMAT_SIZE	16	/* of which the block size is at 12 */
#define IN_DS64		0xffffffffu	/* "see the ds64 chunk" */

/* W64 ends each name of RIFF with the same twelve bytes; "riff" has its own. */
static const uint8_t w64_riff[GUID_SIZE] = {'r', 'i', 'f', 'f', 0x2e, 0x91,
	0xcf, 0x11, 0xa5, 0xd6, 0x28, 0xdb, 0x04, 0xc1, 0x00, 0x00};
static const uint8_t w64_tail[GUID_SIZE - ID_SIZE] = {0xf3, 0xac, 0xd3, 0x11,
	0x8c, 0xd1, 0x00, 0xc0, 0x4f, 0x8e, 0xdb, 0x8a};

/* A walk over the chunks of one file. */
struct walk {
	const struct input *in;
	uint64_t next;		/* offset of the next chunk */
	bool is_w64, is_rf64;
	uint64_t ds64_data;	/* size of the samples by ds64 */
	bool has_ds64, has_format;
};

struct chunk {
	char id[ID_SIZE + 1];
	uint64_t offset, size;	/* of its content */
	bool unknown_size;	/* 0xffffffff: told elsewhere or not at all */
};

static uint64_t
little_endian(const uint8_t *from, size_t size)
{
	uint64_t v = 0;

	while (size > 0)
		v = v << 8 | from[--size];
	return v;
}

/* Fetch the head of the chunk at walk->next, and step behind the chunk. */
static bool
next_chunk(struct walk *walk, struct chunk *chunk, struct dcp_error *err)
{
	uint8_t head[GUID_SIZE + 8];
	size_t head_size = walk->is_w64 ? GUID_SIZE + 8 : ID_SIZE + 4;
	uint64_t align = walk->is_w64 ? 8 : 2;
	uint64_t left;

	*chunk = (struct chunk){0};
	if (input_size(walk->in) - walk->next < head_size)
		return error_set(err, DCP_BAD_INPUT,
		    "no data chunk before the end of the file");
	if (!input_read(walk->in, walk->next, head, head_size, err))
		return false;
	memcpy(chunk->id, head, ID_SIZE);
	chunk->offset = walk->next + head_size;
	if (walk->is_w64) {
		chunk->size = little_endian(head + GUID_SIZE, 8);
		if (memcmp(head + ID_SIZE, w64_tail, sizeof(w64_tail)) != 0)
			memcpy(chunk->id, "????", ID_SIZE);
		if (chunk->size < head_size)
			return error_set(err, DCP_BAD_INPUT, "chunk at byte %"
			    PRIu64 " is smaller than its own head",
			    walk->next);
		chunk->size -= head_size;
	} else {
		chunk->size = little_endian(head + ID_SIZE, 4);
		chunk->unknown_size = chunk->size == IN_DS64;
	}
	left = input_size(walk->in) - chunk->offset;
	walk->next = chunk->size >= left ? input_size(walk->in) :
	    chunk->offset + (chunk->size + align - 1) / align * align;
	if (walk->next > input_size(walk->in))
		walk->next = input_size(walk->in);
	return true;
}

/* Fetch the first ${size} bytes of a chunk's content. */
static bool
chunk_start(const struct walk *walk, const struct chunk *chunk, uint8_t *to,
    size_t size, struct dcp_error *err)
{
	if (chunk->size < size)
		return error_set(err, DCP_BAD_INPUT,
		    "chunk '%s' has %" PRIu64 " bytes, want at least %zu",
		    chunk->id, chunk->size, size);
	return input_read(walk->in, chunk->offset, to, size, err);
}

/* What kind of file is it? */
static bool
begin(struct walk *walk, struct riff *out, struct dcp_error *err)
{
	uint8_t head[40];
	size_t size = sizeof(head);

	memset(head, 0, sizeof(head));
	if (input_size(walk->in) < size)
		size = (size_t)input_size(walk->in);
	if (!input_read(walk->in, 0, head, size, err))
		return false;
	walk->is_w64 = memcmp(head, w64_riff, GUID_SIZE) == 0 &&
	    memcmp(head + 24, "wave", ID_SIZE) == 0 &&
	    memcmp(head + 24 + ID_SIZE, w64_tail, sizeof(w64_tail)) == 0;
	out->is_bw64 = memcmp(head, "BW64", ID_SIZE) == 0;
	walk->is_rf64 = out->is_bw64 || memcmp(head, "RF64", ID_SIZE) == 0;
	if (!walk->is_w64 && ((!walk->is_rf64 &&
	    memcmp(head, "RIFF", ID_SIZE) != 0) ||
	    memcmp(head + 8, "WAVE", ID_SIZE) != 0))
		return error_set(err, DCP_BAD_INPUT,
		    "not a WAV, RF64, BW64 or W64 file");
	walk->next = walk->is_w64 ? sizeof(head) : 12;
	if (walk->next > input_size(walk->in))
		walk->next = input_size(walk->in);
	return true;
}

/* The chunks that come before the samples and that matter here. */
static bool
note_chunk(struct walk *walk, const struct chunk *chunk, struct riff *out,
    struct dcp_error *err)
{
	uint8_t bytes[FORMAT_SIZE];

	if (walk->is_rf64 && strcmp(chunk->id, "ds64") == 0) {
		if (!chunk_start(walk, chunk, bytes, DS64_SIZE, err))
			return false;
		walk->ds64_data = little_endian(bytes + 8, 8);
		walk->has_ds64 = true;
	} else if (strcmp(chunk->id, "fmt ") == 0) {
		if (!chunk_start(walk, chunk, bytes, FORMAT_SIZE, err))
			return false;
		out->block_size = (uint32_t)little_endian(bytes + 12, 2);
		walk->has_format = true;
	}
	return true;
}

/* Are all samples that the header promises in the file? */
static bool
check_data(const struct walk *walk, const struct chunk *data,
    struct riff *out, struct dcp_error *err)
{
	uint64_t left = input_size(walk->in) - data->offset;

	if (!walk->has_format || out->block_size == 0)
		return error_set(err, DCP_BAD_INPUT,
		    "no sample format before the samples");
	if (walk->is_rf64 && !walk->has_ds64)
		return error_set(err, DCP_BAD_INPUT,
		    "RF64 or BW64 without a ds64 chunk");
	if (data->unknown_size && !walk->is_rf64)
		return error_set(err, DCP_BAD_INPUT, "its header leaves the "
		    "number of samples open, as programs do that write to a "
		    "pipe; copy it with one that writes to a file");
	out->data_offset = data->offset;
	out->data_size = data->unknown_size ? walk->ds64_data : data->size;
	if (out->data_size > left)
		return error_set(err, DCP_BAD_INPUT, "cut short: have %" PRIu64
		    " bytes of samples, want %" PRIu64, left, out->data_size);
	if (out->data_size == 0 && left > 1)
		return error_set(err, DCP_BAD_INPUT, "its header says that it "
		    "has no samples, and %" PRIu64 " bytes follow; its "
		    "recording was not finished", left);
	if (out->data_size % out->block_size != 0)
		return error_set(err, DCP_BAD_INPUT, "have %" PRIu64
		    " bytes of samples, want a multiple of %" PRIu32,
		    out->data_size, out->block_size);
	return true;
}

bool
riff_read(const struct input *in, struct riff *out, struct dcp_error *err)
{
	struct walk walk = {.in = in};
	struct chunk chunk;
	bool ok;

	*out = (struct riff){0};
	ok = begin(&walk, out, err);
	while (ok && (ok = next_chunk(&walk, &chunk, err))) {
		if (strcmp(chunk.id, "data") == 0) {
			ok = check_data(&walk, &chunk, out, err);
			break;
		}
		ok = note_chunk(&walk, &chunk, out, err);
	}
	if (!ok) {
		*out = (struct riff){0};
		return error_in(err, "%s", input_path(in));
	}
	return true;
}
