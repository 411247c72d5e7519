/*
 * digests.h: digests of many files, as many at once as there are processors,
 * with one progress in bytes.
 */
#ifndef CRYPT_DIGESTS_H
#define CRYPT_DIGESTS_H

#include "crypt/digest.h"

/*
 * Who looks at the bytes of files as they are read for their digests, the
 * first time.  Called for several files at once.
 */
struct digests_watcher {
	/*
	 * ${path} is about to be read.  ${watch}, which is NULL at first, is
	 * what the others get; NULL says that the file is of no interest.
	 */
	bool (*begin)(void *context, const char *path, void **watch,
	    struct dcp_error *);

	/* The next bytes of the file. */
	bool (*feed)(void *watch, const void *, size_t size,
	    struct dcp_error *);

	/*
	 * All were fed: say what is to be said of the file, in words that the
	 * caller of digests_run() frees, and whether it is a fault.
	 */
	bool (*end)(void *watch, char **note, bool *fault,
	    struct dcp_error *);

	void (*free)(void *watch);	/* takes NULL */
	void *context;
};

struct digests_file {
	const char *path;
	const struct digest *want;	/* what it should be, or NULL */

	/* From here on: filled in by digests_run(). */
	uint64_t size;			/* bytes */
	bool finished;			/* it was read, or could not be */
	struct digest have;		/* size 0 if it could not be read */
	struct digest again;		/* second reading, if not as wanted */
	struct dcp_error failure;	/* why it could not be read, or DCP_OK */
	char *note;			/* of the watcher, or NULL */
	bool fault;			/* and what it is */
};

struct digests_job {
	enum digest_kind kind;
	struct digests_file *files;
	size_t count;
	unsigned threads;		/* 0: one for each processor */
	bool uncached;			/* read the medium, not the memory */
	const struct progress *progress;	/* bytes; may be NULL */
	const struct digests_watcher *watcher;	/* may be NULL */

	/* File ${index} is finished.  One at a time, in any order; or NULL. */
	bool (*done)(void *context, size_t index, struct dcp_error *);
	void *context;
};

/*
 * digests_run(job, err):
 * Digest all files, the largest first, so that the processors end together.
 * Each is read front to back in one pass.  One whose digest is not the wanted
 * one is read once more, from the medium: if the two readings differ, it is
 * the medium that fails.  A file that cannot be read is no failure here.
 * False if the user wants to stop, done() or the watcher failed, or memory ran
 * out; what is marked as finished then is so.
 */
bool digests_run(const struct digests_job *, struct dcp_error *) CHECKED;

#endif
