/*
 * mxfwrite_resume.c: the unfinished file is read back packet by packet up to
 * the longest length of which a note holds; nothing behind is kept.
 */
#include <assert.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/input.h"
#include "base/limits.h"
#include "mxf/j2kfacts.h"
#include "mxf/klv.h"
#include "mxf/mxfwrite_state.h"

/* How much of the file is found to be as it was written. */
struct taken {
	uint64_t end;		/* of the last packet */
	uint64_t packet_count, packets_size;
	size_t offset_count;
	struct digest chain;
};

/* The head of the packet at ${offset}, which may be one of this file. */
static bool
read_head(struct mxfwrite *w, uint64_t offset, struct klv *klv,
    struct bytes *head, struct dcp_error *err)
{
	uint64_t left = output_size(w->out) - offset;
	uint8_t bytes[KLV_HEAD_SIZE_MAX];
	size_t size = left < sizeof(bytes) ? (size_t)left : sizeof(bytes);
	struct span in = span_of(bytes, size, offset);

	if (!output_read(w->out, offset, bytes, size, err) ||
	    !klv_read(&in, klv, err))
		return false;
	if (!ul_equal(&klv->key, &w->packet) ||
	    klv->value_size > left - klv->head_size ||
	    klv->value_size > LIMIT_FRAME_SIZE)
		return error_set(err, DCP_BAD_INPUT, "no edit unit at byte %"
		    PRIu64, offset);
	bytes_reset(head);
	bytes_put(head, bytes, klv->head_size);
	return bytes_ok(head, err);
}

static bool
read_value(struct mxfwrite *w, const struct klv *klv, struct bytes *value,
    struct dcp_error *err)
{
	uint8_t *at;

	bytes_reset(value);
	at = bytes_extend(value, (size_t)klv->value_size);
	return bytes_ok(value, err) && output_read(w->out, klv_value(klv), at,
	    value->size, err);
}

static bool
take_packet(struct mxfwrite *w, uint64_t *offset, struct bytes *head,
    struct bytes *value, struct dcp_error *err)
{
	struct klv klv;

	if (!read_head(w, *offset, &klv, head, err) ||
	    !read_value(w, &klv, value, err) ||
	    !notes_chain(&w->notes, head->at, head->size, value->at,
	    value->size, err))
		return false;
	*offset = klv_end(&klv);
	return mxfwrite_count(w, head->size + value->size, err);
}

/* Take up the packets from ${offset} on, as far as a note holds. */
static void
take_packets(struct mxfwrite *w, uint64_t offset,
    const struct notes_read *noted, struct taken *taken)
{
	struct bytes head = {0}, value = {0};
	struct dcp_error ignored = {0};

	*taken = (struct taken){0};
	while (offset < notes_last(noted) && offset < output_size(w->out) &&
	    take_packet(w, &offset, &head, &value, &ignored))
		if (notes_hold(&w->notes, offset, noted))
			*taken = (struct taken){offset, w->packet_count,
			    w->parts.packets_size, w->offset_count,
			    w->notes.chain};
	bytes_clear(&head);
	bytes_clear(&value);
	w->packet_count = taken->packet_count;
	w->parts.packets_size = taken->packets_size;
	w->offset_count = taken->offset_count;
	w->notes.chain = taken->chain;
}

/* ${same}: the front of the file is what would now be written. */
static bool
check_front(struct mxfwrite *w, uint64_t front_size, bool *same,
    struct dcp_error *err)
{
	struct bytes want = {0}, have = {0};
	struct parts empty = w->parts;
	bool ok;

	empty.header_size = empty.packets_size = 0;
	ok = parts_room(&empty, w->mark, &want, err) &&
	    bytes_extend(&have, (size_t)front_size) != NULL &&
	    output_read(w->out, 0, have.at, have.size, err) &&
	    bytes_ok(&have, err);
	if (ok) {
		memset(have.at + NOTES_AT, 0, NOTES_SIZE);
		*same = have.size == want.size &&
		    memcmp(have.at, want.at, want.size) == 0;
	}
	w->parts.header_size = empty.header_size;
	bytes_clear(&want);
	bytes_clear(&have);
	return ok;
}

/*
 * The first unit, at ${offset}, tells again what it told when it was made; the
 * others were compared with it then.
 */
static bool
learn(struct mxfwrite *w, uint64_t offset, struct dcp_error *err)
{
	struct bytes head = {0}, value = {0};
	const struct bytes *plain = w->seal == NULL ? &value : &w->sealed;
	struct dcp_error why = {0};
	struct klv klv;
	bool ok;

	ok = read_head(w, offset, &klv, &head, err) &&
	    read_value(w, &klv, &value, err);
	if (ok && w->seal != NULL &&
	    !seal_open(w->seal, &value, &w->sealed, &why))
		ok = error_set(err, why.status == DCP_BAD_INPUT ? DCP_REFUSED :
		    why.status, "is not what this key makes: %s", why.text);
	ok = ok && mxfwrite_learn(w, plain->at, plain->size, err);
	bytes_clear(&head);
	bytes_clear(&value);
	return ok;
}

