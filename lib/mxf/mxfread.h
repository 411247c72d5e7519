/*
 * mxfread.h: open a track file of any kind and age, learn what it says of
 * itself, and take edit units out of it.
 *
 * An index table that is absent or does not fit the file is not believed: the
 * packets are then counted one by one, and `fault` of the trackfile says why.
 */
#ifndef MXF_MXFREAD_H
#define MXF_MXFREAD_H

#include <stdint.h>

#include "base/bytes.h"
#include "base/error.h"
#include "base/input.h"
#include "mxf/klv.h"
#include "mxf/trackfile.h"
#include "mxf/tripletkey.h"

struct mxfread;

/*
 * mxfread_open(path, err):
 * Open ${path} and read all but its essence.  NULL if it is no MXF file, or
 * one whose header or every partition is beyond reading (DCP_BAD_INPUT), or if
 * it cannot be read (DCP_IO).  Oddities that leave it readable are facts of
 * the trackfile.  mxfread_close() takes NULL.
 */
struct mxfread *mxfread_open(const char *path, struct dcp_error *) CHECKED;
void mxfread_close(struct mxfread *);

/* What the file says of itself; lives as long as ${r}. */
const struct trackfile *mxfread_trackfile(const struct mxfread *);

/* The file itself, for readers of raw bytes; lives as long as ${r}. */
const struct input *mxfread_input(const struct mxfread *);

/*
 * mxfread_unlock(r, key, err):
 * From now on mxfread_unit() and mxfread_resource() decrypt: ${key} is the
 * content key, of which the caller may wipe his copy; in the file's life it is
 * kept ready for the cipher.  A key that does not fit the file is refused
 * (DCP_REFUSED); ${err} does not name the file.  Of a file that is not
 * encrypted this does nothing.  To be called before other threads use ${r}.
 */
bool mxfread_unlock(struct mxfread *, const uint8_t key[TRIPLETKEY_SIZE],
    struct dcp_error *) CHECKED;

/* The file is encrypted, and no key was given that opens it. */
bool mxfread_is_locked(const struct mxfread *);

/* The key that opens it, for users of mxf/triplet.h; NULL if there is none. */
const struct tripletkey *mxfread_key(const struct mxfread *);

/* Where an edit unit lies in the file. */
struct mxfread_place {
	struct klv klv;		/* its packet (a clip's is shared by all) */
	uint64_t offset;	/* of its first byte */
	uint64_t size;		/* bytes; of the whole triplet if encrypted */
};

/*
 * The functions below are safe from several threads at once.
 *
 * mxfread_locate(r, edit_unit, eye, place, err):
 * Find an edit unit, 0 to duration - 1.  The right eye is there only in a
 * TRACKFILE_STEREO.  An edit unit beyond the end or an eye that is not there
 * is DCP_BAD_INPUT; so is a place that holds no essence.
 */
bool mxfread_locate(const struct mxfread *, uint64_t edit_unit,
    enum trackfile_eye, struct mxfread_place *, struct dcp_error *) CHECKED;

/*
 * mxfread_plain_size(r, place, size, err):
 * How many bytes mxfread_unit() gives for what mxfread_locate() found.  Of an
 * encrypted edit unit that stands in its packet, and needs no key.
 */
bool mxfread_plain_size(const struct mxfread *, const struct mxfread_place *,
    uint64_t *size, struct dcp_error *) CHECKED;

/*
 * mxfread_unit(r, edit_unit, eye, to, err):
 * Replace the content of ${to} by the bytes of an edit unit: a codestream,
 * samples, or the document of timed text, which is edit unit 0.  Of an
 * encrypted file this is refused (DCP_REFUSED), see mxfread_raw(), until it is
 * unlocked; then an edit unit whose check value, integrity check, lengths or
 * padding are wrong, or that is of another file or from another place, is
 * DCP_BAD_INPUT.
 */
bool mxfread_unit(const struct mxfread *, uint64_t edit_unit,
    enum trackfile_eye, struct bytes *to, struct dcp_error *) CHECKED;

/* The same without regard to encryption: the packet's value as it stands. */
bool mxfread_raw(const struct mxfread *, uint64_t edit_unit,
    enum trackfile_eye, struct bytes *to, struct dcp_error *) CHECKED;

/*
 * mxfread_resource(r, index, to, err):
 * Replace the content of ${to} by the bytes of a font or image of timed text:
 * text.resource[index] of the trackfile.
 */
bool mxfread_resource(const struct mxfread *, size_t index, struct bytes *to,
    struct dcp_error *) CHECKED;

#endif
