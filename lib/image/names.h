/* names.h: names of files, gathered from a folder or a list. */
#ifndef IMAGE_NAMES_H
#define IMAGE_NAMES_H

#include <stddef.h>

#include "base/error.h"

/* Start with `struct names n = {0};` and end with names_clear(). */
struct names {
	char **at;
	size_t count;
	size_t capacity;	/* private */
};

void names_clear(struct names *);

/*
 * names_add(names, name, err):
 * Add ${name}, which is taken over, even on failure, and may be NULL: then
 * memory ran out.  More than LIMIT_EDIT_UNITS are DCP_REFUSED.
 */
bool names_add(struct names *, char *name, struct dcp_error *) CHECKED;

/* All names in ${folder} that do not begin with a dot, in natural order. */
bool names_in_folder(struct names *, const char *folder, struct dcp_error *)
    CHECKED;

/*
 * The lines of the text file ${list}, without the white space around them, but
 * not those that are empty or begin with '#'.
 */
bool names_in_list(struct names *, const char *list, struct dcp_error *)
    CHECKED;

#endif
