/* sequence.c: see sequence.h. */
#include "image/sequence.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/bytes.h"
#include "base/path.h"
#include "base/workers.h"
#include "image/names.h"
#include "image/numbering.h"
#include "image/picture.h"

void
sequence_clear(struct sequence *s)
{
	uint64_t i;

	for (i = 0; i < s->count; i++)
		free(s->path[i]);
	free(s->path);
	memset(s, 0, sizeof(*s));
}

static bool
has_suffix(const char *name, const char *const *suffixes)
{
	for (; *suffixes != NULL; suffixes++)
		if (path_has_suffix(name, *suffixes))
			return true;
	return false;
}

/* Every name is a frame's, and their numbers go up one by one. */
static bool
check_names(const struct names *n, const struct numbering *shape,
    struct dcp_error *err)
{
	uint64_t number, last = 0;
	size_t i;

	for (i = 0; i < n->count; i++) {
		if (!numbering_match(shape, n->at[i], &number))
			return error_set(err, DCP_BAD_INPUT, "%s does not "
			    "belong to the sequence %s", n->at[i],
			    shape->text);
		if (i > 0 && number == last)
			return error_set(err, DCP_BAD_INPUT, "%s and %s have "
			    "the same number", n->at[i - 1], n->at[i]);
		if (i > 0 && number == last + 2)
			return error_set(err, DCP_BAD_INPUT, "frame %" PRIu64
			    " is missing between %s and %s", last + 1,
			    n->at[i - 1], n->at[i]);
		if (i > 0 && number != last + 1)
			return error_set(err, DCP_BAD_INPUT, "frames %" PRIu64
			    " to %" PRIu64 " are missing between %s and %s",
			    last + 1, number - 1, n->at[i - 1], n->at[i]);
		last = number;
	}
	return true;
}

/* The names, put behind their folder, become the sequence. */
static bool
take_names(const char *folder, const struct names *n, struct sequence *s,
    struct dcp_error *err)
{
	if ((s->path = calloc(n->count, sizeof(*s->path))) == NULL)
		return error_memory(err);
	for (; s->count < n->count; s->count++) {
		s->path[s->count] = path_join(folder, n->at[s->count]);
		if (s->path[s->count] == NULL) {
			sequence_clear(s);
			return error_memory(err);
		}
	}
	return true;
}

/* Every name has one of the suffixes. */
static bool
check_suffixes(const struct names *n, const char *const *suffixes,
    struct dcp_error *err)
{
	struct bytes wanted = {0};
	size_t i;

	for (i = 0; i < n->count && has_suffix(n->at[i], suffixes); i++)
		;
	if (i == n->count)
		return true;
	for (; *suffixes != NULL; suffixes++)
		bytes_printf(&wanted, " %s", *suffixes);
	error_set(err, DCP_BAD_INPUT, "%s is no frame, want only%s", n->at[i],
	    bytes_text(&wanted));
	bytes_clear(&wanted);
	return false;
}

static bool
find_in_folder(const char *folder, const char *const *suffixes,
    struct sequence *s, struct dcp_error *err)
{
	struct numbering shape;
	struct names names = {0};
	bool ok = false;

	if (!names_in_folder(&names, folder, err))
		goto out;
	if (names.count == 0)
		error_set(err, DCP_BAD_INPUT, "holds no frames");
	if (names.count == 0 || !check_suffixes(&names, suffixes, err)) {
		error_in(err, "%s", folder);
		goto out;
	}
	if (names.count > 1) {
		numbering_guess(&shape, (const char *const *)names.at,
		    names.count);
		if (!check_names(&names, &shape, err)) {
			error_in(err, "%s", folder);
			goto out;
		}
	}
	ok = take_names(folder, &names, s, err);
out:
	names_clear(&names);
	return ok;
}

/* Drop the names that the pattern does not make. */
static void
keep_matches(struct names *n, const struct numbering *shape)
{
	uint64_t number;
	size_t i, kept = 0;

	for (i = 0; i < n->count; i++)
		if (numbering_match(shape, n->at[i], &number))
			n->at[kept++] = n->at[i];
		else
			free(n->at[i]);
	n->count = kept;
}

static bool
find_by_pattern(const char *pattern, struct sequence *s,
    struct dcp_error *err)
{
	char *folder = path_folder(pattern);
	struct numbering shape;
	struct names names = {0};
	bool ok = false;

	if (folder == NULL)
		return error_memory(err);
	if (!numbering_parse(&shape, path_name(pattern), err) ||
	    !names_in_folder(&names, folder, err))
		goto out;
	keep_matches(&names, &shape);
	if (names.count == 0) {
		error_set(err, DCP_BAD_INPUT, "no file has such a name");
		goto out;
	}
	ok = check_names(&names, &shape, err) &&
	    take_names(strchr(pattern, '/') == NULL ? "" : folder, &names, s,
	    err);
out:
	if (!ok)
		error_in(err, "%s", pattern);
	names_clear(&names);
	free(folder);
	return ok;
}

