/* tool.c: see tool.h. */
#include "tool.h"

#include <errno.h>
#include <inttypes.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/limits.h"
#include "base/number.h"
#include "base/str.h"
#include "crypt/random.h"

#define DRAW_INTERVAL	250	/* milliseconds between two progress lines */
#define SAME_WISH	500	/* milliseconds in which signals are one wish */

/* The process has one stderr and one set of signals, so this is one, too. */
static struct {
	struct progress progress;
	const char *what, *unit;
	int64_t begun, drawn;	/* milliseconds; drawn 0: never */
	uint64_t first;		/* units done when it began: a resumed job */
	bool has_first, on_terminal, shown;
} line;

static volatile sig_atomic_t stopped;
static _Atomic int64_t stopped_at;	/* when, in milliseconds() */

static void
print_usage(const struct tool *tool, FILE *to)
{
	const char *form = tool->synopsis, *lead = "usage:";
	size_t size;

	for (; *form != '\0'; form += size) {
		size = strcspn(form, "\n");
		fprintf(to, "%6s %s %.*s\n", lead, tool->name, (int)size,
		    form);
		lead = "";
		size += form[size] == '\n';
	}
}

void
tool_usage(const struct tool *tool)
{
	print_usage(tool, stderr);
	exit(TOOL_FAILED);
}

void
tool_common(const struct tool *tool, int c)
{
	if (c == 'h') {
		print_usage(tool, stdout);
		printf("%s"
		    "  -h, --help             print this and exit\n"
		    "  -V, --version          print the version and exit\n"
		    "See %s(1).\n", tool->options, tool->name);
	} else if (c == 'V')
		printf("%s %s\n", tool->name, VERSION);
	else
		tool_usage(tool);
	exit(tool_finish(tool, TOOL_OK));
}

void
tool_warn(const struct tool *tool, const struct dcp_error *err)
{
	tool_progress_end();
	fprintf(stderr, "%s: %s\n", tool->name, err->text);
}

static void say(const struct tool *, const char *fmt, va_list) PRINTF(2, 0);

/* "<name>: <fmt ...>", on which no stranger's name has power. */
static void PRINTF(2, 0)
say(const struct tool *tool, const char *fmt, va_list ap)
{
	struct dcp_error safe = {0};
	char text[sizeof(safe.text)];

	vsnprintf(text, sizeof(text), fmt, ap);
	error_set(&safe, DCP_BAD_INPUT, "%s", text);
	tool_warn(tool, &safe);
}

void
tool_note(const struct tool *tool, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	say(tool, fmt, ap);
	va_end(ap);
}

void
tool_fail(const struct tool *tool, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	say(tool, fmt, ap);
	va_end(ap);
	exit(TOOL_FAILED);
}

/* The row of the value or letter ${c}; the last row has no name. */
static const struct option *
find_option(const struct option *row, int c)
{
	while (row->name != NULL && row->val != c)
		row++;
	return row;
}

int
tool_option(const struct tool *tool, int argc, char *const *argv,
    const char *letters, const struct option *options)
{
	const struct option *row;
	int c;

	opterr = 0;
	c = getopt_long(argc, argv, letters, options, NULL);
	if (c != '?')
		return c;
	row = find_option(options, optopt);
	if (optopt == 0)
		tool_note(tool, "have '%s', want one of the options "
		    "that --help shows", argv[optind - 1]);
	else if (row->name == NULL)
		tool_note(tool, "have '-%c', want one of the options "
		    "that --help shows", optopt);
	else if (row->has_arg == no_argument)
		tool_note(tool, "--%s: have a value, want none", row->name);
	else
		tool_note(tool, "--%s: have no value, want one", row->name);
	return c;
}

int
tool_commands(const struct tool *tool, const struct tool_command *commands,
    int argc, char *argv[])
{
	static const struct option options[] = {TOOL_OPTIONS};
	size_t i;

	for (i = 0; argc > 1 && commands[i].name != NULL; i++)
		if (strcmp(argv[1], commands[i].name) == 0)
			return commands[i].run(argc - 1, argv + 1);
	if (argc > 1 && *argv[1] != '-')
		tool_fail(tool, "have the command '%s', want one of those that "
		    "--help shows", argv[1]);
	tool_common(tool, tool_option(tool, argc, argv, "+hV", options));
}

