/*
 * diag.h: the one place where findings go.  Code below verify/ states facts
 * and fails with a struct dcp_error; code in verify/ judges, and reports here.
 *
 * Reporting never fails and never stops the caller.  A finding that repeats
 * in the frames of one file is kept once, with how often, first, last and the
 * first few.
 */
#ifndef VERIFY_DIAG_H
#define VERIFY_DIAG_H

#include "report/verdict.h"
#include "verify/rules.h"

#define DIAG_AT_SIZE	48

/* Where it is; {0} is the package as a whole.  Text is copied. */
struct diag_place {
	const char *file;	/* path within the package, or NULL */
	struct uuid asset, cpl;	/* zero: none */
	uint32_t reel;		/* from 1; 0: none */
	char at[DIAG_AT_SIZE];		/* "line 12", "byte 16384", "" */
};

struct diag_entry;

/* Start with {0}; end with diag_clear(). */
struct diag {
	struct diag_entry *entry;	/* in the order reported */
	size_t count, capacity;
	bool bad;			/* memory ran out: incomplete */
};

void diag_clear(struct diag *);

/* ${place} with a line of a document; with a byte of a file. */
struct diag_place diag_line(const struct diag_place *, long line);
struct diag_place diag_byte(const struct diag_place *, uint64_t offset);

/*
 * diag_report(d, rule, place, fmt, ...):
 * A breach of ${rule}.  ${fmt} says "have X, want Y", or is "" if the text of
 * the rule says all.
 */
void diag_report(struct diag *, enum rule, const struct diag_place *,
    const char *fmt, ...) PRINTF(4, 5);

/*
 * diag_frame(d, rule, place, rate, frame, fmt, ...):
 * The same in one frame of a file; ${rate} is for its timecode.  Frames of
 * one rule and place must come in ascending order.
 */
void diag_frame(struct diag *, enum rule, const struct diag_place *,
    struct rational rate, uint64_t frame, const char *fmt, ...) PRINTF(6, 7);

/* Move all of ${from} to the end of ${to}; ${from} is then empty. */
void diag_append(struct diag *to, struct diag *from);

/* Findings in order of severity, those of one severity as reported. */
void diag_sort(struct diag *);

/* The finding at ${index}, 0 to count - 1; valid until the next report. */
const struct finding *diag_finding(const struct diag *, size_t index);

/* How many findings of this severity; skipped checks are not counted. */
size_t diag_count(const struct diag *, enum finding_severity);

/* How many checks were skipped. */
size_t diag_skipped(const struct diag *);

/*
 * diag_sum(d, verdict):
 * Sort, and sum up in ${verdict}, whose subject and kind are the caller's.
 */
void diag_sum(struct diag *, struct verdict *);

#endif
