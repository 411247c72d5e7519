/* unwrapsound.c: see unwrapsound.h. */
#include "master/unwrapsound.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "audio/channels.h"
#include "audio/pcm.h"
#include "audio/wavwrite.h"
#include "base/limits.h"
#include "base/path.h"

#define NAME_SIZE	40	/* of a file for one channel, with the NUL */

struct job {
	const struct unwrapsound *unwrap;
	const struct trackfile_sound *sound;
	uint64_t samples;	/* of each channel, in all */
	uint64_t left;		/* bytes still to be written */
	struct wavwrite **file;	/* one, or one for each channel */
	size_t file_count;
	struct bytes unit;
	int32_t *block, *channel;	/* samples of a unit; of one channel */
	size_t block_count;		/* values that they hold */
};

static bool
check_format(const struct trackfile_sound *sound, struct dcp_error *err)
{
	if (sound->bits != PCM_SAMPLE_SIZE * 8)
		return error_set(err, DCP_UNSUPPORTED,
		    "have samples of %" PRIu32 " bits, want 24", sound->bits);
	if (sound->channel_count < 1 || sound->channel_count > LIMIT_CHANNELS)
		return error_set(err, DCP_REFUSED, "have %" PRIu32
		    " channels, want 1 to %d", sound->channel_count,
		    LIMIT_CHANNELS);
	if (sound->sampling_rate.num <= 0 || sound->sampling_rate.den != 1)
		return error_set(err, DCP_UNSUPPORTED, "have %" PRId32 "/%"
		    PRId32 " samples a second, want a whole number",
		    sound->sampling_rate.num, sound->sampling_rate.den);
	return true;
}

/* Samples of the range: edit units need not be of one size in all files. */
static bool
count_samples(struct job *job, struct dcp_error *err)
{
	const struct range *units = &job->unwrap->units;
	uint64_t block_size = (uint64_t)job->sound->channel_count *
	    PCM_SAMPLE_SIZE;
	const struct mxfread *read = job->unwrap->read;
	struct mxfread_place place;
	uint64_t i, size;

	for (i = units->first; i < units->first + units->count; i++) {
		if (!mxfread_locate(read, i, TRACKFILE_LEFT, &place, err) ||
		    !mxfread_plain_size(read, &place, &size, err))
			return false;
		if (size % block_size != 0 || size > LIMIT_FRAME_SIZE)
			return error_set(err, DCP_BAD_INPUT, "edit unit %"
			    PRIu64 ": have %" PRIu64 " bytes, want a multiple "
			    "of %" PRIu64 " up to %u", i, size, block_size,
			    LIMIT_FRAME_SIZE);
		job->samples += size / block_size;
		job->left += size;
	}
	return true;
}

/*
 * What channel ${number} is called: by its label, else by the configuration
 * of ST 429-2; NULL if neither says.
 */
static const char *
name_of(const struct trackfile_sound *sound, unsigned number)
{
	const struct channels_label *label;
	const char *symbol;
	size_t i;

	for (i = 0; i < sound->label_count; i++) {
		symbol = sound->label[i].symbol;
		if (sound->label[i].kind != TRACKFILE_CHANNEL ||
		    sound->label[i].channel != number || symbol == NULL)
			continue;
		label = channels_find(strncmp(symbol, "ch", 2) == 0 ?
		    symbol + 2 : symbol);
		return label == NULL ? NULL : label->name;
	}
	for (i = 1; i <= 5; i++)
		if (ul_is(&sound->assignment,
		    (enum ul_name)(UL_CHANNELS_1 + i - 1)))
			return channels_name((unsigned)i, number);
	return NULL;
}

static bool
open_file(struct job *job, const char *path, unsigned channels,
    struct dcp_error *err)
{
	struct wavwrite *w = wavwrite_open(path, channels,
	    (uint32_t)job->sound->sampling_rate.num, job->samples, err);

	if (w == NULL)
		return false;
	job->file[job->file_count++] = w;
	return true;
}

