/* wav.c: see wav.h. */
#include "audio/wav.h"

#include <inttypes.h>
#include <math.h>
#include <sndfile.h>
#include <stdlib.h>
#include <string.h>

#include "audio/riff.h"
#include "base/input.h"
#include "base/limits.h"

#define FLOAT_BLOCK	1024	/* samples a channel, converted at a time */
#define FULL_SCALE	8388608.0	/* 2^23 */

struct wav {
	struct input *in;
	SNDFILE *file;
	struct wav_info info;
	int speaker[LIMIT_CHANNELS];	/* SF_CHANNEL_MAP_... */
	double *block;		/* FLOAT_BLOCK samples, if is_float */
	uint64_t position;	/* sample that comes next */
	uint64_t clipped;
	uint64_t offset;	/* libsndfile's place in the file, in bytes */
	bool is_bw64;
	struct dcp_error err;	/* what a read on libsndfile's behalf met */
};

static sf_count_t
file_size(void *context)
{
	const struct wav *wav = context;

	return (sf_count_t)input_size(wav->in);
}

static sf_count_t
file_seek(sf_count_t offset, int whence, void *context)
{
	struct wav *wav = context;
	sf_count_t from = whence == SEEK_CUR ? (sf_count_t)wav->offset :
	    whence == SEEK_END ? file_size(wav) : 0;

	if (offset < -from || offset > file_size(wav) - from)
		return -1;
	wav->offset = (uint64_t)(from + offset);
	return (sf_count_t)wav->offset;
}

static sf_count_t
file_read(void *to, sf_count_t size, void *context)
{
	struct wav *wav = context;
	uint64_t left = input_size(wav->in) - wav->offset;
	size_t n = (uint64_t)size < left ? (size_t)size : (size_t)left;

	if (size <= 0 || !input_read(wav->in, wav->offset, to, n, &wav->err))
		return 0;
	/* libsndfile knows BW64, which is RF64 in all but name, from 1.2.1. */
	if (wav->is_bw64 && wav->offset == 0 && n >= 4)
		memcpy(to, "RF64", 4);
	wav->offset += n;
	return (sf_count_t)n;
}

static sf_count_t
file_tell(void *context)
{
	const struct wav *wav = context;

	return (sf_count_t)wav->offset;
}

/* Fill info from libsndfile's, which must agree with what riff.c counted. */
static bool
take_info(struct wav *wav, const SF_INFO *sf, const struct riff *riff,
    struct dcp_error *err)
{
	struct wav_info *info = &wav->info;

	switch (sf->format & SF_FORMAT_SUBMASK) {
	case SF_FORMAT_PCM_U8:	info->bits = 8; break;
	case SF_FORMAT_PCM_16:	info->bits = 16; break;
	case SF_FORMAT_PCM_24:	info->bits = 24; break;
	case SF_FORMAT_PCM_32:	info->bits = 32; break;
	case SF_FORMAT_FLOAT:	info->bits = 32; info->is_float = true; break;
	case SF_FORMAT_DOUBLE:	info->bits = 64; info->is_float = true; break;
	default:
		return error_set(err, DCP_UNSUPPORTED,
		    "compressed sound; want integers or floating point");
	}
	if (sf->channels < 1 || sf->channels > LIMIT_CHANNELS)
		return error_set(err, DCP_REFUSED,
		    "have %d channels, want 1 to %d", sf->channels,
		    LIMIT_CHANNELS);
	if (sf->samplerate < 1)
		return error_set(err, DCP_BAD_INPUT, "have no sample rate");
	info->channels = (unsigned)sf->channels;
	info->rate = (uint32_t)sf->samplerate;
	info->samples = riff->data_size / riff->block_size;
	if (info->bits / 8 * info->channels != riff->block_size ||
	    sf->frames < 0 || (uint64_t)sf->frames != info->samples)
		return error_set(err, DCP_BAD_INPUT, "have %" PRId64
		    " samples by its layout, want %" PRIu64 " by its header",
		    (int64_t)sf->frames, info->samples);
	return true;
}

static bool
open_sound(struct wav *wav, struct dcp_error *err)
{
	SF_VIRTUAL_IO io = {.get_filelen = file_size, .seek = file_seek,
		.read = file_read, .tell = file_tell};
	SF_INFO sf = {0};
	struct riff riff;

	if (!riff_read(wav->in, &riff, err))
		return false;
	wav->is_bw64 = riff.is_bw64;
	wav->file = sf_open_virtual(&io, SFM_READ, &sf, wav);
	if (wav->file == NULL) {
		error_set(err, DCP_BAD_INPUT, "%s", wav->err.status != DCP_OK ?
		    wav->err.text : sf_strerror(NULL));
		return error_in(err, "%s", input_path(wav->in));
	}
	if (!take_info(wav, &sf, &riff, err))
		return error_in(err, "%s", input_path(wav->in));
	/* It fails where the header says nothing; then all stay 0, invalid. */
	(void)sf_command(wav->file, SFC_GET_CHANNEL_MAP_INFO, wav->speaker,
	    (int)(wav->info.channels * sizeof(wav->speaker[0])));
	if (wav->info.is_float && (wav->block = calloc(FLOAT_BLOCK *
	    (size_t)wav->info.channels, sizeof(*wav->block))) == NULL)
		return error_memory(err);
	return true;
}

