/*
 * mxfwrite.h: frames or samples to a track file in the strict form: OP-Atom
 * of three partitions, frame-wrapped, SMPTE ST 429-3, -4, -10, ST 382 and the
 * constraints of ST 429-20.
 *
 * Two ways, one writer.  If the caller knows duration and sizes beforehand,
 * the header is final from the start, the file is written once front to back,
 * and its digest comes with it.  If not, room is left for the header, which is
 * written at the end; such a file can be resumed after an interruption.
 *
 * Picture size, coding and JPEG 2000 parameters are taken from the first
 * codestream; the caller states none of them.  All ids but the asset's own
 * are derived from it, so that the same input gives the same bytes.
 */
#ifndef MXF_MXFWRITE_H
#define MXF_MXFWRITE_H

#include <stddef.h>
#include <stdint.h>

#include "base/bytes.h"
#include "base/error.h"
#include "base/rational.h"
#include "base/timestamp.h"
#include "base/uuid.h"
#include "crypt/digest.h"
#include "mxf/trackfile.h"

/* Bytes of one sample of one channel, as ST 429-2 wants it. */
#define MXFWRITE_SAMPLE_SIZE	3u

struct mxfwrite;
struct seal;

/* How the essence is encrypted, ST 429-6; zeros: it is not. */
struct mxfwrite_crypto {
	const uint8_t *key;	/* the content key, 16 bytes; NULL: plain */
	struct uuid key_id;	/* as composition and KDM name it */
	bool no_mic;		/* leave the integrity check out */
};

struct mxfwrite_options {
	enum trackfile_kind kind;	/* PICTURE, STEREO or SOUND */
	struct uuid id;		/* of the asset, as CPL and PKL name it */
	struct rational edit_rate;	/* of one eye */
	struct timestamp made;	/* every date in the file */

	/* Who made it, up to 1023 characters each; NULL: this toolchain. */
	const char *company, *product, *version;

	/* SOUND: 24 bits; whole samples per edit unit. */
	struct rational sampling_rate;
	uint32_t channel_count;
	struct ul assignment;	/* channel configuration; zero: none */

	struct mxfwrite_crypto crypto;

	/*
	 * Known beforehand: edit units, and the sum of mxfwrite_packet_size()
	 * over all units of both eyes.  Both 0: not known.  For SOUND the
	 * duration is enough.
	 */
	uint64_t duration;
	uint64_t packets_size;
};

/*
 * Bytes in the file of one unit of ${size} bytes, with its key and length, and
 * encrypted if the options say so.
 */
uint64_t mxfwrite_packet_size(const struct mxfwrite_options *, uint64_t size);

/*
 * mxfwrite_unit_size(options, err):
 * Bytes of one edit unit of SOUND.  0 if the sampling rate is no whole
 * multiple of the edit rate (DCP_BAD_INPUT).
 */
size_t mxfwrite_unit_size(const struct mxfwrite_options *, struct dcp_error *)
    CHECKED;

/*
 * mxfwrite_open(path, options, err):
 * Begin a track file that will become ${path}; NULL on failure.  What
 * ${options} points to is borrowed until the end of the call.
 */
struct mxfwrite *mxfwrite_open(const char *path,
    const struct mxfwrite_options *, struct dcp_error *) CHECKED;

/* A job's own bytes, kept in the unfinished file: a digest of its settings. */
#define MXFWRITE_MARK_SIZE	32u

/*
 * mxfwrite_resume(path, part, options, mark, units, err):
 * The same under the known temporary name ${part}.  If that file exists and
 * was begun with an equal ${mark}, it is cut back to its last edit unit that a
 * digest in its room proves to be as it was written (so also after a power cut)
 * and ${units} says how many it holds: go on with that edit unit.  Otherwise
 * it is begun anew and ${units} is 0.  Duration and sizes must not be given.
 * An encrypted file goes on only with the asset id, key id and key that it was
 * begun with, else it is DCP_REFUSED and not touched; which ids these are, says
 * mxfwrite_resume_peek().
 */
struct mxfwrite *mxfwrite_resume(const char *path, const char *part,
    const struct mxfwrite_options *, const uint8_t mark[MXFWRITE_MARK_SIZE],
    uint64_t *units, struct dcp_error *) CHECKED;

/* What an unfinished file says of itself. */
struct mxfwrite_part {
	enum {
		MXFWRITE_STRANGE,	/* it is none of ours */
		MXFWRITE_EMPTY,		/* stopped before it said anything */
		MXFWRITE_BEGUN,		/* the rest is set */
		MXFWRITE_WHOLE		/* all is there but its name */
	} state;
	uint8_t mark[MXFWRITE_MARK_SIZE];
	struct uuid id, key_id;	/* of asset and key; zero: plain */
};

/* mxfwrite_resume_peek(part, found, err): look at the file ${part}. */
bool mxfwrite_resume_peek(const char *part, struct mxfwrite_part *found,
    struct dcp_error *) CHECKED;

/*
 * mxfwrite_unit(w, bytes, size, err):
 * Append one codestream (STEREO: left and right in turn), or the samples of
 * one edit unit: 24-bit little-endian, channels interleaved.  DCP_BAD_INPUT
 * for a codestream that is none or differs in size or coding from the first,
 * and for samples of another size than mxfwrite_unit_size(); the message does
 * not name the file or frame, which the caller knows better.
 */
bool mxfwrite_unit(struct mxfwrite *, const void *, size_t size,
    struct dcp_error *) CHECKED;

/*
 * The same for units that were sealed before, on other threads:
 * mxfwrite_seal(w) is what to seal them with, NULL if the file is plain, and
 * lives as long as ${w}; ${triplet} is what seal_units() made of the unit,
 * whose sequence is its packet's number in the file, from 1 on.
 */
const struct seal *mxfwrite_seal(const struct mxfwrite *);
bool mxfwrite_sealed(struct mxfwrite *, const void *plain, size_t size,
    const struct bytes *triplet, struct dcp_error *) CHECKED;

/* Edit units that are complete so far. */
uint64_t mxfwrite_duration(const struct mxfwrite *);

/* Those of them that mxfwrite_resume() would find: they are in the file. */
uint64_t mxfwrite_noted(const struct mxfwrite *);

struct mxfwrite_result {
	uint64_t size;		/* of the file */
	uint64_t duration;	/* edit units */
	struct digest digest;	/* SHA-1; size 0 if it was not made */
};

/*
 * mxfwrite_close(w, result, err):
 * Write index and header, give the file its name, and free ${w}.  A file
 * without an edit unit, a left eye without its right, and a duration or size
 * other than was announced are DCP_BAD_INPUT.  After a failure nothing stays
 * behind, but for the unfinished file of mxfwrite_resume(), if it has an edit
 * unit.
 */
bool mxfwrite_close(struct mxfwrite *, struct mxfwrite_result *,
    struct dcp_error *) CHECKED;

/* Remove what was written and free ${w}; takes NULL. */
void mxfwrite_abandon(struct mxfwrite *);

/* Keep the unfinished file for mxfwrite_resume() and free; takes NULL. */
void mxfwrite_suspend(struct mxfwrite *);

#endif
