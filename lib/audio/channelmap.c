/* channelmap.c: see channelmap.h. */
#include "audio/channelmap.h"

#include <string.h>

#include "base/number.h"

#define PART_SIZE	32	/* characters of one part, with the NUL */

static void
clear(struct channelmap *map)
{
	size_t i;

	*map = (struct channelmap){0};
	for (i = 0; i < CHANNELS_MAX; i++)
		map->route[i].source = PCM_SILENCE;
}

static unsigned
total_channels(struct wav *const *source, size_t count)
{
	unsigned total = 0;
	size_t i;

	for (i = 0; i < count; i++)
		total += wav_info(source[i])->channels;
	return total;
}

/* Channel ${number}, from 0, of all files' channels. */
static struct pcm_route
route_to(struct wav *const *source, unsigned number)
{
	size_t i;

	for (i = 0; number >= wav_info(source[i])->channels; i++)
		number -= wav_info(source[i])->channels;
	return (struct pcm_route){i, number};
}

static bool
in_order(struct wav *const *source, size_t count, struct channelmap *map,
    struct dcp_error *err)
{
	unsigned i, total = total_channels(source, count);

	if (total > CHANNELS_MAX)
		return error_set(err, DCP_BAD_INPUT,
		    "the files have %u channels, want at most %d", total,
		    CHANNELS_MAX);
	for (i = 0; i < total; i++)
		map->route[i] = route_to(source, i);
	map->channels = total;
	return true;
}

/* Put ${route} where ${label} belongs. */
static bool
place(struct channelmap *map, const struct channels_label *label,
    struct pcm_route route, struct dcp_error *err)
{
	unsigned at = label->number - 1;

	if (map->label[at] == label)
		return error_set(err, DCP_BAD_INPUT,
		    "the channel label %s is given twice, want it once",
		    label->name);
	if (map->label[at] != NULL)
		return error_set(err, DCP_BAD_INPUT,
		    "both %s and %s are for channel %u",
		    map->label[at]->name, label->name, label->number);
	map->label[at] = label;
	map->route[at] = route;
	if (label->number > map->channels)
		map->channels = label->number;
	return true;
}

static bool
has_speaker(const struct wav *wav, const char *speaker)
{
	const char *have;
	unsigned i;

	for (i = 0; i < wav_info(wav)->channels; i++) {
		have = wav_speaker(wav, i);
		if (have != NULL && strcmp(have, speaker) == 0)
			return true;
	}
	return false;
}

/*
 * The label of a loudspeaker.  Back and side are the surrounds of 5.1 where
 * only one pair is there, and told apart where both are.
 */
static const struct channels_label *
label_of(const struct wav *wav, const char *speaker)
{
	static const struct {
		const char *speaker, *beside, *label, *label_beside;
	} rows[] = {
		{"FL", NULL, "L", NULL},
		{"FR", NULL, "R", NULL},
		{"FC", NULL, "C", NULL},
		{"LFE", NULL, "LFE", NULL},
		{"BL", "SL", "Ls", "Lrs"},
		{"BR", "SR", "Rs", "Rrs"},
		{"SL", "BL", "Ls", "Lss"},
		{"SR", "BR", "Rs", "Rss"},
		{"FLC", NULL, "Lc", NULL},
		{"FRC", NULL, "Rc", NULL},
	};
	size_t i;

	for (i = 0; speaker != NULL && i < sizeof(rows) / sizeof(rows[0]);
	    i++)
		if (strcmp(rows[i].speaker, speaker) == 0)
			return channels_find(rows[i].beside != NULL &&
			    has_speaker(wav, rows[i].beside) ?
			    rows[i].label_beside : rows[i].label);
	return NULL;
}

/* Put every channel of the only file where its loudspeaker belongs. */
static bool
by_speakers(struct wav *wav, struct channelmap *map)
{
	const struct channels_label *label;
	struct dcp_error ignored = {0};
	unsigned i;

	for (i = 0; i < wav_info(wav)->channels; i++) {
		label = label_of(wav, wav_speaker(wav, i));
		if (label == NULL || !place(map, label,
		    (struct pcm_route){0, i}, &ignored)) {
			clear(map);
			return false;
		}
	}
	return true;
}

/* Put file ${i} where its name says, if no other is there. */
static bool
place_file(struct channelmap *map, struct wav *const *source, size_t i,
    struct dcp_error *err)
{
	const char *path = wav_path(source[i]);
	const struct channels_label *label = channels_of_file(path);
	const struct channels_label *other = map->label[label->number - 1];

