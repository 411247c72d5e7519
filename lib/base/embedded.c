/* embedded.c: see embedded.h. */
#include "base/embedded.h"

#include <string.h>

const struct embedded *
embedded_find(const char *name)
{
	const struct embedded *e;

	for (e = embedded_table; e->name != NULL; e++)
		if (strcmp(e->name, name) == 0)
			return e;
	return NULL;
}

const struct embedded *
embedded_at(size_t index)
{
	size_t i;

	for (i = 0; embedded_table[i].name != NULL; i++)
		if (i == index)
			return &embedded_table[i];
	return NULL;
}
