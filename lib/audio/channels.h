/*
 * channels.h: names of sound channels, their places in a track file, and the
 * layouts that have a label of their own (SMPTE ST 429-2; ISDCF Document 4,
 * 16-channel packaging guide).
 */
#ifndef AUDIO_CHANNELS_H
#define AUDIO_CHANNELS_H

#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

/* Channels that a track file of a package may have (ST 428-2). */
#define CHANNELS_MAX	16

struct channels_label {
	const char *name;	/* "Ls"; ST 428-12 without its "ch" */
	const char *other;	/* a second name in use, or NULL */
	unsigned number;	/* place in the track file; 1 is the first */
	const char *meaning;	/* "Left Surround" */
};

/* All labels, ended by one without a name. */
extern const struct channels_label channels_labels[];

/* The label of a name, of any case; NULL if there is none. */
const struct channels_label *channels_find(const char *name);

/*
 * channels_of_file(path):
 * The label that the name of a file ends with, before its suffix: alone, or
 * behind '_', '-', '.' or a space ("reel1_Ls.wav").  NULL if there is none.
 */
const struct channels_label *channels_of_file(const char *path);

struct channels_layout {
	const char *name;	/* "5.1" */
	unsigned configuration;	/* of ST 429-2, 1 to 5 */
	const char *const *labels;	/* that it must have, ended by NULL */
};

/*
 * channels_layout_of(labels, count):
 * The layout of a track file that has the channels ${labels}, each once, if a
 * configuration of ST 429-2 says of all of them where they are: 5.1, and beside
 * it HI and VI-N.  NULL if there is none, and "wild track" must be said.
 */
const struct channels_layout *channels_layout_of(
    const struct channels_label *const *labels, size_t count);

/*
 * channels_name(configuration, number):
 * What channel ${number}, from 1, is in that configuration of ST 429-2; NULL
 * if it does not say, as wild track never does, or it is not known.
 */
const char *channels_name(unsigned configuration, unsigned number);

/* ST 429-2 configuration 4: nothing is said of any channel. */
#define CHANNELS_WILD_TRACK	4

#endif
