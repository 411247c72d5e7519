/* dcp_search.c: packages below a folder; see dcp.h. */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/array.h"
#include "base/path.h"
#include "package/dcp.h"

static bool
add_folder(struct folder_names *folders, const char *path, const char *name,
    struct dcp_error *err)
{
	char *file = path_join(path, name);
	char *folder = file == NULL ? NULL : path_folder(file);
	char **more = NULL;
	size_t n = folders->count;

	free(file);
	if (folder == NULL)
		return error_memory(err);
	/* ASSETMAP and ASSETMAP.xml stand side by side in order of name. */
	if (n > 0 && strcmp(folders->at[n - 1], folder) == 0) {
		free(folder);
		return true;
	}
	more = array_room(folders->at, n, sizeof(*more), err);
	if (more == NULL) {
		free(folder);
		return false;
	}
	folders->at = more;
	more[folders->count++] = folder;
	return true;
}

/* The folder ${path} itself, of which not all could be looked at. */
static bool
add_itself(struct folder_names *folders, const char *path,
    struct dcp_error *err)
{
	static const char *const names[] = {"ASSETMAP", "ASSETMAP.xml"};
	struct stat st;
	size_t i;
	bool ok = true;
	char *file;

	for (i = 0; ok && i < sizeof(names) / sizeof(names[0]); i++) {
		file = path_join(path, names[i]);
		if (file == NULL)
			return error_memory(err);
		if (stat(file, &st) == 0)
			ok = add_folder(folders, path, names[i], err);
		free(file);
	}
	return ok;
}

static bool
is_map(const char *path)
{
	const char *name = path_name(path);

	return strcmp(name, "ASSETMAP") == 0 ||
	    strcmp(name, "ASSETMAP.xml") == 0;
}

bool
dcp_search(const char *path, struct folder_names *folders,
    struct dcp_error *err)
{
	struct dcp_error why = {0};
	struct folder_names all = {0};
	bool is_all = folder_files(path, &all, &why), ok;
	size_t i;

	ok = is_all || (why.status == DCP_REFUSED &&
	    add_itself(folders, path, err));
	for (i = 0; ok && i < all.count; i++)
		if (is_map(all.at[i]) &&
		    (is_all || strchr(all.at[i], '/') != NULL))
			ok = add_folder(folders, path, all.at[i], err);
	folder_clear(&all);
	return is_all ? ok : error_set(err, why.status, "%s", why.text);
}
