/* dcp_surplus.c: files that no document of a package names; see dcp.h. */
#include <stdlib.h>
#include <string.h>

#include "package/dcp.h"

static int
compare_texts(const void *a, const void *b)
{
	const char *const *x = a;
	const char *const *y = b;

	return strcmp(*x, *y);
}

/* Names of all files of the package, sorted, borrowed; the caller frees it. */
static const char **
known_names(const struct dcp *dcp, size_t *count, struct dcp_error *err)
{
	const char **known = calloc(dcp->file_count + 1, sizeof(*known));
	size_t i;

	if (known == NULL) {
		error_memory(err);
		return NULL;
	}
	for (i = 0; i < dcp->file_count; i++)
		known[i] = dcp->files[i].name;
	qsort(known, dcp->file_count, sizeof(*known), compare_texts);
	*count = dcp->file_count;
	return known;
}

bool
dcp_surplus(const struct dcp *dcp, struct folder_names *names,
    struct dcp_error *err)
{
	size_t count = 0, i, kept = 0;
	const char **known = known_names(dcp, &count, err);
	struct dcp_error why = {0};
	struct folder_names all = {0};

	if (known == NULL)
		return false;
	if (!folder_files(dcp->folder, &all, &why)) {
		error_set(err, why.status, "%s", why.text);
		if (why.status != DCP_REFUSED)
			folder_clear(&all);
	}
	for (i = 0; i < all.count; i++) {
		const char *name = all.at[i];

		if (dialect_is_map_name(name) || bsearch(&name, known, count,
		    sizeof(*known), compare_texts) != NULL)
			free(all.at[i]);
		else
			all.at[kept++] = all.at[i];
	}
	all.count = kept;
	free(known);
	*names = all;
	return why.status == DCP_OK;
}
