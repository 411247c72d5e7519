/* wrapsound.c: see wrapsound.h. */
#include "master/wrapsound.h"

#include <inttypes.h>

#include "master/feed.h"

static bool
check_rate(uint32_t rate, struct dcp_error *err)
{
	if (rate == 48000 || rate == 96000)
		return true;
	return error_set(err, DCP_UNSUPPORTED, "%" PRIu32
	    " samples a second, want 48000 or 96000", rate);
}

/* ST 429-2 numbers its configurations from 1, and so does ul.def. */
static struct ul
assignment_of(const struct channelmap *map)
{
	return ul_of((enum ul_name)(UL_CHANNELS_1 +
	    channelmap_configuration(map) - 1));
}

static bool
fetch(void *context, uint64_t index, struct bytes *to, struct dcp_error *err)
{
	struct pcm *pcm = context;
	uint8_t *unit = bytes_room(to, pcm_unit_size(pcm));

	(void)index;
	return bytes_ok(to, err) && pcm_read(pcm, unit, err);
}

/* What was read is of the right size: no edit unit is to blame. */
static void
blame(void *context, uint64_t index, struct dcp_error *err)
{
	(void)context;
	(void)index;
	(void)err;
}

static bool
write_file(const struct wrapsound *wrap, struct pcm *pcm, const char *path,
    const struct progress *progress, struct mxfwrite_result *result,
    struct dcp_error *err)
{
	struct mxfwrite_options options = {.kind = TRACKFILE_SOUND,
		.id = wrap->id, .edit_rate = wrap->edit_rate,
		.made = wrap->made, .duration = pcm_duration(pcm),
		.channel_count = wrap->map->channels,
		.sampling_rate = {(int32_t)pcm_rate(pcm), 1},
		.assignment = assignment_of(wrap->map),
		.crypto = wrap->crypto};
	struct feed feed = {.count = pcm_duration(pcm),
		.threads = wrap->threads, .fetch = fetch, .stream = true,
		.blame = blame, .context = pcm};

	return feed_file(&feed, path, &options, progress, result, err);
}

bool
wrapsound_run(const struct wrapsound *wrap, const char *path,
    const struct progress *progress, struct mxfwrite_result *result,
    struct dcp_error *err)
{
	struct pcm_plan plan = {wrap->source, wrap->source_count,
		wrap->map->route, wrap->map->channels, wrap->edit_rate,
		wrap->tail};
	struct pcm *pcm;
	bool ok;

	*result = (struct mxfwrite_result){0};
	if (!check_rate(wav_info(wrap->source[0])->rate, err))
		return error_in(err, "%s", wav_path(wrap->source[0]));
	pcm = pcm_open(&plan, err);
	if (pcm == NULL)
		return false;
	ok = write_file(wrap, pcm, path, progress, result, err);
	pcm_close(pcm);
	return ok;
}
