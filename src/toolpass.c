/* toolpass.c: see toolpass.h. */
#include "toolpass.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

#include "base/path.h"
#include "crypt/secret.h"

#define LINES_MAX	16u	/* keys that one program can need */
#define LINES_SIZE	(LINES_MAX * PRIVKEY_PASSPHRASE_SIZE)

/* What --passphrase-fd gave so far; one for the process, as its descriptor. */
static struct {
	bool named;
	int fd;
	char *text;		/* secret, LINES_SIZE bytes */
	size_t size;
} lines;

/*
 * The private keys by their lines.  One that is named for more than one purpose
 * has one line, which is kept for the last.
 */
static struct {
	const char *uri;
	unsigned uses;
	char *answer;		/* secret, from the terminal */
} named[LINES_MAX];
static unsigned key_count;

/* Whom a question is for: a context of privkey_ask. */
struct question {
	const struct tool *tool;
	const struct toolpass_key *key;
};

/* What of ${mode} lets others read; it is said, and taken all the same. */
static void
warn_mode(const struct tool *tool, const char *name, const struct stat *st)
{
	if (S_ISREG(st->st_mode) && (st->st_mode & (S_IRGRP | S_IROTH)) != 0)
		tool_note(tool, "%s: can be read by others (mode %04o), want "
		    "chmod 600", name, (unsigned)st->st_mode & 07777);
}

bool
toolpass_take(const struct tool *tool, int c)
{
	struct stat st;

	if (c != TOOLPASS_FD)
		return false;
	secret_guard();
	lines.named = true;
	lines.fd = (int)tool_number(tool, "--passphrase-fd", optarg, 0,
	    INT_MAX);
	if (fstat(lines.fd, &st) == 0)
		warn_mode(tool, "the file of --passphrase-fd", &st);
	return true;
}

/* By the same URI, or by two names of one file. */
static bool
is_same_key(const char *a, const char *b)
{
	const char *first = privkey_path(a), *second = privkey_path(b);
	struct stat one, other;

	return strcmp(a, b) == 0 ||
	    (stat(first, &one) == 0 && stat(second, &other) == 0 &&
	    one.st_ino == other.st_ino && one.st_dev == other.st_dev);
}

struct toolpass_key
toolpass_key(const char *uri)
{
	unsigned line = 0;

	secret_guard();
	while (line < key_count && line < LINES_MAX &&
	    !is_same_key(named[line].uri, uri))
		line++;
	if (line == LINES_MAX)
		line = key_count++;
	else {
		named[line].uri = uri;
		named[line].uses++;
		key_count += line == key_count;
	}
	return (struct toolpass_key){.uri = uri, .line = line};
}

/* The ${index}th line that was read, without its end; NULL if it was not. */
static char *
find_line(unsigned index, size_t *size)
{
	char *at = lines.text, *end;
	size_t left = lines.size;

	for (; (end = memchr(at, '\n', left)) != NULL; index--) {
		*size = (size_t)(end - at);
		if (index == 0)
			return at;
		left -= *size + 1;
		at = end + 1;
	}
	return NULL;
}

/* One more byte; the end of the file is the end of a line. */
static bool
read_byte(struct dcp_error *err)
{
	ssize_t n;

	if (lines.size == LINES_SIZE)
		return error_set(err, DCP_REFUSED, "have more than %u bytes, "
		    "want a line for each private key", LINES_SIZE);
	do
		n = read(lines.fd, lines.text + lines.size, 1);
	while (n == -1 && errno == EINTR);
	if (n == -1)
		return error_system(err);
	if (n == 0) {
		if (lines.size == 0 || lines.text[lines.size - 1] == '\n')
			return error_set(err, DCP_REFUSED, "have too few "
			    "lines, want one for each private key");
		lines.text[lines.size] = '\n';
	}
	lines.size++;
	return true;
}

/* Read no more than is asked for: the rest may be for somebody else. */
static bool
read_line(unsigned index, char *to, size_t to_size, struct dcp_error *err)
{
	const char *line;
	size_t size;

	if (lines.text == NULL &&
	    (lines.text = secret_new(LINES_SIZE, err)) == NULL)
		return false;
	while ((line = find_line(index, &size)) == NULL)
		if (!read_byte(err))
			return error_in(err, "--passphrase-fd");
	if (size > 0 && line[size - 1] == '\r')
		size--;
	if (size >= to_size)
		return error_set(err, DCP_REFUSED, "--passphrase-fd: line %u "
		    "has more than %zu bytes", index + 1, to_size - 1);
	memcpy(to, line, size);
	to[size] = '\0';
	return true;
}

