/* array.c: see array.h. */
#include "base/array.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

void *
array_room(void *at, size_t count, size_t size, struct dcp_error *err)
{
	char *more = at;

	/* It is full when its count is a power of two, or nothing. */
	if ((count & (count - 1)) == 0) {
		if (count > SIZE_MAX / 2 / size) {
			error_memory(err);
			return NULL;
		}
		more = realloc(at, (count == 0 ? 1 : 2 * count) * size);
		if (more == NULL) {
			error_memory(err);
			return NULL;
		}
	}
	memset(more + count * size, 0, size);
	return more;
}