/* Relative paths start at the list's own folder. */
static bool
take_lines(const char *list, const struct names *lines, struct sequence *s,
    struct dcp_error *err)
{
	char *folder = path_folder(list);
	const char *base = strchr(list, '/') == NULL ? "" : folder;
	bool ok = false;

	if (folder == NULL ||
	    (s->path = calloc(lines->count, sizeof(*s->path))) == NULL)
		goto out;
	for (; s->count < lines->count; s->count++) {
		const char *line = lines->at[s->count];

		s->path[s->count] = path_join(*line == '/' ? "" : base, line);
		if (s->path[s->count] == NULL)
			goto out;
	}
	ok = true;
out:
	free(folder);
	if (!ok) {
		sequence_clear(s);
		return error_memory(err);
	}
	return true;
}

static bool
find_in_list(const char *list, struct sequence *s, struct dcp_error *err)
{
	struct names lines = {0};
	bool ok = false;

	if (!names_in_list(&lines, list, err))
		goto out;
	if (lines.count == 0) {
		error_set(err, DCP_BAD_INPUT, "%s: lists no frames", list);
		goto out;
	}
	ok = take_lines(list, &lines, s, err);
out:
	names_clear(&lines);
	return ok;
}

bool
sequence_find(const char *where, const char *const *suffixes,
    struct sequence *s, struct dcp_error *err)
{
	struct names one = {0};
	struct stat st;
	bool ok;

	sequence_clear(s);
	if (where[0] == '@')
		return find_in_list(where + 1, s, err);
	if (stat(where, &st) == -1 && strchr(path_name(where), '%') != NULL)
		return find_by_pattern(where, s, err);
	if (stat(where, &st) == -1) {
		error_system(err);
		return error_in(err, "%s", where);
	}
	if (S_ISDIR(st.st_mode))
		return find_in_folder(where, suffixes, s, err);
	ok = names_add(&one, strdup(where), err) &&
	    take_names("", &one, s, err);
	names_clear(&one);
	return ok;
}

struct check {
	const struct sequence *sequence;
	sequence_probe *probe;
	const void *context;
	const struct progress *progress;
	char first[SEQUENCE_TEXT];
};

static bool
check_one(void *context, unsigned slot, uint64_t index, struct dcp_error *err)
{
	const struct check *c = context;
	char text[SEQUENCE_TEXT] = "";

	(void)slot;
	if (!c->probe(c->context, c->sequence->path[index], text, err))
		return false;
	if (strcmp(text, c->first) == 0)
		return true;
	return error_set(err, DCP_BAD_INPUT, "%s is %s, but %s is %s",
	    c->sequence->path[index], text, c->sequence->path[0], c->first);
}

static bool
tell_one(void *context, unsigned slot, uint64_t index, struct dcp_error *err)
{
	const struct check *c = context;

	(void)slot;
	return progress_tell(c->progress, index + 1, c->sequence->count, err);
}

bool
sequence_check(const struct sequence *s, sequence_probe *probe,
    const void *context, unsigned threads, const struct progress *progress,
    struct dcp_error *err)
{
	struct check c = {s, probe, context, progress, ""};
	struct workers_job job = {.count = s->count, .threads = threads,
		.work = check_one, .done = tell_one, .context = &c};

	if (s->count == 0)
		return error_set(err, DCP_BAD_INPUT, "there are no frames");
	return probe(context, s->path[0], c.first, err) &&
	    workers_run(&job, err);
}

bool
sequence_probe_picture(const void *context, const char *path,
    char text[SEQUENCE_TEXT], struct dcp_error *err)
{
	struct picture_info info;

	if (!picture_probe(path, context, &info, err))
		return false;
	if (info.bits == IMAGE_FLOAT)
		snprintf(text, SEQUENCE_TEXT, "%" PRIu32 "x%" PRIu32
		    ", floats", info.width, info.height);
	else
		snprintf(text, SEQUENCE_TEXT, "%" PRIu32 "x%" PRIu32
		    ", %u bits", info.width, info.height, info.bits);
	return true;
}

bool
sequence_check_pair(const struct sequence *left, const struct sequence *right,
    struct dcp_error *err)
{
	const struct sequence *more = left->count > right->count ? left
	    : right;
	const struct sequence *less = more == left ? right : left;

	if (left->count == right->count)
		return true;
	return error_set(err, DCP_BAD_INPUT, "%s has no partner: %" PRIu64
	    " frames for the left eye, %" PRIu64 " for the right",
	    more->path[less->count], left->count, right->count);
}
