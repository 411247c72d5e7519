/* dcp_search.c: packages below a folder; see dcp.h. */
#include <stdlib.h>
#include <string.h>

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

bool
dcp_search(const char *path, struct folder_names *folders,
    struct dcp_error *err)
{
	struct folder_names all = {0};
	bool ok = folder_files(path, &all, err);
	size_t i;

	for (i = 0; ok && i < all.count; i++) {
		const char *name = path_name(all.at[i]);

		if (strcmp(name, "ASSETMAP") == 0 ||
		    strcmp(name, "ASSETMAP.xml") == 0)
			ok = add_folder(folders, path, all.at[i], err);
	}
	folder_clear(&all);
	return ok;
}
