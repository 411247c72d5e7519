/* rules.c: see rules.h. */
#include "verify/rules.h"

/* The names of the columns, short enough for a table. */
#define ERROR		FINDING_ERROR
#define BV21		FINDING_BV21
#define WARNING		FINDING_WARNING
#define INFO		FINDING_INFO
#define INGEST		FINDING_BLOCKS_INGEST
#define PLAYBACK	FINDING_BLOCKS_PLAYBACK
#define VISIBLE		FINDING_VISIBLE
#define CONTRACT	FINDING_CONTRACT
#define ADVICE		FINDING_ADVICE
#define SKIPPED		FINDING_SKIPPED

static const struct rules_row rows[RULES] = {
#define RULE(symbol, is, level, so, from, what) \
	[RULE_##symbol] = {.name = is, .severity = level, \
	    .consequence = so, .clause = from, .text = what},
#include "verify/rules.def"
#undef RULE
};

const struct rules_row *
rules_of(enum rule rule)
{
	return &rows[rule];
}
