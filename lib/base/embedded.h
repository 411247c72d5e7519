/*
 * embedded.h: the files of schemas/, carried inside the library, so that a
 * program finds them wherever it is installed, and nobody can exchange them.
 */
#ifndef BASE_EMBEDDED_H
#define BASE_EMBEDDED_H

#include <stddef.h>

struct embedded {
	const char *name;	/* as below schemas/: "profiles/dci-2k.profile" */
	const unsigned char *bytes;
	size_t size;
};

/* The file called ${name}, or NULL. */
const struct embedded *embedded_find(const char *name);

/* The file at ${index}, in order of name; NULL behind the last. */
const struct embedded *embedded_at(size_t index);

/* Made by scripts/embed; ends with a row whose name is NULL. */
extern const struct embedded embedded_table[];

#endif
