/*
 * dciprofile.h: the limits that a picture track file must keep, from a
 * profile: one of those carried inside the library, or a file of the user's.
 * The text format is described in dcp-profile(5).
 */
#ifndef J2K_DCIPROFILE_H
#define J2K_DCIPROFILE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "base/rational.h"
#include "base/span.h"

#define DCIPROFILE_LIST_MAX	32	/* containers or rates of one profile */
#define DCIPROFILE_TEXT_SIZE	128	/* a title or name, with the NUL */
#define DCIPROFILE_NOTES_SIZE	2048	/* all notes, with the NUL */

enum dciprofile_standing {
	DCIPROFILE_STANDARD,	/* published by SMPTE or DCI */
	DCIPROFILE_PRACTICE,	/* a recommended practice */
	DCIPROFILE_EXAMPLE	/* nobody's specification: to be copied */
};

struct dciprofile_container {
	uint32_t width, height;	/* pixels */
};

/* A list of rates, in frames a second and eye. */
struct dciprofile_rates {
	unsigned count;
	uint32_t rate[DCIPROFILE_LIST_MAX];
};

/* Plain data; it owns nothing. */
struct dciprofile {
	char name[DCIPROFILE_TEXT_SIZE];	/* "dci-2k" */
	char title[DCIPROFILE_TEXT_SIZE];	/* for people */
	enum dciprofile_standing standing;
	unsigned container_count;
	struct dciprofile_container container[DCIPROFILE_LIST_MAX];
	struct dciprofile_rates mono, stereo;
	uint64_t bit_rate;		/* bits a second */
	uint64_t component_bit_rate;	/* bits a second, each component */
	bool counts_both_eyes;		/* else each eye has these rates */
	uint16_t rsiz;			/* as in SIZ: 3 at 2K, 4 at 4K */
	uint8_t guard_bits;
	uint8_t levels;			/* wavelet decompositions */
	uint8_t tile_parts;		/* 3 at 2K; 6 at 4K, 3 of the 2K part */
	char notes[DCIPROFILE_NOTES_SIZE];	/* clauses, one a line */
};

/* What one codestream, that is, one eye's frame, may hold. */
struct dciprofile_limits {
	uint64_t frame_size;		/* bytes, SOC to EOC */
	uint64_t component_size;	/* bytes of tile-parts; with 6 of them,
					 * of the three of the 2K part */
};

/*
 * dciprofile_load(profile, name, err):
 * The profile called ${name} that is carried inside; or, if ${name} has a '/',
 * that in the file at ${name}.  An unknown name is DCP_REFUSED, and the text
 * lists the known ones.
 */
bool dciprofile_load(struct dciprofile *, const char *name, struct dcp_error *)
    CHECKED;

/*
 * dciprofile_default(profile, width, height, err):
 * dci-2k or dci-4k: the one that has this container.
 */
bool dciprofile_default(struct dciprofile *, uint32_t width, uint32_t height,
    struct dcp_error *) CHECKED;

/*
 * dciprofile_parse(profile, name, text, err):
 * The profile in ${text}, to be called ${name}.  On failure (DCP_BAD_INPUT,
 * the line in the text) ${profile} is zero.
 */
bool dciprofile_parse(struct dciprofile *, const char *name, struct span text,
    struct dcp_error *) CHECKED;

/* Does it have this container; this rate? */
bool dciprofile_has_container(const struct dciprofile *, uint32_t width,
    uint32_t height);
bool dciprofile_has_rate(const struct dciprofile *, struct rational rate,
    bool stereo);

/*
 * dciprofile_limits(profile, rate, stereo):
 * floor(R / (8 * n)) of both bit rates R, where n codestreams share R each
 * second: ${rate}, twice that if R counts both eyes and ${stereo}.
 */
struct dciprofile_limits dciprofile_limits(const struct dciprofile *,
    struct rational rate, bool stereo);

/* "standard", "recommended practice", "example". */
const char *dciprofile_standing_name(enum dciprofile_standing);

#endif
