/*
 * tool.h: what every program does the same way: options, messages, progress,
 * fresh names and dates, exit.  Only src/ prints, exits and asks for the
 * clock, the environment or a fresh id; lib/ returns.
 */
#ifndef SRC_TOOL_H
#define SRC_TOOL_H

#include <getopt.h>
#include <stdint.h>
#include <stdio.h>

#include "base/error.h"
#include "base/progress.h"
#include "base/rational.h"
#include "base/timestamp.h"
#include "base/uuid.h"
#include "report/outline.h"

enum tool_exit {
	TOOL_OK = 0,
	TOOL_FOUND = 1,		/* it ran, and the input is not in order */
	TOOL_FAILED = 2		/* bad usage, or it could not run */
};

struct tool {
	const char *name;	/* "dcp-hash" */
	const char *synopsis;	/* "[-a name] file ...", a line for each form */
	const char *options;	/* one line per option, each with its newline */
};

/* The last rows of every program's option table. */
#define TOOL_OPTIONS \
	{"help", no_argument, NULL, 'h'}, \
	{"version", no_argument, NULL, 'V'}, \
	{NULL, 0, NULL, 0}

/* First value for long options that have no letter. */
#define TOOL_LONG	256

/*
 * tool_common(tool, c):
 * What getopt_long() returned and the program's own switch did not take:
 * 'h' and 'V' print and exit 0, all else prints the usage and exits 2.
 */
void tool_common(const struct tool *, int c) __attribute__((noreturn));

/* Print "usage: ..." to stderr and exit 2. */
void tool_usage(const struct tool *) __attribute__((noreturn));

/* Print "<name>: <what happened>" to stderr. */
void tool_warn(const struct tool *, const struct dcp_error *);

/* Print "<name>: <fmt ...>" to stderr, as safely as an error is. */
void tool_note(const struct tool *, const char *fmt, ...) PRINTF(2, 3);

/* The same, and exit 2: for options that are off. */
void tool_fail(const struct tool *, const char *fmt, ...) PRINTF(2, 3)
    __attribute__((noreturn));

/*
 * tool_option(tool, argc, argv, letters, options):
 * getopt_long(), which says what is wrong with an option in our own way.
 */
int tool_option(const struct tool *, int argc, char *const *argv,
    const char *letters, const struct option *);

/* A sub-command takes the arguments from its name on; returns the status. */
struct tool_command {
	const char *name;
	int (*run)(int argc, char *argv[]);
};

/*
 * tool_commands(tool, commands, argc, argv):
 * All that main() does of a program that is its sub-commands: run the one that
 * argv[1] names.  ${commands} end with a name that is NULL.
 */
int tool_commands(const struct tool *, const struct tool_command *, int argc,
    char *argv[]);

/* Print the name of a file to stdout or stderr as str_print() shows it. */
void tool_print_path(FILE *, const char *path);

/*
 * tool_number(tool, option, text, min, max):
 * The value of a numeric option; tool_fail() if it is none.  ${option} is as
 * the user wrote it, "--width".
 */
uint64_t tool_number(const struct tool *, const char *option, const char *text,
    uint64_t min, uint64_t max);

/* The value of an option that is a UUID, or a date, or tool_fail(). */
struct uuid tool_uuid(const struct tool *, const char *option,
    const char *text);
struct timestamp tool_date(const struct tool *, const char *option,
    const char *text);

/* The value of --rate, and of --threads; tool_fail() if it is none. */
struct rational tool_rate(const struct tool *, const char *text);
unsigned tool_threads(const struct tool *, const char *text);

/*
 * tool_size(tool, option, text, max, width, height):
 * The value of an option such as "3996x2160", each 1 to ${max}; tool_fail()
 * if it is none.
 */
void tool_size(const struct tool *, const char *option, const char *text,
    uint64_t max, uint32_t *width, uint32_t *height);

/*
 * tool_now(tool):
 * The time for new documents: SOURCE_DATE_EPOCH if it is set, else the clock;
 * always in UTC.
 */
struct timestamp tool_now(const struct tool *);

/* A fresh UUID; tool_fail() if the system has no random bytes. */
struct uuid tool_fresh_uuid(const struct tool *);

/*
 * tool_catch_signals():
 * From here on SIGINT, SIGTERM and SIGHUP stop the work by way of the next
 * progress_tell(); a second one, half a second later or more, ends the process
 * at once.  A limit on the size of files is an error like a full disk.  So no
 * file is left half-written: to be called before the first is begun.
 */
void tool_catch_signals(void);

/*
 * tool_progress(tool, what, unit):
 * A progress for library calls.  On a terminal (stderr) it draws, at most four
 * times a second, one line with ${what}, done of total ${unit}s, percent, rate
 * and time left; elsewhere it is silent.  ${unit} "B" is shown as MB or GB.
 * It calls tool_catch_signals().
 * The struct lives as long as the program.  tool_progress_end() clears the
 * line; call it before printing results.
 */
const struct progress *tool_progress(const struct tool *, const char *what,
    const char *unit);
void tool_progress_end(void);

/* Print an outline to stdout, and clear the line of tool_progress() before. */
bool tool_print_outline(struct outline *, struct dcp_error *) CHECKED;

/* Print an object to stdout, as one line, and free it. */
bool tool_print_json(struct json *, struct dcp_error *) CHECKED;

/* Colour what is printed: stdout is a terminal, and NO_COLOR is not set. */
bool tool_colour(void);

/* The status for two inputs is the worse of both. */
enum tool_exit tool_worse(enum tool_exit, enum tool_exit);

/*
 * tool_finish(tool, status):
 * Close stdout, so that a full disk is not mistaken for success; return the
 * exit status for main.
 */
int tool_finish(const struct tool *, enum tool_exit);

#endif