	if (other == NULL)
		return place(map, label, (struct pcm_route){i, 0}, err);
	return error_set(err, DCP_BAD_INPUT, "by their names, %s (%s) and %s "
	    "(%s) are both for channel %u; give a map of the channels (--map)",
	    wav_path(source[map->route[label->number - 1].source]),
	    other->name, path, label->name, label->number);
}

bool
channelmap_guess(struct wav *const *source, size_t count,
    struct channelmap *map, struct dcp_error *err)
{
	size_t i, named = 0, unnamed = 0;
	bool ok = true;

	clear(map);
	if (count == 1 && wav_info(source[0])->channels > 2 &&
	    by_speakers(source[0], map))
		return true;
	for (i = 0; i < count; i++) {
		if (wav_info(source[i])->channels > 1)
			return in_order(source, count, map, err);
		if (channels_of_file(wav_path(source[i])) != NULL)
			named++;
		else
			unnamed = i + 1;
	}
	if (named == 0)
		return in_order(source, count, map, err);
	if (unnamed != 0)
		return error_set(err, DCP_BAD_INPUT, "%s: its name tells no "
		    "channel, and those of other files do; give a map of the "
		    "channels (--map)", wav_path(source[unnamed - 1]));
	for (i = 0; ok && i < count; i++)
		ok = place_file(map, source, i, err);
	return ok;
}

/* "3": the route to channel 3 of all; "-": silence. */
static bool
parse_number(const char *text, struct wav *const *source, size_t count,
    struct pcm_route *route, struct dcp_error *err)
{
	uint64_t number;

	*route = (struct pcm_route){PCM_SILENCE, 0};
	if (strcmp(text, "-") == 0)
		return true;
	if (!number_parse(text, 1, total_channels(source, count), &number,
	    err))
		return false;
	*route = route_to(source, (unsigned)number - 1);
	return true;
}

static bool
parse_part(char *part, bool labelled, struct wav *const *source, size_t count,
    struct channelmap *map, struct dcp_error *err)
{
	char *equal = strchr(part, '=');
	const struct channels_label *label;
	struct pcm_route route;

	if ((equal != NULL) != labelled)
		return error_set(err, DCP_BAD_INPUT,
		    "'%s': either all channels have labels or none has", part);
	if (!parse_number(equal == NULL ? part : equal + 1, source, count,
	    &route, err))
		return false;
	if (equal != NULL) {
		*equal = '\0';
		label = channels_find(part);
		if (label == NULL)
			return error_set(err, DCP_BAD_INPUT,
			    "'%s' is no label of a channel", part);
		return place(map, label, route, err);
	}
	if (map->channels == CHANNELS_MAX)
		return error_set(err, DCP_BAD_INPUT,
		    "more than %d channels", CHANNELS_MAX);
	map->route[map->channels++] = route;
	return true;
}

bool
channelmap_parse(const char *text, struct wav *const *source, size_t count,
    struct channelmap *map, struct dcp_error *err)
{
	bool labelled = strchr(text, '=') != NULL;
	char part[PART_SIZE];
	size_t n;

	clear(map);
	for (;; text += n + 1) {
		n = strcspn(text, ",");
		if (n >= sizeof(part))
			return error_set(err, DCP_BAD_INPUT,
			    "'%.*s' is no channel", PART_SIZE, text);
		memcpy(part, text, n);
		part[n] = '\0';
		if (!parse_part(part, labelled, source, count, map, err))
			return false;
		if (text[n] == '\0')
			return true;
	}
}

bool
channelmap_widen(struct channelmap *map, unsigned channels,
    struct dcp_error *err)
{
	if (channels < map->channels)
		return error_set(err, DCP_BAD_INPUT,
		    "have %u channels, want at most %u", map->channels,
		    channels);
	if (channels > CHANNELS_MAX)
		return error_set(err, DCP_BAD_INPUT,
		    "%u channels, want at most %d", channels, CHANNELS_MAX);
	map->channels = channels;
	return true;
}

unsigned
channelmap_configuration(const struct channelmap *map)
{
	const struct channels_label *labels[CHANNELS_MAX];
	const struct channels_layout *layout;
	size_t i, count = 0;

	for (i = 0; i < map->channels; i++) {
		if (map->label[i] != NULL)
			labels[count++] = map->label[i];
		else if (map->route[i].source != PCM_SILENCE)
			return CHANNELS_WILD_TRACK;
	}
	layout = channels_layout_of(labels, count);
	return layout == NULL ? CHANNELS_WILD_TRACK : layout->configuration;
}
