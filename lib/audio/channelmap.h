/*
 * channelmap.h: which channel of which sound file becomes which channel of
 * the track file; by order, by the names of the files, or as the user says.
 */
#ifndef AUDIO_CHANNELMAP_H
#define AUDIO_CHANNELMAP_H

#include "audio/channels.h"
#include "audio/pcm.h"
#include "audio/wav.h"

struct channelmap {
	unsigned channels;	/* of the track file */
	struct pcm_route route[CHANNELS_MAX];
	/* What is known of each channel; NULL: nothing. */
	const struct channels_label *label[CHANNELS_MAX];
};

/*
 * channelmap_guess(source, count, map, err):
 * If every file has one channel and every name ends with a label
 * (channels.h), each goes where its label belongs.  So does each channel of
 * one file that has more than two and claims a loudspeaker for every one.  If
 * no name says anything, or a file has several channels, all channels go in
 * the order given, with no label.
 * If some names do and some do not, or two say the same, it is
 * DCP_BAD_INPUT: a wrong guess would be heard.
 */
bool channelmap_guess(struct wav *const *source, size_t count,
    struct channelmap *, struct dcp_error *) CHECKED;

/*
 * channelmap_parse(text, source, count, map, err):
 * ${text} is a list with ',' between its parts.  Channels of the files are
 * numbered through from 1, in the order of the files.  Either each part is
 * such a number, or "-" for silence, for channel 1, 2, 3 ... of the track
 * file; or each is "LABEL=NUMBER", and channels without a label are silent.
 */
bool channelmap_parse(const char *text, struct wav *const *source,
    size_t count, struct channelmap *, struct dcp_error *) CHECKED;

/*
 * channelmap_widen(map, channels, err):
 * Add silent channels, so that there are ${channels}; fewer than there are is
 * DCP_BAD_INPUT.
 */
bool channelmap_widen(struct channelmap *, unsigned channels,
    struct dcp_error *) CHECKED;

/*
 * channelmap_configuration(map):
 * The configuration of ST 429-2, 1 to 5, that the labels amount to: wild
 * track if a channel that is not silent has none.
 */
unsigned channelmap_configuration(const struct channelmap *);

#endif