struct wav *
wav_open(const char *path, struct dcp_error *err)
{
	struct wav *wav = calloc(1, sizeof(*wav));

	if (wav == NULL) {
		error_memory(err);
		return NULL;
	}
	wav->in = input_open(path, err);
	if (wav->in == NULL || !open_sound(wav, err)) {
		wav_close(wav);
		return NULL;
	}
	input_sequential(wav->in);
	return wav;
}

void
wav_close(struct wav *wav)
{
	if (wav == NULL)
		return;
	if (wav->file != NULL)
		sf_close(wav->file);
	input_close(wav->in);
	free(wav->block);
	free(wav);
}

const struct wav_info *
wav_info(const struct wav *wav)
{
	return &wav->info;
}

const char *
wav_path(const struct wav *wav)
{
	return input_path(wav->in);
}

const char *
wav_speaker(const struct wav *wav, unsigned channel)
{
	switch (wav->speaker[channel]) {
	case SF_CHANNEL_MAP_LEFT:
	case SF_CHANNEL_MAP_FRONT_LEFT:			return "FL";
	case SF_CHANNEL_MAP_RIGHT:
	case SF_CHANNEL_MAP_FRONT_RIGHT:		return "FR";
	case SF_CHANNEL_MAP_CENTER:
	case SF_CHANNEL_MAP_FRONT_CENTER:		return "FC";
	case SF_CHANNEL_MAP_LFE:			return "LFE";
	case SF_CHANNEL_MAP_REAR_LEFT:			return "BL";
	case SF_CHANNEL_MAP_REAR_RIGHT:			return "BR";
	case SF_CHANNEL_MAP_FRONT_LEFT_OF_CENTER:	return "FLC";
	case SF_CHANNEL_MAP_FRONT_RIGHT_OF_CENTER:	return "FRC";
	case SF_CHANNEL_MAP_SIDE_LEFT:			return "SL";
	case SF_CHANNEL_MAP_SIDE_RIGHT:			return "SR";
	default:					return NULL;
	}
}

static bool
short_read(struct wav *wav, struct dcp_error *err)
{
	if (wav->err.status != DCP_OK) {
		*err = wav->err;
		return false;
	}
	return error_set(err, DCP_BAD_INPUT, "%s: cannot read the samples "
	    "from %" PRIu64 " on", wav_path(wav), wav->position);
}

/* libsndfile puts integers of any size into the top bits of an int. */
static bool
read_integers(struct wav *wav, int32_t *to, size_t samples,
    struct dcp_error *err)
{
	size_t count = samples * wav->info.channels;
	int64_t v;
	size_t i;

	if (sf_readf_int(wav->file, to, (sf_count_t)samples) !=
	    (sf_count_t)samples)
		return short_read(wav, err);
	for (i = 0; i < count; i++) {
		v = ((int64_t)to[i] + 128) >> 8;
		to[i] = v > WAV_MAX ? WAV_MAX : (int32_t)v;
	}
	wav->position += samples;
	return true;
}

static bool
convert_float(struct wav *wav, double from, int32_t *to)
{
	double v = nearbyint(from * FULL_SCALE);

	if (isnan(from))
		return false;
	if (from > 1.0 || from < -1.0)
		wav->clipped++;
	*to = v > WAV_MAX ? WAV_MAX : v < WAV_MIN ? WAV_MIN : (int32_t)v;
	return true;
}

static bool
read_floats(struct wav *wav, int32_t *to, size_t samples,
    struct dcp_error *err)
{
	size_t n, i, channels = wav->info.channels;

	while (samples > 0) {
		n = samples < FLOAT_BLOCK ? samples : FLOAT_BLOCK;
		if (sf_readf_double(wav->file, wav->block, (sf_count_t)n) !=
		    (sf_count_t)n)
			return short_read(wav, err);
		for (i = 0; i < n * channels; i++)
			if (!convert_float(wav, wav->block[i], to + i))
				return error_set(err, DCP_BAD_INPUT,
				    "%s: sample %" PRIu64 " of channel %zu is "
				    "not a number", wav_path(wav),
				    wav->position + i / channels,
				    i % channels + 1);
		to += n * channels;
		samples -= n;
		wav->position += n;
	}
	return true;
}

bool
wav_read(struct wav *wav, int32_t *to, size_t samples, struct dcp_error *err)
{
	return wav->info.is_float ? read_floats(wav, to, samples, err) :
	    read_integers(wav, to, samples, err);
}

bool
wav_seek(struct wav *wav, uint64_t sample, struct dcp_error *err)
{
	if (sample > wav->info.samples ||
	    sf_seek(wav->file, (sf_count_t)sample, SEEK_SET) == -1)
		return error_set(err, DCP_BAD_INPUT,
		    "%s: have no sample %" PRIu64, wav_path(wav), sample);
	wav->position = sample;
	return true;
}

uint64_t
wav_clipped(const struct wav *wav)
{
	return wav->clipped;
}