static bool
open_channel(struct job *job, unsigned number, struct dcp_error *err)
{
	const char *name = name_of(job->sound, number);
	char file[NAME_SIZE];
	char *path;
	bool ok;

	snprintf(file, sizeof(file), "%02u%s%s.wav", number,
	    name == NULL ? "" : "_", name == NULL ? "" : name);
	path = path_join(job->unwrap->path, file);
	if (path == NULL)
		return error_memory(err);
	ok = open_file(job, path, 1, err);
	free(path);
	return ok;
}

static bool
open_files(struct job *job, struct dcp_error *err)
{
	unsigned i, channels = job->sound->channel_count;

	job->file = calloc(channels, sizeof(*job->file));
	if (job->file == NULL)
		return error_memory(err);
	if (!job->unwrap->mono)
		return open_file(job, job->unwrap->path, channels, err);
	if (!path_make_folder(job->unwrap->path, err))
		return false;
	for (i = 1; i <= channels; i++)
		if (!open_channel(job, i, err))
			return false;
	return true;
}

/* Make room to take a unit of ${count} values apart. */
static bool
make_room(struct job *job, size_t count, struct dcp_error *err)
{
	if (count <= job->block_count)
		return true;
	free(job->block);
	free(job->channel);
	job->block_count = 0;
	job->block = malloc(count * sizeof(*job->block));
	job->channel = malloc(count * sizeof(*job->channel));
	if (job->block == NULL || job->channel == NULL)
		return error_memory(err);
	job->block_count = count;
	return true;
}

static bool
write_apart(struct job *job, struct dcp_error *err)
{
	size_t channels = job->sound->channel_count;
	size_t count = job->unit.size / PCM_SAMPLE_SIZE, c, i;

	if (!make_room(job, count, err))
		return false;
	pcm_unpack(job->block, job->unit.at, count);
	for (c = 0; c < channels; c++) {
		for (i = 0; i < count / channels; i++)
			job->channel[i] = job->block[i * channels + c];
		if (!wavwrite_samples(job->file[c], job->channel,
		    count / channels, err))
			return false;
	}
	return true;
}

static bool
write_unit(struct job *job, struct dcp_error *err)
{
	if (job->unit.size > job->left || job->unit.size %
	    (job->sound->channel_count * PCM_SAMPLE_SIZE) != 0)
		return error_set(err, DCP_IO, "changed while it was read");
	job->left -= job->unit.size;
	return job->unwrap->mono ? write_apart(job, err) :
	    wavwrite_packed(job->file[0], job->unit.at, job->unit.size, err);
}

static bool
write_units(struct job *job, const struct progress *progress,
    struct dcp_error *err)
{
	const struct range *units = &job->unwrap->units;
	uint64_t i;

	for (i = 0; i < units->count; i++) {
		if (!mxfread_unit(job->unwrap->read, units->first + i,
		    TRACKFILE_LEFT, &job->unit, err))
			return error_in(err, "edit unit %" PRIu64,
			    units->first + i);
		if (!write_unit(job, err) ||
		    !progress_tell(progress, i + 1, units->count, err))
			return false;
	}
	return true;
}

static bool
commit_files(struct job *job, struct dcp_error *err)
{
	struct wavwrite *w;
	size_t i;

	if (job->left != 0)
		return error_set(err, DCP_IO, "changed while it was read");
	for (i = 0; i < job->file_count; i++) {
		w = job->file[i];
		job->file[i] = NULL;
		if (!wavwrite_commit(w, err))
			return false;
	}
	return true;
}

bool
unwrapsound_run(const struct unwrapsound *unwrap,
    const struct progress *progress, struct dcp_error *err)
{
	struct job job = {.unwrap = unwrap,
		.sound = &mxfread_trackfile(unwrap->read)->sound};
	bool ok;
	size_t i;

	ok = check_format(job.sound, err) && count_samples(&job, err) &&
	    open_files(&job, err) && write_units(&job, progress, err) &&
	    commit_files(&job, err);
	for (i = 0; i < job.file_count; i++)
		wavwrite_abandon(job.file[i]);
	free(job.file);
	bytes_clear(&job.unit);
	free(job.block);
	free(job.channel);
	return ok;
}
