/* room_fuzz.c: room_find() on anything. */
#include <assert.h>

#include "mxf/room.h"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct room room;
	size_t at;

	if (size <= ROOM_SIZE_MAX && room_find(bytes, size, &room, &at))
		assert(at + ROOM_SELF_SIZE + ROOM_NOTES_SIZE <= size &&
		    room.size <= ROOM_SIZE_MAX);
	return 0;
}
