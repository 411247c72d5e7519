/*
 * finding.h: what a check found, and the two forms in which it is shown: a
 * line for people and a JSON object for programs.  Which rules exist is not
 * known here; verify/ has the words.
 */
#ifndef REPORT_FINDING_H
#define REPORT_FINDING_H

#include <stddef.h>
#include <stdint.h>

#include "base/bytes.h"
#include "base/error.h"
#include "base/rational.h"
#include "base/uuid.h"

enum finding_severity {
	FINDING_ERROR,		/* breaks a standard that binds all */
	FINDING_BV21,		/* breaks SMPTE RDD 52 (Bv2.1) */
	FINDING_WARNING,	/* legal, or disputed, and known to hurt */
	FINDING_INFO,		/* worth knowing */
	FINDING_SEVERITIES
};

/* What happens if nobody acts. */
enum finding_consequence {
	FINDING_BLOCKS_INGEST,
	FINDING_BLOCKS_PLAYBACK,
	FINDING_VISIBLE,	/* visible or audible fault */
	FINDING_CONTRACT,	/* a receiver may send it back */
	FINDING_ADVICE,
	FINDING_SKIPPED,	/* not a fault: something was not checked */
	FINDING_CONSEQUENCES
};

/* Frames named one by one when a finding repeats. */
#define FINDING_SAMPLES	5

/* All text is borrowed; what is NULL or zero is not known. */
struct finding {
	const char *rule;	/* "pkl.hash": for ever */
	enum finding_severity severity;
	enum finding_consequence consequence;
	const char *clause;	/* "ST 429-8, 6.3" */
	const char *message;	/* one line, "...: have X, want Y" */

	const char *file;	/* path within the package */
	struct uuid asset, cpl;
	uint32_t reel;		/* from 1 */
	const char *at;		/* "line 12" of XML, "byte 16384" of the rest */

	bool has_frame;		/* the next five are known */
	struct rational rate;	/* of the frames, for timecode; 0/0: none */
	uint64_t first, last;	/* frames of the track file, from 0 */
	uint64_t count;		/* times it was found, 1 if it has no frame */
	uint64_t samples[FINDING_SAMPLES]; /* the first few, ascending */
};

/* "error", "bv21", "warning", "info"; "blocks ingest", ... */
const char *finding_severity_name(enum finding_severity);
const char *finding_consequence_name(enum finding_consequence);

/*
 * finding_print(f, colour, to):
 * Append one line: severity, rule, where, message, [clause; consequence].
 * With ${colour} the severity carries an ANSI colour.
 */
void finding_print(const struct finding *, bool colour, struct bytes *to);

/* Append the same as a JSON object on one line; keys as dcp-verify(1) says. */
bool finding_print_json(const struct finding *, struct bytes *to,
    struct dcp_error *) CHECKED;

#endif
