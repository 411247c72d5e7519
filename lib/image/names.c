/* names.c: see names.h. */
#include "image/names.h"

#include <stdlib.h>
#include <string.h>

#include "base/bytes.h"
#include "base/folder.h"
#include "base/input.h"
#include "base/limits.h"
#include "base/str.h"

void
names_clear(struct names *n)
{
	size_t i;

	for (i = 0; i < n->count; i++)
		free(n->at[i]);
	free(n->at);
	memset(n, 0, sizeof(*n));
}

bool
names_add(struct names *n, char *name, struct dcp_error *err)
{
	size_t capacity = n->capacity == 0 ? 256 : 2 * n->capacity;
	char **more;

	if (name == NULL)
		return error_memory(err);
	if (n->count == LIMIT_EDIT_UNITS) {
		free(name);
		return error_set(err, DCP_REFUSED, "more than %u files",
		    LIMIT_EDIT_UNITS);
	}
	if (n->count == n->capacity) {
		more = realloc(n->at, capacity * sizeof(*more));
		if (more == NULL) {
			free(name);
			return error_memory(err);
		}
		n->at = more;
		n->capacity = capacity;
	}
	n->at[n->count++] = name;
	return true;
}

static int
compare_names(const void *a, const void *b)
{
	const char *const *left = a, *const *right = b;
	int order = str_natural_compare(*left, *right);

	return order != 0 ? order : strcmp(*left, *right);
}

static bool
add_shown(void *to, const char *name, struct dcp_error *err)
{
	return name[0] == '.' || names_add(to, strdup(name), err);
}

bool
names_in_folder(struct names *to, const char *folder, struct dcp_error *err)
{
	if (!folder_each(folder, add_shown, to, err))
		return false;
	if (to->count > 0)
		qsort(to->at, to->count, sizeof(*to->at), compare_names);
	return true;
}

static bool
add_line(char *line, struct names *to, struct dcp_error *err)
{
	char *name = str_trim(line);

	if (*name == '\0' || *name == '#')
		return true;
	return names_add(to, strdup(name), err);
}

/* Lines end by LF or CR LF; the last may lack its end. */
static bool
split_lines(char *text, size_t size, struct names *to, struct dcp_error *err)
{
	char *line = text, *end;

	if (memchr(text, '\0', size) != NULL)
		return error_set(err, DCP_BAD_INPUT, "is no text");
	while ((end = strchr(line, '\n')) != NULL) {
		*end = '\0';
		if (!add_line(line, to, err))
			return false;
		line = end + 1;
	}
	return add_line(line, to, err);
}

bool
names_in_list(struct names *to, const char *list, struct dcp_error *err)
{
	struct bytes text = {0};
	bool ok;

	if (!input_load(list, LIMIT_LIST_SIZE, &text, err))
		return false;
	bytes_u8(&text, '\0');
	ok = bytes_ok(&text, err) &&
	    split_lines((char *)text.at, text.size - 1, to, err);
	bytes_clear(&text);
	return ok || error_in(err, "%s", list);
}
