/* wavwrite.c: see wavwrite.h. */
#include "audio/wavwrite.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "audio/pcm.h"
#include "base/bytes.h"
#include "base/limits.h"
#include "base/output.h"

#define PCM_TAG		1	/* WAVE_FORMAT_PCM */
#define IN_DS64		0xffffffffu	/* "see the ds64 chunk" */
#define DS64_SIZE	28
#define FORMAT_SIZE	16

struct wavwrite {
	struct output *out;
	unsigned channels;
	uint64_t left;		/* bytes of samples still to come */
	bool pad;		/* an odd number of them: one byte follows */
	struct bytes packed;	/* one call's samples */
};

static void
little_endian(struct bytes *b, uint64_t value, size_t size)
{
	for (; size > 0; size--, value >>= 8)
		bytes_u8(b, (uint8_t)(value & 0xff));
}

static void
chunk(struct bytes *b, const char *id, uint32_t size)
{
	bytes_put(b, id, 4);
	little_endian(b, size, 4);
}

/* All that stands before the samples (EBU Tech 3285; 3306 for RF64). */
static void
format_header(struct bytes *b, unsigned channels, uint32_t rate,
    uint64_t samples)
{
	uint32_t block = channels * PCM_SAMPLE_SIZE;
	uint64_t data_size = samples * block;
	uint64_t size = 4 + 8 + FORMAT_SIZE + 8 + data_size + data_size % 2;
	bool is_rf64 = size >= IN_DS64;

	chunk(b, is_rf64 ? "RF64" : "RIFF", is_rf64 ? IN_DS64 :
	    (uint32_t)size);
	bytes_put(b, "WAVE", 4);
	if (is_rf64) {
		chunk(b, "ds64", DS64_SIZE);
		little_endian(b, size + 8 + DS64_SIZE, 8);
		little_endian(b, data_size, 8);
		little_endian(b, samples, 8);
		little_endian(b, 0, 4);		/* no table of other chunks */
	}
	chunk(b, "fmt ", FORMAT_SIZE);
	little_endian(b, PCM_TAG, 2);
	little_endian(b, channels, 2);
	little_endian(b, rate, 4);
	little_endian(b, (uint64_t)rate * block, 4);
	little_endian(b, block, 2);
	little_endian(b, PCM_SAMPLE_SIZE * 8, 2);
	chunk(b, "data", is_rf64 ? IN_DS64 : (uint32_t)data_size);
}

struct wavwrite *
wavwrite_open(const char *path, unsigned channels, uint32_t rate,
    uint64_t samples, struct dcp_error *err)
{
	struct wavwrite *w = calloc(1, sizeof(*w));

	assert(channels >= 1 && channels <= LIMIT_CHANNELS);
	assert(samples <= INT64_MAX / (LIMIT_CHANNELS * PCM_SAMPLE_SIZE));
	if (w == NULL) {
		error_memory(err);
		return NULL;
	}
	w->channels = channels;
	w->left = samples * channels * PCM_SAMPLE_SIZE;
	w->pad = w->left % 2 != 0;
	format_header(&w->packed, channels, rate, samples);
	if (!bytes_ok(&w->packed, err) ||
	    (w->out = output_open(path, err)) == NULL ||
	    !output_write(w->out, w->packed.at, w->packed.size, err)) {
		wavwrite_abandon(w);
		return NULL;
	}
	return w;
}

bool
wavwrite_packed(struct wavwrite *w, const void *from, size_t size,
    struct dcp_error *err)
{
	assert(size <= w->left);
	assert(size % (w->channels * PCM_SAMPLE_SIZE) == 0);
	w->left -= size;
	return output_write(w->out, from, size, err);
}

bool
wavwrite_samples(struct wavwrite *w, const int32_t *from, size_t samples,
    struct dcp_error *err)
{
	size_t count = samples * w->channels;
	uint8_t *to;

	bytes_reset(&w->packed);
	to = bytes_extend(&w->packed, count * PCM_SAMPLE_SIZE);
	if (!bytes_ok(&w->packed, err))
		return false;
	pcm_pack(to, from, count);
	return wavwrite_packed(w, w->packed.at, w->packed.size, err);
}

bool
wavwrite_commit(struct wavwrite *w, struct dcp_error *err)
{
	struct output *out = w->out;

	assert(w->left == 0);
	if (w->pad && !output_write(out, "", 1, err)) {
		wavwrite_abandon(w);
		return false;
	}
	w->out = NULL;
	wavwrite_abandon(w);
	return output_commit(out, err);
}

void
wavwrite_abandon(struct wavwrite *w)
{
	if (w == NULL)
		return;
	output_abandon(w->out);
	bytes_clear(&w->packed);
	free(w);
}
