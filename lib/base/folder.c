/* folder.c: see folder.h. */
#include "base/folder.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/array.h"
#include "base/limits.h"
#include "base/path.h"

bool
folder_each(const char *path, folder_visit *visit, void *context,
    struct dcp_error *err)
{
	DIR *folder = opendir(path);
	struct dirent *e;
	bool ok = true;

	if (folder == NULL) {
		error_system(err);
		return error_in(err, "%s", path);
	}
	while (ok && (errno = 0, e = readdir(folder)) != NULL)
		if (strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0)
			ok = visit(context, e->d_name, err);
	/* A visit that fails has said why, and may leave any errno. */
	if (ok && errno != 0)
		ok = error_system(err) || error_in(err, "%s", path);
	closedir(folder);
	return ok;
}

struct walk {
	const char *root;
	const char *relative;	/* the folder at hand, below the root */
	struct folder_names *names;
	unsigned depth;
	bool full;			/* no more names are taken */
	struct dcp_error beyond;	/* the first limit that was met */
};

static int
compare_names(const void *a, const void *b)
{
	char *const *x = a;
	char *const *y = b;

	return strcmp(*x, *y);
}

/* ${name} is handed over, also on failure. */
static bool
add_name(struct walk *walk, char *name, struct dcp_error *err)
{
	struct folder_names *names = walk->names;
	char **more;

	if (names->count >= LIMIT_FILES) {
		free(name);
		error_set(&walk->beyond, DCP_REFUSED,
		    "%s: have more than %d files, want fewer", walk->root,
		    LIMIT_FILES);
		return walk->full = true;
	}
	more = array_room(names->at, names->count, sizeof(*more), err);
	if (more == NULL) {
		free(name);
		return false;
	}
	names->at = more;
	names->at[names->count++] = name;
	return true;
}

static bool walk_folder(struct walk *, const char *relative,
    struct dcp_error *);

/* Look at ${name} in the folder at hand. */
static bool
visit(void *context, const char *name, struct dcp_error *err)
{
	struct walk *walk = context;
	char *below, *path;
	struct stat st;
	bool ok;

	if (walk->full)
		return true;
	below = path_join(walk->relative, name);
	path = below == NULL ? NULL : path_join(walk->root, below);
	if (path == NULL) {
		free(below);
		return error_memory(err);
	}
	if (lstat(path, &st) != 0) {
		ok = error_system(err) || error_in(err, "%s", path);
		free(below);
	} else if (S_ISDIR(st.st_mode)) {
		ok = walk_folder(walk, below, err);
		free(below);
	} else
		ok = add_name(walk, below, err);
	free(path);
	return ok;
}

static bool
walk_folder(struct walk *walk, const char *relative, struct dcp_error *err)
{
	char *path = *relative == '\0' ? strdup(walk->root) :
	    path_join(walk->root, relative);
	const char *outer = walk->relative;
	bool ok;

	if (path == NULL)
		return error_memory(err);
	if (walk->depth == LIMIT_FOLDER_DEPTH) {
		error_set(&walk->beyond, DCP_REFUSED,
		    "%s: folders are nested deeper than %d", path,
		    LIMIT_FOLDER_DEPTH);
		ok = true;
	} else {
		walk->depth++;
		walk->relative = relative;
		ok = folder_each(path, visit, walk, err);
		walk->relative = outer;
		walk->depth--;
	}
	free(path);
	return ok;
}

bool
folder_files(const char *path, struct folder_names *names,
    struct dcp_error *err)
{
	struct walk walk = {.root = path, .names = names};
	size_t first = names->count;

	if (!walk_folder(&walk, "", err))
		return false;
	if (names->count > first)
		qsort(names->at + first, names->count - first,
		    sizeof(*names->at), compare_names);
	return walk.beyond.status == DCP_OK ||
	    error_set(err, DCP_REFUSED, "%s", walk.beyond.text);
}

void
folder_clear(struct folder_names *names)
{
	size_t i;

	for (i = 0; i < names->count; i++)
		free(names->at[i]);
	free(names->at);
	*names = (struct folder_names){0};
}

bool
folder_lock(const char *path, int *lock, struct dcp_error *err)
{
	*lock = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (*lock == -1) {
		error_system(err);
		return error_in(err, "%s", path);
	}
	if (flock(*lock, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK)
		return true;
	folder_unlock(*lock);
	*lock = -1;
	error_set(err, DCP_REFUSED, "another process is at work in this "
	    "folder; wait until it has ended");
	return error_in(err, "%s", path);
}

void
folder_unlock(int lock)
{
	if (lock != -1)
		close(lock);
}
