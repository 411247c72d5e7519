/*
 * v_picture.h: a picture track file: its descriptor, size, rate and limits,
 * and frame by frame the codestreams in it (ST 429-4, 429-10, 428-1, 428-11).
 */
#ifndef VERIFY_V_PICTURE_H
#define VERIFY_V_PICTURE_H

#include "j2k/codestream.h"
#include "j2k/dciprofile.h"
#include "mxf/trackfile.h"
#include "verify/subject.h"

/* One track file in the judging; plain data, {0} before v_picture_begin(). */
struct v_picture {
	const struct subject_options *options;
	struct diag *diag;
	const struct diag_place *place;
	const struct trackfile *trackfile;
	struct dciprofile profile;
	struct dciprofile_limits limits;
	bool stereo, reads_frames;
	bool has_first, has_left;
	uint64_t left_unit;
	struct codestream first, left;	/* of the file; of the pair */
};

/*
 * v_picture_begin(v, options, diag, place, trackfile, readable):
 * Judge what the header says, and choose the limits.  The pointers must last
 * as long as ${v} is used.  ${readable}: frames are plain, or there is a key.
 */
void v_picture_begin(struct v_picture *, const struct subject_options *,
    struct diag *, const struct diag_place *, const struct trackfile *,
    bool readable);

/* This edit unit is to be looked into: it can be, and is in the sample. */
bool v_picture_wants(const struct v_picture *, uint64_t edit_unit);

/* Judge a frame; frames come in the order of the file. */
void v_picture_frame(struct v_picture *, uint64_t edit_unit,
    enum trackfile_eye, struct span);

/* Judge a frame of which only the size, in plain, is known. */
void v_picture_size(struct v_picture *, uint64_t edit_unit, uint64_t size);

#endif
