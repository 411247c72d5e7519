/*
 * screens.h: a table of the screens that get a message: one a row, in the form
 * of base/csv.h, its columns called by the names in the first row.
 *
 *	cinema		whose screen it is
 *	screen		its number or name
 *	certificate	file of the player's certificate, PEM or DER
 *	from, until	as base/moment.h has it; "+14d" counts from `from'
 *	zone		of from and until without offset: "+01:00"
 *	devices		thumbprints or certificate files, '|' between them
 *	annotation	text for the message
 *
 * The first three must be there.  Files are relative to that of the table.
 */
#ifndef MASTER_SCREENS_H
#define MASTER_SCREENS_H

#include "base/csv.h"
#include "base/moment.h"
#include "trust/devices.h"

struct screen {
	size_t line;		/* in the table */
	bool has_window;	/* both dates could be read */
	const char *cinema, *screen;
	const char *annotation;	/* NULL if none */
	struct chain chain;	/* the player's certificate first */
	struct timestamp not_before, not_after;
	struct devices devices;
};

/* What rows leave out; texts may be NULL: then each row must say it. */
struct screens_defaults {
	const char *from, *until, *zone;
	struct timestamp now;	/* what a `from' of "+1d" is counted from */
};

/* Start with {0}; end with screens_clear(). */
struct screens {
	struct screen *at;
	size_t count;
	size_t bad_count;	/* faults that were reported */
	struct csv csv;
};

/*
 * Something about the table: ${bad} if it cannot be used so.  ${line} is 0 for
 * what is about all of it.
 */
typedef void screens_report(void *context, size_t line, bool bad,
    const char *text);

/*
 * screens_load(path, defaults, screens, report, context, err):
 * Read the table and all certificates that it names.  What is wrong with any
 * row is told to ${report} and counted, so that all can be mended at once; of
 * such rows the certificate, or the window, may not be there.  False, as
 * DCP_BAD_INPUT, if it is no such table.
 */
bool screens_load(const char *path, const struct screens_defaults *,
    struct screens *, screens_report *, void *, struct dcp_error *) CHECKED;
void screens_clear(struct screens *);

#endif
