/*
 * sequence.h: many frames on disk as one sequence, checked for order and
 * completeness before work begins.
 */
#ifndef IMAGE_SEQUENCE_H
#define IMAGE_SEQUENCE_H

#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "base/progress.h"

/* Start with `struct sequence s = {0};` and end with sequence_clear(). */
struct sequence {
	char **path;		/* of each frame, in order */
	uint64_t count;
};

void sequence_clear(struct sequence *);

/*
 * sequence_find(where, suffixes, sequence, err):
 * The frames at ${where}, which is one of
 *   a folder       all its files, in the order of their numbers; hidden files
 *                  (".name") are passed over;
 *   a pattern      "left/frame_%06d.dpx": the files of its folder that have
 *                  such names, in the order of their numbers;
 *   "@" and a file a list: one path a line, relative to the list's folder, in
 *                  the order given; empty lines and those that begin with
 *                  "#" are passed over; a frame may occur often;
 *   a file         one frame.
 * ${suffixes}, ended by NULL, are those that frames in a folder may have, each
 * with its dot; case does not matter.
 *
 * DCP_BAD_INPUT, with the names in the text: a gap in the numbers, two files
 * of one number, a file in the folder that is no frame or is not named like
 * the others, no frame at all.
 */
bool sequence_find(const char *where, const char *const *suffixes,
    struct sequence *, struct dcp_error *) CHECKED;

/* Characters, with the NUL, of what a probe says. */
#define SEQUENCE_TEXT	160

/*
 * What is the same in all frames of a good sequence, for people to read
 * ("2048x1080, 10 bits"), of the file at ${path}.  Called from several
 * threads at once.
 */
typedef bool sequence_probe(const void *context, const char *path,
    char text[SEQUENCE_TEXT], struct dcp_error *);

/*
 * sequence_check(sequence, probe, context, threads, progress, err):
 * Probe every frame, on ${threads} threads (0: as many as processors); the
 * first that fails, or that differs from frame 0, is DCP_BAD_INPUT and named.
 */
bool sequence_check(const struct sequence *, sequence_probe *probe,
    const void *context, unsigned threads, const struct progress *progress,
    struct dcp_error *err) CHECKED;

/* A probe for pictures; its context is a view (picture.h) or NULL. */
sequence_probe sequence_probe_picture;

/*
 * sequence_check_pair(left, right, err):
 * Both eyes have as many frames; else the first frame without a partner is
 * named.
 */
bool sequence_check_pair(const struct sequence *left,
    const struct sequence *right, struct dcp_error *) CHECKED;

#endif
