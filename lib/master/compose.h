/*
 * compose.h: a composition playlist from track files: what they say of
 * themselves becomes what the playlist says of them, and what does not fit
 * together is refused, with the names of the files.
 */
#ifndef MASTER_COMPOSE_H
#define MASTER_COMPOSE_H

#include "base/rational.h"
#include "package/cpl.h"
#include "package/record.h"

/* A track file of a reel, as it was asked for. */
struct compose_part {
	const char *path;
	bool has_entry_point, has_duration;
	uint64_t entry_point, duration;		/* edit units */
};

/* A composition in the making.  Start with compose_begin(). */
struct compose {
	/* The caller sets titles, dates and these, or leaves them. */
	struct cpl cpl;
	const struct records *records;	/* for hashes of track files */
	const char *sound_language;	/* instead of what the files say */

	char **texts;			/* that the playlist borrows */
	size_t text_count;
	struct rational rate;		/* of every track; num 0: none yet */
	enum cpl_kind picture;		/* of every reel; CPL_UNKNOWN: none */
	struct cpl_area stored;		/* pixels of the picture; 0: none */
	struct rational sound_rate;	/* samples a second; num 0: none */
	const char *sound_configuration;	/* NULL: nobody says */
	uint32_t sound_channels;
};

/*
 * compose_begin(c, id): a composition called ${id}.  All other ids in it
 * follow from this one.  compose_clear() frees it.
 */
void compose_begin(struct compose *, const struct uuid *id);
void compose_clear(struct compose *);

/*
 * compose_reel(c, parts, count, err):
 * Append a reel of these track files: one picture (ST 429-7; ST 429-10 if it
 * has both eyes), at most one sound and one MainSubtitle, and any number of
 * captions and auxiliary data.
 * DCP_BAD_INPUT if they differ in edit rate or in the edit units they would
 * play, or if what is asked for lies outside a track; DCP_UNSUPPORTED for what
 * is no SMPTE track file or not fit for a playlist.
 */
bool compose_reel(struct compose *, const struct compose_part *, size_t count,
    struct dcp_error *) CHECKED;

/*
 * compose_mark(c, label, reel, offset, err):
 * Mark edit unit ${offset} of reel ${reel} (from 1), or, if ${reel} is 0, of
 * the whole composition.  After the last reel.  DCP_BAD_INPUT for a label that
 * is none of ST 429-7, stands there already, or lies behind the end.
 */
bool compose_mark(struct compose *, const char *label, size_t reel,
    uint64_t offset, struct dcp_error *) CHECKED;

/*
 * compose_mark_content(c, err):
 * FFOC and LFOC where they are not there: edit unit 1 of the first reel and
 * the last edit unit of the last reel, as RDD 52 (8.5) wants them.
 */
bool compose_mark_content(struct compose *, struct dcp_error *) CHECKED;

/*
 * compose_metadata(c, settings, err):
 * Give the first reel a CompositionMetadataAsset (ST 429-16): ${settings},
 * completed from the track files: title, sample rate, stored and active area,
 * sound configuration, version number 1.  On success ${settings} is handed
 * over and zero.  DCP_UNSUPPORTED, with what is missing, if neither says it.
 */
bool compose_metadata(struct compose *, struct cpl_metadata *settings,
    struct dcp_error *) CHECKED;

/*
 * compose_kind(text, scope):
 * Is it a kind of content that a standard knows?  ${scope} is what must stand
 * beside it, NULL for those of ST 429-7 itself.
 */
bool compose_kind(const char *text, const char **scope);

/* All kinds, with commas between them, for messages. */
#define COMPOSE_KINDS \
	"feature, trailer, test, teaser, rating, advertisement, short, " \
	"transitional, psa, policy, clip, promo, stereocard, episode, " \
	"highlights or event"

#endif
