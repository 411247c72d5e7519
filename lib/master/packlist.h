/*
 * packlist.h: what of a folder belongs into a package: its playlists, and the
 * track files that they refer to.
 */
#ifndef MASTER_PACKLIST_H
#define MASTER_PACKLIST_H

#include "base/uuid.h"
#include "crypt/digest.h"
#include "package/cpl.h"
#include "package/record.h"

struct packlist_file {
	char *name;		/* below the folder */
	char *path;
	struct record record;	/* id, size, time; its path is `path` */
	bool is_cpl;
	bool used;		/* a playlist, or in one */
	const struct digest *want;	/* Hash of a playlist, or NULL */
};

/* Start with {0}; end with packlist_clear(). */
struct packlist {
	struct packlist_file *files;	/* in order of name */
	size_t file_count;
	struct cpl *cpls;
	size_t cpl_count;
	char **left;		/* names of files that are no asset */
	size_t left_count;
};

/*
 * packlist_read(folder, list, err):
 * Find and read them all.  Track files that no playlist refers to are there,
 * and not used.  Refused as pack.h says, but for tracks that are not there.
 */
bool packlist_read(const char *folder, struct packlist *, struct dcp_error *)
    CHECKED;
void packlist_clear(struct packlist *);

/*
 * packlist_missing(list, text):
 * Append the kinds and ids of the tracks that are not there, a comma between
 * them; return how many.
 */
size_t packlist_missing(const struct packlist *, struct bytes *text);

#endif
