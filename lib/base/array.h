/* array.h: arrays that grow by one element at a time. */
#ifndef BASE_ARRAY_H
#define BASE_ARRAY_H

#include <stddef.h>

#include "base/error.h"

/*
 * array_room(at, count, size, err):
 * ${at} holds ${count} elements of ${size} bytes and came from this function,
 * or is NULL and ${count} 0.  Return the array, perhaps elsewhere in memory,
 * with room for one more, which is zero; NULL if memory ran out, and ${at} is
 * then as before.  It doubles, so that filling an array takes linear time.
 */
void *array_room(void *at, size_t count, size_t size, struct dcp_error *)
    CHECKED;

#endif