void
tool_print_path(FILE *to, const char *path)
{
	struct bytes shown = {0};

	str_print(&shown, path, strlen(path));
	fputs(bytes_text(&shown), to);
	bytes_clear(&shown);
}

uint64_t
tool_number(const struct tool *tool, const char *option, const char *text,
    uint64_t min, uint64_t max)
{
	struct dcp_error err = {0};
	uint64_t v;

	if (!number_parse(text, min, max, &v, &err))
		tool_fail(tool, "%s: %s", option, err.text);
	return v;
}

struct uuid
tool_uuid(const struct tool *tool, const char *option, const char *text)
{
	struct dcp_error err = {0};
	struct uuid id;

	if (!uuid_parse(text, &id, &err))
		tool_fail(tool, "%s: %s", option, err.text);
	return id;
}

struct timestamp
tool_date(const struct tool *tool, const char *option, const char *text)
{
	struct dcp_error err = {0};
	struct timestamp t;

	if (!timestamp_parse(text, &t, &err))
		tool_fail(tool, "%s: %s", option, err.text);
	return t;
}

struct rational
tool_rate(const struct tool *tool, const char *text)
{
	struct dcp_error err = {0};
	struct rational rate;

	if (!rational_parse(text, &rate, &err))
		tool_fail(tool, "--rate: %s", err.text);
	return rate;
}

unsigned
tool_threads(const struct tool *tool, const char *text)
{
	return (unsigned)tool_number(tool, "--threads", text, 1,
	    LIMIT_THREADS);
}

void
tool_size(const struct tool *tool, const char *option, const char *text,
    uint64_t max, uint32_t *width, uint32_t *height)
{
	const char *x = strchr(text, 'x');
	char *first = x == NULL ? NULL : strndup(text, (size_t)(x - text));

	if (first == NULL)
		tool_fail(tool, "%s: have '%s', want one such as 3996x2160",
		    option, text);
	*width = (uint32_t)tool_number(tool, option, first, 1, max);
	*height = (uint32_t)tool_number(tool, option, x + 1, 1, max);
	free(first);
}

struct timestamp
tool_now(const struct tool *tool)
{
	const char *epoch = getenv("SOURCE_DATE_EPOCH");
	struct timestamp t = {.zoned = true};

	/* The last second of the year 9999 is the last that xs:dateTime has. */
	t.seconds = epoch == NULL ? (int64_t)time(NULL) : (int64_t)tool_number(
	    tool, "SOURCE_DATE_EPOCH", epoch, 0, 253402300799);
	return t;
}

struct uuid
tool_fresh_uuid(const struct tool *tool)
{
	struct dcp_error err = {0};
	struct uuid id;

	if (!random_uuid(&id, &err))
		tool_fail(tool, "%s", err.text);
	return id;
}

static int64_t
milliseconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/*
 * One wish to stop may come as several signals: timeout(1) sends its own to the
 * program and then to the whole group, a terminal to all that run in it.
 */
static void
note_signal(int number)
{
	int64_t now = milliseconds();

	if (!stopped) {
		stopped_at = now;
		stopped = 1;
	} else if (now - stopped_at >= SAME_WISH) {
		signal(number, SIG_DFL);
		raise(number);
	}
}

void
tool_catch_signals(void)
{
	static const int numbers[] = {SIGINT, SIGTERM, SIGHUP};
	struct sigaction action = {.sa_handler = note_signal};
	struct sigaction old;
	size_t i;

	action.sa_flags = SA_RESTART;
	sigemptyset(&action.sa_mask);
	for (i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++)
		if (sigaction(numbers[i], NULL, &old) == 0 &&
		    old.sa_handler != SIG_IGN)
			sigaction(numbers[i], &action, NULL);
	/* A limit on the size of files is an error, like a full disk. */
	signal(SIGXFSZ, SIG_IGN);
}