/* A key has had what it asked for; nobody else may want it again. */
static void
forget(unsigned index)
{
	size_t size;
	char *line;

	if (index < LINES_MAX && named[index].uses > 0 &&
	    --named[index].uses > 0)
		return;
	line = lines.text == NULL ? NULL : find_line(index, &size);
	if (line != NULL)
		secret_wipe(line, size);
	if (index < LINES_MAX) {
		secret_free(named[index].answer);
		named[index].answer = NULL;
	}
}

static volatile sig_atomic_t caught;

static void
note(int number)
{
	caught = number;
}

static const int signals[] = {SIGALRM, SIGHUP, SIGINT, SIGPIPE, SIGQUIT,
	SIGTERM, SIGTSTP, SIGTTIN, SIGTTOU};
#define SIGNAL_COUNT	(sizeof(signals) / sizeof(signals[0]))

static void
catch_signals(struct sigaction old[SIGNAL_COUNT])
{
	struct sigaction action = {.sa_handler = note};
	size_t i;

	caught = 0;
	sigemptyset(&action.sa_mask);
	for (i = 0; i < SIGNAL_COUNT; i++)
		sigaction(signals[i], &action, &old[i]);
}

static void
release_signals(const struct sigaction old[SIGNAL_COUNT])
{
	size_t i;

	for (i = 0; i < SIGNAL_COUNT; i++)
		sigaction(signals[i], &old[i], NULL);
}

/* One line from a terminal.  A line that is too long is read, and none. */
static bool
read_answer(int fd, char *to, size_t to_size, struct dcp_error *err)
{
	size_t size = 0;
	ssize_t n;
	char c = '\0';

	while ((n = read(fd, &c, 1)) == 1 && c != '\n' && c != '\r')
		if (size++ < to_size - 1)
			to[size - 1] = c;
	c = '\0';
	if (n == -1)
		return error_system(err);
	if (n == 0 && size == 0)
		return error_set(err, DCP_REFUSED, "there was no answer");
	if (size >= to_size)
		return error_set(err, DCP_REFUSED,
		    "have more than %zu bytes", to_size - 1);
	to[size] = '\0';
	return true;
}

static void
print(int fd, const char *text)
{
	ssize_t ignored = write(fd, text, strlen(text));

	(void)ignored;
}

/* Without echo, for as long as the answer takes. */
static bool
ask_quietly(int fd, const char *prompt, char *to, size_t size,
    struct dcp_error *err)
{
	struct termios old, quiet;
	bool ok;

	if (tcgetattr(fd, &old) == -1)
		return error_system(err);
	quiet = old;
	quiet.c_lflag &= ~(tcflag_t)(ECHO | ECHONL);
	while (tcsetattr(fd, TCSAFLUSH, &quiet) == -1)
		if (errno != EINTR || caught != 0)
			return error_system(err);
	print(fd, prompt);
	ok = read_answer(fd, to, size, err);
	print(fd, "\n");
	while (tcsetattr(fd, TCSAFLUSH, &old) == -1 && errno == EINTR)
		continue;
	return ok;
}

static bool
is_stop(int number)
{
	return number == SIGTSTP || number == SIGTTIN || number == SIGTTOU;
}

/*
 * A signal ends the question first, so that the terminal echoes again, and
 * takes effect then; who comes back from a stop is asked anew.
 */
static bool
ask_terminal(int fd, const char *prompt, char *to, size_t size,
    struct dcp_error *err)
{
	struct sigaction old[SIGNAL_COUNT];
	struct dcp_error one;
	bool ok;

	do {
		one = (struct dcp_error){0};
		catch_signals(old);
		ok = ask_quietly(fd, prompt, to, size, &one);
		release_signals(old);
		if (caught != 0)
			raise(caught);
	} while (!ok && is_stop(caught));
	if (!ok) {
		secret_wipe(to, size);
		error_set(err, caught != 0 ? DCP_INTERRUPTED : one.status,
		    "%s", caught != 0 ? "interrupted" : one.text);
	}
	return ok;
}

