/*
 * record.h: what a program that wrote a track file knows about it, as one line
 * of text, so that dcp-pack need not read terabytes again:
 *
 *	asset TAB urn:uuid:... TAB size TAB hash TAB time TAB path
 *
 * size is in bytes, hash the SHA-1 in Base64 or "-", time that of the last
 * change of the file in nanoseconds since 1970, path as the program was given
 * it.  Tabs and newlines cannot be part of a path here.
 */
#ifndef PACKAGE_RECORD_H
#define PACKAGE_RECORD_H

#include "base/bytes.h"
#include "base/uuid.h"
#include "crypt/digest.h"

struct record {
	struct uuid id;
	uint64_t size;		/* bytes */
	bool has_hash;
	struct digest hash;	/* SHA-1 */
	int64_t modified;	/* nanoseconds since 1970-01-01T00:00:00 UTC */
	const char *path;
};

/*
 * record_of_file(path, id, hash, out, err):
 * The record of the file at ${path} as it is now; ${hash} may be NULL.
 * ${path} is borrowed as long as the record.
 */
bool record_of_file(const char *path, const struct uuid *id,
    const struct digest *hash, struct record *, struct dcp_error *) CHECKED;

/* Append the line, with its newline; DCP_UNSUPPORTED for a tab in the path. */
bool record_format(const struct record *, struct bytes *to, struct dcp_error *)
    CHECKED;

/*
 * record_parse(line, out, err):
 * Read a line, without its newline, and change tabs in it to NULs; the path
 * is borrowed from it.
 */
bool record_parse(char *line, struct record *, struct dcp_error *) CHECKED;

/* Records of files of text.  Start with {0}; end with record_clear(). */
struct records {
	struct record *at;
	size_t count;
	struct bytes *texts;	/* what the paths are borrowed from */
	size_t text_count;
};

/*
 * record_load(path, records, err):
 * Append the records of the file at ${path}, one a line; empty lines are
 * skipped.  DCP_BAD_INPUT, with the line, for a line that is no record.
 */
bool record_load(const char *path, struct records *, struct dcp_error *)
    CHECKED;
void record_clear(struct records *);

/*
 * record_find(records, file):
 * The last record with a hash that still holds for ${file}, made by
 * record_of_file(): same id, size, time and file name; or NULL.
 */
const struct record *record_find(const struct records *,
    const struct record *file);

/* A record holds for ${file}, with a hash or without. */
bool record_is_known(const struct records *, const struct record *file);

#endif