/* "12.3 GB" for bytes, "123 frames" for all else. */
static void
format_amount(char *to, size_t size, double amount, const char *unit)
{
	bool bytes = strcmp(unit, "B") == 0;

	if (bytes && amount >= 1e9)
		snprintf(to, size, "%.2f GB", amount / 1e9);
	else if (bytes)
		snprintf(to, size, "%.1f MB", amount / 1e6);
	else
		snprintf(to, size, amount < 100 ? "%.1f %ss" : "%.0f %ss",
		    amount, unit);
}

static void
draw(uint64_t done, uint64_t total, int64_t now)
{
	double seconds = (double)(now - line.begun) / 1000;
	double rate = seconds > 0 ? (double)(done - line.first) / seconds : 0;
	char amount[40], speed[48] = "", left[40] = "";
	uint64_t wait;

	if (rate > 0) {
		format_amount(amount, sizeof(amount), rate, line.unit);
		snprintf(speed, sizeof(speed), ", %s/s", amount);
	}
	if (rate > 0 && total >= done) {
		wait = (uint64_t)((double)(total - done) / rate + 0.5);
		snprintf(left, sizeof(left), ", %" PRIu64 ":%02u:%02u left",
		    wait / 3600, (unsigned)(wait / 60 % 60),
		    (unsigned)(wait % 60));
	}
	fprintf(stderr, "\r\033[K%s: %3.0f %%", line.what,
	    total == 0 ? 100.0 : 100.0 * (double)done / (double)total);
	if (strcmp(line.unit, "B") != 0)
		fprintf(stderr, ", %" PRIu64 " of %" PRIu64, done, total);
	fprintf(stderr, "%s%s", speed, left);
	fflush(stderr);
	line.drawn = now;
	line.shown = true;
}

static bool
tell(void *context, uint64_t done, uint64_t total)
{
	int64_t now;

	(void)context;
	if (!line.has_first) {
		line.first = done;
		line.has_first = true;
	}
	if (line.on_terminal) {
		now = milliseconds();
		if (now - line.drawn >= DRAW_INTERVAL || done == total)
			draw(done, total, now);
	}
	return !stopped;
}

const struct progress *
tool_progress(const struct tool *tool, const char *what, const char *unit)
{
	(void)tool;
	tool_catch_signals();
	line.progress.tell = tell;
	line.what = what;
	line.unit = unit;
	line.begun = milliseconds();
	line.drawn = line.begun;
	line.has_first = false;
	line.on_terminal = isatty(STDERR_FILENO) == 1;
	return &line.progress;
}

void
tool_progress_end(void)
{
	if (line.shown)
		fputs("\r\033[K", stderr);
	line.shown = false;
}

bool
tool_print_outline(struct outline *o, struct dcp_error *err)
{
	struct bytes text = {0};
	bool ok = outline_print(o, &text, err);

	tool_progress_end();
	if (ok)
		fwrite(text.at, 1, text.size, stdout);
	bytes_clear(&text);
	return ok;
}

bool
tool_print_json(struct json *json, struct dcp_error *err)
{
	struct bytes text = {0};
	bool ok = json_print(json, &text, err);

	if (ok)
		fwrite(text.at, 1, text.size, stdout);
	bytes_clear(&text);
	json_free(json);
	return ok;
}

bool
tool_colour(void)
{
	const char *no = getenv("NO_COLOR");

	return (no == NULL || *no == '\0') && isatty(STDOUT_FILENO) == 1;
}

enum tool_exit
tool_worse(enum tool_exit one, enum tool_exit other)
{
	return one > other ? one : other;
}

int
tool_finish(const struct tool *tool, enum tool_exit status)
{
	tool_progress_end();
	if (ferror(stdout) || fclose(stdout) != 0) {
		fprintf(stderr, "%s: stdout: %s\n", tool->name,
		    strerror(errno));
		return TOOL_FAILED;
	}
	return (int)status;
}
