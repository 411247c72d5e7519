/* room.c: see room.h. */
#include "mxf/room.h"

#include <string.h>

#include "mxf/klv.h"

#define SELF_AT		KLV_HEAD_SIZE
#define ALL_SIZE	(ROOM_SELF_SIZE + ROOM_NOTES_SIZE)

/* Where its end may be: as large as headers are made. */
#define STEP		4096u

/* That it is ours, and of which form. */
static const char room_word[16] = "unfinished 0003";

void
room_put(const struct room *room, struct bytes *to)
{
	size_t begin = to->size;
	uint8_t *at;

	klv_put_fill(to, (size_t)room->size);
	if (to->bad)
		return;
	at = to->at + begin + SELF_AT;
	memcpy(at, room_word, sizeof(room_word));
	at += sizeof(room_word);
	memcpy(at, room->mark, sizeof(room->mark));
	at += sizeof(room->mark);
	memcpy(at, room->id.bytes, sizeof(room->id.bytes));
	memcpy(at + sizeof(room->id.bytes), room->key_id.bytes,
	    sizeof(room->key_id.bytes));
}

/* Read what stands at ${at}, of a packet of ${room_size} bytes. */
static bool
read_self(const uint8_t *bytes, size_t at, uint64_t room_size,
    struct room *room)
{
	struct span in = span_of(bytes + at, ROOM_SELF_SIZE, at);
	char word[sizeof(room_word)];

	span_copy(&in, word, sizeof(word));
	if (memcmp(word, room_word, sizeof(word)) != 0)
		return false;
	room->size = room_size;
	span_copy(&in, room->mark, sizeof(room->mark));
	span_copy(&in, room->id.bytes, sizeof(room->id.bytes));
	span_copy(&in, room->key_id.bytes, sizeof(room->key_id.bytes));
	return true;
}

/* The packet is whole, in the place of the header. */
static bool
read_front(const uint8_t *bytes, size_t size, struct room *room)
{
	struct span in = span_of(bytes, size, 0);
	struct dcp_error ignored = {0};
	struct klv klv;

	return klv_read(&in, &klv, &ignored) && ul_is(&klv.key, UL_FILL) &&
	    klv.head_size == SELF_AT && klv_end(&klv) <= ROOM_SIZE_MAX &&
	    klv.value_size >= 2 * ALL_SIZE && span_left(&in) >= ALL_SIZE &&
	    read_self(bytes, SELF_AT, klv_end(&klv), room);
}

bool
room_find(const void *bytes, size_t size, struct room *room, size_t *at)
{
	size_t end;

	*room = (struct room){0};
	*at = SELF_AT;
	if (read_front(bytes, size, room))
		return true;
	for (end = STEP; end <= size && end <= ROOM_SIZE_MAX; end += STEP) {
		*at = end - ALL_SIZE;
		if (read_self(bytes, *at, end, room))
			return true;
	}
	*at = 0;
	return false;
}

bool
room_load(struct output *out, struct room *room, size_t *at, bool *found,
    struct dcp_error *err)
{
	struct bytes front = {0};
	size_t size = output_size(out) < ROOM_SIZE_MAX ?
	    (size_t)output_size(out) : ROOM_SIZE_MAX;
	uint8_t *to = bytes_extend(&front, size);
	bool ok;

	*found = false;
	ok = bytes_ok(&front, err) && (size == 0 ||
	    output_read(out, 0, to, size, err));
	if (ok && size > 0)
		*found = room_find(to, size, room, at);
	bytes_clear(&front);
	return ok;
}

static bool
is_zero(const uint8_t *bytes, size_t size)
{
	while (size > 0 && *bytes == 0)
		bytes++, size--;
	return size == 0;
}

/* A copy at the end of the packet, where header metadata end with fill. */
static bool
copy_self(struct output *out, size_t tail, struct dcp_error *err)
{
	uint8_t self[ALL_SIZE];

	return output_read(out, SELF_AT, self, sizeof(self), err) &&
	    output_patch(out, tail, self, sizeof(self), err) &&
	    output_sync(out, err);
}

static bool
drop_copy(struct output *out, size_t tail, struct dcp_error *err)
{
	static const uint8_t zeros[ALL_SIZE];

	return output_patch(out, tail, zeros, sizeof(zeros), err);
}

bool
room_leave(struct output *out, const uint8_t *front, size_t size,
    size_t room_size, struct dcp_error *err)
{
	size_t tail = room_size - ALL_SIZE;

	/* A header that is filled to its end has no place for a copy. */
	if (!is_zero(front + tail, ALL_SIZE))
		return output_patch(out, 0, front, size, err) &&
		    output_sync(out, err);
	return copy_self(out, tail, err) &&
	    output_patch(out, 0, front, tail, err) &&
	    output_patch(out, room_size, front + room_size,
	    size - room_size, err) &&
	    output_sync(out, err) && drop_copy(out, tail, err);
}

bool
room_return(struct output *out, const struct room *room, size_t at,
    const void *behind, size_t size, struct dcp_error *err)
{
	size_t tail = (size_t)room->size - ALL_SIZE;
	struct bytes b = {0};
	bool ok;

	/* A copy may be there before the header is. */
	if (at == SELF_AT)
		return drop_copy(out, tail, err);
	room_put(room, &b);
	ok = bytes_ok(&b, err) && output_read(out, at + ROOM_SELF_SIZE,
	    b.at + ROOM_NOTES_AT, ROOM_NOTES_SIZE, err) &&
	    output_patch(out, 0, b.at, tail, err) &&
	    output_patch(out, room->size, behind, size, err) &&
	    output_sync(out, err) && drop_copy(out, tail, err);
	bytes_clear(&b);
	return ok;
}
