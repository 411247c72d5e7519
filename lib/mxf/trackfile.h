/*
 * trackfile.h: what a track file says of itself (SMPTE ST 429-3 and its
 * siblings), as plain facts.  Nothing is judged here: numbers and labels stand
 * as they were written, and what the file does not say is absent: NULL, zero,
 * an all-zero label, or -1 for a duration.
 */
#ifndef MXF_TRACKFILE_H
#define MXF_TRACKFILE_H

#include <stddef.h>
#include <stdint.h>

#include "base/rational.h"
#include "base/timestamp.h"
#include "base/uuid.h"
#include "mxf/ul.h"

enum trackfile_kind {
	TRACKFILE_OTHER,	/* an MXF file of none of these kinds */
	TRACKFILE_PICTURE,	/* JPEG 2000, ST 429-4 or ST 422 */
	TRACKFILE_STEREO,	/* JPEG 2000, both eyes, ST 429-10 */
	TRACKFILE_MPEG2,	/* MPEG-2 picture of Interop packages */
	TRACKFILE_SOUND,	/* PCM, ST 382 */
	TRACKFILE_TIMED_TEXT,	/* ST 429-5 */
	TRACKFILE_IAB,		/* immersive audio, ST 429-18, ST 2067-201 */
	TRACKFILE_AUX		/* auxiliary data, ST 429-14 */
};

enum trackfile_dialect {
	TRACKFILE_SMPTE,	/* OP-Atom label of version 2 */
	TRACKFILE_INTEROP,	/* OP-Atom label of version 1 */
	TRACKFILE_IMF		/* OP1a: AS-02, ST 2067-5 */
};

enum trackfile_eye {
	TRACKFILE_LEFT,		/* and the only one, where there is one */
	TRACKFILE_RIGHT
};

/* Where one kind of duration is written; in units of the edit rate. */
#define TRACKFILE_ABSENT	(-1)

struct trackfile_partition {
	struct ul key;		/* header, body, footer; open, closed ... */
	uint64_t offset;	/* of the pack's key */
	uint64_t size;		/* of the pack, key and length included */
	uint16_t major, minor;
	uint32_t kag_size;
	uint64_t this_partition, previous_partition, footer_partition;
	uint64_t header_size, index_size;	/* "byte counts" */
	uint64_t body_offset;
	uint32_t index_sid, body_sid;
	struct ul operational_pattern;
	struct ul *containers;
	size_t container_count;
	uint64_t essence;	/* offset of the first essence packet, else 0 */
};

struct trackfile_segment {	/* an index table segment, ST 377-1, 11 */
	uint64_t offset;	/* of its key */
	struct rational edit_rate;
	int64_t start, duration;
	uint32_t unit_size;	/* "edit unit byte count"; 0: entries count */
	uint32_t index_sid, body_sid;
	uint32_t entry_count;
};

struct trackfile_track {
	bool material;		/* of the material, not the file package */
	uint32_t id, number;
	char *name;
	struct rational edit_rate;
	int64_t origin;
	struct ul definition;	/* picture, sound, data, timecode ... */
	int64_t duration;	/* of its sequence */
	int64_t component_duration;	/* the sum of its components */
};

struct trackfile_j2k {		/* JPEG 2000 sub-descriptor, ST 422 */
	bool present;
	uint16_t rsiz, component_count;
	uint32_t width, height, x_offset, y_offset;
	uint32_t tile_width, tile_height, tile_x_offset, tile_y_offset;
	struct {
		uint8_t ssiz, xrsiz, yrsiz;
	} component[4];		/* of component_count, the first four */
	uint8_t *cod, *qcd;	/* marker segments from Scod and Sqcd on */
	size_t cod_size, qcd_size;
};

struct trackfile_picture {
	uint32_t stored_width, stored_height;
	struct rational aspect;
	struct rational sample_rate;	/* stereo: twice the edit rate */
	uint8_t frame_layout;
	struct ul coding, transfer, primaries, equations;
	uint32_t component_max, component_min;	/* RGBA descriptors */
	bool rgba;		/* RGBA descriptor, else CDCI */
	struct trackfile_j2k j2k;
};

