/* v_folder.c: see v_folder.h. */
#include "verify/v_folder.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include "base/limits.h"
#include "base/path.h"

/* Files that nobody lists and that are named one by one. */
#define FOREIGN_NAMED	100

struct walk {
	const struct subject *subject;
	const char **listed;	/* names of the asset map's files, sorted */
	size_t listed_count;
	size_t seen;		/* files and folders so far */
	size_t foreign;		/* files that are not listed, so far */
};

/* The entries of one folder. */
struct names {
	char **at;
	size_t count, capacity;
};

static void
clear_names(struct names *n)
{
	size_t i;

	for (i = 0; i < n->count; i++)
		free(n->at[i]);
	free(n->at);
}

static bool
add_name(struct names *n, const char *name)
{
	size_t capacity = n->capacity == 0 ? 32 : n->capacity * 2;
	char **at;

	if (n->count == n->capacity) {
		at = realloc(n->at, capacity * sizeof(*at));
		if (at == NULL)
			return false;
		n->at = at;
		n->capacity = capacity;
	}
	n->at[n->count] = strdup(name);
	return n->at[n->count] != NULL && ++n->count > 0;
}

/* Names that differ only in case come to stand side by side. */
static int
compare_names(const void *a, const void *b)
{
	const char *x = *(char *const *)a, *y = *(char *const *)b;
	int order = strcasecmp(x, y);

	return order != 0 ? order : strcmp(x, y);
}