/* An encrypted file is gone on with under its own ids. */
static bool
check_ids(const struct mxfwrite *w, const struct parts_room *room,
    struct dcp_error *err)
{
	static const struct uuid none;
	bool plain = w->seal == NULL;

	if (plain != uuid_is_zero(&room->key_id))
		return error_set(err, DCP_REFUSED, plain ? "was begun "
		    "encrypted, want the same key" :
		    "was begun without encryption, want none");
	if (uuid_equal(&room->key_id, plain ? &none : &w->crypto.key_id) &&
	    uuid_equal(&room->id, plain ? &none : &w->options.id))
		return true;
	return error_set(err, DCP_REFUSED,
	    "was begun with another key, or as another asset");
}

/*
 * Find out what of the file can be gone on with; ${some} is false if nothing
 * can.  Only an encrypted file that this key does not open is refused.
 */
static bool
resume(struct mxfwrite *w, bool *some, struct dcp_error *err)
{
	uint8_t bytes[PARTS_ROOM_SIZE];
	struct parts_room room;
	struct notes_read noted;
	struct taken taken;
	uint64_t front;

	*some = false;
	if (output_size(w->out) < sizeof(bytes))
		return true;
	if (!output_read(w->out, 0, bytes, sizeof(bytes), err))
		return false;
	if (!parts_read_room(bytes, &room) ||
	    memcmp(room.mark, w->mark, sizeof(w->mark)) != 0)
		return true;
	front = room.size + parts_pack_size();
	if (!check_ids(w, &room, err))
		return false;
	if (front > output_size(w->out))
		return true;
	if (!notes_read(w->out, &noted, err))
		return false;
	take_packets(w, front, &noted, &taken);
	if (w->packet_count == 0)
		return true;
	if (!learn(w, front, err) ||
	    !check_front(w, front, some, err))
		return false;
	w->noted = mxfwrite_duration(w);
	return !*some || output_cut(w->out, taken.end, err);
}

/* As it was before resume(). */
static bool
begin_anew(struct mxfwrite *w, struct dcp_error *err)
{
	j2kfacts_clear(&w->picture);
	w->packet_count = w->noted = 0;
	w->offset_count = 0;
	w->notes = (struct notes){0};
	w->parts.packets_size = w->parts.header_size = 0;
	return output_cut(w->out, 0, err);
}

struct mxfwrite *
mxfwrite_resume(const char *path, const char *part,
    const struct mxfwrite_options *options,
    const uint8_t mark[MXFWRITE_MARK_SIZE], uint64_t *units,
    struct dcp_error *err)
{
	struct mxfwrite *w = mxfwrite_new(options, err);
	bool some;

	*units = 0;
	if (w == NULL)
		return NULL;
	assert(w->options.duration == 0);
	w->resumable = true;
	memcpy(w->mark, mark, sizeof(w->mark));
	if ((w->out = output_resume(path, part, err)) == NULL) {
		mxfwrite_free(w);
		return NULL;
	}
	if (!resume(w, &some, err) || (!some && !begin_anew(w, err))) {
		error_in(err, "%s", part);
		mxfwrite_suspend(w);
		return NULL;
	}
	*units = mxfwrite_duration(w);
	return w;
}

bool
mxfwrite_peek(const char *part, struct mxfwrite_part *found, bool *is_part,
    struct dcp_error *err)
{
	static const uint8_t zeros[PARTS_ROOM_SIZE];
	uint8_t bytes[PARTS_ROOM_SIZE] = {0};
	struct input *in = input_open(part, err);
	struct parts_room room;
	uint64_t size;
	bool ok;

	*found = (struct mxfwrite_part){0};
	*is_part = false;
	if (in == NULL)
		return false;
	size = input_size(in);
	ok = input_read(in, 0, bytes, size < sizeof(bytes) ? (size_t)size :
	    sizeof(bytes), err);
	input_close(in);
	if (!ok)
		return false;
	if (parts_read_room(bytes, &room)) {
		memcpy(found->mark, room.mark, sizeof(room.mark));
		found->id = room.id;
		found->key_id = room.key_id;
		*is_part = true;
	} else if (size < sizeof(bytes)) {
		/* The beginning of a key, or nothing yet. */
		*is_part = memcmp(bytes, "\x06\x0e\x2b\x34", size < 4 ?
		    (size_t)size : 4) == 0 || memcmp(bytes, zeros, size) == 0;
	} else {
		*is_part = memcmp(bytes, zeros, sizeof(zeros)) == 0;
	}
	return true;
}
