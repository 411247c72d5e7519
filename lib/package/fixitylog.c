/* fixitylog.c: see fixitylog.h. */
#include "package/fixitylog.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/array.h"
#include "base/bytes.h"
#include "base/number.h"
#include "base/output.h"

#define HEADER	"dcp-hash resume 1\n"

/* Ten thousands of assets with long names. */
#define LOG_SIZE_MAX	(64u << 20)	/* bytes */

struct entry {
	struct fixitylog_mark mark;
	struct digest digest;
};

struct fixitylog {
	struct output *out;
	struct entry *entries;		/* of earlier runs */
	size_t count;
};

static int64_t
nanoseconds(const struct timespec *t)
{
	return (int64_t)t->tv_sec * 1000000000 + t->tv_nsec;
}

bool
fixitylog_mark(const char *path, struct fixitylog_mark *mark)
{
	struct stat st;

	*mark = (struct fixitylog_mark){0};
	if (stat(path, &st) == -1)
		return false;
	mark->device = (uint64_t)st.st_dev;
	mark->inode = (uint64_t)st.st_ino;
	mark->size = (uint64_t)st.st_size;
	mark->modified = nanoseconds(&st.st_mtim);
	mark->changed = nanoseconds(&st.st_ctim);
	return true;
}

bool
fixitylog_mark_equal(const struct fixitylog_mark *a,
    const struct fixitylog_mark *b)
{
	return a->device == b->device && a->inode == b->inode &&
	    a->size == b->size && a->modified == b->modified &&
	    a->changed == b->changed;
}

/* Cut the text up to the next tab off *${line}. */
static char *
next_value(char **line)
{
	char *value = *line;
	size_t n = strcspn(value, "\t");

	*line += n;
	if (**line == '\t')
		*(*line)++ = '\0';
	return value;
}

/* A line that is none, cut by a crash perhaps, is no error: false. */
static bool
parse_line(char *line, struct entry *e)
{
	struct dcp_error ignored = {0};
	uint64_t *naturals[] = {&e->mark.device, &e->mark.inode, &e->mark.size};
	int64_t *integers[] = {&e->mark.modified, &e->mark.changed};
	size_t i;

	for (i = 0; i < 3; i++)
		if (!number_parse(next_value(&line), 0, UINT64_MAX,
		    naturals[i], &ignored))
			return false;
	for (i = 0; i < 2; i++)
		if (!number_parse_signed(next_value(&line), INT64_MIN,
		    INT64_MAX, integers[i], &ignored))
			return false;
	return digest_parse(next_value(&line), DIGEST_SHA1, &e->digest,
	    &ignored) && *line != '\0';
}

static bool
add_entry(struct fixitylog *log, const struct entry *e, struct dcp_error *err)
{
	struct entry *more;

	more = array_room(log->entries, log->count, sizeof(*more), err);
	if (more == NULL)
		return false;
	log->entries = more;
	more[log->count++] = *e;
	return true;
}

/* Read the lines of ${text}; what stands behind the last newline is cut. */
static bool
parse_log(struct fixitylog *log, char *text, struct dcp_error *err)
{
	char *line = text, *end;
	struct entry e;

	for (; (end = strchr(line, '\n')) != NULL; line = end + 1) {
		*end = '\0';
		if (line != text && parse_line(line, &e) &&
		    !add_entry(log, &e, err))
			return false;
	}
	return output_cut(log->out, (uint64_t)(line - text), err);
}

static bool
load(struct fixitylog *log, struct dcp_error *err)
{
	uint64_t size = output_size(log->out);
	struct bytes text = {0};
	uint8_t *at;
	bool ok = false;

	if (size == 0)
		return output_write(log->out, HEADER, strlen(HEADER), err);
	if (size > LOG_SIZE_MAX)
		return error_set(err, DCP_REFUSED, "is too large for what "
		    "--resume writes");
	at = bytes_extend(&text, (size_t)size);
	if (!bytes_ok(&text, err))
		return false;
	if (!output_read(log->out, 0, at, (size_t)size, err))
		goto out;
	if (size < strlen(HEADER) || memcmp(at, HEADER, strlen(HEADER)) != 0) {
		error_set(err, DCP_REFUSED, "is not what --resume writes, and "
		    "is left alone");
		goto out;
	}
	(void)bytes_text(&text);
	ok = parse_log(log, (char *)text.at, err);
out:
	bytes_clear(&text);
	return ok;
}

struct fixitylog *
fixitylog_open(const char *path, struct dcp_error *err)
{
	struct fixitylog *log = calloc(1, sizeof(*log));

	if (log == NULL) {
		error_memory(err);
		return NULL;
	}
	log->out = output_resume(path, path, err);
	if (log->out == NULL) {
		free(log);
		return NULL;
	}
	if (!load(log, err)) {
		error_in(err, "%s", path);
		fixitylog_close(log, false);
		return NULL;
	}
	return log;
}

void
fixitylog_close(struct fixitylog *log, bool finished)
{
	if (log == NULL)
		return;
	if (finished)
		output_abandon(log->out);
	else
		output_suspend(log->out);
	free(log->entries);
	free(log);
}

bool
fixitylog_find(const struct fixitylog *log, const struct fixitylog_mark *mark,
    struct digest *out)
{
	size_t i;

	for (i = log->count; i > 0; i--)
		if (fixitylog_mark_equal(&log->entries[i - 1].mark, mark)) {
			*out = log->entries[i - 1].digest;
			return true;
		}
	*out = (struct digest){0};
	return false;
}

bool
fixitylog_add(struct fixitylog *log, const struct fixitylog_mark *mark,
    const struct digest *digest, const char *path, struct dcp_error *err)
{
	char text[DIGEST_TEXT_SIZE];
	struct bytes line = {0};
	const char *at;
	bool ok;

	for (at = path; *at != '\0'; at++)
		if ((unsigned char)*at < 0x20)
			return true;
	digest_format(text, digest);
	bytes_printf(&line, "%" PRIu64 "\t%" PRIu64 "\t%" PRIu64 "\t%" PRId64
	    "\t%" PRId64 "\t%s\t%s\n", mark->device, mark->inode, mark->size,
	    mark->modified, mark->changed, text, path);
	ok = bytes_ok(&line, err) &&
	    output_write(log->out, line.at, line.size, err);
	bytes_clear(&line);
	return ok;
}
