/*
 * fixity.h: are the files of packages what their packing lists say, byte for
 * byte?  Found are files that are missing, surplus, of another size or of
 * another digest, and media that cannot be read or read differently each time.
 */
#ifndef PACKAGE_FIXITY_H
#define PACKAGE_FIXITY_H

#include "crypt/digests.h"
#include "package/dcp.h"
#include "package/fixitylog.h"

enum fixity_status {
	FIXITY_PENDING,		/* to be read */
	FIXITY_OK,		/* size and digest are those of the list */
	FIXITY_LIST,		/* a packing list; no list has its digest */
	FIXITY_DIFFERS,		/* twice read alike, and not as listed */
	FIXITY_UNSTABLE,	/* the medium gives other bytes each time */
	FIXITY_INTEGRITY,	/* as listed, but the watcher found a fault */
	FIXITY_SIZE,		/* shorter or longer than listed */
	FIXITY_MISSING,		/* listed, and not there */
	FIXITY_SURPLUS,		/* there, and in no list */
	FIXITY_UNLISTED,	/* in ASSETMAP, and in no packing list */
	FIXITY_UNREADABLE,	/* the medium, or a link, says no */
	FIXITY_UNKNOWN		/* the list gives no digest */
};

struct fixity_item {
	enum fixity_status status;
	char *path;		/* to open it; "urn:uuid:..." if it has none */
	bool has_id;
	struct uuid id;
	uint64_t size;		/* bytes, of a file that exists */
	const struct pkl_asset *listed;	/* borrowed from its struct dcp, or NULL */
	struct digest have;	/* size 0 if it was not read to the end */
	bool resumed;		/* `have` is from an earlier run */
	char *reason;		/* why, where the status does not say it, or NULL */
	char *note;		/* of the watcher, or NULL */
	bool fault;		/* and what it is */
	size_t reading;		/* index in readings, if it is or was pending */
};

/* Start with {0}; end with fixity_clear(). */
struct fixity {
	struct fixity_item *items;
	size_t count;
	struct digests_file *readings;	/* one for each file to be read */
	struct fixitylog_mark *marks;	/* what each was before it was read */
	size_t reading_count;
};

/*
 * fixity_add(f, dcp, others, err):
 * Append what ${dcp} lists: each packing list, its assets in order, what only
 * ASSETMAP has, and what is surplus, except below the folders ${others} (may
 * be NULL), which are packages of their own.  Whatever needs no reading has
 * its status then.  ${dcp} must live as long as ${f}.
 */
bool fixity_add(struct fixity *, const struct dcp *,
    const struct folder_names *others, struct dcp_error *) CHECKED;

/* Append the folder ${path}, of which ${why} says that it is not all read. */
bool fixity_add_unread(struct fixity *, const char *path,
    const struct dcp_error *why, struct dcp_error *) CHECKED;
void fixity_clear(struct fixity *);

struct fixity_job {
	unsigned threads;	/* 0: one for each processor */
	bool uncached;		/* read the medium, not the memory */
	const struct progress *progress;	/* bytes; may be NULL */
	struct fixitylog *log;	/* what was read before, or NULL */
	const struct digests_watcher *watcher;	/* may be NULL */

	/* Called for every item in order, as soon as its status is known. */
	bool (*tell)(void *context, const struct fixity_item *,
	    struct dcp_error *);
	void *context;
};

/*
 * fixity_run(f, job, err):
 * Read what is pending, several files at once.  False if the user wants to
 * stop, tell() failed, the log cannot be written or memory ran out.
 */
bool fixity_run(struct fixity *, const struct fixity_job *, struct dcp_error *)
    CHECKED;

/* "ok", "differs", ...: names that programs may rely on. */
const char *fixity_status_name(enum fixity_status);

/* The status is that of a package in order. */
bool fixity_is_good(enum fixity_status);

/* Append what more there is to say, for people; nothing if there is nothing. */
void fixity_explain(const struct fixity_item *, struct bytes *to);

#endif
