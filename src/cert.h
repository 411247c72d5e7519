/*
 * cert.h: the sub-commands of dcp-cert.  Each is a file cert_NAME.c, takes the
 * arguments from its name on, and returns the exit status for main().
 */
#ifndef SRC_CERT_H
#define SRC_CERT_H

#include "tool.h"
#include "trust/house.h"

extern const struct tool cert_tool;

int cert_make(int argc, char *argv[]);
int cert_issue(int argc, char *argv[]);
int cert_show(int argc, char *argv[]);
int cert_check(int argc, char *argv[]);
int cert_chain(int argc, char *argv[]);

/* The certificates of several files together; "-" is standard input. */
bool cert_load_all(char *const *paths, int count, struct certs *,
    struct dcp_error *) CHECKED;

/* Options of both that make certificates; others begin with CERT_NEXT. */
enum {
	CERT_UNIT = TOOL_LONG, CERT_NAME, CERT_ROLE, CERT_FROM, CERT_TO,
	CERT_NEXT
};

/* Take one of these options, ${c}, into ${house}; false if it is another. */
bool cert_take(struct house *, int c);

/*
 * cert_settle(house, has_serial):
 * Fill in what the options left out: unit and name by the organization, dates
 * from a day before now on for ten years, so that messages for today, and
 * servers whose clock is slow, are served at once; the role CS, a serial
 * number by chance.
 */
void cert_settle(struct house *, bool has_serial);

/*
 * cert_judge(chain, err):
 * Is what was made in order by our own rules?  DCP_REFUSED, with the first
 * thing that is wrong, if not: nothing that servers reject is written.  What is
 * no error is a warning.
 */
bool cert_judge(const struct chain *, struct dcp_error *) CHECKED;

/* Append the certificates of a chain as PEM. */
void cert_format_chain(const struct chain *, struct bytes *to);

#endif
