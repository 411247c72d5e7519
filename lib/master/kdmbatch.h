/*
 * kdmbatch.h: messages for many recipients: named, made on all processors, and
 * written so that of one cinema there are all files or none.
 */
#ifndef MASTER_KDMBATCH_H
#define MASTER_KDMBATCH_H

#include "base/progress.h"
#include "trust/kdmmake.h"

/* One message. */
struct kdmbatch_item {
	const char *cinema, *screen;	/* NULL: of no list of screens */
	struct kdmmake_recipient to;	/* its ids are filled in */
	char *path;		/* of the file; in a ZIP file its name there;
				   given, or NULL: after the pattern */
	char *zip;		/* the ZIP file that it is in, or NULL */
	size_t order, group;	/* all of a group are written, or none */
};

/* Start with {0}; end with kdmbatch_clear(). */
struct kdmbatch {
	const struct kdmmake *make;
	struct kdmbatch_item *items;	/* owned, as are their paths */
	size_t count;
	const char *folder;		/* where the files go */
	const char *pattern;		/* of their names (master/kdmname.h) */
	const char *zip_pattern;	/* of a ZIP file a cinema; NULL: none */
	bool force;			/* what is there is replaced */
	struct uuid id;			/* the ids of messages follow from it */
	unsigned threads;		/* 0: one for each processor */
	const struct progress *progress;	/* messages; may be NULL */

	/* A message is in its file.  One at a time, in order; or NULL. */
	bool (*made)(void *context, const struct kdmbatch_item *,
	    struct dcp_error *);
	void *context;
};

/* Append an empty item; NULL if memory ran out. */
struct kdmbatch_item *kdmbatch_add(struct kdmbatch *, struct dcp_error *)
    CHECKED;

/*
 * kdmbatch_prepare(batch, err):
 * Give each item its ids and its path, and put those of one cinema next to
 * each other.  DCP_REFUSED if two would get one name, or one that is there
 * already and need not be replaced.
 */
bool kdmbatch_prepare(struct kdmbatch *, struct dcp_error *) CHECKED;

/*
 * kdmbatch_run(batch, err):
 * Make and write all, cinema by cinema.  After a failure, or if the user wants
 * to stop, the cinemas that made() was told of have all their files, and the
 * others none.
 */
bool kdmbatch_run(const struct kdmbatch *, struct dcp_error *) CHECKED;

void kdmbatch_clear(struct kdmbatch *);

#endif
