/*
 * rules.h: every rule that dcp-verify knows, as data.  The rules themselves
 * are in rules.def, one a line; the `if` that finds a breach is in the v_*.c
 * of its subject.
 */
#ifndef VERIFY_RULES_H
#define VERIFY_RULES_H

#include "report/finding.h"

/* `RULE_PKL_HASH` and so on. */
enum rule {
#define RULE(symbol, name, severity, consequence, clause, text) RULE_##symbol,
#include "verify/rules.def"
#undef RULE
	RULES
};

struct rules_row {
	const char *name;	/* "pkl.hash": for ever */
	enum finding_severity severity;
	enum finding_consequence consequence;
	const char *clause;	/* "ST 429-8, 6.3"; "-": no standard says so */
	const char *text;	/* what is wrong, in one line, without numbers */
};

const struct rules_row *rules_of(enum rule);

#endif
