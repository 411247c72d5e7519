/*
 * verdict.h: the sum of all findings on one package or file, for people and
 * for programs.
 */
#ifndef REPORT_VERDICT_H
#define REPORT_VERDICT_H

#include "report/finding.h"

/* Rules with errors that are named one by one. */
#define VERDICT_REASONS	8

struct verdict {
	const char *subject;	/* path, as given or found */
	const char *kind;	/* "SMPTE", "Interop", "IMF", "track file" ... */
	bool lone;		/* a file by itself, not a package */
	size_t count[FINDING_SEVERITIES];	/* findings */
	size_t skipped;		/* checks */
	const char *reason[VERDICT_REASONS];	/* rules with errors, each once */
	size_t reason_count;	/* of all such rules, perhaps more */
};

/* No error was found. */
bool verdict_is_good(const struct verdict *);

/* Append "path: deliverable (SMPTE): ..." and a newline. */
void verdict_print(const struct verdict *, bool colour, struct bytes *to);

/* Append the same as a JSON object on one line; keys as dcp-verify(1) says. */
bool verdict_print_json(const struct verdict *, struct bytes *to,
    struct dcp_error *) CHECKED;

#endif
