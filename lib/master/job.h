/*
 * job.h: everything about an encoding that can be known, and refused, before
 * the first frame is encoded.
 */
#ifndef MASTER_JOB_H
#define MASTER_JOB_H

#include <stdint.h>

#include "base/error.h"
#include "base/progress.h"
#include "base/rational.h"
#include "image/sequence.h"
#include "j2k/dciprofile.h"
#include "master/frame.h"

#define JOB_MARK_SIZE	32	/* bytes */

/* As the user wants it; zero is sensible wherever this does not say "must". */
struct job_settings {
	/* Where the frames are (image/sequence.h): the first must be given. */
	const char *pictures[2];	/* left or only; right or NULL */
	const char *view[2];		/* of OpenEXR files; NULL: default */
	uint64_t start, count;		/* of the frames; count 0: to the end */
	struct rational rate;		/* frames a second and eye; must be */
	const char *profile;		/* dciprofile.h; NULL: by container */
	uint64_t bit_rate;		/* up to the profile's; 0: 230 parts of
					 * 250 of that */
	const char *colour;		/* colour.h; NULL: as the files say */
	enum fit_mode fit;
	uint32_t width, height;		/* container; 0: as the pictures */
	unsigned threads;		/* 0: one for each processor */
};

/* The job, found to be possible. */
struct job {
	unsigned eyes;			/* 1 or 2 */
	struct sequence sequence[2];	/* all frames, of each eye */
	char *view[2];
	uint64_t start, count;		/* those to encode, of each eye */
	struct rational rate;
	struct dciprofile profile;	/* with the bit rate to be spent */
	struct colour *colour;		/* what `frame` borrows */
	struct frame frame;
	unsigned threads;

	/*
	 * A digest of all that the codestreams depend on, but for the content
	 * of the files, which may be put right between two runs.
	 */
	uint8_t mark[JOB_MARK_SIZE];
};

/*
 * job_open(job, settings, progress, err):
 * Find all frames, probe each, and check that sizes, counts, colours, rate,
 * container and limits go together; ${progress} (may be NULL) is told frames.
 * What is wrong is said with the names of the files or options it is about.
 * ${job} is zero on failure; else job_close() frees what it owns.
 */
bool job_open(struct job *, const struct job_settings *,
    const struct progress *, struct dcp_error *) CHECKED;
void job_close(struct job *);

#endif
