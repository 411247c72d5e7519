/*
 * tooldoc.h: what the programs have in common that write documents or track
 * files: whose document it is, and the records that save reading track files
 * again (package/record.h).
 */
#ifndef SRC_TOOLDOC_H
#define SRC_TOOLDOC_H

#include "package/record.h"
#include "tool.h"

/* --annotation, --issuer, --creator, --id and --issue-date of a document. */
struct tooldoc {
	const char *annotation, *issuer, *creator;	/* NULL: not given */
	struct uuid id;
	struct timestamp issue_date;
	bool has_id, has_date;
};

/* Values for the rows of these options; below are those of the program. */
enum {
	TOOLDOC_ANNOTATION = 2 * TOOL_LONG, TOOLDOC_ISSUER, TOOLDOC_CREATOR,
	TOOLDOC_ID, TOOLDOC_DATE
};

#define TOOLDOC_HELP \
	"      --annotation text  what the document is, in words\n" \
	"      --issuer text      who issues it\n" \
	"      --creator text     what it was made with\n" \
	"      --id uuid          its id, else a fresh one\n" \
	"      --issue-date date  its date, else now\n"

/* Take option ${c} if it is one of these; false if not. */
bool tooldoc_option(const struct tool *, struct tooldoc *, int c,
    const char *text);

/* What was not given: a fresh id, and now. */
void tooldoc_complete(const struct tool *, struct tooldoc *);

/* --records: append those of the file at ${path}, or tool_fail(). */
void tooldoc_load_records(const struct tool *, const char *path,
    struct records *);

/*
 * tooldoc_print_record(path, id, hash, err):
 * Print the record of a track file that is complete; ${hash} may be NULL.
 */
bool tooldoc_print_record(const char *path, const struct uuid *id,
    const struct digest *hash, struct dcp_error *) CHECKED;

/* tool_fail() if a record could not hold this name of an --output. */
void tooldoc_check_output(const struct tool *, const char *path);

#endif
