/*
 * fixitylog.h: digests that an interrupted check has made already, in a file,
 * so that the next run need not read those files again.
 *
 * The file is text: the line "dcp-hash resume 1", then a line for each file
 * that was read to its end, of values with tabs between them:
 *
 *	device  inode  size  modified  changed  SHA-1  path
 *
 * Times are in nanoseconds since 1970.  A line counts only for a file of
 * which the first five values are still the same; the path is for people.
 * A line that was cut by a crash is ignored.
 */
#ifndef PACKAGE_FIXITYLOG_H
#define PACKAGE_FIXITYLOG_H

#include "crypt/digest.h"

/* What tells one state of one file from any other. */
struct fixitylog_mark {
	uint64_t device, inode, size;
	int64_t modified, changed;	/* nanoseconds since 1970 */
};

/* The mark of the file at ${path}; false, and zero, if it has none. */
bool fixitylog_mark(const char *path, struct fixitylog_mark *);
bool fixitylog_mark_equal(const struct fixitylog_mark *,
    const struct fixitylog_mark *);

struct fixitylog;

/*
 * fixitylog_open(path, err):
 * Go on with the log at ${path}, or begin one.  NULL on failure: DCP_REFUSED
 * if there is a file that is no such log, or if another process uses it.
 */
struct fixitylog *fixitylog_open(const char *path, struct dcp_error *) CHECKED;

/*
 * fixitylog_close(log, finished):
 * Keep the file for the next run, or remove it if the check is ${finished}:
 * another check shall read everything again.  Takes NULL.
 */
void fixitylog_close(struct fixitylog *, bool finished);

/* The digest of the file with this mark; false if the log has none. */
bool fixitylog_find(const struct fixitylog *, const struct fixitylog_mark *,
    struct digest *);

/* Append one line.  A path with a control character in it is left out. */
bool fixitylog_add(struct fixitylog *, const struct fixitylog_mark *,
    const struct digest *, const char *path, struct dcp_error *) CHECKED;

#endif