static int
compare_listed(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool
read_names(const char *folder, struct names *n)
{
	DIR *d = opendir(folder);
	struct dirent *entry;
	bool ok = d != NULL;

	while (ok && (errno = 0, entry = readdir(d)) != NULL)
		if (strcmp(entry->d_name, ".") != 0 &&
		    strcmp(entry->d_name, "..") != 0 &&
		    n->count < LIMIT_FILES)
			ok = add_name(n, entry->d_name);
	ok = ok && errno == 0;
	if (d != NULL)
		closedir(d);
	if (n->count > 0)
		qsort(n->at, n->count, sizeof(*n->at), compare_names);
	return ok;
}

static bool
is_listed(const struct walk *w, const char *name)
{
	return w->listed_count > 0 && bsearch(&name, w->listed,
	    w->listed_count, sizeof(*w->listed), compare_listed) != NULL;
}

/* ASSETMAP and VOLINDEX list themselves nowhere. */
static bool
is_index(const char *name)
{
	static const char *const names[] = {
		"ASSETMAP", "ASSETMAP.xml", "VOLINDEX", "VOLINDEX.xml"
	};
	size_t i;

	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (strcmp(name, names[i]) == 0)
			return true;
	return false;
}

/* The folder of another package, which is judged by itself. */
static bool
is_package(const struct names *n)
{
	size_t i;

	for (i = 0; i < n->count; i++)
		if (strcmp(n->at[i], "ASSETMAP") == 0 ||
		    strcmp(n->at[i], "ASSETMAP.xml") == 0)
			return true;
	return false;
}

static void
judge_file(struct walk *w, const char *name)
{
	struct diag_place place = {.file = name};
	struct diag *d = w->subject->diag;

	if (is_index(name))
		return;
	if (path_name(name)[0] == '.')
		diag_report(d, RULE_PACKAGE_HIDDEN_FILE, &place, "%s", "");
	else if (subject_knows_map(w->subject) && !is_listed(w, name) &&
	    ++w->foreign <= FOREIGN_NAMED)
		diag_report(d, RULE_PACKAGE_FOREIGN_FILE, &place, "%s", "");
}

static void walk_folder(struct walk *, const char *, const char *, unsigned);

static void
judge_entry(struct walk *w, const char *path, const char *name, unsigned depth)
{
	struct diag_place place = {.file = name};
	struct diag *d = w->subject->diag;
	struct stat st;

	if (++w->seen > LIMIT_FILES) {
		if (w->seen == LIMIT_FILES + 1)
			diag_report(d, RULE_PACKAGE_UNREADABLE, &place,
			    "have more than %u files", LIMIT_FILES);
		return;
	}
	if (lstat(path, &st) != 0)
		diag_report(d, RULE_PACKAGE_UNREADABLE, &place, "%s",
		    strerror(errno));
	else if (S_ISLNK(st.st_mode))
		diag_report(d, RULE_PACKAGE_LINK, &place, "%s", "");
	else if (S_ISDIR(st.st_mode) && path_name(name)[0] == '.')
		diag_report(d, RULE_PACKAGE_HIDDEN_FILE, &place, "a folder");
	else if (S_ISDIR(st.st_mode))
		walk_folder(w, path, name, depth + 1);
	else if (S_ISREG(st.st_mode))
		judge_file(w, name);
	else
		diag_report(d, RULE_PACKAGE_NOT_A_FILE, &place, "%s", "");
}

/* ${name} is the folder below the package, "" for the package itself. */
static void
walk_folder(struct walk *w, const char *folder, const char *name,
    unsigned depth)
{
	struct diag_place place = {.file = name[0] == '\0' ? NULL : name};
	struct diag *d = w->subject->diag;
	struct names n = {0};
	char *path, *below;
	size_t i;

	if (depth > LIMIT_FOLDER_DEPTH)
		diag_report(d, RULE_PACKAGE_UNREADABLE, &place,
		    "folders are nested deeper than %d", LIMIT_FOLDER_DEPTH);
	else if (!read_names(folder, &n))
		diag_report(d, RULE_PACKAGE_UNREADABLE, &place, "%s",
		    strerror(errno));
	else if (n.count == 0)
		diag_report(d, RULE_PACKAGE_EMPTY_FOLDER, &place, "%s", "");
	if (depth > 0 && is_package(&n))
		goto out;
	for (i = 0; i < n.count; i++) {
		if (i > 0 && strcasecmp(n.at[i - 1], n.at[i]) == 0)
			diag_report(d, RULE_PACKAGE_NAME_CASE, &place,
			    "%s and %s", n.at[i - 1], n.at[i]);
		path = path_join(folder, n.at[i]);
		below = path_join(name, n.at[i]);
		if (path != NULL && below != NULL)
			judge_entry(w, path, below, depth);
		else
			d->bad = true;
		free(path);
		free(below);
	}
out:
	clear_names(&n);
}

void
v_folder_judge(const struct subject *s)
{
	struct diag_place place = {0};
	struct walk w = {.subject = s};
	size_t i;

	w.listed = calloc(s->dcp->file_count + 1, sizeof(*w.listed));
	if (w.listed == NULL) {
		s->diag->bad = true;
		return;
	}
	for (i = 0; i < s->dcp->file_count; i++)
		if (s->dcp->files[i].name != NULL)
			w.listed[w.listed_count++] = s->dcp->files[i].name;
	if (w.listed_count > 0)
		qsort(w.listed, w.listed_count, sizeof(*w.listed),
		    compare_listed);
	walk_folder(&w, s->dcp->folder, "", 0);
	if (w.foreign > FOREIGN_NAMED)
		diag_report(s->diag, RULE_PACKAGE_FOREIGN_FILE, &place,
		    "and %zu more", w.foreign - FOREIGN_NAMED);
	free(w.listed);
}

char *
v_folder_other_case(const char *path)
{
	char *folder = path_folder(path), *found = NULL;
	struct names n = {0};
	size_t i;

	if (folder == NULL || !read_names(folder, &n))
		goto out;
	for (i = 0; found == NULL && i < n.count; i++)
		if (strcasecmp(n.at[i], path_name(path)) == 0 &&
		    strcmp(n.at[i], path_name(path)) != 0)
			found = strdup(n.at[i]);
out:
	clear_names(&n);
	free(folder);
	return found;
}