static bool
ask_twice(int fd, const char *prompt, char *to, size_t size,
    struct dcp_error *err)
{
	char *again = secret_new(size, err);
	bool ok;

	if (again == NULL)
		return false;
	ok = ask_terminal(fd, prompt, to, size, err) &&
	    ask_terminal(fd, "again: ", again, size, err);
	if (ok && strcmp(to, again) != 0)
		ok = error_set(err, DCP_REFUSED,
		    "the two answers are not the same");
	secret_free(again);
	return ok;
}

static bool
ask_user(const struct tool *tool, const char *what, bool twice, char *to,
    size_t size, struct dcp_error *err)
{
	int fd = open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC);
	struct dcp_error prompt = {0};
	bool ok;

	if (fd == -1)
		return error_set(err, DCP_REFUSED, "have no terminal to ask "
		    "on, want --passphrase-fd");
	tool_progress_end();
	/* Made like an error, so that no name has power over a terminal. */
	error_set(&prompt, DCP_REFUSED, "%s: %s: ", tool->name, what);
	ok = (twice ? ask_twice : ask_terminal)(fd, prompt.text, to, size,
	    err);
	close(fd);
	return ok;
}

/* For a key that will be asked for again. */
static bool
keep_answer(unsigned index, const char *answer, struct dcp_error *err)
{
	char *kept;

	if (index >= LINES_MAX || named[index].uses < 2 ||
	    named[index].answer != NULL)
		return true;
	if ((kept = secret_new(PRIVKEY_PASSPHRASE_SIZE, err)) == NULL)
		return false;
	snprintf(kept, PRIVKEY_PASSPHRASE_SIZE, "%s", answer);
	named[index].answer = kept;
	return true;
}

/* What was said already, or the next that is. */
static bool
ask_once(const struct tool *tool, const struct toolpass_key *key,
    const char *what, bool twice, char *to, size_t size,
    struct dcp_error *err)
{
	const char *kept = key->line < LINES_MAX ? named[key->line].answer :
	    NULL;

	if (kept == NULL)
		return ask_user(tool, what, twice, to, size, err) &&
		    keep_answer(key->line, to, err);
	if (strlen(kept) >= size)
		return error_set(err, DCP_REFUSED, "have more than %zu bytes",
		    size - 1);
	memcpy(to, kept, strlen(kept) + 1);
	return true;
}

static bool
get_answer(const struct tool *tool, const struct toolpass_key *key,
    const char *what, bool twice, char *to, size_t size,
    struct dcp_error *err)
{
	*to = '\0';
	if (lines.named ? read_line(key->line, to, size, err) :
	    ask_once(tool, key, what, twice, to, size, err))
		return true;
	secret_wipe(to, size);
	return false;
}

bool
toolpass_ask(const struct tool *tool, const struct toolpass_key *key,
    const char *what, bool twice, char *to, size_t size,
    struct dcp_error *err)
{
	bool ok = get_answer(tool, key, what, twice, to, size, err);

	forget(key->line);
	return ok || error_in(err, "%s", what);
}

/*
 * For OpenSSL, which may ask for the same more than once; the first failure is
 * the one that tells.
 */
static bool
ask(void *context, const char *what, char *to, size_t size,
    struct dcp_error *err)
{
	const struct question *question = context;
	struct dcp_error one = {0};

	return get_answer(question->tool, question->key, what, false, to,
	    size, &one) || error_set(err, one.status, "%s", one.text);
}

struct privkey *
toolpass_load(const struct tool *tool, const struct toolpass_key *key,
    struct dcp_error *err)
{
	struct question question = {.tool = tool, .key = key};
	struct privkey *loaded = privkey_load(key->uri, ask, &question, err);
	const char *path = privkey_path(key->uri);
	struct stat st;

	if (loaded != NULL && stat(path, &st) == 0)
		warn_mode(tool, path, &st);
	forget(key->line);
	return loaded;
}

bool
toolpass_check_output(const struct toolpass_key *key, const char *output,
    struct dcp_error *err)
{
	return path_check_input(output, privkey_path(key->uri), err);
}