/* A multi-channel audio label, ST 377-4, or a soundfield group. */
struct trackfile_label {
	enum {
		TRACKFILE_CHANNEL,
		TRACKFILE_SOUNDFIELD,
		TRACKFILE_GROUP		/* of soundfield groups */
	} kind;
	struct ul dictionary;	/* "MCALabelDictionaryID" */
	struct uuid link;	/* its own id */
	struct uuid group;	/* a channel's soundfield group */
	uint32_t channel;	/* 1 is the first; 0: not said */
	char *symbol;		/* "chL" */
	char *name;		/* "Left" */
	char *language;		/* RFC 5646 */
};

struct trackfile_sound {
	struct rational sampling_rate;
	uint32_t channel_count, bits;
	uint16_t block_size;	/* bytes of one sample of all channels */
	uint32_t bytes_per_second;
	bool locked;
	struct ul assignment;	/* channel configuration, ST 429-2 */
	struct trackfile_label *label;
	size_t label_count;
};

struct trackfile_resource {	/* a font or an image of timed text */
	struct uuid id;
	char *media_type;
	uint32_t sid;		/* of its stream */
	uint64_t offset, size;	/* of its bytes; 0 if not found */
};

struct trackfile_text {
	struct uuid resource_id;	/* the document's own id */
	char *encoding, *namespace_uri, *languages, *display_type;
	struct trackfile_resource *resource;
	size_t resource_count;
};

struct trackfile_iab {
	struct uuid id;
	uint32_t first_frame;
	uint16_t channel_max, object_max;
	uint8_t version;
};

struct trackfile_crypto {
	bool present;		/* the file is encrypted, ST 429-6 */
	struct uuid context_id, key_id;
	struct ul container;	/* of the plain essence */
	struct ul cipher, mic;	/* mic all zero: no integrity check */
};

struct trackfile_identification {
	char *company, *product, *version, *platform;
	struct uuid product_id;
	int64_t modified;	/* seconds since 1970; 0: not said */
};

struct trackfile {
	enum trackfile_kind kind;
	enum trackfile_dialect dialect;
	bool clip;		/* all edit units in one packet */
	bool complete;		/* a closed and complete header partition */
	struct uuid id;		/* asset: last 16 bytes of the file's UMID */
	struct uuid material_id;
	struct rational edit_rate;	/* of one eye */

	/*
	 * Edit units that can be read: what the index holds, or if it is
	 * absent or broken, what was found in the file.  Timed text: how long
	 * it lasts, as its descriptor says.  The durations as stated follow;
	 * TRACKFILE_ABSENT where they are not.
	 */
	uint64_t duration;
	int64_t descriptor_duration;	/* "container duration" */
	struct rational descriptor_rate; /* stereo: twice the edit rate */
	int64_t index_duration;
	bool index_broken;	/* absent, or not in accord with the file */

	/*
	 * The first thing that keeps the file from being whole: a missing
	 * random index pack, an index that does not fit, a packet that ends
	 * beyond the end of the file.  NULL: none; a file with a fault is fit
	 * to be looked at and rescued, not to be packed.
	 */
	char *fault;

	struct ul operational_pattern;
	struct ul container;	/* the descriptor's essence container */
	struct ul essence_key;	/* of the first essence packet */
	struct ul descriptor;	/* key of the descriptor's set */
	struct ul data_coding;	/* IAB, AUX: "data essence coding" */
	uint16_t preface_version;
	int64_t modified;	/* of the preface; seconds since 1970 */

	struct trackfile_picture picture;
	struct trackfile_sound sound;
	struct trackfile_text text;
	struct trackfile_iab iab;
	struct trackfile_crypto crypto;

	struct trackfile_identification *identification;
	size_t identification_count;
	struct trackfile_track *track;
	size_t track_count;
	struct trackfile_partition *partition;
	size_t partition_count;
	struct trackfile_segment *segment;
	size_t segment_count;
};

/* Free what hangs on it; it is then all zero. */
void trackfile_clear(struct trackfile *);

/*
 * trackfile_stated(t):
 * How many edit units the header says are in the file: by the sequence of the
 * file package's essence track, else by the descriptor; TRACKFILE_ABSENT if
 * neither says.
 */
int64_t trackfile_stated(const struct trackfile *);

/* "picture", "stereo", "sound" ...; "smpte", "interop", "imf". */
const char *trackfile_kind_text(enum trackfile_kind);
const char *trackfile_dialect_text(enum trackfile_dialect);

/*
 * The type that a KDM gives the key of such a file (ST 430-1, 5.2.8): "MDIK",
 * "MDAK", "MDSK"; "MDEK" of all else.
 */
const char *trackfile_key_type(enum trackfile_kind);

#endif
